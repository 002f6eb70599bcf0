import type { FaultProblems } from '../../http/faults/error-response.ts'
import type { ListLayout } from '../../http/vendor.ts'

/** The maximum number of rows in a feed. A feed has no pages: older rows cannot be requested. */
export const FEED_SIZE = 100

/** The list responses, for faults that change rows. All are bare arrays without pages. */
export const listings: Readonly<Record<string, ListLayout>> = {
  newFlowTriggered: { rows: '', id: '/id', window: FEED_SIZE },
  newMessageReceived: { rows: '' },
  newCampaignSent: { rows: '' },
  newSequenceTriggered: { rows: '' },
  listFlowOptions: { rows: '' },
  listSequenceOptions: { rows: '' },
  listTemplateOptions: { rows: '' },
  listTemplateVariables: { rows: '' },
  listTemplates: { rows: '' },
  listTags: { rows: '' },
  searchContacts: { rows: '' },
}

/** The operations that name a flow, sequence, template or contact and so can return 404. */
const REFERENCING_OPERATIONS: ReadonlySet<string> = new Set([
  'newFlowTriggered',
  'triggerFlow',
  'getFlow',
  'getContact',
  'updateContact',
  'addTag',
  'removeTag',
  'newSequenceTriggered',
  'triggerSequence',
  'getSequence',
  'sendTemplateMessage',
  'getTemplate',
  'listTemplateVariables',
])

/** The problems that a fault rule can raise, by status. */
export const faultProblems: FaultProblems = ({ id }) => ({
  401: { code: 'unauthenticated' },
  403: { code: 'forbidden' },
  ...(REFERENCING_OPERATIONS.has(id) ? { 404: { code: 'not-found', text: 'Not found' } } : {}),
  422: { code: 'refused', text: 'The request cannot be processed' },
  500: { code: 'internal' },
})
