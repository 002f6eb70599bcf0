import type { Twin } from '../../../mock/twin.ts'
import { getIds } from '../../../mock/vendors/qyvo/ids.ts'
import { type TestResponse, sendRequest } from '../../support/requests.ts'

export const FEED = '/api/v1/triggers/new-flow-triggered'
export const MESSAGES = '/api/v1/triggers/new-message-received'
export const FLOWS = '/api/v1/dropdowns/flows'
export const ME = '/api/v1/me'

/** A phone number that nobody in any world has. */
export const NEWCOMER = '+31612345678'

/** Asks for an action. */
export async function act(twin: Twin, action: string, body: unknown): Promise<TestResponse> {
  return await sendRequest(twin, `/api/v1/actions/${action}`, { method: 'POST', body })
}

/** The id of the flow at an index. */
export function flowId(twin: Twin, index = 0): string {
  return getIds(twin.world).flow.encode(index)
}

/** The id of the contact of a number. */
export function contactId(twin: Twin, contact = 0): string {
  return getIds(twin.world).contact.encode(contact)
}

/** The id of the flow with this name, by the picker. */
export async function flowNamed(twin: Twin, name: string): Promise<string> {
  const { json } = await sendRequest(twin, FLOWS)
  return json.find(({ label }: { label: string }) => label === name).id
}

/** The id of the contact with this name, by the search. */
export async function contactNamed(twin: Twin, name: string): Promise<string> {
  const { json } = await act(twin, 'search-contacts', { query: name })
  return json[0].id
}
