import type { RapidproRow } from '../twins/rapidpro.ts'
import { uuid } from '../twins/twin.ts'
import { instead, type Mutant, requests, type Spoil } from './mutant.ts'
import { pages } from './rapidpro-changes.ts'

/** Servers whose cursors lose, double or mix up runs. */
export const cursorMutants: readonly Mutant<RapidproRow>[] = [
  { name: 'the last page leads back to itself', kills: ['CUR-005'], spoil: looping() },
  {
    name: 'a page in the middle is broken',
    kills: ['CUR-005'],
    also: ['HTTP-001', 'HTTP-003', 'ERR-001'],
    spoil: instead(({ url }) => {
      const broken = /^f:\d{5}@/.test(decoded(url)) && decoded(url) < 'f:89930'
      return broken
        ? new Response('Server Error', { status: 500, headers: { Date: 'Mon, 04 May 2026 09:00:00 GMT' } })
        : null
    }),
  },
  {
    name: 'a cursor on the instant alone, strictly less: ties at the boundary are lost',
    kills: ['CUR-007', 'CUR-009'],
    also: ['CUR-011'],
    spoil: continuing('end'),
  },
  {
    name: 'a cursor on the instant alone, less or equal: ties at the boundary are doubled',
    kills: ['CUR-006', 'CUR-009'],
    spoil: continuing('beginning'),
  },
  {
    name: 'a walk loses a run that is tied with nothing',
    kills: ['CUR-007'],
    also: ['CUR-019'],
    spoil: pages((page, url) => {
      if (url.search === '') page.results = page.results.filter((_, index) => index !== 37)
    }),
  },
  {
    name: 'two neighbours are swapped',
    kills: ['CUR-008', 'ORD-001'],
    spoil: pages((page, url) => {
      if (url.search === '') page.results = page.results.toSpliced(3, 2, page.results[4]!, page.results[3]!)
    }),
  },
  {
    name: 'each page is sorted, the pages are not',
    kills: ['CUR-008', 'ORD-002'],
    spoil: pages((page, url) => {
      if (url.searchParams.size !== 1 || !decoded(url).startsWith('f:')) return
      for (const one of page.results)
        one['modified_on'] = String(one['modified_on']).replace(/^2026-05-0\d/, '2026-05-09')
    }),
  },
  {
    name: 'tied runs change places after a while',
    kills: ['ORD-003'],
    spoil: (twin, hit) => {
      let walked = false
      return pages((page, url) => {
        // The first page is read by the walk, and once more by the check of ties.
        if (url.searchParams.has('cursor')) walked = true
        if (url.search === '' && walked) page.results = page.results.toSpliced(0, 2, page.results[1]!, page.results[0]!)
      })(twin, hit)
    },
  },
  {
    name: 'next drops the filter',
    kills: ['CUR-010'],
    also: ['CUR-032', 'CUR-035'],
    spoil: pages((page) => {
      if (page.next !== null) page.next = page.next.replace(/(flow|responded)=[^&]*&?/, '').replace(/&$/, '')
    }),
  },
  {
    name: 'there is no way back',
    kills: ['CUR-011'],
    spoil: pages((page) => {
      page.previous = null
    }),
  },
  {
    name: 'previous leads to the page before in another order',
    kills: ['CUR-011'],
    spoil: pages((page, url) => {
      if (decoded(url).startsWith('b:')) page.results = page.results.toSpliced(0, 2, page.results[1]!, page.results[0]!)
    }),
  },
  { name: 'a cursor under another filter shows the runs of the first', kills: ['CUR-014'], spoil: leaking() },
  { name: 'the same cursor shows other runs the second time', kills: ['CUR-015'], spoil: forgetting() },
  { name: 'an empty page with a next', kills: ['CUR-019'], spoil: pausing() },
]

function decoded(url: URL): string {
  return Buffer.from(url.searchParams.get('cursor') ?? '', 'base64').toString('latin1')
}

function looping(): Spoil<RapidproRow> {
  return pages((page, url) => {
    if (page.next === null && url.searchParams.size === 1 && decoded(url).startsWith('f:')) page.next = url.href
  })
}

/** The walk without filters goes on from the end of the tied group, or from before its beginning, instead of from the run itself. */
function continuing(from: 'end' | 'beginning'): Spoil<RapidproRow> {
  return (twin, hit) =>
    requests<RapidproRow>((url) => {
      const sorted = twin.rows.toSorted((left, right) => right.modifiedOn - left.modifiedOn || right.id - left.id)
      const row = sorted.find(({ id }) => decoded(url).startsWith(`f:${id}@`))
      if (row === undefined || url.searchParams.size > 1) return false
      const tied = sorted.filter(({ modifiedOn }) => modifiedOn === row.modifiedOn)
      const place = from === 'end' ? tied.at(-1)! : sorted[sorted.indexOf(tied[0]!) - 1]!
      url.searchParams.set('cursor', Buffer.from(`f:${place.id}@${place.modifiedOn}`, 'latin1').toString('base64'))
      return true
    })(twin, hit)
}

function leaking(): Spoil<RapidproRow> {
  return (twin, hit) =>
    requests<RapidproRow>((url) => {
      const row = twin.rows.find(({ id }) => decoded(url).startsWith(`f:${id}@`))
      if (row === undefined || !url.searchParams.has('flow') || url.searchParams.get('flow') === uuid('00f2', row.flow))
        return false
      url.searchParams.delete('flow')
      return true
    })(twin, hit)
}

function forgetting(): Spoil<RapidproRow> {
  return (twin, hit) => {
    const seen = new Set<string>()
    return pages((page, url) => {
      if (!decoded(url).startsWith('f:') || url.searchParams.size !== 1) return
      if (seen.has(url.href)) page.results = page.results.slice(1)
      seen.add(url.href)
    })(twin, hit)
  }
}

/** Between the first page and the second comes one with nothing on it. */
function pausing(): Spoil<RapidproRow> {
  return pages((page, url) => {
    if (url.search === '' && page.next !== null) page.next += '&pause=1'
    if (url.searchParams.has('pause')) {
      page.results = []
      page.next = url.href.replace('&pause=1', '')
    }
  })
}
