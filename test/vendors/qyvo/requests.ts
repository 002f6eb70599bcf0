import type { Twin } from '../../../mock/twin.ts'
import { getIds } from '../../../mock/vendors/qyvo/ids.ts'
import { type TestResponse, sendRequest } from '../../support/requests.ts'

export const FEED = '/api/v1/triggers/new-flow-triggered'
export const MESSAGES = '/api/v1/triggers/new-message-received'
export const CAMPAIGNS = '/api/v1/triggers/new-campaign-sent'
export const SEQUENCE_SESSIONS = '/api/v1/triggers/new-sequence-triggered'
export const FLOWS = '/api/v1/dropdowns/flows'
export const ME = '/api/v1/me'

/** The id of nothing in any world. */
export const UNKNOWN = '0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864'
/** A phone number that no contact of any world has. */
export const UNUSED_PHONE = '+31612345678'

/** Sends a request to an action. */
export async function sendAction(twin: Twin, action: string, body: unknown): Promise<TestResponse> {
  return await sendRequest(twin, `/api/v1/actions/${action}`, { method: 'POST', body })
}

/** Returns the id of the flow at an index. */
export function getFlowId(twin: Twin, index = 0): string {
  return getIds(twin.world).flow.encode(index)
}

/** Returns the id of the contact at an index. */
export function getContactId(twin: Twin, contact = 0): string {
  return getIds(twin.world).contact.encode(contact)
}

/** Returns the id of the flow with this name, from the picker. */
export async function findFlowId(twin: Twin, name: string): Promise<string> {
  const { json } = await sendRequest(twin, FLOWS)
  return json.find(({ label }: { label: string }) => label === name).id
}

/** Returns the id of the contact with this name, from a search. */
export async function findContactId(twin: Twin, name: string): Promise<string> {
  const { json } = await sendAction(twin, 'search-contacts', { query: name })
  return json[0].id
}

/** Returns the id of the sequence at an index; the first is published, the last a draft. */
export function getSequenceId(twin: Twin, index = 0): string {
  return getIds(twin.world).sequence.encode(index)
}

/** Returns the id of the template at an index; the first is approved and has three placeholders. */
export function getTemplateId(twin: Twin, index = 0): string {
  return getIds(twin.world).template.encode(index)
}

/**
 * Lets a contact answer the first question of a flow, and no further one; a second passes.
 * @returns the phone number of the contact
 */
export function replyAsContact(twin: Twin): string {
  const { world } = twin
  const input = { variables: {}, initialMessage: {} }
  const run = world.applyOperation({ kind: 'create', flow: 0, contact: 0, environment: 'live', input })
  if (run === null) throw new Error('the operation "create" returned no run')
  world.applyOperation({ kind: 'step', run: run.number })
  twin.clock.advance('1s')
  world.applyOperation({ kind: 'change', run: run.number, end: 'cancelled', variables: null })
  return world.getPerson(0).phone
}
