import type { FaultCondition } from '../http/faults/timing.ts'
import type { PagingScenario, ScenarioRule } from './hazard.ts'

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
