import { apiClients, type ApiClient } from '../../../mock/vendors/idnow/tokens.ts'
import { getIds } from '../../../mock/vendors/idnow/ids.ts'
import type { Twin, TwinOptions } from '../../../mock/twin.ts'
import { type TestResponse, sendRequest, createTestTwin } from '../../support/requests.ts'

/** The API clients of live and of staging. */
export const [LIVE, STAGING] = apiClients as readonly [ApiClient, ApiClient]

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** Sends a token request with any fields. */
export function requestToken(
  twin: Twin,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<TestResponse> {
  const body = new URLSearchParams(fields).toString()
  return sendRequest(twin, '/oidc/token', { method: 'POST', body, headers: { ...FORM, ...headers }, anonymous: true })
}

/** Returns the fields of a client's token request. */
export function getTokenFields({ id, secret }: ApiClient): Readonly<Record<string, string>> {
  return { grant_type: 'client_credentials', client_id: id, client_secret: secret }
}

/** Requests a token and returns the Authorization header; a scope restricts the permissions. */
export async function createAuthorization(twin: Twin, client: ApiClient, scope?: string): Promise<string> {
  const fields = { ...getTokenFields(client), ...(scope === undefined ? {} : { scope }) }
  return `Bearer ${(await requestToken(twin, fields)).json.access_token}`
}

export function getFlowId(twin: Twin, index = 0): string {
  return getIds(twin.world).flow.encode(index)
}

export function getSessionsPath(twin: Twin, environment = 'live', flow = 0): string {
  return `/api/v1/flows/${getFlowId(twin, flow)}/${environment}/sessions`
}

/** Sends a request that creates a session. */
export function createSession(twin: Twin, body: unknown, path = getSessionsPath(twin)): Promise<TestResponse> {
  return sendRequest(twin, path, { method: 'POST', body })
}

/** Creates a session for a subject and returns its id. */
export async function createSessionFor(twin: Twin, subjectId: string, rest: object = {}): Promise<string> {
  const { json } = await createSession(twin, { metadata: { subjectId }, ...rest })
  return json.sessionContext.sessionId
}

/** Creates a twin with one quirk in a position. */
export function createTwinWithQuirk(id: string, position: string, options: TwinOptions = {}): Twin {
  return createTestTwin({ quirks: { [id]: position }, ...options })
}

/** Returns the body of a list of the first flow's sessions, by default the first 100. */
export async function listSessions(twin: Twin, query = 'size=100') {
  return (await sendRequest(twin, `${getSessionsPath(twin)}?${query}`)).json
}

/** Returns the index of the draft flow, which follows the regular flows. */
export function getDraftFlow(twin: Twin): number {
  return twin.world.dataset.parameters.flows
}
