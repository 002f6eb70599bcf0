import { describe, expect, it } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { sendRequest, BEARER, createControlTwin, FEED } from './control-requests.ts'

const RUNS = '/_twin/v1/worlds/default/runs'
const TOKEN = { authorization: 'Token mine' }
const COMPLETED = {
  flow: 0,
  contact: { name: 'Ada Wells', phone: '+31612345678' },
  createdAt: '2026-01-15T08:00:00.000001Z',
  startedAt: '2026-01-15T08:00:02.5Z',
  repliesAt: ['2026-01-15T08:01:00Z', '2026-01-15T08:02:00Z', '2026-01-15T08:03:00.000009Z'],
  end: 'completed',
  outcome: 'rejected',
  results: ['first', 'second', 'third'],
}

function createEmptyTwin(): Twin {
  return createControlTwin({ runs: 0, dataset: { arrivals: false } })
}

describe('inserted runs', () => {
  it('are served by all four vendors, each with its own precision', async () => {
    const twin = createEmptyTwin()
    const inserted = await sendRequest(twin, RUNS, { body: COMPLETED })
    expect([inserted.status, inserted.json.scheduled]).toEqual([201, 0])
    const [{ number, ids, contact }] = inserted.json.runs
    expect(inserted.json.runs[0]).toMatchObject({ status: 'completed', endedAt: '2026-01-15T08:03:00.000009Z' })
    const feed = await sendRequest(twin, FEED, { headers: BEARER })
    expect(feed.json).toMatchObject([{ id: ids.qyvo, status: 'completed', created_at: '2026-01-15T08:00:00+00:00' }])
    const one = await sendRequest(twin, `/public/v2/flow-runs/${ids.recrubo}`, { headers: BEARER })
    expect(one.json.data.attributes).toMatchObject({ status: 'finished', createdAt: '2026-01-15T08:00:00+00:00' })
    const page = await sendRequest(twin, '/api/v2/runs.json', { headers: TOKEN })
    const [row] = page.json.results
    expect(row).toMatchObject({ uuid: ids.rapidpro, exit_type: 'completed', created_on: '2026-01-15T08:00:00.000001Z' })
    expect(row).toMatchObject({ exited_on: '2026-01-15T08:03:00.000009Z', contact: { name: 'Ada Wells' } })
    expect(Object.values(row.values).map((value) => (value as { input: string }).input)).toEqual(COMPLETED.results)
    const sessions = twin.vendors[3]?.demo.buildExamplePath(twin.world) ?? ''
    const list = await sendRequest(twin, sessions, { headers: BEARER })
    expect(list.json.content).toMatchObject([{ sessionId: ids.idnow, createdAt: '2026-01-15T08:00:00.000Z' }])
    for (const id of [String(number), ...Object.values<string>(ids)]) {
      expect((await sendRequest(twin, `${RUNS}/${id}`)).json).toEqual(inserted.json.runs[0])
    }
    expect((await sendRequest(twin, `/_twin/v1/worlds/default/contacts/${contact}`)).json.phone).toBe('+31612345678')
  })

  it('are all rejected for one invalid run, with the name of its field', async () => {
    const twin = createEmptyTwin()
    const digest = (await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')).text
    const invalidRuns: readonly [object, string][] = [
      [{ ...COMPLETED, flow: 'nothing' }, '`runs[1].flow`: there is no flow "nothing" in this world'],
      [{ ...COMPLETED, flow: 8 }, '`runs[1].flow`: the flow is a draft'],
      [{ ...COMPLETED, contact: '+12' }, '`runs[1].contact`: "+12" is not a phone number'],
      [{ ...COMPLETED, startedAt: 'noon' }, '`runs[1].startedAt`: "noon" is not an instant'],
      [{ ...COMPLETED, repliesAt: ['2026-01-15T08:01:00Z', 'x'] }, '`runs[1].repliesAt[1]`: "x" is not an instant'],
      [{ ...COMPLETED, end: 'failed', outcome: undefined }, '`runs[1].repliesAt`: '],
      [{ ...COMPLETED, end: 'failed' }, '`runs[1].outcome`: only runs with `end` "completed"'],
      [
        { ...COMPLETED, endedAt: '2026-01-15T09:00:00Z', end: undefined, outcome: undefined },
        '`runs[1].endedAt`: `endedAt` needs `end`',
      ],
      [{ ...COMPLETED, createdAt: '2025-01-15T08:00:00Z' }, '`runs[1].createdAt`: '],
      [{ ...COMPLETED, surprise: 1 }, '`[1].surprise` is an unknown field'],
    ]
    for (const [run, text] of invalidRuns) {
      const rejected = await sendRequest(twin, RUNS, { body: [COMPLETED, run] })
      expect([rejected.status, rejected.json.error]).toEqual([400, expect.stringContaining(text)])
    }
    expect((await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')).text).toBe(digest)
  })

  it('in the future are created at their instant, also in a fork and from a snapshot', async () => {
    const twin = createEmptyTwin()
    const scheduled = { flow: 1, contact: 5, startedAt: '2026-01-15T09:10:00.000005Z' }
    expect((await sendRequest(twin, RUNS, { body: [scheduled, { flow: 1, contact: 6 }] })).json).toMatchObject({
      scheduled: 1,
    })
    expect((await sendRequest(twin, '/_twin/v1/worlds/default/arrivals')).json).toMatchObject({
      scheduled: 1,
      isDefault: false,
    })
    await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'fork', from: 'default' } })
    const snapshot = (await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')).json
    await sendRequest(twin, '/_twin/v1/worlds/opened/snapshot', { method: 'PUT', body: snapshot })
    const moved = await sendRequest(twin, '/_twin/v1/worlds/default/clock', { body: { advance: '10m' } })
    expect((await sendRequest(twin, RUNS)).json.total).toBe(1)
    expect(moved.json.now).toBe('2026-01-15T09:10:00.000000Z')
    for (const world of ['default', 'fork', 'opened']) {
      await sendRequest(twin, `/_twin/v1/worlds/${world}/clock`, { body: { to: '2026-01-15T09:10:00.000005Z' } })
    }
    const rows = async (world: string) => (await sendRequest(twin, `/w/${world}${FEED}`, { headers: BEARER })).text
    expect(JSON.parse(await rows('fork'))).toHaveLength(2)
    expect(await rows('fork')).toBe(await rows('default'))
    expect(await rows('opened')).toBe(await rows('default'))
  })

  it('are listed newest first, by status, flow and contact', async () => {
    const twin = createControlTwin({ runs: 200 })
    const list = async (query: string) => (await sendRequest(twin, `${RUNS}?${query}`)).json
    const all = await list('limit=1000')
    expect([all.total, all.runs.length]).toEqual([200, 200])
    const numbers = all.runs.map(({ number }: { number: number }) => number)
    expect(numbers).toEqual(numbers.toSorted((left: number, right: number) => right - left))
    const expired = await list('status=expired&flow=2&limit=1000')
    const expectedRuns = all.runs.filter(
      (run: { status: string; flow: number }) => run.status === 'expired' && run.flow === 2,
    )
    expect(expired.runs).toEqual(expectedRuns)
    const { contact } = all.runs[7]
    const ofContact = await list(`contact=${contact}`)
    expect(ofContact.runs).toEqual(all.runs.filter((run: { contact: number }) => run.contact === contact))
    expect((await list('skip=10&limit=5')).runs).toEqual(all.runs.slice(10, 15))
    expect((await sendRequest(twin, `${RUNS}?flow=none`)).status).toBe(400)
  })

  it('can be driven reply by reply, or to an end', async () => {
    const twin = createEmptyTwin()
    const { json } = await sendRequest(twin, RUNS, { body: { flow: 0, contact: 1 } })
    const drive = async (body: object) => sendRequest(twin, `${RUNS}/${json.runs[0].ids.qyvo}`, { body })
    for (const replies of [1, 2]) expect((await drive({ step: true })).json.repliesAt).toHaveLength(replies)
    expect((await drive({ step: true })).json.status).toBe('completed')
    expect((await drive({ step: true })).status).toBe(409)
    expect((await drive({ end: 'failed', step: true })).status).toBe(400)
    const stuck = await sendRequest(twin, RUNS, { body: { flow: 1, contact: 2, end: 'never' } })
    const rejected = await sendRequest(twin, `${RUNS}/${stuck.json.runs[0].number}`, { body: { step: true } })
    expect([rejected.status, rejected.json.error]).toEqual([409, expect.stringContaining('the run never starts')])
  })
})

describe('a snapshot', () => {
  it.each(['insert', 'burst', 'set-arrival-rate', 'step', 'surprise'])(
    'with an incomplete %s operation is rejected',
    async (kind) => {
      const twin = createEmptyTwin()
      const { json } = await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')
      const operations = [{ at: json.now, operation: { kind } }]
      const body = { ...json, operations }
      const rejected = await sendRequest(twin, '/_twin/v1/worlds/opened/snapshot', { method: 'PUT', body })
      expect([rejected.status, rejected.json.error]).toEqual([400, expect.stringContaining('the snapshot')])
      expect((await sendRequest(twin, '/_twin/v1/worlds/opened')).status).toBe(404)
    },
  )
})

describe('flows and contacts', () => {
  it('are listed with the names of each vendor', async () => {
    const twin = createControlTwin({ runs: 10 })
    const { flows } = (await sendRequest(twin, '/_twin/v1/worlds/default/flows')).json
    expect(flows).toHaveLength(12)
    expect(flows.at(-1)).toMatchObject({ plannedEnd: 'never', vendors: { qyvo: { name: 'Stays queued' } } })
    const inserted = await sendRequest(twin, RUNS, { body: { flow: flows[3].vendors.idnow.id, contact: 2 } })
    expect(inserted.json.runs[0].flow).toBe(3)
  })

  it('can be found by phone, and are created once', async () => {
    const twin = createEmptyTwin()
    const contacts = '/_twin/v1/worlds/default/contacts'
    const created = await sendRequest(twin, contacts, { body: { name: 'Bo Lin', phone: '+31612345678' } })
    expect(created.status).toBe(201)
    expect((await sendRequest(twin, contacts, { body: { phone: '+31612345678' } })).status).toBe(409)
    expect((await sendRequest(twin, `${contacts}/+31612345678`)).json).toEqual(created.json)
    const people = [{ name: 'Bo Lin' }, { name: 'Cy Ray' }, { name: 'Cy Ray' }, '+31612345678']
    const { runs } = (await sendRequest(twin, RUNS, { body: people.map((contact) => ({ flow: 0, contact })) })).json
    const [bo, cy, again, phone] = runs.map((run: { contact: number }) => run.contact)
    expect([bo, phone, again]).toEqual([created.json.number, created.json.number, cy])
    const { total, contacts: last } = (await sendRequest(twin, `${contacts}?skip=${cy}`)).json
    expect([total, last]).toMatchObject([cy + 1, [{ name: 'Cy Ray' }]])
    expect((await sendRequest(twin, `${contacts}/${total}`)).status).toBe(404)
  })
})

describe('arrivals', () => {
  it('follow the rate that is set, and bursts', async () => {
    const twin = createControlTwin({ runs: 20 })
    const arrivals = '/_twin/v1/worlds/default/arrivals'
    expect((await sendRequest(twin, arrivals)).json).toMatchObject({
      intervalMicroseconds: 120_000_000,
      isDefault: true,
      remaining: null,
      bursts: [],
    })
    const set = await sendRequest(twin, arrivals, { method: 'PUT', body: { interval: '10s', flow: 1 } })
    expect(set.json).toMatchObject({ intervalMicroseconds: 10_000_000, isDefault: false, remaining: 100_000 })
    await sendRequest(twin, '/_twin/v1/worlds/default/clock', { body: { advance: '10m' } })
    expect((await sendRequest(twin, `${RUNS}?limit=1`)).json.total).toBe(80)
    await sendRequest(twin, arrivals, { method: 'PUT', body: { interval: null } })
    const bursts = '/_twin/v1/worlds/default/bursts'
    expect((await sendRequest(twin, bursts, { body: { count: 150, flow: 0 } })).json).toMatchObject({ nextAt: null })
    const feed = await sendRequest(twin, FEED, { headers: BEARER })
    expect(new Set(feed.json.map((row: { created_at: string }) => row.created_at)).size).toBe(1)
    const later = await sendRequest(twin, bursts, { body: { count: 60, at: '2026-01-15T10:00:00Z', duration: '1m' } })
    expect(later.json.bursts).toEqual([{ from: '2026-01-15T10:00:00.000000Z', remaining: 60 }])
    await sendRequest(twin, '/_twin/v1/worlds/default/clock', { body: { to: '2026-01-15T10:00:30Z' } })
    const half = (await sendRequest(twin, `${RUNS}?limit=1`)).json.total - 230
    expect(half).toBeGreaterThan(25)
    expect(half).toBeLessThan(35)
  })

  it('with invalid options are rejected with the reason', async () => {
    const twin = createEmptyTwin()
    const post = async (path: string, method: string, body: object) =>
      (await sendRequest(twin, `/_twin/v1/worlds/default/${path}`, { method, body })).json.error
    expect(await post('bursts', 'POST', { count: 100_001 })).toContain('from 1 to 100000')
    expect(await post('bursts', 'POST', { count: 1, at: '2020-01-01T00:00:00Z' })).toContain('cannot begin in the past')
    expect(await post('bursts', 'POST', { count: 1, duration: 'long' })).toContain('`duration` must be a duration')
    expect(await post('bursts', 'POST', { count: 1, flow: 8 })).toContain('a draft')
    expect(await post('arrivals', 'PUT', { interval: '0s' })).toContain('once a millisecond')
    expect((await sendRequest(twin, '/_twin/v1/worlds/default')).json.operationCount).toBe(0)
  })
})
