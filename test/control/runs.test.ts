import { describe, expect, it } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { ask, BEARER, controlledTwin, FEED } from './control-requests.ts'

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

function quiet(): Twin {
  return controlledTwin({ runs: 0, dataset: { arrivals: false } })
}

describe('told runs', () => {
  it('are shown by all four vendors, to the precision that each has', async () => {
    const twin = quiet()
    const told = await ask(twin, RUNS, { body: COMPLETED })
    expect([told.status, told.json.scheduled]).toEqual([201, 0])
    const [{ number, ids, contact }] = told.json.runs
    expect(told.json.runs[0]).toMatchObject({ status: 'completed', endedAt: '2026-01-15T08:03:00.000009Z' })
    const feed = await ask(twin, FEED, { headers: BEARER })
    expect(feed.json).toMatchObject([{ id: ids.qyvo, status: 'completed', created_at: '2026-01-15T08:00:00+00:00' }])
    const one = await ask(twin, `/public/v2/flow-runs/${ids.recrubo}`, { headers: BEARER })
    expect(one.json.data.attributes).toMatchObject({ status: 'completed', createdAt: '2026-01-15T08:00:00+00:00' })
    const page = await ask(twin, '/api/v2/runs.json', { headers: TOKEN })
    const [row] = page.json.results
    expect(row).toMatchObject({ uuid: ids.rapidpro, exit_type: 'completed', created_on: '2026-01-15T08:00:00.000001Z' })
    expect(row).toMatchObject({ exited_on: '2026-01-15T08:03:00.000009Z', contact: { name: 'Ada Wells' } })
    expect(Object.values(row.values).map((value) => (value as { input: string }).input)).toEqual(COMPLETED.results)
    const sessions = twin.vendors[3]?.demo.buildExamplePath(twin.world) ?? ''
    const list = await ask(twin, sessions, { headers: BEARER })
    expect(list.json.content).toMatchObject([{ sessionId: ids.idnow, createdAt: '2026-01-15T08:00:00.000Z' }])
    for (const id of [String(number), ...Object.values<string>(ids)]) {
      expect((await ask(twin, `${RUNS}/${id}`)).json).toEqual(told.json.runs[0])
    }
    expect((await ask(twin, `/_twin/v1/worlds/default/contacts/${contact}`)).json.phone).toBe('+31612345678')
  })

  it('are all refused when one cannot be told, naming the member of that run', async () => {
    const twin = quiet()
    const digest = (await ask(twin, '/_twin/v1/worlds/default/snapshot')).text
    const refusals: readonly [object, string][] = [
      [{ ...COMPLETED, flow: 'nothing' }, 'runs[1].flow: no flow of this world is called "nothing"'],
      [{ ...COMPLETED, flow: 8 }, 'runs[1].flow: a draft'],
      [{ ...COMPLETED, contact: '+12' }, 'runs[1].contact: "+12" is no phone'],
      [{ ...COMPLETED, startedAt: 'noon' }, 'runs[1].startedAt: "noon" is no instant'],
      [{ ...COMPLETED, repliesAt: ['2026-01-15T08:01:00Z', 'x'] }, 'runs[1].repliesAt[1]: "x" is no instant'],
      [{ ...COMPLETED, end: 'failed', outcome: undefined }, 'runs[1].repliesAt: with 3 answers'],
      [{ ...COMPLETED, end: 'failed' }, 'runs[1].outcome: only a completed run'],
      [{ ...COMPLETED, endedAt: '2026-01-15T09:00:00Z', end: undefined, outcome: undefined }, 'runs[1].endedAt: say'],
      [{ ...COMPLETED, createdAt: '2025-01-15T08:00:00Z' }, 'runs[1].createdAt: the flows of this world'],
      [{ ...COMPLETED, surprise: 1 }, '/1/surprise does not keep the rule "additionalProperties"'],
    ]
    for (const [run, text] of refusals) {
      const refused = await ask(twin, RUNS, { body: [COMPLETED, run] })
      expect([refused.status, refused.json.error]).toEqual([400, expect.stringContaining(text)])
    }
    expect((await ask(twin, '/_twin/v1/worlds/default/snapshot')).text).toBe(digest)
  })

  it('of the future arrive at their instant, also in a fork and from a capsule', async () => {
    const twin = quiet()
    const scheduled = { flow: 1, contact: 5, startedAt: '2026-01-15T09:10:00.000005Z' }
    expect((await ask(twin, RUNS, { body: [scheduled, { flow: 1, contact: 6 }] })).json).toMatchObject({ scheduled: 1 })
    expect((await ask(twin, '/_twin/v1/worlds/default/arrivals')).json).toMatchObject({ told: 1, own: false })
    await ask(twin, '/_twin/v1/worlds', { body: { name: 'fork', from: 'default' } })
    const snapshot = (await ask(twin, '/_twin/v1/worlds/default/snapshot')).json
    await ask(twin, '/_twin/v1/worlds/opened/snapshot', { method: 'PUT', body: capsule })
    const moved = await ask(twin, '/_twin/v1/worlds/default/clock', { body: { advance: '10m' } })
    expect((await ask(twin, RUNS)).json.total).toBe(1)
    expect(moved.json.now).toBe('2026-01-15T09:10:00.000000Z')
    for (const world of ['default', 'fork', 'opened']) {
      await ask(twin, `/_twin/v1/worlds/${world}/clock`, { body: { to: '2026-01-15T09:10:00.000005Z' } })
    }
    const rows = async (world: string) => (await ask(twin, `/w/${world}${FEED}`, { headers: BEARER })).text
    expect(JSON.parse(await rows('fork'))).toHaveLength(2)
    expect(await rows('fork')).toBe(await rows('default'))
    expect(await rows('opened')).toBe(await rows('default'))
  })

  it('are listed newest first, by status, flow and contact', async () => {
    const twin = controlledTwin({ runs: 200 })
    const list = async (query: string) => (await ask(twin, `${RUNS}?${query}`)).json
    const all = await list('limit=1000')
    expect([all.total, all.runs.length]).toEqual([200, 200])
    const numbers = all.runs.map(({ number }: { number: number }) => number)
    expect(numbers).toEqual(numbers.toSorted((left: number, right: number) => right - left))
    const expired = await list('status=expired&flow=2&limit=1000')
    const wanted = all.runs.filter(
      (run: { status: string; flow: number }) => run.status === 'expired' && run.flow === 2,
    )
    expect(expired.runs).toEqual(wanted)
    const { contact } = all.runs[7]
    const own = await list(`contact=${contact}`)
    expect(own.runs).toEqual(all.runs.filter((run: { contact: number }) => run.contact === contact))
    expect((await list('skip=10&limit=5')).runs).toEqual(all.runs.slice(10, 15))
    expect((await ask(twin, `${RUNS}?flow=none`)).status).toBe(400)
  })

  it('are driven answer by answer, or to an end', async () => {
    const twin = quiet()
    const { json } = await ask(twin, RUNS, { body: { flow: 0, contact: 1 } })
    const drive = async (body: object) => ask(twin, `${RUNS}/${json.runs[0].ids.qyvo}`, { body })
    for (const answers of [1, 2]) expect((await drive({ step: true })).json.repliesAt).toHaveLength(answers)
    expect((await drive({ step: true })).json.status).toBe('completed')
    expect((await drive({ step: true })).status).toBe(409)
    expect((await drive({ end: 'failed', step: true })).status).toBe(400)
    const stuck = await ask(twin, RUNS, { body: { flow: 1, contact: 2, end: 'never' } })
    const refused = await ask(twin, `${RUNS}/${stuck.json.runs[0].number}`, { body: { step: true } })
    expect([refused.status, refused.json.error]).toEqual([409, expect.stringContaining('stays queued for ever')])
  })
})

