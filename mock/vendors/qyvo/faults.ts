import type { FaultProblems } from '../../http/faults/error-response.ts'
import type { ListLayout } from '../../http/vendor.ts'
import { FEED_SIZE } from './feeds.ts'

/** The list responses, for faults that change rows. All are bare arrays without pages. */
export const listings: Readonly<Record<string, ListLayout>> = {
  newFlowTriggered: { rows: '', id: '/id', window: FEED_SIZE },
  newMessageReceived: { rows: '' },
  listFlowOptions: { rows: '' },
  searchContacts: { rows: '' },
}

/** The operations that name a flow or a contact and so can return 404. */
const REFERENCING_OPERATIONS: ReadonlySet<string> = new Set([
  'newFlowTriggered',
  'triggerFlow',
  'getFlow',
  'getContact',
  'updateContact',
])

/** The problems that a fault rule can raise, by status. */
export const faultProblems: FaultProblems = ({ id }) => ({
  401: { code: 'unauthenticated' },
  403: { code: 'forbidden' },
  ...(REFERENCING_OPERATIONS.has(id) ? { 404: { code: 'not-found', text: 'Not found' } } : {}),
  422: { code: 'refused', text: 'The request cannot be processed' },
  500: { code: 'internal' },
})
