import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { type CheckRequest, type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { buildJsonRequest, pollUntil } from '../../kit/checks/send.ts'
import type { WriteRules } from '../../kit/http/guard.ts'
import { isSameId } from '../../kit/ids.ts'
import { getString, isObject, type Json, type JsonObject } from '../../kit/json.ts'
import { createBlocked, createInconclusive } from '../../kit/outcome.ts'
import { buildFeedRequest, readSessions, sessions } from './feed.ts'

/** The action paths by operation; all actions, including lookups, use POST. */
const PATHS = {
  triggerFlow: '/api/v1/actions/trigger-flow',
  createContact: '/api/v1/actions/create-contact',
  updateContact: '/api/v1/actions/update-contact',
  getFlow: '/api/v1/actions/get-flow',
  getContact: '/api/v1/actions/get-contact',
  searchContacts: '/api/v1/actions/search-contacts',
} as const

export function buildActionRequest(
  operation: keyof typeof PATHS,
  body: JsonObject,
  intent: CheckRequest['intent'] = 'open',
): CheckRequest {
  return buildJsonRequest({ operation, path: PATHS[operation], body, intent })
}

const collection = { listTouchedIds: readTargetIds, buildItemPath: null }

/** Created items cannot be deleted through this API; only contacts that the run invented are modified. */
export const writes: WriteRules = {
  collections: [
    { ...collection, path: PATHS.createContact, parseCreatedId: (body) => getString(body, 'id') },
    { ...collection, path: PATHS.updateContact, parseCreatedId: () => null },
    {
      ...collection,
      path: PATHS.triggerFlow,
      parseCreatedId: (body) => (getString(body, 'status') === 'already_running' ? null : getString(body, 'id')),
    },
  ],
  lookups: [PATHS.getFlow, PATHS.getContact, PATHS.searchContacts],
}

function readTargetIds({ body = '{}' }: CheckRequest): readonly string[] {
  const parsed = JSON.parse(body) as Json
  if (!isObject(parsed)) return []
  return ['contact_id', 'phone'].flatMap((name) => getString(parsed, name) ?? [])
}

/** Returns one of the 100 phone numbers reserved for fiction; it changes every minute. */
function inventPhone({ getExchanges, ledger }: CheckContext): string {
  const minute = Math.floor((getExchanges()[0]?.sentAt ?? 0) / 60_000)
  return ledger.addInventedId(`+12025550${100 + (minute % 100)}`)
}

/** A contact that the run created: the body sent and the response. */
export interface TestContact {
  readonly id: string
  readonly sentBody: JsonObject & { readonly phone: string }
  readonly exchange: Exchange
}

/** Creates the contact for which the run starts flows. */
export const testContact: Probe<TestContact> = {
  name: 'creating a contact',
  run: async (context) => {
    const phone = inventPhone(context)
    const sentBody = {
      phone,
      name: 'Zoë Flowtwin',
      email: `check${phone.slice(-3)}@flowtwin.example.com`,
      tags: 'flowtwin,second tag',
      metadata: { origin: 'a check', nested: { list: [1, 'two', null] } },
    }
    const exchange = await context.client.sendRequest(buildActionRequest('createContact', sentBody))
    const id = getString(exchange.body, 'id')
    if (!isSuccess(exchange) || id === undefined) throw createBlocked(`createContact responded with ${exchange.status}`)
    if (!context.ledger.canModify(id)) throw createBlocked('createContact returned an existing contact')
    return { id, sentBody, exchange }
  },
}

/** Finds a flow that can be started: the configured one, or the first published one of the feed. */
export const publishedFlow: Probe<string> = {
  name: 'finding a published flow',
  run: async (context) => {
    const configured = context.knownIds['flowId']
    if (configured !== undefined) return configured
    const items = (await context.probeOnce(sessions)).map(({ item }) => item)
    // Flows with a running session first: they wait for replies, so a second start finds the first still running.
    const runningFirst = [...items.filter((item) => getString(item, 'status') === 'running'), ...items]
    for (const flow of new Set(runningFirst.flatMap((item) => getString(item, 'flow_id') ?? []))) {
      const exchange = await context.client.sendRequest(buildActionRequest('getFlow', { flow_id: flow }))
      if (getString(exchange.body, 'status') === 'published') return flow
    }
    throw createInconclusive('no published flow is known', 'a session of a published flow, or the id flowId')
  },
}

/** The context that a flow is started with. */
export const START_CONTEXT = { flowtwin: 'a check', amount: '129.00', list: ['one', { two: null }] } as const

/** A session that the run started, with the responses to two successive starts. */
interface StartedSession {
  readonly flow: string
  readonly contact: TestContact
  readonly exchange: Exchange
  readonly secondStart: Exchange
  /** The sessions of the flow after the first and after the second start. */
  readonly listings: readonly [Exchange, Exchange]
}

/** Starts a flow twice for the test contact. */
export const startedSession: Probe<StartedSession> = {
  name: 'starting a flow',
  run: async (context) => {
    const [flow, contact] = [await context.probeOnce(publishedFlow), await context.probeOnce(testContact)]
    const request = buildActionRequest('triggerFlow', { flow_id: flow, contact_id: contact.id, context: START_CONTEXT })
    const exchange = await context.client.sendRequest(request)
    const first = await pollUntilListed(flow, exchange, context)
    const secondStart = await context.client.sendRequest(request)
    const second = await pollUntilListed(flow, exchange, context)
    return { flow, contact, exchange, secondStart, listings: [first, second] }
  },
}

/** Returns the id of the started session; ends the check without one, which another check reports. */
export async function requireStartedId({ probeOnce }: CheckContext): Promise<string> {
  const { exchange } = await probeOnce(startedSession)
  const id = getString(exchange.body, 'id')
  if (isSuccess(exchange) && id !== undefined) return id
  if (getString(exchange.body, 'status') === 'already_running') {
    const hint = 'a run at least half an hour after the previous one'
    throw createInconclusive('an earlier session of the contact is still running', hint)
  }
  throw createBlocked(`triggerFlow responded with ${exchange.status}`)
}

/** Reads the sessions of a flow until the started one is listed. */
async function pollUntilListed(flow: string, start: Exchange, context: CheckContext): Promise<Exchange> {
  const id = getString(start.body, 'id')
  return await pollUntil(
    async () => await context.client.sendRequest(buildFeedRequest({ flow_id: flow })),
    (feed) => id === undefined || readSessions(feed).some((session) => isSameId(session.id, id)),
    context,
  )
}
