import { beforeAll, describe, expect, it } from 'vitest'
import type { Twin, TwinOptions } from '../../../mock/twin.ts'
import { getIds } from '../../../mock/vendors/qyvo/ids.ts'
import { SECOND } from '../../../mock/world/time.ts'
import { listRunsByCreation } from '../../../mock/world/query/by-creation.ts'
import { readRun, findRunRefs } from '../../../mock/world/state/view.ts'
import type { Run } from '../../../mock/world/model/run.ts'
import { createTestTwin } from '../../support/requests.ts'
import { FEED, getFlowId, MESSAGES } from './requests.ts'
import { readFeed, type FeedRow, type PollingClient, SeenIdsClient, LastIdClient } from './polling-clients.ts'

const CLIENTS = [
  ['the documented client, which stops at the last id', LastIdClient],
  ['the published node, which keeps 1,000 ids', SeenIdsClient],
] as const

/** Creates a twin for days of polling, without the check of every response against the document. */
function createPollingTwin(options: TwinOptions): Twin {
  return createTestTwin({ ...options, mutateResponse: (response) => response })
}

/** Polls for eight hours of the virtual clock; returns the rows that the client passed on after the first poll. */
async function pollForWorkingDay(twin: Twin, client: PollingClient, everySeconds = 30): Promise<readonly FeedRow[]> {
  const received: FeedRow[] = []
  await client.poll()
  for (let second = 0; second < 8 * 3600; second += everySeconds) {
    twin.clock.advance(`${everySeconds}s`)
    received.push(...(await client.poll()))
  }
  return received
}

/** Returns all runs, oldest first. */
function listAllRuns({ world }: Twin): readonly Run[] {
  const view = world.view()
  const runs = listRunsByCreation(view, {})
  return findRunRefs(view, runs.slice(0, runs.size)).map((ref) => readRun(view, ref))
}

/** Returns the runs that were created after the start of the world. */
function listNewRuns(twin: Twin): readonly Run[] {
  return listAllRuns(twin).filter(({ createdAt }) => createdAt > twin.world.dataset.parameters.start)
}

function getSessionId(twin: Twin, run: Run): string {
  return getIds(twin.world).session.encode(run.number, run.createdAt)
}

function getSortedIds(rows: readonly FeedRow[]): readonly string[] {
  return rows.map(({ id }) => id).toSorted()
}

describe.each(CLIENTS)('a working day of %s', (_, Client) => {
  describe('with broadcasts smaller than the feed', () => {
    const twin = createPollingTwin({ runs: 500 })
    const client = new Client(twin)
    let received: readonly FeedRow[]
    beforeAll(async () => {
      received = await pollForWorkingDay(twin, client)
    })

    it('passes on every session once', () => {
      const ids = listNewRuns(twin).map((run) => getSessionId(twin, run))
      expect(ids.length).toBeGreaterThan(300)
      expect(getSortedIds(received)).toEqual(ids.toSorted())
    })

    it('passes on no later changes: nearly all sessions are running when they are passed on', async () => {
      const now = new Map((await readFeed(twin, FEED)).map(({ id, status }) => [id, status]))
      const changed = received.filter(({ id, status }) => now.has(id) && now.get(id) !== status)
      expect(changed.length).toBeGreaterThan(50)
      expect(received.filter(({ status }) => status === 'running').length).toBeGreaterThan(received.length * 0.9)
    })

    it('stays within the rate limit', () => {
      expect(twin.journal.listJournalEntries().filter(({ status }) => status !== 200)).toEqual([])
    })
  })

  it('misses the sessions of a broadcast beyond the newest 100, and no others', async () => {
    const twin = createPollingTwin({ runs: 600, every: '1m', dataset: { block: 128, broadcasts: 8 } })
    const received = new Set(getSortedIds(await pollForWorkingDay(twin, new Client(twin))))
    const all = listNewRuns(twin)
    const lost = all.filter((run) => !received.has(getSessionId(twin, run)))
    const broadcasts = [...new Set(all.filter(({ broadcast }) => broadcast !== null).map(({ createdAt }) => createdAt))]
    expect(broadcasts.length).toBeGreaterThanOrEqual(3)
    for (const at of broadcasts) {
      const between = lost.filter(({ createdAt }) => createdAt <= at && at - createdAt < 30 * SECOND)
      expect([28, 29, 30]).toContain(between.length)
    }
    const elsewhere = lost.filter(({ createdAt }) => !broadcasts.some((at) => Math.abs(at - createdAt) < 30 * SECOND))
    expect(elsewhere).toEqual([])
  })

  it('misses sessions if it polls twice a day', async () => {
    const twin = createTestTwin({ runs: 500, every: '1m' })
    const received = await pollForWorkingDay(twin, new Client(twin), 4 * 3600)
    expect(received).toHaveLength(200)
    expect(listNewRuns(twin).length).toBeGreaterThan(400)
  })

  it('receives all sessions of one flow with flow_id, also during a broadcast of another flow', async () => {
    const twin = createPollingTwin({ runs: 600, dataset: { block: 128 } })
    const received = await pollForWorkingDay(twin, new Client(twin, `${FEED}?flow_id=${getFlowId(twin, 7)}`))
    const expected = listNewRuns(twin).filter(({ flow }) => flow.index === 7)
    expect(expected.length).toBeGreaterThan(0)
    expect(getSortedIds(received)).toEqual(expected.map((run) => getSessionId(twin, run)).toSorted())
  })

  it('passes on every message once in four hours', async () => {
    const twin = createPollingTwin({ runs: 500 })
    const client = new Client(twin, MESSAGES)
    await client.poll()
    const received: FeedRow[] = []
    for (let poll = 0; poll < 480; poll++) {
      twin.clock.advance('30s')
      received.push(...(await client.poll()))
    }
    const { start } = twin.world.dataset.parameters
    const answers = listAllRuns(twin).flatMap(({ repliesAt }) => repliesAt.filter((at) => at > start))
    expect(new Set(getSortedIds(received)).size).toBe(received.length)
    expect(received).toHaveLength(answers.length)
  })
})

