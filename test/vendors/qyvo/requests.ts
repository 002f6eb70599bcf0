import type { Twin } from '../../../mock/twin.ts'
import { getIds } from '../../../mock/vendors/qyvo/ids.ts'
import { type TestResponse, sendRequest } from '../../support/requests.ts'

export const FEED = '/api/v1/triggers/new-flow-triggered'
export const MESSAGES = '/api/v1/triggers/new-message-received'
export const FLOWS = '/api/v1/dropdowns/flows'
export const ME = '/api/v1/me'

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
