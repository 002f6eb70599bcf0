import { describe, expect, it } from 'vitest'
import type { SideEffect } from '../../../mock/http/faults/side-effect.ts'
import { type TestResponse, sendRequest, createTestTwin } from '../../support/requests.ts'
import { arm, FAULTS, listOf, LISTS, type VendorName } from './fault-requests.ts'

/** A twin in which something happens right after the first page. */
async function afterFirst(vendor: VendorName, after: readonly SideEffect[], runs = 600) {
  const twin = createTestTwin({ runs })
  expect(
    (await arm(twin, [{ id: 'then', operation: LISTS[vendor].operation, when: { first: 1 }, sideEffects: after }]))
      .status,
  ).toBe(200)
  return twin
}

const idsOf = ({ json }: TestResponse, id = 'id'): readonly string[] =>
  json.data.map((row: Record<string, string>) => row[id])
const NEWEST = `${LISTS.recrubo.path}&sort=-createdAt`

describe('after an answer', () => {
  it('a run is created, so that the next page shows a row again', async () => {
    const twin = await afterFirst('recrubo', [{ kind: 'create', flow: 0, contact: 3 }])
    const first = await sendRequest(twin, NEWEST)
    const second = await sendRequest(twin, `${NEWEST}&page[number]=2`)
    expect(first.headers.get('x-flowtwin-fault')).toBe('then')
    expect(second.headers.get('x-flowtwin-fault')).toBeNull()
    expect(idsOf(second)[0]).toBe(idsOf(first).at(-1))
    expect(second.json.meta.total).toBe(first.json.meta.total + 1)
  })

  it('a row of it is deleted, so that the next page leaves one out', async () => {
    const twin = await afterFirst('recrubo', [{ kind: 'delete', run: { row: 1 } }])
    const whole = await sendRequest(createTestTwin({ runs: 600 }), `${NEWEST}&page[size]=20`)
    const first = await sendRequest(twin, NEWEST)
    const second = await sendRequest(twin, `${NEWEST}&page[number]=2`)
    const seen = [...idsOf(first), ...idsOf(second)]
    expect(
      idsOf(whole)
        .slice(0, 10)
        .filter((id) => !seen.includes(id)),
    ).toEqual([idsOf(whole)[5]])
  })

  it('the last row of it changes, so that it moves before where the client is', async () => {
    const twin = createTestTwin({ runs: 600 })
    const made = []
    for (let contact = 1; contact <= 4; contact++) {
      made.push(twin.world.applyOperation({ kind: 'create', flow: 0, contact, environment: 'live', input: null }))
      twin.clock.advance('1s')
    }
    const after = [{ kind: 'change' as const, run: made[0]?.number ?? 0, end: 'failed' as const }]
    await arm(twin, [{ operation: LISTS.rapidpro.operation, when: { first: 1 }, sideEffects: after }])
    const path = listOf(twin, 'rapidpro')
    const before = await sendRequest(twin, path)
    const next = await sendRequest(twin, path)
    expect(before.json.results[0].uuid).not.toBe(next.json.results[0].uuid)
    expect(next.json.results[0]).toMatchObject({ exit_type: expect.any(String) })
  })

  it('a burst arrives, more than a window of Qyvo shows', async () => {
    const twin = await afterFirst('qyvo', [{ kind: 'create', flow: 0, contact: 3, times: 137 }])
    const known = new Set((await sendRequest(twin, LISTS.qyvo.path)).json.map(({ id }: { id: string }) => id))
    const next = (await sendRequest(twin, LISTS.qyvo.path)).json
    expect([next.length, next.filter(({ id }: { id: string }) => known.has(id)).length]).toEqual([100, 0])
    expect(twin.world.revision).toBe(1 + 137)
  })

  it('time passes', async () => {
    const twin = await afterFirst('idnow', [{ kind: 'advance', by: '10m' }])
    const before = twin.clock.now
    await sendRequest(twin, listOf(twin, 'idnow'))
    expect(twin.clock.now - before).toBe(600_000_000)
  })

  it('what the world refuses is in the journal, and the answer is the usual one', async () => {
    const twin = await afterFirst('recrubo', [
      { kind: 'delete', run: 9_999_999 },
      { kind: 'create', flow: 0, contact: 3 },
    ])
    const usual = await sendRequest(createTestTwin({ runs: 600 }), NEWEST)
    expect((await sendRequest(twin, NEWEST)).text).toBe(usual.text)
    expect(twin.journal.listJournalEntries().at(-1)).toMatchObject({
      fault: 'then',
      note: expect.stringContaining('rule then could not delete: unknown-run'),
    })
    expect((await sendRequest(twin, FAULTS)).json.rules).toMatchObject([{ calls: 1, hits: 1 }])
    expect(twin.world.revision).toBe(2)
  })

  it('comes a fault of the answer and what follows it, in one rule', async () => {
    const twin = createTestTwin({ runs: 60 })
    const rule = { operation: LISTS.recrubo.operation, when: { first: 1 }, effect: 'status=500' }
    await arm(twin, [{ ...rule, sideEffects: [{ kind: 'advance', by: '1h' }] }])
    const before = twin.clock.now
    expect((await sendRequest(twin, NEWEST)).status).toBe(500)
    expect(twin.clock.now - before).toBe(3_600_000_000)
  })
})
