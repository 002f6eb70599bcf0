import type { FaultCondition } from '../http/faults/rule.ts'
import { MINUTE } from '../world/time.ts'
import type { PagingScenario, ScenarioDefinition, ScenarioRule } from './paging-scenario.ts'

const FIRST_CALL = { first: 1 }
const SECOND_CALL = { calls: { from: 2, to: 2 } }
/** A run that the first page of 250 newest runs does not show. */
const UNREAD_RUN = 2 * -400
const CHANGE_UNREAD_RUN = { kind: 'change', run: UNREAD_RUN, variables: { note: 'changed' } } as const
const REPLICAS_REASON = 'The documents allow it: pages are cut by counting, and replicas may differ.'

/** Lists that change while a client reads them. */
const changingLists: readonly ScenarioDefinition[] = [
  {
    id: 'insert-between-pages',
    title: 'Insert between pages',
    description: 'A run is created after the first page and shifts all rows of a newest-first list by one.',
    mistake: 'requests page after page and keeps all rows',
    symptom: 'duplicate row',
    remedy: 'Drop rows with a known id; read the oldest rows first where the list can be sorted.',
    vendors: {
      recrubo: { reason: 'Pages are numbered, and `sort=-createdAt` puts new runs first.' },
      idnow: { reason: 'Pages are numbered, and `sortDesc=true` puts new sessions first.' },
    },
    rules: [{ when: FIRST_CALL, sideEffects: [{ kind: 'create', flow: 0, contact: 3 }] }],
  },
  {
    id: 'delete-between-pages',
    title: 'Delete between pages',
    description: 'A row of the first page is deleted, so that all later rows move up by one.',
    mistake: 'requests page after page and keeps all rows',
    symptom: 'missing row',
    remedy: 'Compare the totals of all pages; when they differ, read again and merge the results.',
    vendors: {
      recrubo: { reason: 'Pages are numbered, and any client can delete runs.' },
      idnow: { reason: 'Pages are numbered, and sessions may be deleted as their data blocks are (`DELETED`).' },
    },
    rules: [{ when: FIRST_CALL, sideEffects: [{ kind: 'delete', run: { row: 0 } }] }],
  },
  {
    id: 'row-moves',
    title: 'Row moves after a change of its sort key',
    description: 'A row of a later page is changed and moves to the front of a list sorted by modification.',
    mistake: 'reads the list once, from beginning to end',
    symptom: 'missing row',
    remedy: 'Store the start time of the walk, and afterwards read what has changed since.',
    vendors: {
      rapidpro: { reason: 'Runs are sorted by `modified_on`, which every reply changes.' },
      recrubo: {
        reason: 'Only with `sort=-updatedAt`; runs change when contacts reply or clients update them.',
        rules: [{ when: { ...FIRST_CALL, query: { sort: '-updatedAt' } }, sideEffects: [CHANGE_UNREAD_RUN] }],
      },
    },
    rules: [{ when: FIRST_CALL, sideEffects: [CHANGE_UNREAD_RUN] }],
  },
  {
    id: 'total-changes',
    title: 'Total changes between pages',
    description: 'Thirty runs, more than one page, are created after the first page, so that its total is too low.',
    mistake: 'computes the number of pages from the first response',
    symptom: 'wrong total',
    remedy: 'Use the number of pages of the latest response, and read again when the total has changed.',
    vendors: {
      recrubo: { reason: '`meta.total` and `meta.maxPage` are computed for each response.' },
      idnow: { reason: '`page.totalElements` and `page.totalPages` are computed for each response.' },
    },
    rules: [{ when: FIRST_CALL, sideEffects: [{ kind: 'create', flow: 0, contact: 3, times: 30 }] }],
  },
  {
    id: 'burst-over-the-window',
    title: 'Burst larger than the window of a feed',
    description: 'Between two polls 137 runs are created, but the feed shows only the newest hundred.',
    mistake: 'processes the unknown rows of each poll',
    symptom: 'missing row',
    remedy:
      'Poll before a hundred new runs can exist, and raise an alarm when a full response has no known row; the delivery report shows the longest safe interval.',
    vendors: {
      qyvo: { reason: 'The feed has 100 rows and no pages; one broadcast to more contacts exceeds it.' },
    },
    rules: [{ when: FIRST_CALL, sideEffects: [{ kind: 'create', flow: 0, contact: 3, times: 137 }] }],
  },
]

