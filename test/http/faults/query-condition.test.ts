import { describe, expect, it } from 'vitest'
import { armedTwin, LISTS, statuses } from './fault-requests.ts'

describe('a rule acts', () => {
  it('on what is asked, and counts no other calls', async () => {
    const when = { query: { sort: ['status', '-status'], 'page[number]': '2' }, calls: { from: 2, to: 3 } }
    const twin = await armedTwin([{ operation: LISTS.recrubo.operation, when, effect: 'status=500' }])
    const queries = ['sort=status', 'sort=createdAt&page[number]=2', 'sort=-status&page[number]=2']
    const seen: (readonly number[])[] = []
    for (const query of queries) seen.push(await statuses(twin, `/public/v2/flow-runs?${query}`, 2))
    seen.push(await statuses(twin, '/public/v2/flow-runs?sort=status&page%5Bnumber%5D=2', 2))
    expect(seen).toEqual([
      [200, 200],
      [200, 200],
      [200, 500],
      [500, 200],
    ])
  })
})