describe('a capsule', () => {
  it.each(['insert', 'burst', 'set-arrival-rate', 'step', 'surprise'])(
    'that lacks what its %s needs is refused',
    async (kind) => {
      const twin = quiet()
      const { json } = await ask(twin, '/_twin/v1/worlds/default/snapshot')
      const operations = [{ at: json.now, operation: { kind } }]
      const body = { ...json, operations }
      const refused = await ask(twin, '/_twin/v1/worlds/opened/snapshot', { method: 'PUT', body })
      expect([refused.status, refused.json.error]).toEqual([400, expect.stringContaining('the capsule')])
      expect((await ask(twin, '/_twin/v1/worlds/opened')).status).toBe(404)
    },
  )
})

describe('flows and contacts', () => {
  it('are listed with what each vendor calls them', async () => {
    const twin = controlledTwin({ runs: 10 })
    const { flows } = (await ask(twin, '/_twin/v1/worlds/default/flows')).json
    expect(flows).toHaveLength(12)
    expect(flows.at(-1)).toMatchObject({ plannedEnd: 'never', vendors: { qyvo: { name: 'Stays queued' } } })
    const told = await ask(twin, RUNS, { body: { flow: flows[3].vendors.idnow.id, contact: 2 } })
    expect(told.json.runs[0].flow).toBe(3)
  })

  it('are found by phone, made once, and refused twice', async () => {
    const twin = quiet()
    const contacts = '/_twin/v1/worlds/default/contacts'
    const made = await ask(twin, contacts, { body: { name: 'Bo Lin', phone: '+31612345678' } })
    expect(made.status).toBe(201)
    expect((await ask(twin, contacts, { body: { phone: '+31612345678' } })).status).toBe(409)
    expect((await ask(twin, `${contacts}/+31612345678`)).json).toEqual(made.json)
    const people = [{ name: 'Bo Lin' }, { name: 'Cy Ray' }, { name: 'Cy Ray' }, '+31612345678']
    const { runs } = (await ask(twin, RUNS, { body: people.map((contact) => ({ flow: 0, contact })) })).json
    const [bo, cy, again, phone] = runs.map((run: { contact: number }) => run.contact)
    expect([bo, phone, again]).toEqual([made.json.number, made.json.number, cy])
    const { total, contacts: last } = (await ask(twin, `${contacts}?skip=${cy}`)).json
    expect([total, last]).toMatchObject([cy + 1, [{ name: 'Cy Ray' }]])
    expect((await ask(twin, `${contacts}/${total}`)).status).toBe(404)
  })
})

