import { defineQuirks } from '../../http/quirk.ts'

const LIST_SESSIONS = 'List sessions'
const NESTJS_SOURCE = 'no document; the operation ids look like those of NestJS'

/** What the documents leave open about lists and what stands in them. */
export const listQuirks = defineQuirks({
  defaultSize: {
    id: 'idnow.default-size',
    question: 'How many sessions does a page hold when nobody says? The sample shows 10; flows come by 20.',
    source: `${LIST_SESSIONS}: sample; Get flows: parameters`,
    evidence: 'inferred',
    defaultPosition: 'ten',
    positions: { ten: 'A page of sessions holds 10.', twenty: 'A page of sessions holds 20, as one of flows does.' },
  },
  defaultOrder: {
    id: 'idnow.default-order',
    question: 'In which order do sessions come when nobody asks for one?',
    source: LIST_SESSIONS,
    evidence: 'decided',
    defaultPosition: 'oldest-first',
    positions: { 'oldest-first': 'By createdAt, ascending.', 'newest-first': 'By createdAt, descending.' },
  },
  sortBySessionStatus: {
    id: 'idnow.sort-by-session-status',
    question: 'Sessions have a sessionStatus, but sortBy calls it status. May sortBy use the name of the field?',
    source: `${LIST_SESSIONS}: parameters`,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: 'sortBy=sessionStatus is answered 400.',
      accepted: 'sortBy=sessionStatus sorts as status does.',
    },
  },
  outOfRange: {
    id: 'idnow.out-of-range',
    question: 'What becomes of a page below 1, or a size below 1 or above 100?',
    source: NESTJS_SOURCE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: { refused: 'Answered 400.', nearest: 'Taken for the nearest number that will do.' },
  },
  booleanSpelling: {
    id: 'idnow.boolean-spelling',
    question: 'May sortDesc be spelt otherwise than true and false?',
    source: NESTJS_SOURCE,
    evidence: 'decided',
    defaultPosition: 'strict',
    positions: {
      strict: 'Anything else is answered 400.',
      lenient: '1 and 0, yes and no, in any case of letters will do too.',
    },
  },
  unknownParameters: {
    id: 'idnow.unknown-parameters',
    question: 'What becomes of query parameters that nobody documented?',
    source: NESTJS_SOURCE,
    evidence: 'decided',
    defaultPosition: 'ignored',
    positions: { ignored: 'They are ignored.', refused: 'They are answered 400, each by name.' },
  },
  beyondTheLast: {
    id: 'idnow.beyond-the-last-page',
    question: 'What is on a page beyond the last?',
    source: LIST_SESSIONS,
    evidence: 'decided',
    defaultPosition: 'empty',
    positions: { empty: 'Nothing: 200 with the same totals.', 'not-found': 'Answered 404.' },
  },
  pagesOfNothing: {
    id: 'idnow.pages-of-nothing',
    question: 'How many pages does an empty list have?',
    source: LIST_SESSIONS,
    evidence: 'decided',
    defaultPosition: 'zero',
    positions: { zero: 'totalPages is 0.', one: 'totalPages is 1.' },
  },
  unknownFlow: {
    id: 'idnow.unknown-flow',
    question: 'What are the sessions of a flow that nobody has?',
    source: LIST_SESSIONS,
    evidence: 'decided',
    defaultPosition: 'not-found',
    positions: { 'not-found': 'Answered 404.', empty: 'An empty list.' },
  },
  draftFlows: {
    id: 'idnow.draft-flows',
    question: 'Are flows listed that were never published? A flow’s version is optional.',
    source: 'Get flows: response',
    evidence: 'inferred',
    defaultPosition: 'hidden',
    positions: { hidden: 'Only published flows are listed.', listed: 'Drafts are listed too, without a version.' },
  },
})
