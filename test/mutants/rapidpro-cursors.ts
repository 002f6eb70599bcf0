import * as cursors from '../../mock/wire/pagination.ts'
import * as cursorPages from '../../mock/wire/pagination.ts'
import { QueryString } from '../../mock/wire/query-string.ts'
import { addDuration } from '../../mock/world/time/instant.ts'
import * as modified from '../../mock/world/query/by-modification.ts'
import { pages } from '../contracts/mutants/rapidpro-changes.ts'
import { AS_EVER, type MockMutant, wrong } from './wrong.ts'

/** What goes wrong in RapidPro's cursors: places lost, doubled or forgotten between one page and the next. */
export const rapidproCursors: readonly MockMutant[] = [
  {
    name: 'the cursor forgets how many runs at its instant were shown',
    kills: ['CUR-009'],
    spoil: wrong(cursors, 'encodeCursor', (truth, [cursor]) =>
      cursor.offset === 0 ? AS_EVER : truth({ ...cursor, offset: 0 }),
    ),
  },
  {
    name: 'the run that a cursor stands at comes again',
    kills: ['CUR-006'],
    spoil: wrong(cursors, 'decodeCursor', (truth, [text]) => {
      const cursor = truth(text)
      if (cursor === undefined || cursor.position === null) return AS_EVER
      return { ...cursor, position: addDuration(cursor.position, cursor.isBackwards ? -1 : 1) }
    }),
  },
  {
    name: 'the cursor passes over everything else of the instant it stands at',
    kills: ['CUR-009'],
    spoil: wrong(cursorPages, 'buildCursorPage', (truth, [cursor, size, read]) => {
      const page = truth(cursor, size, read)
      const last = page.rows.at(-1)
      return page.next === null || last === undefined
        ? AS_EVER
        : { ...page, next: { offset: 0, isBackwards: false, position: last.modifiedAt } }
    }),
  },
  {
    name: 'the last page leads to the first',
    kills: ['CUR-005'],
    also: ['CUR-006', 'CUR-008', 'CUR-011', 'CUR-019', 'ORD-002', 'ORD-004'],
    spoil: wrong(cursorPages, 'buildCursorPage', (truth, [cursor, size, read]) => {
      const page = truth(cursor, size, read)
      return page.next === null && cursor !== null ? { ...page, next: cursors.FIRST_PAGE } : AS_EVER
    }),
  },
  {
    name: 'a page read backwards is not turned around',
    kills: ['CUR-011'],
    spoil: wrong(cursorPages, 'buildCursorPage', (truth, [cursor, size, read]) => {
      const page = truth(cursor, size, read)
      return cursor?.isBackwards === true ? { ...page, rows: page.rows.toReversed() } : AS_EVER
    }),
  },
  {
    name: 'pages behind a cursor begin one run late',
    kills: ['CUR-007'],
    also: ['CUR-011', 'CUR-035', 'CUR-037', 'CUR-039'],
    spoil: wrong(cursorPages, 'buildCursorPage', (truth, [cursor, size, read]) =>
      cursor === null
        ? AS_EVER
        : truth(cursor, size, (reading) => read({ ...reading, skip: reading.skip + (reading.isReversed ? 0 : 1) })),
    ),
  },
  {
    name: 'the first page is shorter than the others',
    kills: ['CUR-019'],
    spoil: wrong(cursorPages, 'buildCursorPage', (truth, [cursor, size, read]) =>
      cursor === null ? truth(cursor, size - 150, read) : AS_EVER,
    ),
  },
  {
    name: 'a cursor that cannot be read is none',
    kills: ['CUR-012'],
    spoil: wrong(cursors, 'decodeCursor', (truth, [text]) => truth(text) ?? cursors.FIRST_PAGE),
  },
  {
    name: 'links forget the filter',
    kills: ['CUR-010'],
    spoil: wrong(cursors, 'setQueryParameter', (truth, [url, query, pair]) =>
      query.names.length === 0 ? AS_EVER : truth(url, new QueryString(''), pair),
    ),
  },
  {
    name: 'behind a cursor the filter is not looked at',
    kills: ['CUR-014'],
    spoil: wrong(modified, 'listRunsByModification', (truth, [view, walk]) =>
      walk.to === undefined ? AS_EVER : truth(view, { ...walk, filter: {} }),
    ),
  },
  {
    name: 'runs of one instant change places at every request',
    kills: ['ORD-003'],
    also: ['CUR-011', 'CUR-015'],
    spoil: (twin, hit) => {
      const seen = new Set<string>()
      return pages((page, url) => {
        const instants = [...new Set(page.results.map((run) => run['modified_on']))]
        const tied = instants.map((at) => page.results.filter((run) => run['modified_on'] === at))
        if (!seen.delete(url.href)) seen.add(url.href)
        else page.results = tied.flatMap((runs) => runs.toReversed())
      })(twin, hit)
    },
  },
  {
    name: 'a cursor gives another page when it is shown again',
    kills: ['CUR-015'],
    spoil: (twin, hit) => {
      const seen = new Set<string>()
      return pages((page, url) => {
        if (url.searchParams.size === 1 && seen.has(url.href)) page.results = page.results.slice(1)
        if (url.searchParams.has('cursor')) seen.add(url.href)
      })(twin, hit)
    },
  },
]
