import { beforeAll, describe, expect, it } from 'vitest'
import type { Twin, TwinOptions } from '../../../mock/twin.ts'
import { getIds } from '../../../mock/vendors/qyvo/ids.ts'
import { SECOND } from '../../../mock/world/time/instant.ts'
import { listRunsByCreation } from '../../../mock/world/query/by-creation.ts'
import { readRun, findRunRefs } from '../../../mock/world/state/view.ts'
import type { Run } from '../../../mock/world/model/run.ts'
import { createTestTwin } from '../../support/requests.ts'
import { FEED, flowId, MESSAGES } from './requests.ts'
import { batchOf, type Item, type Poller, SeenSet, StopAtLastId } from './polling-clients.ts'

const CLIENTS = [
  ['the documented client, which stops at the last id', StopAtLastId],
  ['the published node, which keeps 1,000 ids', SeenSet],
] as const

/** A twin for days of polling: nearly a thousand answers of one form are not each held to the document. */
function longTwin(options: TwinOptions): Twin {
  return createTestTwin({ ...options, mutateResponse: (sent) => sent })
}

/** Eight hours of the world's clock, polled every so often; everything that was handed on after the first poll. */
async function workingDay(twin: Twin, client: Poller, every = 30): Promise<readonly Item[]> {
  const heard: Item[] = []
  await client.poll()
  for (let second = 0; second < 8 * 3600; second += every) {
    twin.clock.advance(`${every}s`)
    heard.push(...(await client.poll()))
  }
  return heard
}

/** Every session that the world knows, oldest first. */
function everyRun({ world }: Twin): readonly Run[] {
  const view = world.view()
  const all = listRunsByCreation(view, {})
  return findRunRefs(view, all.slice(0, all.size)).map((ref) => readRun(view, ref))
}

/** The sessions that began since the world started. */
function arrived(twin: Twin): readonly Run[] {
  return everyRun(twin).filter(({ createdAt }) => createdAt > twin.world.dataset.parameters.start)
}

function idOf(twin: Twin, run: Run): string {
  return getIds(twin.world).session.encode(run.number, run.createdAt)
}

function idsIn(items: readonly Item[]): readonly string[] {
  return items.map(({ id }) => id).toSorted()
}

describe.each(CLIENTS)('a working day of %s', (_, Client) => {
  describe('with broadcasts that fit into the window', () => {
    const twin = longTwin({ runs: 500 })
    const client = new Client(twin)
    let heard: readonly Item[]
    beforeAll(async () => {
      heard = await workingDay(twin, client)
    })

    it('tells every session once', () => {
      const ids = arrived(twin).map((run) => idOf(twin, run))
      expect(ids.length).toBeGreaterThan(300)
      expect(idsIn(heard)).toEqual(ids.toSorted())
    })

    it('never tells how a session went on: nearly all were still running when they were told', async () => {
      const now = new Map((await batchOf(twin, FEED)).map(({ id, status }) => [id, status]))
      const changed = heard.filter(({ id, status }) => now.has(id) && now.get(id) !== status)
      expect(changed.length).toBeGreaterThan(50)
      expect(heard.filter(({ status }) => status === 'running').length).toBeGreaterThan(heard.length * 0.9)
    })

    it('stays within the quota', () => {
      expect(twin.journal.listJournalEntries().filter(({ status }) => status !== 200)).toEqual([])
    })
  })

  it('loses what a broadcast of more than 100 pushes out of the window, and nothing else', async () => {
    const twin = longTwin({ runs: 600, every: '1m', dataset: { block: 128, broadcasts: 8 } })
    const heard = new Set(idsIn(await workingDay(twin, new Client(twin))))
    const all = arrived(twin)
    const lost = all.filter((run) => !heard.has(idOf(twin, run)))
    const broadcasts = [...new Set(all.filter(({ broadcast }) => broadcast !== null).map(({ createdAt }) => createdAt))]
    expect(broadcasts.length).toBeGreaterThanOrEqual(3)
    for (const at of broadcasts) {
      const between = lost.filter(({ createdAt }) => createdAt <= at && at - createdAt < 30 * SECOND)
      expect([28, 29, 30]).toContain(between.length)
    }
    const elsewhere = lost.filter(({ createdAt }) => !broadcasts.some((at) => Math.abs(at - createdAt) < 30 * SECOND))
    expect(elsewhere).toEqual([])
  })

  it('loses the middle of a day that is polled twice', async () => {
    const twin = createTestTwin({ runs: 500, every: '1m' })
    const heard = await workingDay(twin, new Client(twin), 4 * 3600)
    expect(heard).toHaveLength(200)
    expect(arrived(twin).length).toBeGreaterThan(400)
  })

  it('hears of one flow alone with flow_id, even through a broadcast of another', async () => {
    const twin = longTwin({ runs: 600, dataset: { block: 128 } })
    const heard = await workingDay(twin, new Client(twin, `${FEED}?flow_id=${flowId(twin, 7)}`))
    const due = arrived(twin).filter(({ flow }) => flow.index === 7)
    expect(due.length).toBeGreaterThan(0)
    expect(idsIn(heard)).toEqual(due.map((run) => idOf(twin, run)).toSorted())
  })

  it('tells every message of contacts once, in a morning of the second feed', async () => {
    const twin = longTwin({ runs: 500 })
    const client = new Client(twin, MESSAGES)
    await client.poll()
    const heard: Item[] = []
    for (let poll = 0; poll < 480; poll++) {
      twin.clock.advance('30s')
      heard.push(...(await client.poll()))
    }
    const { start } = twin.world.dataset.parameters
    const answers = everyRun(twin).flatMap(({ repliesAt }) => repliesAt.filter((at) => at > start))
    expect(new Set(idsIn(heard)).size).toBe(heard.length)
    expect(heard).toHaveLength(answers.length)
  })
})