const SORTED_BY_STATUS = 'Only in lists sorted by status, which has few values'

/** Boundaries between pages, and the end of the list. */
const pageBoundaries: readonly ScenarioDefinition[] = [
  {
    id: 'equal-instants',
    title: 'Equal timestamps across a boundary',
    description: 'Several rows have the same timestamp, and a page or poll ends between them.',
    mistake: 'continues after the timestamp of its last row, and excludes that timestamp',
    symptom: 'missing row',
    remedy: 'Continue from an id, cursor or page number; include the timestamp otherwise, and drop known ids.',
    vendors: {
      qyvo: {
        reason:
          '`created_at` has whole seconds, and a flow starts for many contacts in one second. In a frozen world: two runs with one timestamp, and a poll between them.',
        rules: [{ when: { first: 2 }, sideEffects: [{ kind: 'create', flow: 0, contact: 3 }] }],
      },
      recrubo: { reason: '`createdAt` has whole seconds, and a broadcast creates all of its runs in one second.' },
      rapidpro: { reason: 'Expired runs end together with one `modified_on`; `before` is inclusive.' },
    },
    parameters: { runs: 500, every: MINUTE, flows: 1, block: 250, broadcasts: 8 },
  },
  {
    id: 'unsorted-ties',
    title: 'Undefined order of rows with equal sort keys',
    description: 'Two rows with equal sort keys swap between two responses: one is on both pages, the other on none.',
    mistake: 'counts the received rows, and gets as many as the total',
    symptom: 'missing row',
    remedy: 'Sort by a unique field; otherwise treat a duplicate row as a sign, and read again.',
    vendors: {
      recrubo: {
        reason: `${SORTED_BY_STATUS}: \`sort=status\`. The order of runs with equal status is not documented.`,
        rules: createTieRules({ sort: ['status', '-status'] }),
      },
      idnow: {
        reason: `${SORTED_BY_STATUS}: \`sortBy=status\`. The order of sessions with equal status is not documented.`,
        rules: createTieRules({ sortBy: 'status' }),
      },
    },
  },
  {
    id: 'row-repeated',
    title: 'Row repeated on the next page',
    description: 'The second page begins with the last row of the first page, and has one more row.',
    mistake: 'treats every row as new',
    symptom: 'duplicate row',
    remedy: 'Drop rows with a known id.',
    vendors: {
      recrubo: { reason: REPLICAS_REASON },
      rapidpro: { reason: 'The documents allow it: a cursor counts rows with equal `modified_on`, which may change.' },
      idnow: { reason: REPLICAS_REASON },
    },
    rules: [{ when: SECOND_CALL, effect: 'duplicate-row' }],
  },
  {
    id: 'row-dropped',
    title: 'Row missing between two pages',
    description: 'The second page lacks its first row, but the total includes it.',
    mistake: 'reads all pages and does not count the rows',
    symptom: 'missing row',
    remedy: 'Count the distinct ids, and read again when there are fewer than the total.',
    vendors: { recrubo: { reason: REPLICAS_REASON }, idnow: { reason: REPLICAS_REASON } },
    rules: [{ when: SECOND_CALL, effect: 'drop-row' }],
  },
  {
    id: 'last-page-full',
    title: 'Last page exactly full',
    description: 'The rows fill the last page completely, and no page follows.',
    mistake: 'requests a further page after every full page',
    symptom: 'refused',
    remedy: 'Use the paging fields of the response, not the number of rows.',
    vendors: {
      rapidpro: { reason: '`next` is null on a full last page too. The world fills eight pages of 250.' },
      idnow: {
        reason:
          'The response to a page beyond the last is not documented; here it is 404. The world has 1,875 live sessions in its first flow: request pages of 25.',
        quirks: { 'idnow.beyond-the-last-page': 'not-found' },
      },
    },
    parameters: { runs: 2000, every: MINUTE, flows: 1, block: 1, broadcasts: 0 },
  },
  {
    id: 'page-past-the-end',
    title: 'Page past the end returns 200',
    description: 'A page beyond the last has no rows and status 200.',
    mistake: 'continues until a page returns an error',
    symptom: 'endless',
    remedy: 'Stop at the number of pages in the response.',
    vendors: {
      recrubo: { reason: 'A page beyond `meta.maxPage` is empty.' },
      idnow: {
        reason:
          'A page beyond `page.totalPages` is empty, unless the quirk `idnow.beyond-the-last-page` says otherwise.',
      },
    },
  },
  {
    id: 'size-clamped',
    title: 'Pages smaller than requested',
    description: 'Pages have at most ten rows, and only the page itself shows it.',
    mistake: 'treats a page that is shorter than requested as the last',
    symptom: 'stops early',
    remedy: 'Use the paging fields of the response, not the number of rows.',
    vendors: {
      recrubo: { reason: 'Pages have at most 200 rows; larger sizes may be clamped (`recrubo.page-size-over-limit`).' },
      idnow: { reason: 'No maximum size is documented, so any size may be clamped.' },
    },
    rules: [{ effect: 'clamp=10' }],
  },
]

