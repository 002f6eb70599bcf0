import type { PagingScenario } from './hazard.ts'

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
