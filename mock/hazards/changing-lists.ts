import type { Hazard } from './hazard.ts'

const FIRST = { first: 1 }
const PARAMETERS = { runs: 600 }
/** A run that a reader of the newest first has not come to after a page of 250. */
const FAR_BACK = 2 * -400
const CHANGE = { kind: 'change', run: FAR_BACK, variables: { note: 'changed' } } as const

/** Lists that change while they are read. */
export const changingLists: readonly Hazard[] = [
  {
    id: 'insert-between-pages',
    title: 'Insert between pages',
    about: 'A run begins after the first page, and pushes every row of a list of the newest first one place on.',
    mistake: 'asks for one page after the other and takes what comes',
    symptom: 'row twice',
    remedy: 'Drop rows whose id has been seen; read the oldest first where the list can be sorted so.',
    vendors: {
      recrubo: { why: 'Pages are numbered, and `sort=-createdAt` puts new runs in front.' },
      idnow: { why: 'Pages are numbered, and `sortDesc=true` puts new sessions in front.' },
    },
    parameters: PARAMETERS,
    rules: [{ when: FIRST, after: [{ kind: 'create', flow: 0, contact: 3 }] }],
  },
  {
    id: 'delete-between-pages',
    title: 'Delete between pages',
    about: 'A row of the first page is deleted, and every later one comes one place nearer.',
    mistake: 'asks for one page after the other and takes what comes',
    symptom: 'row missed',
    remedy:
      'Hold the totals of the answers against each other; when one has changed, read again and put both together.',
    vendors: {
      recrubo: { why: 'Pages are numbered, and runs can be deleted by any client.' },
      idnow: {
        why: 'Pages are numbered, and nothing rules out that sessions go, as their data blocks do (`DELETED`).',
      },
    },
    parameters: PARAMETERS,
    rules: [{ when: FIRST, after: [{ kind: 'delete', run: { row: 0 } }] }],
  },
  {
    id: 'row-moves',
    title: 'A row moves because its sort key has changed',
    about: 'A row that is still to come is changed, and moves to the front of a list that is ordered by change.',
    mistake: 'reads the list once, from its beginning to its end',
    symptom: 'row missed',
    remedy: 'Remember when the walk began, and read what has changed since once it is over.',
    vendors: {
      rapidpro: { why: 'Runs are ordered by `modified_on`, and every answer of a contact changes it.' },
      recrubo: {
        why: 'Only for `sort=-updatedAt`; runs are patched, and change as contacts answer.',
        rules: [{ when: { ...FIRST, query: { sort: '-updatedAt' } }, after: [CHANGE] }],
      },
    },
    parameters: PARAMETERS,
    rules: [{ when: FIRST, after: [CHANGE] }],
  },
  {
    id: 'total-changes',
    title: 'The total changes while pages are read',
    about:
      'After the first page thirty runs begin, more than a page holds: there are more rows and pages than it told.',
    mistake: 'works out from the first answer how many pages to ask for',
    symptom: 'wrong total',
    remedy: 'Go by the number of pages that the latest answer tells, and read again when the total was another one.',
    vendors: {
      recrubo: { why: '`meta.total` and `meta.maxPage` are counted anew for each answer.' },
      idnow: { why: '`page.totalElements` and `page.totalPages` are counted anew for each answer.' },
    },
    parameters: PARAMETERS,
    rules: [{ when: FIRST, after: [{ kind: 'create', flow: 0, contact: 3, times: 30 }] }],
  },
  {
    id: 'burst-over-the-window',
    title: 'A burst over the window of a feed',
    about: 'Between two polls 137 runs begin, and the feed shows the newest hundred.',
    mistake: 'hands on whatever a poll shows that it has not seen',
    symptom: 'row missed',
    remedy:
      'Poll so often that fewer than a hundred runs begin between two polls, and raise an alarm when a full answer has no known row: `flowtwin audit` tells the longest safe interval.',
    vendors: { qyvo: { why: 'The feed has 100 rows and no pages; a broadcast to more contacts is over it at once.' } },
    parameters: PARAMETERS,
    rules: [{ when: FIRST, after: [{ kind: 'create', flow: 0, contact: 3, times: 137 }] }],
  },
]
