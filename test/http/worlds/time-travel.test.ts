import { describe, expect, it } from 'vitest'
import { formatIsoMicroseconds } from '../../../mock/wire/date-time.ts'
import { toInstant } from '../../../mock/world/time.ts'
import { sendRequest, BEARER, createControlTwin, FEED } from '../../control/control-requests.ts'
import { readResponse } from './past-reads.ts'

describe('a request for a past instant', () => {
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
    const before = await readResponse(twin, FEED, now)
    await sendRequest(twin, '/_twin/v1/worlds/default/runs', { body: { flow: 0, contact: 1 } })
    const after = await readResponse(twin, FEED, now)
    expect(after).not.toBe(before)
    expect(after).toBe(await readResponse(twin, FEED))
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
