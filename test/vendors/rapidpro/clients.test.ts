import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { createTestTwin } from '../../support/requests.ts'
import { FLOWS, type Item, sendPost, findRegularFlow, RUNS, STARTS, readAllPages } from './requests.ts'
import { OfficialClient } from './official-client.ts'

describe('RapidPro: a client like the official Python client', () => {
  it('reads every run once and in order along next', async () => {
    const twin = createTestTwin({ runs: 1300 })
    const runs = await new OfficialClient(twin).readAll('runs')
    expect(runs).toEqual(await readAllPages(twin, RUNS))
    expect(new Set(runs.map(({ uuid }) => uuid)).size).toBe(1300)
  })

  it('sends booleans as 1 and 0, and they apply to every page', async () => {
    const twin = createTestTwin({ runs: 2500 })
    const client = new OfficialClient(twin)
    const runs = await client.readAll('runs', { responded: true, reverse: true, paths: false })
    expect(runs.length).toBeGreaterThan(250)
    expect(runs.every(({ responded, path }) => responded === true && path === null)).toBe(true)
    const all = await client.readAll('runs', { responded: false, reverse: false, paths: true })
    expect(all).toEqual(await readAllPages(twin, RUNS))
  })

  it('continues from a stored cursor', async () => {
    const twin = createTestTwin({ runs: 1100 })
    const client = new OfficialClient(twin)
    const before = '2026-01-15T09:00:00.000000Z'
    const { value: firstPage } = await client.iteratePages('runs', { before, reverse: true }).next()
    const rest = await client.readAll('runs', { before, reverse: true, cursor: firstPage?.cursor ?? '' })
    const all = await client.readAll('runs', { before, reverse: true })
    expect([...(firstPage?.items ?? []), ...rest]).toEqual(all)
    expect(all).toHaveLength(1100)
  })

  it('waits for Retry-After when throttled, and then reads everything', async () => {
    const quirks = { 'rapidpro.rate': 'lowered' }
    const twin = createTestTwin({ runs: 1900, quirks, dataset: { arrivals: false } })
    const client = new OfficialClient(twin)
    twin.clock.advance('3h')
    const runs = await client.readAll('runs')
    expect(runs).toHaveLength(1900)
    expect(client.waits).toEqual([3600, 3600])
  })

  it('distinguishes invalid requests, tokens and cursors', async () => {
    const twin = createTestTwin()
    await expect(new OfficialClient(twin).readAll('runs', { uuid: 'x' })).rejects.toThrow('bad request')
    await expect(new OfficialClient(twin, 'flowtwinrevoked').readAll('runs')).rejects.toThrow('token')
    await expect(new OfficialClient(twin).readAll('runs', { cursor: 'xxx' })).rejects.toThrow('no such object')
  })

  it('starts a contact and polls until the start is complete', async () => {
    const twin = createTestTwin({ runs: 300 })
    const client = new OfficialClient(twin)
    const { uuid: flow } = await findRegularFlow(twin)
    const { json } = await sendPost(twin, STARTS, { flow, urns: ['tel:+31612345678'] })
    let polls = 0
    for (let status = json.status; status !== 'complete'; polls++) {
      twin.clock.advance('500ms')
      status = (await client.readAll('flow_starts', { uuid: json.uuid }))[0]!['status']
    }
    expect(polls).toBe(6)
    const runs = (await client.readAll('runs', { flow })).filter(({ start }) => start?.uuid === json.uuid)
    expect(runs.map(({ contact }) => contact.urn)).toEqual(['tel:+31612345678'])
  })
})

describe('RapidPro: a poller with after = the last modification', () => {
  /** Polls like rapidpro2pg: `after` the newest stored modification, along `next`, upsert by uuid. */
  async function poll(twin: Twin, table: Map<string, Item>): Promise<number> {
    const newest = [...table.values()]
      .map((run) => padFraction(run['modified_on']))
      .toSorted()
      .at(-1)
    const runs = await readAllPages(twin, newest === undefined ? RUNS : `${RUNS}?after=${newest}`)
    for (const run of runs) table.set(run['uuid'], run)
    return runs.length
  }

  it('stores the current state of every run, whatever changes between the polls', async () => {
    const twin = createTestTwin({ runs: 900, every: '20s' })
    const table = new Map<string, Item>()
    await poll(twin, table)
    const { uuid: flow } = await findRegularFlow(twin)
    for (const pause of ['1s', '90s', '17m', '1h40m', '0s']) {
      twin.clock.advance(pause)
      await sendPost(twin, STARTS, { flow, groups: ['Field staff'] })
      await poll(twin, table)
      const all = await readAllPages(twin, RUNS)
      expect(table.size).toBe(all.length)
      expect(all.filter((run) => JSON.stringify(table.get(run['uuid'])) !== JSON.stringify(run))).toEqual([])
    }
  })

  it('reads the last run again in every poll, because after is inclusive', async () => {
    const twin = createTestTwin({ runs: 300 })
    const table = new Map<string, Item>()
    await poll(twin, table)
    expect(await poll(twin, table)).toBeGreaterThanOrEqual(1)
    expect(table.size).toBe(300)
  })
})

describe('RapidPro: an exporter of the completed runs of one flow, oldest first', () => {
  /** Reads like integration-dhis-rapidpro: `flow`, `after` and `reverse=true`, completed runs only. */
  async function readCompleted(twin: Twin, flow: string, after: string): Promise<readonly Item[]> {
    const runs = await readAllPages(twin, `${RUNS}?flow=${flow}&after=${after}&reverse=true`)
    return runs.filter((run) => run['exited_on'] !== null && run['exit_type'] === 'completed')
  }

  it('reads the values of every completed run by their keys over several polls', async () => {
    const twin = createTestTwin({ runs: 4000, every: '30s' })
    const { uuid: flow } = await findRegularFlow(twin)
    const keys = (await readAllPages(twin, `${FLOWS}?uuid=${flow}`))[0]!['results'].map(({ key }: Item) => key)
    const table = new Map<string, Item>()
    let after = '2020-01-01T00:00:00Z'
    for (let round = 0; round < 6; round++) {
      for (const run of await readCompleted(twin, flow, after)) {
        for (const key of keys) expect(run['values'][key].value).toMatch(/\S/)
        table.set(run['uuid'], run)
      }
      after = (await readAllPages(twin, `${RUNS}?flow=${flow}`))[0]!['modified_on']
      twin.clock.advance('25m')
    }
    twin.clock.advance('0s')
    for (const run of await readCompleted(twin, flow, after)) table.set(run['uuid'], run)
    const all = (await readAllPages(twin, `${RUNS}?flow=${flow}`)).filter((run) => run['exit_type'] === 'completed')
    expect(new Set(table.keys())).toEqual(new Set(all.map(({ uuid }) => uuid)))
  })
})

/** Adds the fraction of a whole second, so that texts sort by time. */
function padFraction(text: string): string {
  return text.replace(/:(\d\d)Z$/, ':$1.000000Z')
}
