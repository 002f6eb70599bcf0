import type { ListLayout } from '../../http/vendor.ts'
import type { FaultProblems } from '../../http/faults/error-response.ts'
import { FEED_SIZE } from './feeds.ts'

/** Qyvo's lists are bare arrays without pages. */
export const listings: Readonly<Record<string, ListLayout>> = {
  newFlowTriggered: { rows: '', id: '/id', window: FEED_SIZE },
  newMessageReceived: { rows: '' },
  listFlowOptions: { rows: '' },
  searchContacts: { rows: '' },
}

/** Operations that name something, which may not be there. */
const REFERENCING_OPERATIONS: ReadonlySet<string> = new Set([
  'newFlowTriggered',
  'triggerFlow',
  'getFlow',
  'getContact',
  'updateContact',
])

/** What Qyvo says when a fault rule makes it refuse. */
export const faultProblems: FaultProblems = ({ id }) => ({
  401: { code: 'unauthenticated' },
  403: { code: 'forbidden' },
  ...(REFERENCING_OPERATIONS.has(id) ? { 404: { code: 'not-found', text: 'Not found' } } : {}),
  422: { code: 'refused', text: 'The request cannot be processed' },
  500: { code: 'internal' },
})
