import { describe, expect, it } from 'vitest'
import type { SideEffect } from '../../../mock/http/faults/side-effect.ts'
import { type TestResponse, sendRequest, createTestTwin } from '../../support/requests.ts'
import {
  setFaults,
  FAULTS,
  getListPath,
  LISTS,
  readJournal,
  readProgress,
  sendPost,
  type VendorName,
} from './fault-requests.ts'

/** Creates a mock server with side effects after the first page. */
async function createSideEffectTwin(vendor: VendorName, sideEffects: readonly SideEffect[], runs = 600) {
  const twin = createTestTwin({ runs })
  expect(
    (await setFaults(twin, [{ id: 'then', operation: LISTS[vendor].operation, when: { first: 1 }, sideEffects }]))
      .status,
  ).toBe(200)
  return twin
}

const getIds = ({ json }: TestResponse, id = 'id'): readonly string[] =>
  json.data.map((row: Record<string, string>) => row[id])
const NEWEST = `${LISTS.recrubo.path}&sort=-createdAt`

describe('a side effect', () => {
  it('creates a run, so that the next page repeats a row', async () => {
    const twin = await createSideEffectTwin('recrubo', [{ kind: 'create', flow: 0, contact: 3 }])
    const first = await sendRequest(twin, NEWEST)
    const second = await sendRequest(twin, `${NEWEST}&page[number]=2`)
    expect(first.headers.get('x-flowtwin-fault')).toBe('then')
    expect(second.headers.get('x-flowtwin-fault')).toBeNull()
    expect(getIds(second)[0]).toBe(getIds(first).at(-1))
    expect(second.json.meta.total).toBe(first.json.meta.total + 1)
  })

  it('deletes a row, so that the next page skips one', async () => {
    const twin = await createSideEffectTwin('recrubo', [{ kind: 'delete', run: { row: 1 } }])
    const all = await sendRequest(createTestTwin({ runs: 600 }), `${NEWEST}&page[size]=20`)
    const first = await sendRequest(twin, NEWEST)
    const second = await sendRequest(twin, `${NEWEST}&page[number]=2`)
    const seen = [...getIds(first), ...getIds(second)]
    expect(
      getIds(all)
        .slice(0, 10)
        .filter((id) => !seen.includes(id)),
    ).toEqual([getIds(all)[5]])
  })

  it('changes the last row, so that it moves to a page that was read', async () => {
    const twin = createTestTwin({ runs: 600 })
    const runs = []
    for (let contact = 1; contact <= 4; contact++) {
      runs.push((await sendPost(twin, '/_twin/v1/worlds/default/runs', { flow: 0, contact })).json.runs[0])
      twin.clock.advance('1s')
    }
    const sideEffects = [{ kind: 'change' as const, run: runs[0]?.number ?? 0, end: 'failed' as const }]
    await setFaults(twin, [{ operation: LISTS.rapidpro.operation, when: { first: 1 }, sideEffects }])
    const path = getListPath(twin, 'rapidpro')
    const before = await sendRequest(twin, path)
    const next = await sendRequest(twin, path)
    expect(before.json.results[0].uuid).not.toBe(next.json.results[0].uuid)
    expect(next.json.results[0]).toMatchObject({ exit_type: expect.any(String) })
  })

  it('creates more runs than Qyvo’s feed shows', async () => {
    const twin = await createSideEffectTwin('qyvo', [{ kind: 'create', flow: 0, contact: 3, times: 137 }])
    const knownIds = new Set((await sendRequest(twin, LISTS.qyvo.path)).json.map(({ id }: { id: string }) => id))
    const next = (await sendRequest(twin, LISTS.qyvo.path)).json
    expect([next.length, next.filter(({ id }: { id: string }) => knownIds.has(id)).length]).toEqual([100, 0])
    expect((await readProgress(twin)).operations).toBe(1 + 137)
  })

  it('advances the clock', async () => {
    const twin = await createSideEffectTwin('idnow', [{ kind: 'advance', by: '10m' }])
    const before = await readProgress(twin)
    await sendRequest(twin, getListPath(twin, 'idnow'))
    expect((await readProgress(twin)).now - before.now).toBe(600_000_000)
  })

  it('that the world rejects is in the journal, and the response stays the same', async () => {
    const twin = await createSideEffectTwin('recrubo', [
      { kind: 'delete', run: 9_999_999 },
      { kind: 'create', flow: 0, contact: 3 },
    ])
    const original = await sendRequest(createTestTwin({ runs: 600 }), NEWEST)
    expect((await sendRequest(twin, NEWEST)).text).toBe(original.text)
    expect((await readJournal(twin)).at(-1)).toMatchObject({
      fault: 'then',
      note: expect.stringContaining('rule then could not delete: unknown-run'),
    })
    expect((await sendRequest(twin, FAULTS)).json.rules).toMatchObject([{ calls: 1, hits: 1 }])
    expect((await readProgress(twin)).operations).toBe(2)
  })

  it('can be in one rule with an effect', async () => {
    const twin = createTestTwin({ runs: 60 })
    const rule = { operation: LISTS.recrubo.operation, when: { first: 1 }, effect: 'status=500' }
    await setFaults(twin, [{ ...rule, sideEffects: [{ kind: 'advance', by: '1h' }] }])
    const before = await readProgress(twin)
    expect((await sendRequest(twin, NEWEST)).status).toBe(500)
    expect((await readProgress(twin)).now - before.now).toBe(3_600_000_000)
  })
})