/** The second page of a list in this order begins with the last row of the first page instead of its own first row. */
function createTieRules(query: NonNullable<FaultCondition['query']>): readonly ScenarioRule[] {
  const when = { ...SECOND_CALL, query }
  return [
    { when, effect: 'drop-row' },
    { when, effect: 'duplicate-row' },
  ]
}

/** Links to next pages, and cursors. */
const linksAndCursors: readonly ScenarioDefinition[] = [
  {
    id: 'empty-page-before-the-end',
    title: 'Empty page with a next page',
    description: 'The second page has no rows, but a link to the third page.',
    mistake: 'treats an empty page as the end',
    symptom: 'stops early',
    remedy: 'Follow the link while there is one; the next walk returns the rows that an empty page lacked.',
    vendors: { rapidpro: { reason: 'Rows that are removed after a page was cut leave it short or empty.' } },
    rules: [{ when: SECOND_CALL, effect: 'empty-page' }],
  },
  {
    id: 'next-repeats',
    title: 'Next link to the same page',
    description: 'From the second page on, the next link points to the page itself.',
    mistake: 'follows the link while there is one',
    symptom: 'endless',
    remedy: 'Fail when a link repeats.',
    vendors: {
      rapidpro: { reason: 'The server builds the links; a proxy or cache that drops the query string causes this.' },
    },
    rules: [{ when: { calls: { from: 2 } }, effect: 'same-next' }],
  },
  {
    id: 'cursor-expires',
    title: 'Cursor expires',
    description: 'The cursor of the second page is no longer valid.',
    mistake: 'treats an error as the end',
    symptom: 'refused',
    remedy: 'Start again, and drop rows with a known id.',
    vendors: {
      rapidpro: { reason: 'An unknown cursor returns 404; a new server version may use another cursor format.' },
    },
    rules: [{ when: SECOND_CALL, effect: 'expired-cursor' }],
  },
  {
    id: 'foreign-cursor',
    title: 'Cursor of another list',
    description: 'A cursor is a position in time, and every list accepts it.',
    mistake: 'stores a cursor of one list and uses it for another list, such as that of one flow',
    symptom: 'missing row',
    remedy: 'Store a cursor with all other query parameters, and use it only with them.',
    vendors: { rapidpro: { reason: 'The cursor contains a timestamp and an offset, but no filters.' } },
  },
]

/** Three pages of RapidPro, which has the longest pages. */
const DEFAULTS = { parameters: { runs: 600 }, rules: [] }

export const pagingScenarios = [...changingLists, ...pageBoundaries, ...linksAndCursors].map(
  (definition): PagingScenario => ({ ...DEFAULTS, ...definition }),
)
