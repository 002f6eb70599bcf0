import { describe, expect, it } from 'vitest'
import { reportFormats, type VendorName } from '../../../contracts/index.ts'
import { measureWalk } from '../../../contracts/kit/report/walk-chart.ts'
import { recordedRun } from './recorded-run.ts'

describe('the picture of a walk', () => {
  it.each(['qyvo', 'recrubo', 'rapidpro', 'idnow'] as const)(
    'shows the list of %s in the order that it has',
    async (vendor: VendorName) => {
      const { result } = await recordedRun(vendor, { only: ['ORD-*'] })
      const [walk] = result.walks
      expect(measureWalk(walk!).disordered).toBe(0)
      expect(measureWalk(walk!).items).toBeGreaterThan(20)
      const html = reportFormats.html({ result, exchanges: [] })
      const figures = html.split('<figure>').slice(1).join('')
      expect([...figures.matchAll(/<circle /g)].length).toBe(
        result.walks.reduce((sum, one) => sum + measureWalk(one).items, 0),
      )
    },
  )

  it('shows one walk at a time: not the way back, nor what an ignored parameter brought', async () => {
    const { result } = await recordedRun('rapidpro', { only: ['CUR-0*', 'HTTP-028'] })
    const [pages, facts] = [result.walks[0]!.pages, measureWalk(result.walks[0]!)]
    expect(facts).toMatchObject({ items: 610, disordered: 0 })
    expect(new Set(pages.flatMap(({ timestamps }) => timestamps[0])).size).toBe(pages.length)
    const polled = await recordedRun('qyvo')
    expect(measureWalk(polled.result.walks[0]!)).toMatchObject({ pages: 1, disordered: 0 })
  })

  it('counts ties, those across a page, what is out of order and gaps', () => {
    const at = (minute: number): string => `2026-05-04T09:${String(minute).padStart(2, '0')}:00Z`
    const pages = [
      { request: 1, stamps: [at(0), at(1), at(2), at(2)] },
      { request: 2, stamps: [at(2), at(1), at(3), '2026-06-01T00:00:00Z'] },
    ]
    const walk = { operation: 'list', member: '/created_at', pages }
    expect(measureWalk(walk)).toEqual({
      items: 8,
      pages: 2,
      direction: 'rising',
      ties: 2,
      spanning: 1,
      disordered: 1,
      gaps: 1,
    })
  })
})
