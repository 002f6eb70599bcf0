import { describe, expect, it } from 'vitest'
import { idnow } from '../../mock/vendors/idnow/index.ts'
import { ask, BEARER, controlledTwin, FEED } from './control-requests.ts'

const RUNS = '/_twin/v1/worlds/default/runs'
const CLOCK = '/_twin/v1/worlds/default/clock'

describe('thirty-one minutes that pass at once', () => {
  it.each(['a', 'b', 'c'])(
    'leave a silent run expired with every vendor, and tell so in order (seed %s)',
    async (seed) => {
      const twin = controlledTwin({ runs: 300, every: '30s', seed, quirks: { 'idnow.expires-at-of-ended': 'kept' } })
      const { json } = await ask(twin, RUNS, { body: { flow: 0, contact: { name: 'Silent Sam' }, end: 'expired' } })
      const [{ number, ids }] = json.runs
      const moved = await ask(twin, CLOCK, { body: { advance: 'PT31M' } })
      const instants = moved.json.events.map(({ at }: { at: string }) => at)
      expect(instants).toEqual(instants.toSorted())
      expect(moved.json.events).toContainEqual(
        expect.objectContaining({ run: number, status: 'expired', type: 'changed' }),
      )

      const now = '2026-01-15T09:31:00.000000Z'
      expect(moved.json.now).toBe(now)
      const { name } = (await ask(twin, '/_twin/v1/worlds/default/flows')).json.flows[0].vendors.qyvo
      const flow = (await ask(twin, '/_twin/v1/worlds/default/flows')).json.flows[0].vendors
      const token = { authorization: 'Token mine' }
      const answers = {
        qyvo: await ask(twin, `${FEED}?flow_id=${flow.qyvo.id}`, { headers: BEARER }),
        recrubo: await ask(twin, `/public/v2/flow-runs/${ids.recrubo}`, { headers: BEARER }),
        rapidpro: await ask(twin, `/api/v2/runs.json?uuid=${ids.rapidpro}`, { headers: token }),
        idnow: await ask(twin, `/api/v1/flows/${flow.idnow.id}/live/sessions?size=100&sortBy=createdAt&sortDesc=true`, {
          headers: { authorization: idnow.demo.authorization },
        }),
      }
      const session = answers.idnow.json.content.find((one: { sessionId: string }) => one.sessionId === ids.idnow)
      const entry = answers.qyvo.json.find((one: { id: string }) => one.id === ids.qyvo)
      expect([entry.status, entry.flow_name]).toEqual(['expired', name])
      expect(answers.recrubo.json.data.attributes.status).toBe('timeout')
      const [row] = answers.rapidpro.json.results
      expect(row).toMatchObject({ exit_type: 'expired', contact: { name: 'Silent Sam' } })
      expect(Date.parse(row.exited_on)).toBeLessThanOrEqual(Date.parse(now))
      expect(session.sessionStatus).toBe('EXPIRED')
      expect(Date.parse(session.expiresAt)).toBeLessThan(Date.parse(now))
      for (const { headers } of Object.values(answers))
        expect(headers.get('date')).toBe('Thu, 15 Jan 2026 09:31:00 GMT')
    },
  )
})

describe('a difference', () => {
  it('between a world and its fork names runs and contacts, and the members that differ', async () => {
    const twin = controlledTwin({ runs: 10_000_000 })
    await ask(twin, '/_twin/v1/worlds', { body: { name: 'fork', from: 'default' } })
    const diff = async (query: string) => (await ask(twin, `/_twin/v1/worlds/default/diff?${query}`)).json
    expect(await diff('against=fork')).toMatchObject({ comparable: true, runs: [], contacts: [], next: null })
    const fork = '/_twin/v1/worlds/fork'
    const { json } = await ask(twin, `${fork}/runs`, { body: { flow: 0, contact: { name: 'Ada' } } })
    await ask(twin, `${fork}/runs/-2000`, { body: { end: 'failed' } })
    const running = (await ask(twin, `${fork}/runs?status=running&limit=1`)).json.runs[0]
    await ask(twin, `${fork}/runs/${running.number}`, { body: { end: 'cancelled' } })
    const found = await diff('against=fork')
    const changed = found.runs.find(({ number }: { number: number }) => number === running.number)
    expect(changed).toMatchObject({ change: 'changed', fields: { status: ['running', 'cancelled'] } })
    expect(found.runs).toContainEqual({ number: json.runs[0].number, change: 'added', fields: {} })
    expect(found.contacts).toEqual([{ contact: json.runs[0].contact, change: 'added' }])
    const back = (await ask(twin, `${fork}/diff?against=default`)).json
    expect(back.runs).toContainEqual({ number: json.runs[0].number, change: 'removed', fields: {} })
  })

  it('between two instants is what the clock told, page after page', async () => {
    const twin = controlledTwin({ runs: 400, every: '20s' })
    const { json } = await ask(twin, CLOCK, { body: { advance: '20m' } })
    await ask(twin, CLOCK, { body: { advance: '10m' } })
    const world = '/_twin/v1/worlds/default/diff?from=2026-01-15T09:00:00Z&to=2026-01-15T09:20:00Z'
    const found: { number: number; change: string }[] = []
    let after = ''
    for (let next: number | null = 0; next !== null; after = `&after=${next}`) {
      const page = (await ask(twin, `${world}&limit=7${after}`)).json
      expect(page.runs.length).toBeLessThanOrEqual(7)
      found.push(...page.runs)
      next = page.next
    }
    const told = new Set<number>(json.events.map(({ run }: { run: number }) => run))
    expect(json.total).toBeLessThanOrEqual(1000)
    expect(found.map(({ number }) => number)).toEqual([...told].toSorted((left, right) => left - right))
    const made = json.events.filter(({ what }: { what: string }) => what === 'created').length
    expect(found.filter(({ change }) => change === 'added')).toHaveLength(made)
  })

  it('is not told of worlds of other parameters, nor without two sides', async () => {
    const twin = controlledTwin({ runs: 10 })
    await ask(twin, '/_twin/v1/worlds', { body: { name: 'other', seed: 'other', fixture: 'single' } })
    const { json } = await ask(twin, '/_twin/v1/worlds/default/diff?against=other')
    expect(json).toMatchObject({ comparable: false, runs: [] })
    expect(json.parameters).toEqual(
      ['arrivals', 'contacts', 'runs', 'seed'].filter((name) => json.parameters.includes(name)),
    )
    expect(json.parameters).toContain('seed')
    for (const query of ['', '?against=other&from=2026-01-15T09:00:00Z', '?from=2036-01-15T09:00:00Z']) {
      expect((await ask(twin, `/_twin/v1/worlds/default/diff${query}`)).status).toBe(400)
    }
    expect((await ask(twin, '/_twin/v1/worlds/default/diff?against=nobody')).status).toBe(404)
  })
})

describe('a fixture', () => {
  it('is begun with by its name, and refused by any other', async () => {
    const twin = controlledTwin({ runs: 10 })
    const made = await ask(twin, '/_twin/v1/worlds', { body: { name: 'full', fixture: 'busy' } })
    expect([made.status, made.json.runs]).toEqual([201, 20_000])
    const fewer = await ask(twin, '/_twin/v1/worlds', { body: { name: 'fewer', fixture: 'busy', runs: 7 } })
    expect(fewer.json.runs).toBe(7)
    const refused = await ask(twin, '/_twin/v1/worlds', { body: { name: 'none', fixture: 'toString' } })
    expect([refused.status, refused.json.error]).toEqual([400, expect.stringContaining('busy, default, edges, empty')])
  })
})
