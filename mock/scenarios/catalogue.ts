import type { FaultCondition } from '../http/faults/rule.ts'
import type { PagingScenario, ScenarioRule } from './paging-scenario.ts'

const FIRST_CALL = { first: 1 }
const PARAMETERS = { runs: 600 }
/** A run that a reader of the newest first has not come to after a page of 250. */
const UNREAD_RUN = 2 * -400
const CHANGE_UNREAD_RUN = { kind: 'change', run: UNREAD_RUN, variables: { note: 'changed' } } as const

/** Lists that change while they are read. */
export const changingLists: readonly PagingScenario[] = [
  {
    id: 'insert-between-pages',
    title: 'Insert between pages',
    description: 'A run begins after the first page, and pushes every row of a list of the newest first one place on.',
    mistake: 'asks for one page after the other and takes what comes',
    symptom: 'row twice',
    remedy: 'Drop rows whose id has been seen; read the oldest first where the list can be sorted so.',
    vendors: {
      recrubo: { reason: 'Pages are numbered, and `sort=-createdAt` puts new runs in front.' },
      idnow: { reason: 'Pages are numbered, and `sortDesc=true` puts new sessions in front.' },
    },
    parameters: PARAMETERS,
    rules: [{ when: FIRST_CALL, after: [{ kind: 'create', flow: 0, contact: 3 }] }],
  },
  {
    id: 'delete-between-pages',
    title: 'Delete between pages',
    description: 'A row of the first page is deleted, and every later one comes one place nearer.',
    mistake: 'asks for one page after the other and takes what comes',
    symptom: 'row missed',
    remedy:
      'Hold the totals of the answers against each other; when one has changed, read again and put both together.',
    vendors: {
      recrubo: { reason: 'Pages are numbered, and runs can be deleted by any client.' },
      idnow: {
        reason: 'Pages are numbered, and nothing rules out that sessions go, as their data blocks do (`DELETED`).',
      },
    },
    parameters: PARAMETERS,
    rules: [{ when: FIRST_CALL, after: [{ kind: 'delete', run: { row: 0 } }] }],
  },
  {
    id: 'row-moves',
    title: 'A row moves because its sort key has changed',
    description: 'A row that is still to come is changed, and moves to the front of a list that is ordered by change.',
    mistake: 'reads the list once, from its beginning to its end',
    symptom: 'row missed',
    remedy: 'Remember when the walk began, and read what has changed since once it is over.',
    vendors: {
      rapidpro: { reason: 'Runs are ordered by `modified_on`, and every answer of a contact changes it.' },
      recrubo: {
        reason: 'Only for `sort=-updatedAt`; runs are patched, and change as contacts answer.',
        rules: [{ when: { ...FIRST_CALL, query: { sort: '-updatedAt' } }, after: [CHANGE_UNREAD_RUN] }],
      },
    },
    parameters: PARAMETERS,
    rules: [{ when: FIRST_CALL, after: [CHANGE_UNREAD_RUN] }],
  },
  {
    id: 'total-changes',
    title: 'The total changes while pages are read',
    description:
      'After the first page thirty runs begin, more than a page holds: there are more rows and pages than it told.',
    mistake: 'works out from the first answer how many pages to ask for',
    symptom: 'wrong total',
    remedy: 'Go by the number of pages that the latest answer tells, and read again when the total was another one.',
    vendors: {
      recrubo: { reason: '`meta.total` and `meta.maxPage` are counted anew for each answer.' },
      idnow: { reason: '`page.totalElements` and `page.totalPages` are counted anew for each answer.' },
    },
    parameters: PARAMETERS,
    rules: [{ when: FIRST_CALL, after: [{ kind: 'create', flow: 0, contact: 3, times: 30 }] }],
  },
  {
    id: 'burst-over-the-window',
    title: 'A burst over the window of a feed',
    description: 'Between two polls 137 runs begin, and the feed shows the newest hundred.',
    mistake: 'hands on whatever a poll shows that it has not seen',
    symptom: 'row missed',
    remedy:
      'Poll so often that fewer than a hundred runs begin between two polls, and raise an alarm when a full answer has no known row: `flowtwin audit` tells the longest safe interval.',
    vendors: {
      qyvo: { reason: 'The feed has 100 rows and no pages; a broadcast to more contacts is over it at once.' },
    },
    parameters: PARAMETERS,
    rules: [{ when: FIRST_CALL, after: [{ kind: 'create', flow: 0, contact: 3, times: 137 }] }],
  },
]