describe('the two clients', () => {
  async function pollAfterDeletion(client: PollingClient, twin: Twin): Promise<readonly FeedRow[]> {
    const [newest] = await client.poll()
    expect(await client.poll()).toEqual([])
    twin.world.applyOperation({ kind: 'delete', run: getIds(twin.world).session.decode(newest?.id ?? '') ?? 0 })
    return await client.poll()
  }

  it('the documented client passes on the whole feed again if the stored session was deleted', async () => {
    const twin = createTestTwin({ runs: 300 })
    const client = new LastIdClient(twin)
    const rows = await pollAfterDeletion(client, twin)
    expect(rows).toHaveLength(100)
    expect(client.misses).toBe(1)
  })

  it('the published node passes on only the row that moved up if a session was deleted', async () => {
    const twin = createTestTwin({ runs: 300 })
    expect(await pollAfterDeletion(new SeenIdsClient(twin), twin)).toHaveLength(1)
  })

  it('the documented client detects a loss: the stored id is not in the feed', async () => {
    const twin = createTestTwin({ runs: 300 })
    const client = new LastIdClient(twin)
    await client.poll()
    createSessions(twin, 100)
    expect(await client.poll()).toHaveLength(100)
    expect(client.misses).toBe(1)
    createSessions(twin, 99)
    expect(await client.poll()).toHaveLength(99)
    expect(client.misses).toBe(1)
  })

  it('the published node stores 1,000 ids, more than any feed needs', async () => {
    const twin = createTestTwin({ runs: 300 })
    const client = new SeenIdsClient(twin)
    await client.poll()
    for (let round = 0; round < 15; round++) {
      createSessions(twin, 90)
      expect(await client.poll()).toHaveLength(90)
    }
    expect(client.seen).toHaveLength(1000)
  })

  it('both pass on the newest session first, in the order of the feed', async () => {
    const twin = createTestTwin({ runs: 300 })
    const [lastId, seenIds] = [new LastIdClient(twin), new SeenIdsClient(twin)]
    for (const client of [lastId, seenIds]) await client.poll()
    twin.clock.advance('20m')
    const fresh = await lastId.poll()
    expect(fresh.length).toBeGreaterThan(5)
    expect(await seenIds.poll()).toEqual(fresh)
    expect(fresh).toEqual((await readFeed(twin, FEED)).slice(0, fresh.length))
  })

  /** Creates sessions at one instant. */
  function createSessions(twin: Twin, count: number): void {
    const contacts = Array.from({ length: count }, (_, contact) => contact)
    const record = { resource: 'test/start', value: {} }
    twin.world.applyOperation({ kind: 'broadcast', flow: 0, contacts, environment: 'live', input: null, record })
  }
})
