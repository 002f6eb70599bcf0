import type { PagingScenario } from './hazard.ts'

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
