import { describe, expect, it } from 'vitest'
import { type TestResponse, sendRequest, createTestTwin } from '../../support/requests.ts'
import { listOf, LISTS, type VendorName } from './fault-requests.ts'

describe('pages', () => {
  const walk = async (vendor: VendorName, effect: string, twin = createTestTwin({ runs: 600 })) => {
    const answers = [await sendRequest(twin, listOf(twin, vendor))]
    await sendRequest(twin, '/_twin/v1/worlds/default/faults', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: { rules: [{ operation: LISTS[vendor].operation, effect }] },
    })
    const first = listOf(twin, vendor)
    answers.push(await sendRequest(twin, first))
    const second =
      vendor === 'rapidpro'
        ? new URL(answers[0]!.json.next).pathname + new URL(answers[0]!.json.next).search
        : `${first}${vendor === 'idnow' ? '&page=2' : '&page[number]=2'}`
    answers.push(await sendRequest(twin, second))
    await sendRequest(twin, '/_twin/v1/worlds/default/faults', { method: 'DELETE' })
    answers.push(await sendRequest(twin, second))
    return answers
  }
  const rowsOf = (vendor: VendorName, json: Record<string, unknown[]>) =>
    json[{ qyvo: '', recrubo: 'data', rapidpro: 'results', idnow: 'content' }[vendor]] as unknown[]
  const PAGED = ['recrubo', 'rapidpro', 'idnow'] as const

  it.each(PAGED)('of %s give a row twice', async (vendor) => {
    const [usual, first, second, after] = await walk(vendor, 'duplicate-row')
    expect(first?.text).toBe(usual?.text)
    const [one, two, clean] = [first, second, after].map((answer) => rowsOf(vendor, answer?.json))
    expect(two).toEqual([one?.at(-1), ...(clean ?? [])])
    expect(second?.headers.get('x-flowtwin-fault')).toBe('rule-1')
  })

  it.each(PAGED)('of %s leave a row out', async (vendor) => {
    const [usual, first, second, after] = await walk(vendor, 'drop-row')
    expect(first?.text).toBe(usual?.text)
    expect(rowsOf(vendor, second?.json)).toEqual(rowsOf(vendor, after?.json).slice(1))
  })

  it.each(PAGED)('of %s are empty', async (vendor) => {
    const [, first, , after] = await walk(vendor, 'empty-page')
    expect(rowsOf(vendor, first?.json)).toEqual([])
    expect(rowsOf(vendor, after?.json).length).toBeGreaterThan(0)
  })

  it.each(['recrubo', 'idnow'] as const)('of %s tell another total', async (vendor) => {
    const totalOf = ({ json }: TestResponse) => (vendor === 'idnow' ? json.page.totalElements : json.meta.total)
    const pagesOf = ({ json }: TestResponse) => (vendor === 'idnow' ? json.page.totalPages : json.meta.maxPage)
    for (const by of [-3, 13]) {
      const [usual, first] = await walk(vendor, `total-drift=${by > 0 ? '+' : ''}${by}`)
      if (usual === undefined || first === undefined) throw new Error('the walk gave no answers')
      expect(totalOf(first)).toBe(totalOf(usual) + by)
      expect(pagesOf(first)).toBe(Math.ceil(totalOf(first) / 5))
    }
  })

  it.each(['recrubo', 'idnow'] as const)('of %s are smaller than was asked for', async (vendor) => {
    const [usual, first, second, after] = await walk(vendor, 'clamp=2')
    const [all, one, two] = [usual, first, second].map((answer) => rowsOf(vendor, answer?.json))
    expect([...(one ?? []), ...(two ?? [])]).toEqual(all?.slice(0, 4))
    expect([first?.json.page?.size ?? first?.json.meta.currentSize, rowsOf(vendor, after?.json).length]).toEqual([2, 5])
  })

  it('that are small enough are not clamped', async () => {
    const twin = createTestTwin({ runs: 60 })
    const path = listOf(twin, 'recrubo')
    const answer = await sendRequest(twin, path, { headers: { 'x-flowtwin-fault': 'clamp=5' } })
    expect([answer.json.data.length, answer.headers.get('x-flowtwin-fault')]).toEqual([5, null])
    const usual = await sendRequest(twin, '/public/v2/flow-runs')
    const small = await sendRequest(twin, '/public/v2/flow-runs', { headers: { 'x-flowtwin-fault': 'clamp=5' } })
    expect([usual.json.data.length, small.json.data.length]).toEqual([25, 5])
  })

  it('of a cursor that is no longer good are refused, and the first is not', async () => {
    const [usual, first, second, after] = await walk('rapidpro', 'expired-cursor')
    expect(first?.text).toBe(usual?.text)
    expect([second?.status, second?.json]).toEqual([404, { detail: 'Invalid cursor' }])
    expect(after?.status).toBe(200)
  })

  it('link to themselves', async () => {
    const [, first] = await walk('rapidpro', 'same-next')
    expect(first?.json.next).toBe('http://localhost/api/v2/runs.json')
  })
})
