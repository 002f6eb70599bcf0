import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { type CheckRequest, type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import type { WriteRules } from '../../kit/http/guard.ts'
import { isSameId } from '../../kit/ids.ts'
import { getObjects, getString, isObject, type Json, type JsonObject } from '../../kit/json.ts'
import { createBlocked, createInconclusive } from '../../kit/outcome.ts'
import { buildFeedRequest, readSessions, sessions } from './feed.ts'

/** The actions that the suite uses, by operation; each takes a POST, looking something up included. */
const PATHS = {
  triggerFlow: '/api/v1/actions/trigger-flow',
  createContact: '/api/v1/actions/create-contact',
  updateContact: '/api/v1/actions/update-contact',
  getFlow: '/api/v1/actions/get-flow',
  getContact: '/api/v1/actions/get-contact',
  searchContacts: '/api/v1/actions/search-contacts',
} as const

/** An action with its body. */
export function buildActionRequest(
  operation: keyof typeof PATHS,
  body: JsonObject,
  intent: CheckRequest['intent'] = 'open',
): CheckRequest {
  const headers = { 'Content-Type': 'application/json' }
  return { operation, method: 'POST', path: PATHS[operation], body: JSON.stringify(body), headers, intent }
}

/** What is created can not be removed through this API, and nobody is written to but those whom the run made up. */
export const writes: WriteRules = {
  collections: [
    {
      path: PATHS.createContact,
      parseCreatedId: (body) => getString(body, 'id'),
      listTouchedIds: readTargetIds,
      buildItemPath: null,
    },
    { path: PATHS.updateContact, parseCreatedId: () => null, listTouchedIds: readTargetIds, buildItemPath: null },
    {
      path: PATHS.triggerFlow,
      parseCreatedId: (body) => (getString(body, 'status') === 'already_running' ? null : getString(body, 'id')),
      listTouchedIds: readTargetIds,
      buildItemPath: null,
    },
  ],
  lookups: [PATHS.getFlow, PATHS.getContact, PATHS.searchContacts],
}

/** The ids in a list of things that were found. */
export function readIds(body: Json | undefined): readonly string[] {
  return getObjects(body).map((item) => getString(item, 'id') ?? '')
}

function readTargetIds({ body = '{}' }: CheckRequest): readonly string[] {
  const parsed = JSON.parse(body) as Json
  if (!isObject(parsed)) return []
  return ['contact_id', 'phone'].flatMap((name) => getString(parsed, name) ?? [])
}

/** A number of the hundred that are set aside for stories, so that nobody's phone rings; which one changes by the minute. */
function inventPhone({ getExchanges, ledger }: CheckContext): string {
  const minute = Math.floor((getExchanges()[0]?.sentAt ?? 0) / 60_000)
  return ledger.addInventedId(`+12025550${100 + (minute % 100)}`)
}

/** A contact that the run made up, as it was sent and as the target answered. */
export interface TestContact {
  readonly id: string
  readonly sentBody: JsonObject & { readonly phone: string }
  readonly exchange: Exchange
}

/** The contact for whom the run starts flows. */
export const testContact: Probe<TestContact> = {
  name: 'creating a contact',
  run: async (context) => {
    const phone = inventPhone(context)
    const sent = {
      phone,
      name: 'Zoë Flowtwin',
      email: `check${phone.slice(-3)}@flowtwin.example.com`,
      tags: 'flowtwin,second tag',
      metadata: { made: 'by a check', nested: { list: [1, 'two', null] } },
    }
    const exchange = await context.client.sendRequest(buildActionRequest('createContact', sent))
    const id = getString(exchange.body, 'id')
    if (!isSuccess(exchange) || id === undefined) throw createBlocked(`creating a contact answered ${exchange.status}`)
    if (!context.ledger.canModify(id)) throw createBlocked('the target gave a contact that was there before')
    return { id, sentBody: sent, exchange }
  },
}

/** A flow that can be started: given, or the first of the feed that is published. */
export const publishedFlow: Probe<string> = {
  name: 'finding a published flow',
  run: async (context) => {
    const given = context.knownIds['flowId']
    if (given !== undefined) return given
    const seen = await context.probeOnce(sessions)
    // A flow that waits for answers lasts; one that sends and ends has nothing that could be running already.
    const waiting = seen.toSorted((left, right) => Number(isRunning(right.item)) - Number(isRunning(left.item)))
    for (const flow of new Set(waiting.flatMap(({ item }) => getString(item, 'flow_id') ?? []))) {
      const exchange = await context.client.sendRequest(buildActionRequest('getFlow', { flow_id: flow }))
      if (getString(exchange.body, 'status') === 'published') return flow
    }
    throw createInconclusive('no published flow is known', 'a session of a published flow, or flowId given')
  },
}

/** What the flow is given at the start. */
export const START_CONTEXT = { flowtwin: 'a check', amount: '129.00', list: ['one', { two: null }] } as const

/** A session that the run started: the answers to the start and to a second one right after it. */
export interface StartedSession {
  readonly flow: string
  readonly contact: TestContact
  readonly exchange: Exchange
  readonly secondStart: Exchange
  /** The sessions of the flow after the first start and after the second. */
  readonly listings: readonly [Exchange, Exchange]
}

/** A start for the run's own contact, and the same again. */
export const startedSession: Probe<StartedSession> = {
  name: 'starting a flow',
  run: async (context) => {
    const [flow, own] = [await context.probeOnce(publishedFlow), await context.probeOnce(testContact)]
    const call = buildActionRequest('triggerFlow', { flow_id: flow, contact_id: own.id, context: START_CONTEXT })
    const exchange = await context.client.sendRequest(call)
    const first = await pollUntilListed(flow, exchange, context)
    const again = await context.client.sendRequest(call)
    return {
      flow,
      contact: own,
      exchange,
      secondStart: again,
      listings: [first, await pollUntilListed(flow, exchange, context)],
    }
  },
}

/** The session that was started; blocked when none was, which other checks judge. */
export async function requireStartedId({ probeOnce }: CheckContext): Promise<string> {
  const { exchange } = await probeOnce(startedSession)
  const id = getString(exchange.body, 'id')
  if (isSuccess(exchange) && id !== undefined) return id
  if (getString(exchange.body, 'status') === 'already_running') {
    throw createInconclusive('an earlier session of the contact is still running', 'half an hour without a run')
  }
  throw createBlocked(`starting a flow answered ${exchange.status}`)
}

/** The sessions of a flow, asked again until the one that was started shows. */
async function pollUntilListed(
  flow: string,
  exchange: Exchange,
  { client, clock, profile }: CheckContext,
): Promise<Exchange> {
  const id = getString(exchange.body, 'id')
  const deadline = clock.now() + profile.consistencySeconds * 1000
  for (;;) {
    const feed = await client.sendRequest(buildFeedRequest({ flow_id: flow }))
    if (id === undefined || readSessions(feed).some((one) => isSameId(one.id, id)) || clock.now() >= deadline)
      return feed
    await clock.sleep(500)
  }
}

function isRunning(item: JsonObject): boolean {
  return getString(item, 'status') === 'running'
}
