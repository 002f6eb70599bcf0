import { describe, expect, it } from 'vitest'
import { idnow } from '../../mock/vendors/idnow/index.ts'
import { sendRequest, BEARER, createControlTwin, FEED } from './control-requests.ts'

const RUNS = '/_twin/v1/worlds/default/runs'
const CLOCK = '/_twin/v1/worlds/default/clock'

describe('an advance by 31 minutes', () => {
  it.each(['a', 'b', 'c'])(
    'expires a run without replies at every vendor, and returns the events in order (seed %s)',
    async (seed) => {
      const twin = createControlTwin({ runs: 300, every: '30s', seed, quirks: { 'idnow.expires-at-of-ended': 'kept' } })
      const { json } = await sendRequest(twin, RUNS, {
        body: { flow: 0, contact: { name: 'Silent Sam' }, end: 'expired' },
      })
      const [{ number, ids }] = json.runs
      const moved = await sendRequest(twin, CLOCK, { body: { advance: 'PT31M' } })
      const instants = moved.json.events.map(({ at }: { at: string }) => at)
      expect(instants).toEqual(instants.toSorted())
      expect(moved.json.events).toContainEqual(
        expect.objectContaining({ run: number, status: 'expired', type: 'changed' }),
      )

      const now = '2026-01-15T09:31:00.000000Z'
      expect(moved.json.now).toBe(now)
      const { name } = (await sendRequest(twin, '/_twin/v1/worlds/default/flows')).json.flows[0].vendors.qyvo
      const flow = (await sendRequest(twin, '/_twin/v1/worlds/default/flows')).json.flows[0].vendors
      const token = { authorization: 'Token mine' }
      const responses = {
        qyvo: await sendRequest(twin, `${FEED}?flow_id=${flow.qyvo.id}`, { headers: BEARER }),
        recrubo: await sendRequest(twin, `/public/v2/flow-runs/${ids.recrubo}`, { headers: BEARER }),
        rapidpro: await sendRequest(twin, `/api/v2/runs.json?uuid=${ids.rapidpro}`, { headers: token }),
        idnow: await sendRequest(
          twin,
          `/api/v1/flows/${flow.idnow.id}/live/sessions?size=100&sortBy=createdAt&sortDesc=true`,
          {
            headers: { authorization: idnow.demo.authorization },
          },
        ),
      }
      const session = responses.idnow.json.content.find((one: { sessionId: string }) => one.sessionId === ids.idnow)
      const entry = responses.qyvo.json.find((one: { id: string }) => one.id === ids.qyvo)
      expect([entry.status, entry.flow_name]).toEqual(['expired', name])
      expect(responses.recrubo.json.data.attributes.status).toBe('timeout')
      const [row] = responses.rapidpro.json.results
      expect(row).toMatchObject({ exit_type: 'expired', contact: { name: 'Silent Sam' } })
      expect(Date.parse(row.exited_on)).toBeLessThanOrEqual(Date.parse(now))
      expect(session.sessionStatus).toBe('EXPIRED')
      expect(Date.parse(session.expiresAt)).toBeLessThan(Date.parse(now))
      for (const { headers } of Object.values(responses))
        expect(headers.get('date')).toBe('Thu, 15 Jan 2026 09:31:00 GMT')
    },
  )
})

describe('a diff', () => {
  it('of a world and its fork lists runs and contacts, and the fields that differ', async () => {
    const twin = createControlTwin({ runs: 10_000_000 })
    await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'fork', from: 'default' } })
    const diff = async (query: string) => (await sendRequest(twin, `/_twin/v1/worlds/default/diff?${query}`)).json
    expect(await diff('against=fork')).toMatchObject({ comparable: true, runs: [], contacts: [], next: null })
    const fork = '/_twin/v1/worlds/fork'
    const { json } = await sendRequest(twin, `${fork}/runs`, { body: { flow: 0, contact: { name: 'Ada' } } })
    await sendRequest(twin, `${fork}/runs/-2000`, { body: { end: 'failed' } })
    const running = (await sendRequest(twin, `${fork}/runs?status=running&limit=1`)).json.runs[0]
    await sendRequest(twin, `${fork}/runs/${running.number}`, { body: { end: 'cancelled' } })
    const result = await diff('against=fork')
    const changed = result.runs.find(({ number }: { number: number }) => number === running.number)
    expect(changed).toMatchObject({ change: 'changed', fields: { status: ['running', 'cancelled'] } })
    expect(result.runs).toContainEqual({ number: json.runs[0].number, change: 'added', fields: {} })
    expect(result.contacts).toEqual([{ contact: json.runs[0].contact, change: 'added' }])
    const reverse = (await sendRequest(twin, `${fork}/diff?against=default`)).json
    expect(reverse.runs).toContainEqual({ number: json.runs[0].number, change: 'removed', fields: {} })
  })

  it('of two instants has the runs of the clock’s events, page by page', async () => {
    const twin = createControlTwin({ runs: 400, every: '20s' })
    const { json } = await sendRequest(twin, CLOCK, { body: { advance: '20m' } })
    await sendRequest(twin, CLOCK, { body: { advance: '10m' } })
    const world = '/_twin/v1/worlds/default/diff?from=2026-01-15T09:00:00Z&to=2026-01-15T09:20:00Z'
    const differences: { number: number; change: string }[] = []
    let after = ''
    for (let next: number | null = 0; next !== null; after = `&after=${next}`) {
      const page = (await sendRequest(twin, `${world}&limit=7${after}`)).json
      expect(page.runs.length).toBeLessThanOrEqual(7)
      differences.push(...page.runs)
      next = page.next
    }
    const runNumbers = new Set<number>(json.events.map(({ run }: { run: number }) => run))
    expect(json.total).toBeLessThanOrEqual(1000)
    expect(differences.map(({ number }) => number)).toEqual([...runNumbers].toSorted((left, right) => left - right))
    const createdCount = json.events.filter(({ type }: { type: string }) => type === 'created').length
    expect(differences.filter(({ change }) => change === 'added')).toHaveLength(createdCount)
  })

  it('does not compare runs of worlds with other parameters, and returns 400 without two sides', async () => {
    const twin = createControlTwin({ runs: 10 })
    await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'other', seed: 'other', fixture: 'single' } })
    const { json } = await sendRequest(twin, '/_twin/v1/worlds/default/diff?against=other')
    expect(json).toMatchObject({ comparable: false, runs: [] })
    expect(json.parameters).toEqual(
      ['arrivals', 'contacts', 'runs', 'seed'].filter((name) => json.parameters.includes(name)),
    )
    expect(json.parameters).toContain('seed')
    for (const query of ['', '?against=other&from=2026-01-15T09:00:00Z', '?from=2036-01-15T09:00:00Z']) {
      expect((await sendRequest(twin, `/_twin/v1/worlds/default/diff${query}`)).status).toBe(400)
    }
    expect((await sendRequest(twin, '/_twin/v1/worlds/default/diff?against=nobody')).status).toBe(404)
  })
})

describe('a fixture', () => {
  it('is selected by name; another name returns 400', async () => {
    const twin = createControlTwin({ runs: 10 })
    const full = await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'full', fixture: 'busy' } })
    expect([full.status, full.json.runs]).toEqual([201, 20_000])
    const fewer = await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'fewer', fixture: 'busy', runs: 7 } })
    expect(fewer.json.runs).toBe(7)
    const rejected = await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'none', fixture: 'toString' } })
    expect([rejected.status, rejected.json.error]).toEqual([
      400,
      expect.stringContaining('busy, default, edges, empty'),
    ])
  })
})
