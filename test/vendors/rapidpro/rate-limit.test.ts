import { describe, expect, it } from 'vitest'
import { validateQuirkSettings } from '../../../mock/http/quirk.ts'
import type { Twin } from '../../../mock/twin.ts'
import { type TestResponse, type RequestOptions, sendRequest, createTestTwin } from '../../support/requests.ts'
import { useToken, CONTACTS, FLOWS, HEAD, useSession, RUNS, STARTS } from './requests.ts'

const LOWERED = { 'rapidpro.rate': 'lowered' }

async function repeatRequest(count: number, send: () => Promise<TestResponse>): Promise<readonly number[]> {
  const statuses: number[] = []
  for (let turn = 0; turn < count; turn++) statuses.push((await send()).status)
  return statuses
}

function setQuirks(twin: Twin, quirks: Readonly<Record<string, string>>): void {
  const all = twin.vendors.flatMap((vendor) => vendor.quirks)
  twin.world.applyOperation({ kind: 'configure', settings: validateQuirkSettings(all, quirks) })
}

describe('RapidPro D2: rate limits', () => {
  it('D2.1 and D2.2: an exhausted workspace gets 429, by token and by Basic', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    await repeatRequest(3, () => sendRequest(twin, FLOWS))
    expect((await sendRequest(twin, FLOWS)).status).toBe(429)
    const basic = { anonymous: true, headers: { authorization: `Basic ${btoa('bob:abc')}` } }
    expect((await sendRequest(twin, FLOWS, basic)).status).toBe(429)
  })

  it('D2.3: all tokens of a workspace share one bucket', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    await repeatRequest(3, () => sendRequest(twin, RUNS))
    expect((await sendRequest(twin, RUNS, useToken('editor'))).status).toBe(429)
    const other = { anonymous: true, headers: { authorization: 'Token flowtwinothertenant' } }
    expect((await sendRequest(twin, RUNS, other)).status).toBe(200)
  })

  it('D2.4: sessions are not limited', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    expect(await repeatRequest(5, () => sendRequest(twin, RUNS, useSession('administrator')))).toEqual([
      200, 200, 200, 200, 200,
    ])
    expect(await repeatRequest(3, () => sendRequest(twin, RUNS))).toEqual([200, 200, 200])
  })

  it('D2.5: staff have a bucket of their own in version 9, not in the newer line', async () => {
    for (const [quirks, status] of [
      [LOWERED, 200],
      [{ ...LOWERED, ...HEAD }, 429],
    ] as const) {
      const twin = createTestTwin({ quirks })
      await repeatRequest(3, () => sendRequest(twin, RUNS))
      expect((await sendRequest(twin, RUNS, useToken('staff'))).status).toBe(status)
    }
  })

  it('D2.6 and D2.7: a raised limit takes effect at once, and so does a lowered one', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    await repeatRequest(4, () => sendRequest(twin, STARTS))
    setQuirks(twin, { 'rapidpro.rate': 'raised' })
    expect((await sendRequest(twin, STARTS)).status).toBe(200)
    setQuirks(twin, LOWERED)
    expect((await sendRequest(twin, STARTS)).status).toBe(429)
  })

  it('D2.8: allows three requests per hour, and throttles further ones until the hour has passed', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    expect(await repeatRequest(5, () => sendRequest(twin, RUNS))).toEqual([200, 200, 200, 429, 429])
    const throttled = await sendRequest(twin, RUNS)
    expect(throttled.headers.get('retry-after')).toBe('3600')
    expect(throttled.json).toEqual({ detail: 'Request was throttled. Expected available in 3600 seconds.' })
    twin.clock.advance('59m59s500ms')
    const nearly = await sendRequest(twin, RUNS)
    expect([nearly.headers.get('retry-after'), nearly.json]).toEqual([
      '1',
      { detail: 'Request was throttled. Expected available in 1 second.' },
    ])
    twin.clock.advance('500ms')
    expect((await sendRequest(twin, RUNS)).status).toBe(200)
  })

  it('3.6: sends no Retry-After if more requests were used than the lowered limit allows', async () => {
    const twin = createTestTwin()
    await repeatRequest(5, () => sendRequest(twin, RUNS))
    setQuirks(twin, LOWERED)
    const throttled = await sendRequest(twin, RUNS)
    expect([throttled.status, throttled.json]).toEqual([429, { detail: 'Request was throttled.' }])
    expect(throttled.headers.has('retry-after')).toBe(false)
  })

  it('3.7, D2.9 and D2.10: is checked after credentials, method and permission, before parameters and cursor', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    await repeatRequest(3, () => sendRequest(twin, RUNS))
    const order: readonly (readonly [number, string, RequestOptions])[] = [
      [404, '/api/v2/runs.xml', {}],
      [406, RUNS, { anonymous: true, method: 'POST', headers: { accept: 'text/html' } }],
      [403, RUNS, { anonymous: true, method: 'POST', headers: { authorization: 'Token a b' } }],
      [405, RUNS, { anonymous: true, method: 'POST' }],
      [403, RUNS, { anonymous: true }],
      [403, RUNS, useToken('forbidden')],
      [429, `${RUNS}?flow=a&contact=b`, {}],
      [429, `${RUNS}?cursor=xxx`, {}],
    ]
    for (const [status, path, options] of order) expect((await sendRequest(twin, path, options)).status).toBe(status)
    const unlimited = createTestTwin()
    expect((await sendRequest(unlimited, `${RUNS}?flow=a&contact=b&id=x&cursor=xxx`)).json.detail).toContain(
      'only specify one',
    )
    expect((await sendRequest(unlimited, `${RUNS}?id=x&cursor=xxx`)).json).toEqual({
      detail: 'Value for id must be an integer',
    })
  })

  it('counts runs, contacts and other endpoints separately, and documentation not at all', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    await repeatRequest(4, () => sendRequest(twin, RUNS))
    expect(await repeatRequest(4, () => sendRequest(twin, CONTACTS))).toEqual([200, 200, 200, 429])
    expect(await repeatRequest(2, () => sendRequest(twin, FLOWS))).toEqual([200, 200])
    expect(await repeatRequest(2, () => sendRequest(twin, STARTS))).toEqual([200, 429])
    expect(await repeatRequest(5, () => sendRequest(twin, '/api/v2/runs'))).toEqual([200, 200, 200, 200, 200])
  })

  it('allows 2,500 requests per hour, 3,600 in the newer line', async () => {
    for (const [quirks, limit] of [
      [{}, 2500],
      [HEAD, 3600],
    ] as const) {
      const twin = createTestTwin({ quirks, runs: 1 })
      const all = await repeatRequest(limit + 1, () => sendRequest(twin, RUNS))
      expect([all.indexOf(429), all.length]).toEqual([limit, limit + 1])
    }
  })
})
