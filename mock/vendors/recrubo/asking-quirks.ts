import { defineQuirks } from '../../http/quirk.ts'

const QUERY_PAGE = 'Recrubo API documentation: Filtering, sorting, pagination and including resources'

/** What is open about queries. */
export const queryQuirks = defineQuirks({
  underscorePath: {
    id: 'recrubo.underscore-path',
    question: 'Links and most samples say /flow-runs, two samples of an inclusion say /flow_runs.',
    source: 'Recrubo API documentation: FlowRun',
    evidence: 'documented',
    defaultPosition: 'aliased',
    positions: {
      aliased: '/flow_runs answers as /flow-runs does',
      refused: '/flow_runs is not found',
    },
  },
  snakeCase: {
    id: 'recrubo.snake-case-names',
    question: 'Attributes are written in camel case, but the page about filters writes filter[created_at].',
    source: QUERY_PAGE,
    evidence: 'documented',
    defaultPosition: 'accepted',
    positions: {
      accepted: 'filters, sort keys and fields may be written with underscores',
      refused: 'only camel case is known',
    },
  },
  pageSizeOverLimit: {
    id: 'recrubo.page-size-over-limit',
    question: 'Pages are said to be locked at 200; what a larger page[size] does is not said.',
    source: QUERY_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: 'more than 200 is refused with 400',
      clamped: 'more than 200 means 200',
    },
  },
  pageOutOfRange: {
    id: 'recrubo.page-out-of-range',
    question: 'What a page number or size of zero, below zero or in words does is not said.',
    source: QUERY_PAGE,
    evidence: 'decided',
    defaultPosition: 'refused',
    positions: {
      refused: 'it is refused with 400',
      defaulted: 'it means the first page, or 25',
    },
  },
  defaultOrder: {
    id: 'recrubo.default-order',
    question: 'The order of a list without sort is not documented.',
    source: QUERY_PAGE,
    evidence: 'decided',
    defaultPosition: 'oldest-first',
    positions: {
      'oldest-first': 'by creation',
      'newest-first': 'by creation, the newest first',
    },
  },
  caseOfEq: {
    id: 'recrubo.case-of-eq',
    question: 'The page about filters gives eq and eql the reverse of what they mean in Graphiti.',
    source: QUERY_PAGE,
    evidence: 'documented',
    defaultPosition: 'documented',
    positions: {
      documented: 'eq heeds the case of letters, eql does not',
      graphiti: 'eql heeds the case of letters, eq does not',
    },
  },
  match: {
    id: 'recrubo.match',
    question: 'The page about filters says that match finds members of a list; in Graphiti it finds parts of a text.',
    source: QUERY_PAGE,
    evidence: 'documented',
    defaultPosition: 'list',
    positions: {
      list: 'match finds texts that are on the list',
      substring: 'match finds texts that contain one on the list, whatever the case',
    },
  },
  unknownFields: {
    id: 'recrubo.unknown-fields',
    question: 'JSON:API lets a server refuse or ignore names in fields[] that the type does not have.',
    source: 'JSON:API 1.1, Sparse Fieldsets',
    evidence: 'decided',
    defaultPosition: 'ignored',
    positions: {
      ignored: 'they are passed over',
      refused: 'they are refused with 400',
    },
  },
  unknownParameters: {
    id: 'recrubo.unknown-parameters',
    question: 'JSON:API demands 400 for an unknown parameter in lower-case letters; the likely framework ignores it.',
    source: 'JSON:API 1.1, Query Parameters',
    evidence: 'source',
    defaultPosition: 'refused',
    positions: {
      refused: 'it is refused with 400',
      ignored: 'it is passed over; unknown filters are still refused',
    },
  },
})
