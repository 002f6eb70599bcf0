import { buildPath, type CheckRequest, type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { type Json, type JsonObject, getString } from '../../kit/json.ts'
import { defineProbe } from '../../kit/check-context.ts'
import { createBlocked } from '../../kit/outcome.ts'
import type { WriteRules } from '../../kit/http/guard.ts'
import { buildJsonRequest, pollUntil, sendIfApplicable } from '../../kit/checks/send.ts'
import { type FlowScope, readScope, SESSIONS_PATH, buildSessionsRequest, readSessions } from './sessions.ts'

const SESSION_PATH = '/api/v1/{environment}/sessions/{sessionId}'
const TOKEN_PATH = '/oidc/token'

export function buildSessionRequest(
  environment: string,
  sessionId: string,
  intent: CheckRequest['intent'] = 'open',
): CheckRequest {
  return { operation: 'readSession', path: buildPath(SESSION_PATH, { path: { environment, sessionId } }), intent }
}

export function buildDatablocksRequest(environment: string, sessionId: string): CheckRequest {
  const path = buildPath(`${SESSION_PATH}/datablocks`, { path: { environment, sessionId } })
  return { operation: 'listDatablocks', path, intent: 'open' }
}

export function buildCreateRequest(
  { flowId, environment }: FlowScope,
  body: Json,
  intent: CheckRequest['intent'] = 'open',
): CheckRequest {
  const path = buildPath(SESSIONS_PATH, { path: { flowId, environment } })
  return buildJsonRequest({ operation: 'createSession', path, body, intent })
}

/** Builds a token request. It creates nothing that needs to be removed. */
export function buildTokenRequest(form: Readonly<Record<string, string>>): CheckRequest {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams(form).toString()
  const request = { operation: 'issueToken', method: 'POST', path: TOKEN_PATH, body, headers } as const
  return { ...request, credential: 'none', intent: 'invalid' }
}

function parseCreatedId(body: Json | undefined): string | undefined {
  return getString(body, 'sessionContext', 'sessionId')
}

/** Created sessions cannot be deleted; they expire unless started. */
export const writes: WriteRules = {
  collections: [{ path: SESSIONS_PATH, parseCreatedId, buildItemPath: null }],
  lookups: [TOKEN_PATH],
}

/** Returns the scope of the same flow in the other environment, which the client may be unable to read. */
export function toOtherEnvironment(scope: FlowScope): FlowScope {
  return { ...scope, environment: scope.environment === 'live' ? 'staging' : 'live' }
}

/** A session that the run created: the body sent, the response, and later reads. */
interface CreatedSession {
  readonly id: string
  readonly sentBody: JsonObject
  readonly exchange: Exchange
  /** Null when the target does not offer this read. */
  readonly readBack: Exchange | null
  /** The newest sessions before and after the creation, and those of the other environment after it. */
  readonly before: Exchange
  readonly after: Exchange
  readonly otherEnvironment: Exchange
}

export const createdSession = defineProbe<CreatedSession>('creating a session', async (context) => {
  const { client } = context
  const scope = readScope(context)
  const subjectId = `flowtwin-${context.getExchanges()[0]?.sentAt ?? 0}-${context.getExchanges().length}`
  const sentBody = { input: {}, metadata: { subjectId, locale: 'en' }, state: 'flowtwin: Zoë & "a check"' }
  const before = await client.sendRequest(buildNewestRequest(scope))
  const exchange = await client.sendRequest(buildCreateRequest(scope, sentBody))
  const id = parseCreatedId(exchange.body)
  if (!isSuccess(exchange) || id === undefined) throw createBlocked(`createSession responded with ${exchange.status}`)
  const after = await pollUntil(
    async () => await client.sendRequest(buildNewestRequest(scope)),
    (listing) => readSessions(listing).some((session) => session.id === id),
    context,
  )
  const readBack = await sendIfApplicable(buildSessionRequest(scope.environment, id), context)
  const otherEnvironment = await client.sendRequest(buildNewestRequest(toOtherEnvironment(scope)))
  return { id, sentBody, exchange, readBack, before, after, otherEnvironment }
})

/** Builds a read of the newest sessions of a flow. */
export function buildNewestRequest(scope: FlowScope): CheckRequest {
  return buildSessionsRequest(scope, { sortBy: 'createdAt', sortDesc: 'true', size: '50' }, 'open')
}