const SECOND_CALL = { calls: { from: 2, to: 2 } }
const BOUNDARY_PARAMETERS = { runs: 600 }
const MINUTE = 60_000_000
const SORTED_BY_STATUS = 'Only where the list is ordered by status, of which there are a handful'

/** Where one page ends and the next begins, and where the list does. */
export const pageBoundaries: readonly PagingScenario[] = [
  {
    id: 'equal-instants',
    title: 'Equal instants across a boundary',
    description:
      'Many rows share one instant, and some of them stand before and others behind the end of a page or a poll.',
    mistake: 'goes on from the instant of the last row that it has, without this instant itself',
    symptom: 'row missed',
    remedy: 'Go on from an id, a cursor or a page number; where it must be an instant, include it, and drop known ids.',
    vendors: {
      qyvo: {
        reason:
          '`created_at` has whole seconds, and a flow begins for many contacts in one of them. In a frozen world: two runs of one instant, with a poll between them.',
        rules: [{ when: { first: 2 }, after: [{ kind: 'create', flow: 0, contact: 3 }] }],
      },
      recrubo: { reason: '`createdAt` has whole seconds, and a broadcast begins all of its runs in one.' },
      rapidpro: { reason: 'Expired runs are ended together, so that they share `modified_on`; `before` includes it.' },
    },
    parameters: { runs: 500, every: MINUTE, flows: 1, block: 250, broadcasts: 8 },
    rules: [],
  },
  {
    id: 'unsorted-ties',
    title: 'Rows that sort alike are in no order',
    description:
      'Two rows that sort alike change places between two answers: one stands on both pages, the other on none.',
    mistake: 'counts the rows that came, and finds as many as the total says',
    symptom: 'row missed',
    remedy: 'Sort by what no two rows share; else take a row that comes twice as a sign, and read again.',
    vendors: {
      recrubo: {
        reason: `${SORTED_BY_STATUS}: \`sort=status\`. Nothing is said of runs that have the same.`,
        rules: createTieRules({ sort: ['status', '-status'] }),
      },
      idnow: {
        reason: `${SORTED_BY_STATUS}: \`sortBy=status\`. Nothing is said of sessions that have the same.`,
        rules: createTieRules({ sortBy: 'status' }),
      },
    },
    parameters: BOUNDARY_PARAMETERS,
    rules: [],
  },
  {
    id: 'row-repeated',
    title: 'A row is repeated on the next page',
    description: 'The second page begins with the last row of the first one once more, and is one row longer.',
    mistake: 'takes every row for a new one',
    symptom: 'row twice',
    remedy: 'Drop rows whose id has been seen.',
    vendors: {
      recrubo: {
        reason: 'Nothing rules it out: pages are cut by counting, and answers may come from several replicas.',
      },
      rapidpro: { reason: 'Nothing rules it out: a cursor counts rows of equal `modified_on`, which come and go.' },
      idnow: { reason: 'Nothing rules it out: pages are cut by counting, and answers may come from several replicas.' },
    },
    parameters: BOUNDARY_PARAMETERS,
    rules: [{ when: SECOND_CALL, effect: 'duplicate-row' }],
  },
  {
    id: 'row-dropped',
    title: 'A row is lost between two pages',
    description: 'The second page lacks its first row, and the total counts it.',
    mistake: 'reads all pages that there are, and does not count',
    symptom: 'row missed',
    remedy: 'Count the different ids, and read again when there are fewer than the total says.',
    vendors: {
      recrubo: {
        reason: 'Nothing rules it out: pages are cut by counting, and answers may come from several replicas.',
      },
      idnow: { reason: 'Nothing rules it out: pages are cut by counting, and answers may come from several replicas.' },
    },
    parameters: BOUNDARY_PARAMETERS,
    rules: [{ when: SECOND_CALL, effect: 'drop-row' }],
  },
  {
    id: 'last-page-full',
    title: 'The last page is exactly full',
    description: 'The rows fill their pages to the last place, and nothing follows.',
    mistake: 'asks for a further page whenever one was full',
    symptom: 'refused',
    remedy: 'Go by what the answer says of further pages, never by how many rows came.',
    vendors: {
      rapidpro: {
        reason: '`next` is null on a full last page as well, and leads nowhere. The world fills eight pages of 250.',
      },
      idnow: {
        reason:
          'Nobody says what a page beyond the last is answered with; here it is 404. The world has 1,875 live sessions of its first flow: ask for pages of 25.',
        quirks: { 'idnow.beyond-the-last-page': 'not-found' },
      },
    },
    parameters: { runs: 2000, every: MINUTE, flows: 1, block: 1, broadcasts: 0 },
    rules: [],
  },
  {
    id: 'page-past-the-end',
    title: 'A page past the end is no error',
    description: 'A page beyond the last has no rows, and is answered 200 as all others are.',
    mistake: 'goes on until a page is refused',
    symptom: 'endless',
    remedy: 'End with the number of pages that the answer tells.',
    vendors: {
      recrubo: { reason: 'A page beyond `meta.maxPage` is empty.' },
      idnow: {
        reason: 'A page beyond `page.totalPages` is empty, unless the quirk `idnow.beyond-the-last-page` is turned.',
      },
    },
    parameters: BOUNDARY_PARAMETERS,
    rules: [],
  },
  {
    id: 'size-clamped',
    title: 'Pages are smaller than was asked for',
    description: 'Pages have ten rows at most, and nothing says so but the page itself.',
    mistake: 'takes a page that is shorter than it asked for as the last',
    symptom: 'stops early',
    remedy: 'Go by what the answer says of pages, never by how many rows came.',
    vendors: {
      recrubo: {
        reason: 'Pages are locked at 200 rows; asking for more may be clamped (`recrubo.page-size-over-limit`).',
      },
      idnow: { reason: 'A largest size is documented nowhere, so that any may be clamped.' },
    },
    parameters: BOUNDARY_PARAMETERS,
    rules: [{ effect: 'clamp=10' }],
  },
]

