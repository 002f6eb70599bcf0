import { describe, expect, it } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { createTestTwin } from '../support/requests.ts'
import { FLOWS, type Item, post, regularFlow, RUNS, STARTS, walk } from './rapidpro-asking.ts'
import { OfficialClient } from './rapidpro-official-client.ts'

describe('a client in the manner of the official one', () => {
  it('walks everything along next, once and in order', async () => {
    const twin = createTestTwin({ runs: 1300 })
    const runs = await new OfficialClient(twin).all('runs')
    expect(runs).toEqual(await walk(twin, RUNS))
    expect(new Set(runs.map(({ uuid }) => uuid)).size).toBe(1300)
  })

  it('sends booleans as 1 and 0, and they hold on every page', async () => {
    const twin = createTestTwin({ runs: 2500 })
    const client = new OfficialClient(twin)
    const runs = await client.all('runs', { responded: true, reverse: true, paths: false })
    expect(runs.length).toBeGreaterThan(250)
    expect(runs.every(({ responded, path }) => responded === true && path === null)).toBe(true)
    const all = await client.all('runs', { responded: false, reverse: false, paths: true })
    expect(all).toEqual(await walk(twin, RUNS))
  })

  it('goes on the next day where it stopped, with the cursor that it kept', async () => {
    const twin = createTestTwin({ runs: 1100 })
    const client = new OfficialClient(twin)
    const before = '2026-01-15T09:00:00.000000Z'
    const { value: kept } = await client.fetches('runs', { before, reverse: true }).next()
    const rest = await client.all('runs', { before, reverse: true, cursor: kept?.cursor ?? '' })
    const all = await client.all('runs', { before, reverse: true })
    expect([...(kept?.items ?? []), ...rest]).toEqual(all)
    expect(all).toHaveLength(1100)
  })

  it('waits as long as it is told when it has asked too often, and then gets everything', async () => {
    const quirks = { 'rapidpro.rate': 'lowered' }
    const twin = createTestTwin({ runs: 1900, quirks, dataset: { arrivals: false } })
    const client = new OfficialClient(twin)
    twin.clock.advance('3h')
    const runs = await client.all('runs')
    expect(runs).toHaveLength(1900)
    expect(client.waited).toEqual([3600, 3600])
  })

  it('tells bad requests, bad tokens and bad cursors apart', async () => {
    const twin = createTestTwin()
    await expect(new OfficialClient(twin).all('runs', { uuid: 'x' })).rejects.toThrow('bad request')
    await expect(new OfficialClient(twin, 'flowtwinrevoked').all('runs')).rejects.toThrow('token')
    await expect(new OfficialClient(twin).all('runs', { cursor: 'xxx' })).rejects.toThrow('no such object')
  })

  it('starts somebody and waits until the start is complete', async () => {
    const twin = createTestTwin({ runs: 300 })
    const client = new OfficialClient(twin)
    const { uuid: flow } = await regularFlow(twin)
    const { json } = await post(twin, STARTS, { flow, urns: ['tel:+31612345678'] })
    let looks = 0
    for (let status = json.status; status !== 'complete'; looks++) {
      twin.clock.advance('500ms')
      status = (await client.all('flow_starts', { uuid: json.uuid }))[0]!['status']
    }
    expect(looks).toBe(6)
    const runs = (await client.all('runs', { flow })).filter(({ start }) => start?.uuid === json.uuid)
    expect(runs.map(({ contact }) => contact.urn)).toEqual(['tel:+31612345678'])
  })
})

describe('a poller that asks for what came after the last modification', () => {
  /** In the manner of rapidpro2pg: `after` the newest stored, along `next`, upsert by uuid. */
  async function poll(twin: Twin, table: Map<string, Item>): Promise<number> {
    const newest = [...table.values()]
      .map((run) => padded(run['modified_on']))
      .toSorted()
      .at(-1)
    const fetched = await walk(twin, newest === undefined ? RUNS : `${RUNS}?after=${newest}`)
    for (const run of fetched) table.set(run['uuid'], run)
    return fetched.length
  }

  it('has every run as it is, however the world goes on between the polls', async () => {
    const twin = createTestTwin({ runs: 900, every: '20s' })
    const table = new Map<string, Item>()
    await poll(twin, table)
    const { uuid: flow } = await regularFlow(twin)
    for (const pause of ['1s', '90s', '17m', '1h40m', '0s']) {
      twin.clock.advance(pause)
      await post(twin, STARTS, { flow, groups: ['Field staff'] })
      await poll(twin, table)
      const all = await walk(twin, RUNS)
      expect(table.size).toBe(all.length)
      expect(all.filter((run) => JSON.stringify(table.get(run['uuid'])) !== JSON.stringify(run))).toEqual([])
    }
  })

  it('gets the last run again with every poll, because after is inclusive', async () => {
    const twin = createTestTwin({ runs: 300 })
    const table = new Map<string, Item>()
    await poll(twin, table)
    expect(await poll(twin, table)).toBeGreaterThanOrEqual(1)
    expect(table.size).toBe(300)
  })
})

describe('an exporter that takes the completed runs of one flow, oldest first', () => {
  /** In the manner of integration-dhis-rapidpro: `flow`, `after` and `reverse=true`, completed runs alone. */
  async function exported(twin: Twin, flow: string, after: string): Promise<readonly Item[]> {
    const runs = await walk(twin, `${RUNS}?flow=${flow}&after=${after}&reverse=true`)
    return runs.filter((run) => run['exited_on'] !== null && run['exit_type'] === 'completed')
  }

  it('reads the values of each by their keys, every run once over all its rounds', async () => {
    const twin = createTestTwin({ runs: 4000, every: '30s' })
    const { uuid: flow } = await regularFlow(twin)
    const keys = (await walk(twin, `${FLOWS}?uuid=${flow}`))[0]!['results'].map(({ key }: Item) => key)
    const table = new Map<string, Item>()
    let after = '2020-01-01T00:00:00Z'
    for (let round = 0; round < 6; round++) {
      for (const run of await exported(twin, flow, after)) {
        for (const key of keys) expect(run['values'][key].value).toMatch(/\S/)
        table.set(run['uuid'], run)
      }
      after = (await walk(twin, `${RUNS}?flow=${flow}`))[0]!['modified_on']
      twin.clock.advance('25m')
    }
    twin.clock.advance('0s')
    for (const run of await exported(twin, flow, after)) table.set(run['uuid'], run)
    const all = (await walk(twin, `${RUNS}?flow=${flow}`)).filter((run) => run['exit_type'] === 'completed')
    expect(new Set(table.keys())).toEqual(new Set(all.map(({ uuid }) => uuid)))
  })
})

/** A text without a fraction is a whole second; padded, texts stand in order of time. */
function padded(stamp: string): string {
  return stamp.replace(/:(\d\d)Z$/, ':$1.000000Z')
}
