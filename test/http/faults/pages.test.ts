import { describe, expect, it } from 'vitest'
import { type TestResponse, sendRequest, createTestTwin } from '../../support/requests.ts'
import { getListPath, LISTS, type VendorName } from './fault-requests.ts'

describe('a page', () => {
  const walk = async (vendor: VendorName, effect: string, twin = createTestTwin({ runs: 600 })) => {
    const responses = [await sendRequest(twin, getListPath(twin, vendor))]
    await sendRequest(twin, '/_twin/v1/worlds/default/faults', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: { rules: [{ operation: LISTS[vendor].operation, effect }] },
    })
    const first = getListPath(twin, vendor)
    responses.push(await sendRequest(twin, first))
    const second =
      vendor === 'rapidpro'
        ? new URL(responses[0]!.json.next).pathname + new URL(responses[0]!.json.next).search
        : `${first}${vendor === 'idnow' ? '&page=2' : '&page[number]=2'}`
    responses.push(await sendRequest(twin, second))
    await sendRequest(twin, '/_twin/v1/worlds/default/faults', { method: 'DELETE' })
    responses.push(await sendRequest(twin, second))
    return responses
  }
  const getRows = (vendor: VendorName, json: Record<string, unknown[]>) =>
    json[{ qyvo: '', recrubo: 'data', rapidpro: 'results', idnow: 'content' }[vendor]] as unknown[]
  const PAGED = ['recrubo', 'rapidpro', 'idnow'] as const

  it.each(PAGED)('of %s repeats a row', async (vendor) => {
    const [original, first, second, after] = await walk(vendor, 'duplicate-row')
    expect(first?.text).toBe(original?.text)
    const [one, two, clean] = [first, second, after].map((response) => getRows(vendor, response?.json))
    expect(two).toEqual([one?.at(-1), ...(clean ?? [])])
    expect(second?.headers.get('x-flowtwin-fault')).toBe('rule-1')
  })

  it.each(PAGED)('of %s skips a row', async (vendor) => {
    const [original, first, second, after] = await walk(vendor, 'drop-row')
    expect(first?.text).toBe(original?.text)
    expect(getRows(vendor, second?.json)).toEqual(getRows(vendor, after?.json).slice(1))
  })

  it.each(PAGED)('of %s is empty', async (vendor) => {
    const [, first, , after] = await walk(vendor, 'empty-page')
    expect(getRows(vendor, first?.json)).toEqual([])
    expect(getRows(vendor, after?.json).length).toBeGreaterThan(0)
  })

  it.each(['recrubo', 'idnow'] as const)('of %s has another total', async (vendor) => {
    const getTotal = ({ json }: TestResponse) => (vendor === 'idnow' ? json.page.totalElements : json.meta.total)
    const getPageCount = ({ json }: TestResponse) => (vendor === 'idnow' ? json.page.totalPages : json.meta.maxPage)
    for (const by of [-3, 13]) {
      const [original, first] = await walk(vendor, `total-drift=${by > 0 ? '+' : ''}${by}`)
      if (original === undefined || first === undefined) throw new Error('the walk gave no responses')
      expect(getTotal(first)).toBe(getTotal(original) + by)
      expect(getPageCount(first)).toBe(Math.ceil(getTotal(first) / 5))
    }
  })

  it.each(['recrubo', 'idnow'] as const)('of %s is smaller than requested', async (vendor) => {
    const [original, first, second, after] = await walk(vendor, 'clamp=2')
    const [all, one, two] = [original, first, second].map((response) => getRows(vendor, response?.json))
    expect([...(one ?? []), ...(two ?? [])]).toEqual(all?.slice(0, 4))
    expect([first?.json.page?.size ?? first?.json.meta.currentSize, getRows(vendor, after?.json).length]).toEqual([
      2, 5,
    ])
  })

  it('that is small enough is not clamped', async () => {
    const twin = createTestTwin({ runs: 60 })
    const path = getListPath(twin, 'recrubo')
    const response = await sendRequest(twin, path, { headers: { 'x-flowtwin-fault': 'clamp=5' } })
    expect([response.json.data.length, response.headers.get('x-flowtwin-fault')]).toEqual([5, null])
    const original = await sendRequest(twin, '/public/v2/flow-runs')
    const small = await sendRequest(twin, '/public/v2/flow-runs', { headers: { 'x-flowtwin-fault': 'clamp=5' } })
    expect([original.json.data.length, small.json.data.length]).toEqual([25, 5])
  })

  it('with an expired cursor returns the error of RapidPro; the first page does not', async () => {
    const [original, first, second, after] = await walk('rapidpro', 'expired-cursor')
    expect(first?.text).toBe(original?.text)
    expect([second?.status, second?.json]).toEqual([404, { detail: 'Invalid cursor' }])
    expect(after?.status).toBe(200)
  })

  it('links to itself', async () => {
    const [, first] = await walk('rapidpro', 'same-next')
    expect(first?.json.next).toBe('http://localhost/api/v2/runs.json')
  })
})
