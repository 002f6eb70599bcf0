import { buildPath, type CheckRequest, type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { type Json, type JsonObject, getString } from '../../kit/json.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { createBlocked } from '../../kit/outcome.ts'
import type { WriteRules } from '../../kit/http/guard.ts'
import { readPage, type FlowScope, readScope, SESSIONS_PATH, buildSessionsRequest, readSessions } from './sessions.ts'

const SESSION_PATH = '/api/v1/{environment}/sessions/{sessionId}'
const TOKEN_PATH = '/oidc/token'

/** A read of one session. */
export function buildSessionRequest(
  environment: string,
  sessionId: string,
  intent: CheckRequest['intent'] = 'open',
): CheckRequest {
  return { operation: 'readSession', path: buildPath(SESSION_PATH, { path: { environment, sessionId } }), intent }
}

/** A read of what a session was given and found out. */
export function buildDatablocksRequest(environment: string, sessionId: string): CheckRequest {
  const path = buildPath(`${SESSION_PATH}/datablocks`, { path: { environment, sessionId } })
  return { operation: 'listDatablocks', path, intent: 'open' }
}

/** A session to be. */
export function buildCreateRequest(
  { flowId, environment }: FlowScope,
  body: Json,
  intent: CheckRequest['intent'] = 'open',
): CheckRequest {
  const path = buildPath(SESSIONS_PATH, { path: { flowId, environment } })
  const headers = { 'Content-Type': 'application/json' }
  return { operation: 'createSession', method: 'POST', path, body: JSON.stringify(body), headers, intent }
}

/** A question for a token. It creates nothing that could be removed, or would have to be. */
export function buildTokenRequest(form: Readonly<Record<string, string>>): CheckRequest {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams(form).toString()
  return {
    operation: 'issueToken',
    method: 'POST',
    path: TOKEN_PATH,
    body,
    headers,
    credential: 'none',
    intent: 'invalid',
  }
}

/** A session that nobody enters expires; there is no way to remove it. */
export const writes: WriteRules = {
  collections: [
    {
      path: SESSIONS_PATH,
      parseCreatedId: (body) => getString(body, 'sessionContext', 'sessionId'),
      buildItemPath: null,
    },
  ],
  lookups: [TOKEN_PATH],
}

/** The other environment of a client, which it may not see. */
export function toOtherEnvironment(place: FlowScope): FlowScope {
  return { ...place, environment: place.environment === 'live' ? 'staging' : 'live' }
}

/** A session that the run created: what was sent, what came back, what shows it. */
export interface CreatedSession {
  readonly id: string
  readonly sentBody: JsonObject
  readonly exchange: Exchange
  readonly readBack: Exchange
  /** The newest sessions before and after, and those of the other environment after. */
  readonly before: Exchange
  readonly after: Exchange
  readonly otherEnvironment: Exchange
}

export const createdSession: Probe<CreatedSession> = {
  name: 'creating a session',
  run: async (context) => {
    const [place, { client }] = [readScope(context), context]
    const subjectId = `flowtwin-${context.getExchanges()[0]?.sentAt ?? 0}-${context.getExchanges().length}`
    const sent = { input: {}, metadata: { subjectId, locale: 'en' }, state: 'flowtwin: Zoë & "a check"' }
    const before = await client.sendRequest(buildNewestRequest(place))
    const exchange = await client.sendRequest(buildCreateRequest(place, sent))
    const id = getString(exchange.body, 'sessionContext', 'sessionId')
    if (!isSuccess(exchange) || id === undefined) throw createBlocked(`creating a session answered ${exchange.status}`)
    const after = await pollUntilListed(id, context)
    const read = await client.sendRequest(buildSessionRequest(place.environment, id))
    return {
      id,
      sentBody: sent,
      exchange,
      readBack: read,
      before,
      after,
      otherEnvironment: await client.sendRequest(buildNewestRequest(toOtherEnvironment(place))),
    }
  },
}

/** How many sessions a list says that there are. */
export function readTotal(exchange: Exchange): number {
  return readPage(exchange).totalElements
}

/** The newest sessions of a flow. */
export function buildNewestRequest(place: FlowScope): CheckRequest {
  return buildSessionsRequest(place, { sortBy: 'createdAt', sortDesc: 'true', size: '50' }, 'open')
}

async function pollUntilListed(id: string, context: CheckContext): Promise<Exchange> {
  const { client, clock, profile } = context
  const deadline = clock.now() + profile.consistencySeconds * 1000
  for (;;) {
    const exchange = await client.sendRequest(buildNewestRequest(readScope(context)))
    if (readSessions(exchange).some((one) => one.id === id) || clock.now() >= deadline) return exchange
    await clock.sleep(500)
  }
}
