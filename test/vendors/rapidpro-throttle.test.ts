import { describe, expect, it } from 'vitest'
import { validateQuirkSettings } from '../../mock/http/quirk.ts'
import type { Twin } from '../../mock/twin.ts'
import { type TestResponse, type RequestOptions, sendRequest, createTestTwin } from '../support/requests.ts'
import { asRole, CONTACTS, FLOWS, HEAD, inSession, RUNS, STARTS } from './rapidpro-asking.ts'

const LOWERED = { 'rapidpro.rate': 'lowered' }

async function statuses(count: number, asked: () => Promise<TestResponse>): Promise<readonly number[]> {
  const found: number[] = []
  for (let turn = 0; turn < count; turn++) found.push((await asked()).status)
  return found
}

function turn(twin: Twin, quirks: Readonly<Record<string, string>>): void {
  const all = twin.vendors.flatMap((vendor) => vendor.quirks)
  twin.world.applyOperation({ kind: 'configure', settings: validateQuirkSettings(all, quirks) })
}

describe('RapidPro D2: throttling', () => {
  it('D2.1 and D2.2: a workspace that has used its requests is refused, by token and by Basic', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    await statuses(3, () => sendRequest(twin, FLOWS))
    expect((await sendRequest(twin, FLOWS)).status).toBe(429)
    const basic = { anonymous: true, headers: { authorization: `Basic ${btoa('bob:abc')}` } }
    expect((await sendRequest(twin, FLOWS, basic)).status).toBe(429)
  })

  it('D2.3: the bucket is the workspace’s, whoever’s token is used', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    await statuses(3, () => sendRequest(twin, RUNS))
    expect((await sendRequest(twin, RUNS, asRole('editor'))).status).toBe(429)
    const other = { anonymous: true, headers: { authorization: 'Token flowtwinothertenant' } }
    expect((await sendRequest(twin, RUNS, other)).status).toBe(200)
  })

  it('D2.4: sessions are exempt', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    expect(await statuses(5, () => sendRequest(twin, RUNS, inSession('administrator')))).toEqual([
      200, 200, 200, 200, 200,
    ])
    expect(await statuses(3, () => sendRequest(twin, RUNS))).toEqual([200, 200, 200])
  })

  it('D2.5: staff of version 9 are counted on their own, those of the newer line are not', async () => {
    for (const [quirks, status] of [
      [LOWERED, 200],
      [{ ...LOWERED, ...HEAD }, 429],
    ] as const) {
      const twin = createTestTwin({ quirks })
      await statuses(3, () => sendRequest(twin, RUNS))
      expect((await sendRequest(twin, RUNS, asRole('staff'))).status).toBe(status)
    }
  })

  it('D2.6 and D2.7: a workspace may have more, and runs out of that too', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    await statuses(4, () => sendRequest(twin, STARTS))
    turn(twin, { 'rapidpro.rate': 'raised' })
    expect((await sendRequest(twin, STARTS)).status).toBe(200)
    turn(twin, LOWERED)
    expect((await sendRequest(twin, STARTS)).status).toBe(429)
  })

  it('D2.8: three in an hour are answered, the fourth and fifth have to wait for it to pass', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    expect(await statuses(5, () => sendRequest(twin, RUNS))).toEqual([200, 200, 200, 429, 429])
    const refused = await sendRequest(twin, RUNS)
    expect(refused.headers.get('retry-after')).toBe('3600')
    expect(refused.json).toEqual({ detail: 'Request was throttled. Expected available in 3600 seconds.' })
    twin.clock.advance('59m59s500ms')
    const nearly = await sendRequest(twin, RUNS)
    expect([nearly.headers.get('retry-after'), nearly.json]).toEqual([
      '1',
      { detail: 'Request was throttled. Expected available in 1 second.' },
    ])
    twin.clock.advance('500ms')
    expect((await sendRequest(twin, RUNS)).status).toBe(200)
  })

  it('3.6: where more was used than the lowered limit allows, no wait is told', async () => {
    const twin = createTestTwin()
    await statuses(5, () => sendRequest(twin, RUNS))
    turn(twin, LOWERED)
    const refused = await sendRequest(twin, RUNS)
    expect([refused.status, refused.json]).toEqual([429, { detail: 'Request was throttled.' }])
    expect(refused.headers.has('retry-after')).toBe(false)
  })

  it('3.7, D2.9 and D2.10: after identity, method and permission, before the parameters and the cursor', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    await statuses(3, () => sendRequest(twin, RUNS))
    const order: readonly (readonly [number, string, RequestOptions])[] = [
      [404, '/api/v2/runs.xml', {}],
      [406, RUNS, { anonymous: true, method: 'POST', headers: { accept: 'text/html' } }],
      [403, RUNS, { anonymous: true, method: 'POST', headers: { authorization: 'Token a b' } }],
      [405, RUNS, { anonymous: true, method: 'POST' }],
      [403, RUNS, { anonymous: true }],
      [403, RUNS, asRole('forbidden')],
      [429, `${RUNS}?flow=a&contact=b`, {}],
      [429, `${RUNS}?cursor=xxx`, {}],
    ]
    for (const [status, path, asking] of order) expect((await sendRequest(twin, path, asking)).status).toBe(status)
    const free = createTestTwin()
    expect((await sendRequest(free, `${RUNS}?flow=a&contact=b&id=x&cursor=xxx`)).json.detail).toContain(
      'only specify one',
    )
    expect((await sendRequest(free, `${RUNS}?id=x&cursor=xxx`)).json).toEqual({
      detail: 'Value for id must be an integer',
    })
  })

  it('counts runs, contacts and everything else apart, and documentation not at all', async () => {
    const twin = createTestTwin({ quirks: LOWERED })
    await statuses(4, () => sendRequest(twin, RUNS))
    expect(await statuses(4, () => sendRequest(twin, CONTACTS))).toEqual([200, 200, 200, 429])
    expect(await statuses(2, () => sendRequest(twin, FLOWS))).toEqual([200, 200])
    expect(await statuses(2, () => sendRequest(twin, STARTS))).toEqual([200, 429])
    expect(await statuses(5, () => sendRequest(twin, '/api/v2/runs'))).toEqual([200, 200, 200, 200, 200])
  })

  it('allows 2,500 requests an hour, 3,600 in the newer line', async () => {
    for (const [quirks, limit] of [
      [{}, 2500],
      [HEAD, 3600],
    ] as const) {
      const twin = createTestTwin({ quirks, runs: 1 })
      const all = await statuses(limit + 1, () => sendRequest(twin, RUNS))
      expect([all.indexOf(429), all.length]).toEqual([limit, limit + 1])
    }
  })
})
