import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { type CheckRequest, type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { buildJsonRequest, pollUntil } from '../../kit/checks/send.ts'
import type { WriteRules } from '../../kit/http/guard.ts'
import { isSameId } from '../../kit/ids.ts'
import { getObjects, getString, isObject, type Json, type JsonObject } from '../../kit/json.ts'
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

/** Returns one of the 100 phone numbers reserved for fiction; it changes every minute. `distance` makes further ones. */
export function inventPhone({ getExchanges, ledger }: CheckContext, distance = 0): string {
  const minute = Math.floor((getExchanges()[0]?.sentAt ?? 0) / 60_000)
  return ledger.addInventedId(`+12025550${100 + ((minute + distance) % 100)}`)
}

/** Values that servers often convert to another type. PHP has one value for `{}` and `[]`, and trims texts. */
const TEST_VALUES = {
  postcode: '01234',
  big: '12345678901234567890',
  price: '129.00',
  exponent: '1e5',
  word: 'null',
  yes: 'true',
  count: 3,
  ratio: 0.5,
  zero: 0,
  isDone: false,
  isOpen: true,
  'größe 🎈': 'שלום "quoted" <b>&amp;</b>',
} as const

/** A contact that the run created: the body sent and the response. */
export interface TestContact {
  readonly id: string
  readonly sentBody: JsonObject & { readonly phone: string }
  readonly exchange: Exchange
}

/** Creates the contact for which the run starts flows. */
export const testContact = defineProbe<TestContact>('creating a contact', async (context) => {
  const phone = inventPhone(context)
  const sentBody = {
    phone,
    name: 'Zoë Flowtwin',
    email: `check${phone.slice(-3)}@flowtwin.example.com`,
    tags: 'flowtwin,second tag',
    metadata: { origin: 'a check', nested: { list: [1, 'two', null] }, ...TEST_VALUES },
  }
  const exchange = await context.client.sendRequest(buildActionRequest('createContact', sentBody))
  const id = getString(exchange.body, 'id')
  if (!isSuccess(exchange) || id === undefined) throw createBlocked(`createContact responded with ${exchange.status}`)
  if (!context.ledger.canModify(id)) throw createBlocked('createContact returned an existing contact')
  return { id, sentBody, exchange }
})

/** Finds a flow that can be started: the configured one, or the first published one of the feed or of the list of flows. */
export const publishedFlow = defineProbe<string>('finding a published flow', async (context) => {
  const { knownIds, operations, probeOnce } = context
  const configured = knownIds['flowId']
  if (configured !== undefined) return configured
  const items = (await probeOnce(sessions)).map(({ item }) => item)
  // Flows with a running session first: they wait for replies, so a second start finds the first still running.
  const runningFirst = [...items.filter((item) => getString(item, 'status') === 'running'), ...items]
  const flows = [
    ...runningFirst.flatMap((item) => getString(item, 'flow_id') ?? []),
    ...(operations.isKnownOffered('listFlowOptions') ? await listFlowOptions(context) : []),
  ]
  for (const flow of new Set(flows)) {
    if (await isPublished(flow, context)) return flow
  }
  throw createInconclusive('no published flow is known', 'a session of a published flow, or --id flowId=…')
})

/** Reads whether a flow can be started; where the target shows no flows, all can, because only a published flow has sessions. */
export async function isPublished(flow: string, { client, operations }: CheckContext): Promise<boolean> {
  if (!operations.isOffered('getFlow')) return true
  const exchange = await client.sendRequest(buildActionRequest('getFlow', { flow_id: flow }))
  return getString(exchange.body, 'status') === 'published'
}

async function listFlowOptions({ client }: CheckContext): Promise<readonly string[]> {
  const request = { operation: 'listFlowOptions', path: '/api/v1/dropdowns/flows', intent: 'open' } as const
  return getObjects((await client.sendRequest(request)).body).flatMap((option) => getString(option, 'id') ?? [])
}

/** A contact for which the run starts flows, by id, phone number or both. */
export interface StartContact {
  readonly id: string | undefined
  readonly phone: string | undefined
}

/** Returns the members of a start that name a contact. */
export function toContactKey(contact: StartContact): JsonObject {
  return listContactKeys(contact)[0] ?? {}
}

/** Returns each of the keys that name a contact in a start. */
export function listContactKeys({ id, phone }: StartContact): readonly JsonObject[] {
  return [...(id === undefined ? [] : [{ contact_id: id }]), ...(phone === undefined ? [] : [{ phone }])]
}

/**
 * The contact for which the run starts flows: the given one, or one that the run creates. A target that creates no contacts
 * gets an invented phone number, of which a start makes a contact, and if it rejects that, a contact of the feed.
 */
async function startForContact(flow: string, context: CheckContext): Promise<StartedContact> {
  const { client, knownIds, ledger, operations, probeOnce } = context
  const start = async (contact: StartContact): Promise<StartedContact> => {
    const body = { flow_id: flow, ...toContactKey(contact), context: START_CONTEXT }
    return { contact, exchange: await client.sendRequest(buildActionRequest('triggerFlow', body)) }
  }
  const given = knownIds['contactId']
  if (given !== undefined) return await start({ id: ledger.allowExistingId(given), phone: undefined })
  if (operations.isOffered('createContact')) {
    const { id, sentBody } = await probeOnce(testContact)
    return await start({ id, phone: sentBody.phone })
  }
  const byPhone = await start({ id: undefined, phone: inventPhone(context) })
  if (!isClientError(byPhone.exchange)) return byPhone
  const listed = (await probeOnce(sessions)).map(({ item }) => item)
  const isBusy = (id: string): boolean =>
    listed.some((item) => getString(item, 'contact_id') === id && getString(item, 'status') === 'running')
  const id = listed.flatMap((item) => getString(item, 'contact_id') ?? []).find((contact) => !isBusy(contact))
  if (id === undefined)
    throw createInconclusive(
      'no contact to start a flow for',
      'a contact without a running session, or --id contactId=…',
    )
  return await start({ id: ledger.allowExistingId(id), phone: undefined })
}

interface StartedContact {
  readonly contact: StartContact
  readonly exchange: Exchange
}

/** The context that a flow is started with. */
export const START_CONTEXT = {
  flowtwin: 'a check',
  amount: '129.00',
  list: ['one', { two: null }],
  nested: { inner: ['1', 1, { deep: '007' }] },
  nothing: null,
  ...TEST_VALUES,
} as const

/** A session that the run started, with the responses to two successive starts. */
interface StartedSession {
  readonly flow: string
  readonly contact: StartContact
  readonly exchange: Exchange
  readonly secondStart: Exchange
  /** The sessions of the flow after the first and after the second start. */
  readonly listings: readonly [Exchange, Exchange]
}

/** Starts a flow twice for the same contact. */
export const startedSession = defineProbe<StartedSession>('starting a flow', async (context) => {
  const flow = await context.probeOnce(publishedFlow)
  const { contact: started, exchange } = await startForContact(flow, context)
  const first = await pollUntilListed(flow, exchange, context)
  const contact = { ...started, id: started.id ?? findContactId(first, exchange, context) }
  const secondStart = await context.client.sendRequest(exchange.request)
  const second = await pollUntilListed(flow, exchange, context)
  return { flow, contact, exchange, secondStart, listings: [first, second] }
})

/** Returns the contact of a listed session, which a start by phone number does not return. */
function findContactId(listing: Exchange, start: Exchange, { ledger }: CheckContext): string | undefined {
  const session = readSessions(listing).find(({ id }) => isSameId(id, getString(start.body, 'id')))
  const id = getString(session?.item, 'contact_id')
  return id === undefined ? undefined : ledger.allowExistingId(id)
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