/** The second page of a list in this order has the last row of the first in the place of its own first one. */
function createTieRules(query: NonNullable<FaultCondition['query']>): readonly ScenarioRule[] {
  const when = { ...SECOND_CALL, query }
  return [
    { when, effect: 'drop-row' },
    { when, effect: 'duplicate-row' },
  ]
}

const SECOND_CALL_ONLY = { calls: { from: 2, to: 2 } }
const LINK_PARAMETERS = { runs: 600 }

/** Links to next pages, and the cursors in them. */
export const linksAndCursors: readonly PagingScenario[] = [
  {
    id: 'empty-page-before-the-end',
    title: 'An empty page that has a next one',
    description: 'The second page has no rows, and a link to the third.',
    mistake: 'takes an empty page for the end',
    symptom: 'stops early',
    remedy: 'Follow the link for as long as there is one; what an empty page held back comes with the next walk.',
    vendors: { rapidpro: { reason: 'Rows that are taken out after a page was cut leave it short, or empty.' } },
    parameters: LINK_PARAMETERS,
    rules: [{ when: SECOND_CALL_ONLY, effect: 'empty-page' }],
  },
  {
    id: 'next-repeats',
    title: 'A next page that is the same one',
    description: 'From the second page on, the link to the next page leads to the page that it stands on.',
    mistake: 'follows the link for as long as there is one',
    symptom: 'endless',
    remedy: 'End the walk with an error when a link was followed before.',
    vendors: {
      rapidpro: { reason: 'Links are made by the server; a proxy or cache that drops the query makes this of them.' },
    },
    parameters: LINK_PARAMETERS,
    rules: [{ when: { calls: { from: 2 } }, effect: 'same-next' }],
  },
  {
    id: 'cursor-expires',
    title: 'A cursor expires',
    description: 'The cursor of the second page is no longer good.',
    mistake: 'takes a refusal as the end of it all',
    symptom: 'refused',
    remedy: 'Begin again, and drop rows whose id has been seen.',
    vendors: {
      rapidpro: { reason: 'A cursor that is not understood is answered 404; a new version may read them otherwise.' },
    },
    parameters: LINK_PARAMETERS,
    rules: [{ when: SECOND_CALL_ONLY, effect: 'expired-cursor' }],
  },
  {
    id: 'foreign-cursor',
    title: 'A cursor of another list',
    description: 'A cursor is a place in time, and is taken by every list, whatever it was made for.',
    mistake: 'keeps a cursor of one list and goes on from it in another one, of one flow',
    symptom: 'row missed',
    remedy: 'Keep a cursor together with everything that was asked beside it, and use it for nothing else.',
    vendors: { rapidpro: { reason: 'The cursor holds an instant and an offset, and nothing of the filters.' } },
    parameters: LINK_PARAMETERS,
    rules: [],
  },
]

/** Every hazard that there is. */
export const pagingScenarios: readonly PagingScenario[] = [...changingLists, ...pageBoundaries, ...linksAndCursors]
