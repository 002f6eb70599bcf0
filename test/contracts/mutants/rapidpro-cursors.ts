import type { RapidproRow } from '../twins/rapidpro.ts'
import { createUuid } from '../twins/twin.ts'
import { respondInstead, type Mutant, changeRequests, type Mutation } from './mutant.ts'
import { changeRunPages } from './rapidpro-mutations.ts'

/** Mutants of cursors: runs lost, repeated or in another order. */
export const rapidproCursorMutants: readonly Mutant<RapidproRow>[] = [
  { name: 'next of the last page is the same page', killedBy: ['CUR-005'], mutate: repeatLastPage() },
  {
    name: 'a page in the middle returns 500',
    killedBy: ['CUR-005'],
    alsoKilledBy: ['HTTP-001', 'HTTP-003', 'ERR-001'],
    mutate: respondInstead(({ url }) => {
      const broken = /^f:\d{5}@/.test(decodeCursor(url)) && decodeCursor(url) < 'f:89930'
      return broken
        ? new Response('Server Error', { status: 500, headers: { Date: 'Mon, 04 May 2026 09:00:00 GMT' } })
        : null
    }),
  },
  {
    name: 'a cursor compares the instant alone with less-than: ties at the boundary are lost',
    killedBy: ['CUR-007', 'CUR-009'],
    alsoKilledBy: ['CUR-011'],
    mutate: continueFrom('end'),
  },
  {
    name: 'a cursor compares the instant alone with less-or-equal: ties at the boundary repeat',
    killedBy: ['CUR-006', 'CUR-009'],
    mutate: continueFrom('beginning'),
  },
  {
    name: 'paging loses a run without ties',
    killedBy: ['CUR-007'],
    alsoKilledBy: ['CUR-019'],
    mutate: changeRunPages((page, url) => {
      if (url.search === '') page.results = page.results.filter((_, index) => index !== 37)
    }),
  },
  {
    name: 'two adjacent items are swapped',
    killedBy: ['CUR-008', 'ORD-001'],
    mutate: changeRunPages((page, url) => {
      if (url.search === '') page.results = page.results.toSpliced(3, 2, page.results[4]!, page.results[3]!)
    }),
  },
  {
    name: 'pages are sorted only within themselves',
    killedBy: ['CUR-008', 'ORD-002'],
    mutate: changeRunPages((page, url) => {
      if (url.searchParams.size !== 1 || !decodeCursor(url).startsWith('f:')) return
      for (const run of page.results)
        run['modified_on'] = String(run['modified_on']).replace(/^2026-05-0\d/, '2026-05-09')
    }),
  },
  {
    name: 'ties change their order after a walk',
    killedBy: ['ORD-003'],
    mutate: (twin, recordHit) => {
      let walked = false
      return changeRunPages((page, url) => {
        // The first page is read by the walk and again by the check of ties.
        if (url.searchParams.has('cursor')) walked = true
        if (url.search === '' && walked) page.results = page.results.toSpliced(0, 2, page.results[1]!, page.results[0]!)
      })(twin, recordHit)
    },
  },
  {
    name: 'next drops the filter',
    killedBy: ['CUR-010'],
    alsoKilledBy: ['CUR-032', 'CUR-035'],
    mutate: changeRunPages((page) => {
      if (page.next !== null) page.next = page.next.replace(/(flow|responded)=[^&]*&?/, '').replace(/&$/, '')
    }),
  },
  {
    name: 'previous is always null',
    killedBy: ['CUR-011'],
    mutate: changeRunPages((page) => {
      page.previous = null
    }),
  },
  {
    name: 'previous returns the preceding page in another order',
    killedBy: ['CUR-011'],
    mutate: changeRunPages((page, url) => {
      if (decodeCursor(url).startsWith('b:'))
        page.results = page.results.toSpliced(0, 2, page.results[1]!, page.results[0]!)
    }),
  },
  { name: 'a cursor keeps its own filter under another filter', killedBy: ['CUR-014'], mutate: ignoreOtherFilter() },
  { name: 'a repeated cursor returns other runs', killedBy: ['CUR-015'], mutate: skipOnRepeat() },
  { name: 'an empty page has a next link', killedBy: ['CUR-019'], mutate: insertEmptyPage() },
]

function decodeCursor(url: URL): string {
  return Buffer.from(url.searchParams.get('cursor') ?? '', 'base64').toString('latin1')
}

function repeatLastPage(): Mutation<RapidproRow> {
  return changeRunPages((page, url) => {
    if (page.next === null && url.searchParams.size === 1 && decodeCursor(url).startsWith('f:')) page.next = url.href
  })
}

/** Continues an unfiltered walk after or before the whole group of ties instead of after the run of the cursor. */
function continueFrom(from: 'end' | 'beginning'): Mutation<RapidproRow> {
  return (twin, recordHit) =>
    changeRequests<RapidproRow>((url) => {
      const sorted = twin.rows.toSorted((left, right) => right.modifiedOn - left.modifiedOn || right.id - left.id)
      const row = sorted.find(({ id }) => decodeCursor(url).startsWith(`f:${id}@`))
      if (row === undefined || url.searchParams.size > 1) return false
      const tied = sorted.filter(({ modifiedOn }) => modifiedOn === row.modifiedOn)
      const position = from === 'end' ? tied.at(-1)! : sorted[sorted.indexOf(tied[0]!) - 1]!
      url.searchParams.set(
        'cursor',
        Buffer.from(`f:${position.id}@${position.modifiedOn}`, 'latin1').toString('base64'),
      )
      return true
    })(twin, recordHit)
}

function ignoreOtherFilter(): Mutation<RapidproRow> {
  return (twin, recordHit) =>
    changeRequests<RapidproRow>((url) => {
      const row = twin.rows.find(({ id }) => decodeCursor(url).startsWith(`f:${id}@`))
      if (
        row === undefined ||
        !url.searchParams.has('flow') ||
        url.searchParams.get('flow') === createUuid('00f2', row.flow)
      )
        return false
      url.searchParams.delete('flow')
      return true
    })(twin, recordHit)
}

function skipOnRepeat(): Mutation<RapidproRow> {
  return (twin, recordHit) => {
    const seen = new Set<string>()
    return changeRunPages((page, url) => {
      if (!decodeCursor(url).startsWith('f:') || url.searchParams.size !== 1) return
      if (seen.has(url.href)) page.results = page.results.slice(1)
      seen.add(url.href)
    })(twin, recordHit)
  }
}

/** Inserts an empty page after the first one. */
function insertEmptyPage(): Mutation<RapidproRow> {
  return changeRunPages((page, url) => {
    if (url.search === '' && page.next !== null) page.next += '&pause=1'
    if (url.searchParams.has('pause')) {
      page.results = []
      page.next = url.href.replace('&pause=1', '')
    }
  })
}