describe('what tells the two clients apart', () => {
  async function afterDeletion(client: Poller, twin: Twin): Promise<readonly Item[]> {
    const [newest] = await client.poll()
    expect(await client.poll()).toEqual([])
    twin.world.applyOperation({ kind: 'delete', run: getIds(twin.world).session.decode(newest?.id ?? '') ?? 0 })
    return await client.poll()
  }

  it('is a stored id that has vanished: the documented client hands the whole window on again', async () => {
    const twin = createTestTwin({ runs: 300 })
    const client = new StopAtLastId(twin)
    const again = await afterDeletion(client, twin)
    expect(again).toHaveLength(100)
    expect(client.misses).toBe(1)
  })

  it('is a stored id that has vanished: the published node hears only of the one that moved up', async () => {
    const twin = createTestTwin({ runs: 300 })
    expect(await afterDeletion(new SeenSet(twin), twin)).toHaveLength(1)
  })

  it('is the only sign of a loss: the stored id is not in the window, and only the documented client looks for it', async () => {
    const twin = createTestTwin({ runs: 300 })
    const client = new StopAtLastId(twin)
    await client.poll()
    burst(twin, 100)
    expect(await client.poll()).toHaveLength(100)
    expect(client.misses).toBe(1)
    burst(twin, 99)
    expect(await client.poll()).toHaveLength(99)
    expect(client.misses).toBe(1)
  })

  it('is memory: the node forgets all but 1,000 ids, which ten windows never need', async () => {
    const twin = createTestTwin({ runs: 300 })
    const client = new SeenSet(twin)
    await client.poll()
    for (let round = 0; round < 15; round++) {
      burst(twin, 90)
      expect(await client.poll()).toHaveLength(90)
    }
    expect(client.seen).toHaveLength(1000)
  })

  it('is order: both hand on the newest first, as it stands in the feed', async () => {
    const twin = createTestTwin({ runs: 300 })
    const [stops, sees] = [new StopAtLastId(twin), new SeenSet(twin)]
    for (const client of [stops, sees]) await client.poll()
    twin.clock.advance('20m')
    const fresh = await stops.poll()
    expect(fresh.length).toBeGreaterThan(5)
    expect(await sees.poll()).toEqual(fresh)
    expect(fresh).toEqual((await batchOf(twin, FEED)).slice(0, fresh.length))
  })

  /** So many sessions at one instant. */
  function burst(twin: Twin, count: number): void {
    const contacts = Array.from({ length: count }, (_, contact) => contact)
    const record = { resource: 'test/start', value: {} }
    twin.world.applyOperation({ kind: 'broadcast', flow: 0, contacts, environment: 'live', input: null, record })
  }
})
