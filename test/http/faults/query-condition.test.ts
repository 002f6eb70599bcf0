import { describe, expect, it } from 'vitest'
import { createFaultTwin, LISTS, readStatuses } from './fault-requests.ts'

describe('a rule acts', () => {
  it('on requests with a query, and counts no others', async () => {
    const when = { query: { sort: ['status', '-status'], 'page[number]': '2' }, calls: { from: 2, to: 3 } }
    const twin = await createFaultTwin([{ operation: LISTS.recrubo.operation, when, effect: 'status=500' }])
    const queries = ['sort=status', 'sort=createdAt&page[number]=2', 'sort=-status&page[number]=2']
    const seen: (readonly number[])[] = []
    for (const query of queries) seen.push(await readStatuses(twin, `/public/v2/flow-runs?${query}`, 2))
    seen.push(await readStatuses(twin, '/public/v2/flow-runs?sort=status&page%5Bnumber%5D=2', 2))
    expect(seen).toEqual([
      [200, 200],
      [200, 200],
      [200, 500],
      [500, 200],
    ])
  })
})
