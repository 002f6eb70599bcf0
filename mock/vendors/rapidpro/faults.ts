import type { ListLayout } from '../../http/vendor.ts'
import type { FaultProblems } from '../../http/faults/error-response.ts'

const LIST: ListLayout = {
  rows: '/results',
  page: 'cursor',
  cursor: { code: 'not-found', text: 'Invalid cursor' },
  next: '/next',
}

export const listings: Readonly<Record<string, ListLayout>> = {
  listRuns: { ...LIST, id: '/uuid' },
  listFlowStarts: LIST,
  listFlows: LIST,
  listContacts: LIST,
  listGroups: LIST,
}

/** The problems that a fault rule can raise, by status. */
export const faultProblems: FaultProblems = () => ({
  400: { code: 'invalid', text: 'The request cannot be processed.' },
  403: { code: 'forbidden' },
  404: { code: 'not-found', text: 'Not found.' },
  406: { code: 'not-acceptable' },
  415: { code: 'unsupported-media-type', text: 'Unsupported media type in request.' },
  500: { code: 'internal' },
})
