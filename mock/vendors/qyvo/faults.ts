import type { Listing } from '../../http/listing.ts'
import type { ArtificialProblems } from '../../http/faults/refusal.ts'
import { WINDOW } from './feed.ts'

/** Qyvo's lists are bare arrays without pages. */
export const listings: Readonly<Record<string, Listing>> = {
  newFlowTriggered: { rows: '', id: '/id', window: WINDOW },
  newMessageReceived: { rows: '' },
  listFlowOptions: { rows: '' },
  searchContacts: { rows: '' },
}

/** Operations that name something, which may not be there. */
const NAMING: ReadonlySet<string> = new Set([
  'newFlowTriggered',
  'triggerFlow',
  'getFlow',
  'getContact',
  'updateContact',
])

/** What Qyvo says when a fault rule makes it refuse. */
export const artificial: ArtificialProblems = ({ id }) => ({
  401: { code: 'unauthenticated' },
  403: { code: 'forbidden' },
  ...(NAMING.has(id) ? { 404: { code: 'not-found', text: 'Not found' } } : {}),
  422: { code: 'refused', text: 'The request cannot be processed' },
  500: { code: 'internal' },
})
