import { apiClients, type ApiClient } from '../../../mock/vendors/idnow/info.ts'
import { getIds } from '../../../mock/vendors/idnow/ids.ts'
import type { Twin, TwinOptions } from '../../../mock/twin.ts'
import { type TestResponse, sendRequest, createTestTwin } from '../../support/requests.ts'

/** The client that sees only live, and the one that sees only staging. */
export const [LIVE, STAGING] = apiClients as readonly [ApiClient, ApiClient]

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** Asks for a token with whatever fields. */
export function askForToken(
  twin: Twin,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<TestResponse> {
  const body = new URLSearchParams(fields).toString()
  return sendRequest(twin, '/oidc/token', { method: 'POST', body, headers: { ...FORM, ...headers }, anonymous: true })
}

/** The fields with which a client asks for a token. */
export function asClient({ id, secret }: ApiClient): Readonly<Record<string, string>> {
  return { grant_type: 'client_credentials', client_id: id, client_secret: secret }
}

/** The Authorization header of a client, with fewer permissions if a scope is given. */
export async function authorizationOf(twin: Twin, client: ApiClient, scope?: string): Promise<string> {
  const fields = { ...asClient(client), ...(scope === undefined ? {} : { scope }) }
  return `Bearer ${(await askForToken(twin, fields)).json.access_token}`
}

export function flowId(twin: Twin, index = 0): string {
  return getIds(twin.world).flow.encode(index)
}

export function sessionsPath(twin: Twin, environment = 'live', flow = 0): string {
  return `/api/v1/flows/${flowId(twin, flow)}/${environment}/sessions`
}

/** Creates a session of some subject. */
export function create(twin: Twin, body: unknown, path = sessionsPath(twin)): Promise<TestResponse> {
  return sendRequest(twin, path, { method: 'POST', body })
}

/** The id of a session created for a subject. */
export async function createdFor(twin: Twin, subjectId: string, rest: object = {}): Promise<string> {
  const { json } = await create(twin, { metadata: { subjectId }, ...rest })
  return json.sessionContext.sessionId
}

/** A twin with one quirk in some position. */
export function inPosition(id: string, position: string, options: TwinOptions = {}): Twin {
  return createTestTwin({ quirks: { [id]: position }, ...options })
}

/** Sessions of a flow, a hundred at a time unless asked otherwise. */
export async function some(twin: Twin, query = 'size=100') {
  return (await sendRequest(twin, `${sessionsPath(twin)}?${query}`)).json
}

/** The number of a flow that was never published; it stands right behind the regular ones. */
export function draft(twin: Twin): number {
  return twin.world.dataset.parameters.flows
}