describe('arrivals', () => {
  it('come at the rate that is set, and in bursts', async () => {
    const twin = controlledTwin({ runs: 20 })
    const arrivals = '/_twin/v1/worlds/default/arrivals'
    expect((await ask(twin, arrivals)).json).toMatchObject({
      intervalMicroseconds: 120_000_000,
      isDefault: true,
      remaining: null,
      bursts: [],
    })
    const set = await ask(twin, arrivals, { method: 'PUT', body: { interval: '10s', flow: 1 } })
    expect(set.json).toMatchObject({ intervalMicroseconds: 10_000_000, isDefault: false, remaining: 100_000 })
    await ask(twin, '/_twin/v1/worlds/default/clock', { body: { advance: '10m' } })
    expect((await ask(twin, `${RUNS}?limit=1`)).json.total).toBe(80)
    await ask(twin, arrivals, { method: 'PUT', body: { interval: null } })
    const bursts = '/_twin/v1/worlds/default/bursts'
    expect((await ask(twin, bursts, { body: { count: 150, flow: 0 } })).json).toMatchObject({ nextAt: null })
    const feed = await ask(twin, FEED, { headers: BEARER })
    expect(new Set(feed.json.map((row: { created_at: string }) => row.created_at)).size).toBe(1)
    const later = await ask(twin, bursts, { body: { count: 60, at: '2026-01-15T10:00:00Z', duration: '1m' } })
    expect(later.json.bursts).toEqual([{ from: '2026-01-15T10:00:00.000000Z', remaining: 60 }])
    await ask(twin, '/_twin/v1/worlds/default/clock', { body: { to: '2026-01-15T10:00:30Z' } })
    const half = (await ask(twin, `${RUNS}?limit=1`)).json.total - 230
    expect(half).toBeGreaterThan(25)
    expect(half).toBeLessThan(35)
  })

  it('that cannot be are refused with the reason', async () => {
    const twin = quiet()
    const post = async (path: string, method: string, body: object) =>
      (await ask(twin, `/_twin/v1/worlds/default/${path}`, { method, body })).json.error
    expect(await post('bursts', 'POST', { count: 100_001 })).toContain('from 1 to 100000')
    expect(await post('bursts', 'POST', { count: 1, at: '2020-01-01T00:00:00Z' })).toContain('now or later')
    expect(await post('bursts', 'POST', { count: 1, duration: 'long' })).toContain('spread: "long" is no duration')
    expect(await post('bursts', 'POST', { count: 1, flow: 8 })).toContain('a draft')
    expect(await post('arrivals', 'PUT', { interval: '0s' })).toContain('once a millisecond')
    expect((await ask(twin, '/_twin/v1/worlds/default')).json.operationCount).toBe(0)
  })
})
