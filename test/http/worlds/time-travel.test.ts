import { describe, expect, it } from 'vitest'
import { createTwin, type Twin } from '../../../mock/twin.ts'
import { vendors } from '../../../mock/vendors/index.ts'
import { randomInt, deriveKey } from '../../../mock/world/random.ts'
import { formatIsoMicroseconds } from '../../../mock/wire/date-time.ts'
import { toInstant, MINUTE } from '../../../mock/world/time.ts'
import { computeRun } from '../../../mock/world/model/run.ts'
import { sendRequest, BEARER, createControlTwin, FEED } from '../../control/control-requests.ts'

interface RecordedRead {
  readonly at: string
  readonly target: string
  readonly response: string
}

/** Status, date and body of a vendor's response, as of an instant if one is given. */
async function read(twin: Twin, target: string, asOf?: string): Promise<string> {
  const authorization = target.startsWith('/api/v2') ? 'Token mine' : 'Bearer mine'
  const headers = asOf === undefined ? { authorization } : { authorization, 'x-flowtwin-as-of': asOf }
  const response = await twin.fetch(new Request(`http://localhost${target}`, { headers }))
  if (asOf !== undefined && response.headers.get('x-flowtwin-as-of') !== asOf)
    throw new Error('the response has no X-Flowtwin-As-Of')
  return `${response.status} ${response.headers.get('date')} ${await response.text()}`
}

/** One request to each vendor, chosen by the step. */
function listTargets(twin: Twin, step: number): readonly string[] {
  const { world } = twin
  const run = computeRun(world.dataset.getTimeline(-1 - (step % 10)), world.now)
  const [qyvo, recrubo, , idnow] = vendors
  if (recrubo?.runs === undefined || idnow === undefined) throw new Error('a vendor is missing')
  const sessions = idnow.demo.buildExamplePath(world).replace(/\?.*/, '')
  return [
    [FEED, qyvo?.demo.buildExamplePath(world) ?? FEED][step % 2] ?? FEED,
    ['/public/v2/flow-runs?sort=-updatedAt', `/public/v2/flow-runs/${recrubo.runs.formatId(run, world)}`][step % 2] ??
      '',
    ['/api/v2/runs.json', '/api/v2/contacts.json', '/api/v2/flows.json'][step % 3] ?? '',
    `${sessions}?page=${step % 3}&size=${5 + (step % 20)}&sortBy=${step % 2 === 0 ? 'status' : 'createdAt'}`,
  ]
}

/** Makes a random change, through a vendor, the control API or the world itself. */
async function write(twin: Twin, seed: number, step: number): Promise<void> {
  const pick = (field: number, below: number) => randomInt(deriveKey(seed, 'write'), step, field) % below
  const world = '/_twin/v1/worlds/default'
  const { runs } = twin.world.view().overlay
  const number = runs.item(pick(1, Math.max(1, runs.size)))?.timeline.number ?? -2
  const changes: readonly (() => unknown)[] = [
    async () =>
      sendRequest(twin, `${world}/runs`, { body: { flow: pick(2, 8), contact: { name: `Person ${pick(3, 9)}` } } }),
    async () => sendRequest(twin, `${world}/runs/${number}`, { body: { step: true } }),
    async () => sendRequest(twin, `${world}/runs/${number}`, { body: { end: 'failed' } }),
    async () => sendRequest(twin, `${world}/bursts`, { body: { count: 2, spread: `${pick(2, 9)}m` } }),
    async () => sendRequest(twin, `${world}/arrivals`, { method: 'PUT', body: { interval: `${120 + pick(2, 400)}s` } }),
    async () =>
      sendRequest(twin, `${world}/quirks`, {
        method: 'PATCH',
        body: { 'rapidpro.version': ['v9', 'head'][pick(2, 2)] },
      }),
    () => twin.world.applyOperation({ kind: 'delete', run: number }),
    async () =>
      sendRequest(twin, '/api/v1/actions/create-contact', {
        body: { phone: `+3161234${String(1000 + pick(2, 50))}` },
        headers: BEARER,
      }),
  ]
  try {
    await changes[pick(0, changes.length)]?.()
  } catch {
    // A rejected operation changes nothing.
  }
}

