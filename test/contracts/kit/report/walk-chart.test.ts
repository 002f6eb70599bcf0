import { describe, expect, it } from 'vitest'
import { reportFormats } from '../../../../contracts/reports.ts'
import type { VendorName } from '../../../../contracts/index.ts'
import { measureWalk } from '../../../../contracts/kit/report/walk-chart.ts'
import { recordRun } from '../record-run.ts'

describe('the chart of a pagination walk', () => {
  it.each(['qyvo', 'recrubo', 'rapidpro', 'idnow'] as const)(
    'shows the list of %s without disorder',
    async (vendor: VendorName) => {
      const { result } = await recordRun(vendor, { only: ['ORD-*'] })
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

  it('shows one walk, without previous pages and pages of an ignored parameter', async () => {
    const { result } = await recordRun('rapidpro', { only: ['CUR-0*', 'HTTP-028'] })
    const [pages, stats] = [result.walks[0]!.pages, measureWalk(result.walks[0]!)]
    expect(stats).toMatchObject({ items: 610, disordered: 0 })
    expect(new Set(pages.flatMap(({ timestamps }) => timestamps[0])).size).toBe(pages.length)
    const polled = await recordRun('qyvo')
    expect(measureWalk(polled.result.walks[0]!)).toMatchObject({ pages: 1, disordered: 0 })
  })

  it('counts ties, ties across pages, disorder and gaps', () => {
    const at = (minute: number): string => `2026-05-04T09:${String(minute).padStart(2, '0')}:00Z`
    const pages = [
      { request: 1, timestamps: [at(0), at(1), at(2), at(2)] },
      { request: 2, timestamps: [at(2), at(1), at(3), '2026-06-01T00:00:00Z'] },
    ]
    const walk = { operation: 'list', member: '/created_at', pages }
    expect(measureWalk(walk)).toEqual({
      items: 8,
      pages: 2,
      direction: 'rising',
      ties: 2,
      tiesAcrossPages: 1,
      disordered: 1,
      gaps: 1,
    })
  })
})
