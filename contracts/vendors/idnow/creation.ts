import { address, type Call } from '../../kit/call.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { type Json, type JsonObject, textAt } from '../../kit/json.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { blocked } from '../../kit/outcome.ts'
import type { Writes } from '../../kit/writes.ts'
import { pageOf, type Place, placeOf, SESSIONS, sessionsCall, sessionsOf } from './sessions.ts'

const SESSION = '/api/v1/{environment}/sessions/{sessionId}'
const TOKEN = '/oidc/token'

/** A read of one session. */
export function sessionCall(environment: string, sessionId: string, intent: Call['intent'] = 'open'): Call {
  return { operation: 'readSession', path: address(SESSION, { path: { environment, sessionId } }), intent }
}

/** A read of what a session was given and found out. */
export function blocksCall(environment: string, sessionId: string): Call {
  const path = address(`${SESSION}/datablocks`, { path: { environment, sessionId } })
  return { operation: 'listDatablocks', path, intent: 'open' }
}

/** A session to be. */
export function createCall({ flowId, environment }: Place, body: Json, intent: Call['intent'] = 'open'): Call {
  const path = address(SESSIONS, { path: { flowId, environment } })
  const headers = { 'Content-Type': 'application/json' }
  return { operation: 'createSession', method: 'POST', path, body: JSON.stringify(body), headers, intent }
}

/** A question for a token. It creates nothing that could be removed, or would have to be. */
export function tokenCall(form: Readonly<Record<string, string>>): Call {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams(form).toString()
  return { operation: 'issueToken', method: 'POST', path: TOKEN, body, headers, credential: 'none', intent: 'invalid' }
}

/** A session that nobody enters expires; there is no way to remove it. */
export const writes: Writes = {
  collections: [{ path: SESSIONS, createdId: (body) => textAt(body, 'sessionContext', 'sessionId'), itemPath: null }],
  lookups: [TOKEN],
}

/** The other environment of a client, which it may not see. */
export function otherPlace(place: Place): Place {
  return { ...place, environment: place.environment === 'live' ? 'staging' : 'live' }
}

/** A session that the run created: what was sent, what came back, what shows it. */
export interface Creation {
  readonly id: string
  readonly sent: JsonObject
  readonly exchange: Exchange
  readonly read: Exchange
  /** The newest sessions before and after, and those of the other environment after. */
  readonly before: Exchange
  readonly after: Exchange
  readonly elsewhere: Exchange
}

export const creation: Observation<Creation> = {
  name: 'creating a session',
  make: async (context) => {
    const [place, { client }] = [placeOf(context), context]
    const subjectId = `flowtwin-${context.exchanges()[0]?.sentAt ?? 0}-${context.exchanges().length}`
    const sent = { input: {}, metadata: { subjectId, locale: 'en' }, state: 'flowtwin: Zoë & "a check"' }
    const before = await client.send(newestCall(place))
    const exchange = await client.send(createCall(place, sent))
    const id = textAt(exchange.body, 'sessionContext', 'sessionId')
    if (!isSuccess(exchange) || id === undefined) throw blocked(`creating a session answered ${exchange.status}`)
    const after = await shown(id, context)
    const read = await client.send(sessionCall(place.environment, id))
    return { id, sent, exchange, read, before, after, elsewhere: await client.send(newestCall(otherPlace(place))) }
  },
}

/** How many sessions a list says that there are. */
export function totalOf(exchange: Exchange): number {
  return pageOf(exchange).totalElements
}

/** The newest sessions of a flow. */
export function newestCall(place: Place): Call {
  return sessionsCall(place, { sortBy: 'createdAt', sortDesc: 'true', size: '50' }, 'open')
}

async function shown(id: string, context: Context): Promise<Exchange> {
  const { client, clock, profile } = context
  const deadline = clock.now() + profile.consistencySeconds * 1000
  for (;;) {
    const exchange = await client.send(newestCall(placeOf(context)))
    if (sessionsOf(exchange).some((one) => one.id === id) || clock.now() >= deadline) return exchange
    await clock.sleep(500)
  }
}