describe('a request for a past instant', () => {
  it.each(Array.from({ length: 10 }, (_, history) => history))(
    'gets the same bytes as at that instant, in each of a hundred steps (history %i)',
    async (history) => {
      const twin = createTwin({
        seed: `history ${history}`,
        runs: 40 + 30 * (history % 4),
        every: '40s',
        limits: false,
      })
      const recorded: RecordedRead[] = []
      for (let step = 0; step < 100; step++) {
        const at = formatIsoMicroseconds(twin.world.now)
        for (const target of listTargets(twin, step)) recorded.push({ at, target, response: await read(twin, target) })
        twin.clock.advance(1 + (randomInt(deriveKey(history, 'by'), step, 0) % (3 * MINUTE)))
        await write(twin, history, step)
        const latest = recorded.length - 4
        const earlier = 4 * (randomInt(deriveKey(history, 'back'), step, 0) % (latest / 4 + 1))
        const again = step % 3 === 0 ? earlier : Math.max(0, latest - 4 * (step % 3))
        for (const { at: then, target, response } of recorded.slice(again, again + 4)) {
          expect(await read(twin, target, then)).toBe(response)
        }
      }
      expect(new Set(recorded.map(({ response }) => response)).size).toBeGreaterThan(200)
    },
  )

  it('is rejected for a future or invalid instant, a write and the control API, marked as Flowtwin’s error', async () => {
    const twin = createControlTwin()
    const readAsOf = async (asOf: string, init = {}) =>
      sendRequest(twin, FEED, { ...init, headers: { ...BEARER, 'x-flowtwin-as-of': asOf } })
    const future = await readAsOf('2026-01-15T09:00:00.000001Z')
    expect([future.status, future.headers.get('x-flowtwin-refused')]).toEqual([400, 'as-of'])
    expect(future.json.error).toBe(
      '2026-01-15T09:00:00.000001Z is in the future; this world is at 2026-01-15T09:00:00.000000Z',
    )
    expect((await readAsOf('2026-01-15T08:59:59Z')).json.error).toContain('starts at')
    expect((await readAsOf('yesterday')).json.error).toContain('"yesterday" is not an instant')
    const writing = await sendRequest(twin, '/api/v1/actions/trigger-flow', {
      body: {},
      headers: { ...BEARER, 'x-flowtwin-as-of': '2026-01-15T09:00:00Z' },
    })
    expect([writing.status, writing.json.error]).toEqual([
      400,
      expect.stringContaining('POST is not allowed with X-Flowtwin-As-Of'),
    ])
    const control = await sendRequest(twin, '/_twin/v1/worlds', {
      headers: { 'x-flowtwin-as-of': '2026-01-15T09:00:00Z' },
    })
    expect([control.status, control.json.error]).toEqual([400, expect.stringContaining('?at=')])
    expect(twin.journal.count).toBe(0)
  })

  it('at the present instant includes all changes made at it so far', async () => {
    const twin = createControlTwin({ runs: 5 })
    const now = '2026-01-15T09:00:00.000000Z'
    const before = await read(twin, FEED, now)
    await sendRequest(twin, '/_twin/v1/worlds/default/runs', { body: { flow: 0, contact: 1 } })
    const after = await read(twin, FEED, now)
    expect(after).not.toBe(before)
    expect(after).toBe(await read(twin, FEED))
  })

  it('works in a fork, in a world from a snapshot, for another tenant, and through ?at= of the control API', async () => {
    const twin = createControlTwin({ quirks: { 'rapidpro.version': 'head' } })
    const then = formatIsoMicroseconds(twin.world.now)
    const rows = async (prefix: string, headers: Record<string, string>) =>
      (await sendRequest(twin, `${prefix}${FEED}`, { headers })).text
    const tenant = { authorization: 'Bearer flowtwinothertenant' }
    const [past, pastOfTenant] = [await rows('', BEARER), await rows('', tenant)]
    const { json: list } = await sendRequest(twin, '/_twin/v1/worlds/default/runs')
    await sendRequest(twin, '/_twin/v1/worlds/default/clock', { body: { advance: '31m' } })
    await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'fork', from: 'default' } })
    const { json: snapshot } = await sendRequest(twin, '/_twin/v1/worlds/fork/snapshot')
    const opened = await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'opened', snapshot } })
    expect(opened.status).toBe(201)
    for (const prefix of ['', '/w/fork', '/w/opened']) {
      expect(await rows(prefix, { ...BEARER, 'x-flowtwin-as-of': then })).toBe(past)
      expect(await rows(prefix, { ...tenant, 'x-flowtwin-as-of': then })).toBe(pastOfTenant)
    }
    expect((await sendRequest(twin, `/_twin/v1/worlds/fork/runs?at=${then}`)).json).toEqual(list)
    const [{ number }] = list.runs
    expect((await sendRequest(twin, `/_twin/v1/worlds/fork/runs/${number}?at=${then}`)).json).toEqual(list.runs[0])
    const future = formatIsoMicroseconds(toInstant(twin.world.now + 1))
    expect((await sendRequest(twin, `/_twin/v1/worlds/fork/runs?at=${future}`)).json.error).toContain(
      'is in the future',
    )
  })
})
