import {
  buildPath,
  type CheckRequest,
  type Exchange,
  isSuccess,
  type PathAndQueryValues,
} from '../../kit/http/exchange.ts'
import { getPath, isObject, type Json, type JsonObject, getObjects, getString } from '../../kit/json.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { createBlocked, createInconclusive } from '../../kit/outcome.ts'
import type { WriteRules } from '../../kit/http/guard.ts'
import { isSameId } from '../../kit/ids.ts'
import { buildRunsRequest } from './runs.ts'
import { runs } from './walks.ts'

const PATHS = {
  contacts: '/api/v2/contacts.json',
  flows: '/api/v2/flows.json',
  groups: '/api/v2/groups.json',
  starts: '/api/v2/flow_starts.json',
} as const
const LISTS = { contacts: 'listContacts', flows: 'listFlows', groups: 'listGroups', starts: 'listFlowStarts' } as const

type Query = NonNullable<PathAndQueryValues['query']>

/** A read of one of the lists beside the runs. */
export function buildListRequest(
  name: keyof typeof PATHS,
  query: Query = {},
  intent: CheckRequest['intent'] = 'open',
): CheckRequest {
  return { operation: LISTS[name], path: buildPath(PATHS[name], { query }), intent }
}

/** A contact to make or to change. */
export function buildContactRequest(
  query: Query,
  body: JsonObject,
  intent: CheckRequest['intent'] = 'open',
): CheckRequest {
  return buildPostRequest('writeContact', buildPath(PATHS.contacts, { query }), { body, intent })
}

/** A start of contacts in a flow. */
export function buildStartRequest(body: JsonObject, intent: CheckRequest['intent'] = 'open'): CheckRequest {
  return buildPostRequest('createFlowStart', PATHS.starts, { body, intent })
}

/** What is created stays, and nobody is led into a flow but those whom the run made up. */
export const writes: WriteRules = {
  collections: [PATHS.contacts, PATHS.starts].map((path) => ({
    path,
    parseCreatedId: (body: Json | undefined) => getString(body, 'uuid'),
    touches: readTargetIds,
    buildItemPath: null,
  })),
  lookups: [],
}

/** A contact that the run made up. */
export interface TestContact {
  readonly uuid: string
  readonly urn: string
  readonly sentBody: JsonObject
  readonly exchange: Exchange
}

/** The contact whom the run leads into flows. Its number is one of the hundred that are set aside for stories. */
export const testContact: Probe<TestContact> = {
  name: 'creating a contact',
  run: async ({ client, getExchanges, ledger }) => {
    const minute = Math.floor((getExchanges()[0]?.sentAt ?? 0) / 60_000)
    const urn = ledger.addInventedId(`tel:+12025550${100 + (minute % 100)}`)
    const sent = { name: 'Zoë Flowtwin 🎈', language: 'eng' }
    const exchange = await client.sendRequest(buildContactRequest({ urn }, sent))
    const uuid = getString(exchange.body, 'uuid')
    if (!isSuccess(exchange) || uuid === undefined)
      throw createBlocked(`creating a contact answered ${exchange.status}`)
    if (!ledger.canModify(uuid)) throw createBlocked('the target gave a contact that was there before')
    return { uuid, urn, sentBody: sent, exchange }
  },
}

/** A flow in which a run is active, if there is one: a run that waits can be looked at before it ends. */
export const startableFlow: Probe<string> = {
  name: 'finding a flow to start',
  run: async ({ probeOnce, knownIds, client }) => {
    const own = knownIds['flowId']
    if (own !== undefined) return own
    const seen = (await probeOnce(runs)).toSorted(
      (left, right) => Number(isActive(right.item)) - Number(isActive(left.item)),
    )
    const inUse = getObjects(
      (await client.sendRequest(buildListRequest('flows', { archived: 'false' }))).body,
      'results',
    )
    const flow = seen
      .flatMap(({ item }) => getString(item, 'flow', 'uuid') ?? [])
      .find((uuid) => inUse.some((one) => isSameId(getString(one, 'uuid'), uuid)))
    if (flow === undefined) throw createInconclusive('no flow is known', 'a run of a flow in use, or flowId given')
    return flow
  },
}

/** A start of the run's own contact, with everything that shows it, and a second one into the same flow. */
export interface StartedRun {
  readonly flow: string
  readonly contact: TestContact
  readonly exchange: Exchange
  /** The contact's runs after the first start, as soon as there is one. */
  readonly runsAfterFirst: Exchange
  readonly secondExchange: Exchange
  /** The contact's runs after the second. */
  readonly runsAfterSecond: Exchange
}

export const startedRun: Probe<StartedRun> = {
  name: 'starting a contact in a flow',
  run: async (context) => {
    const [flow, own] = [await context.probeOnce(startableFlow), await context.probeOnce(testContact)]
    const call = buildStartRequest({ flow, contacts: [own.uuid], params: { flowtwin: 'a check' } })
    const before = readRunObjects(await context.client.sendRequest(buildRunsRequest({ contact: own.uuid }))).length
    const exchange = await context.client.sendRequest(call)
    if (!isSuccess(exchange)) throw createBlocked(`starting a contact answered ${exchange.status}`)
    const first = await pollUntilListed(own.uuid, before + 1, context)
    const second = await context.client.sendRequest(call)
    return {
      flow,
      contact: own,
      exchange,
      runsAfterFirst: first,
      secondExchange: second,
      runsAfterSecond: await pollUntilListed(own.uuid, before + 2, context),
    }
  },
}

/** The runs in an answer. */
export function readRunObjects(exchange: Exchange): readonly JsonObject[] {
  return getObjects(exchange.body, 'results')
}

/** The runs of a contact, asked again until there are enough of them or the time for a start to show is over. */
async function pollUntilListed(
  uuid: string,
  enough: number,
  { client, clock, profile }: CheckContext,
): Promise<Exchange> {
  const deadline = clock.now() + profile.startSeconds * 1000
  for (;;) {
    const exchange = await client.sendRequest(buildRunsRequest({ contact: uuid }))
    if (readRunObjects(exchange).length >= enough || clock.now() >= deadline) return exchange
    await clock.sleep(500)
  }
}

function isActive(run: JsonObject): boolean {
  return getPath(run, 'exit_type') === null
}

function buildPostRequest(
  operation: string,
  path: string,
  { body, intent }: { readonly body: JsonObject; readonly intent: CheckRequest['intent'] },
): CheckRequest {
  const headers = { 'Content-Type': 'application/json' }
  return { operation, method: 'POST', path, body: JSON.stringify(body), headers, intent }
}

/** Everybody whom a POST names, in its address or in its body; a group is nobody of ours. */
function readTargetIds({ path, body = '{}' }: CheckRequest): readonly string[] {
  const { searchParams } = new URL(path, 'http://target.invalid')
  const parsed = JSON.parse(body) as Json
  const lists = isObject(parsed) ? ['contacts', 'urns', 'groups'].map((name) => getPath(parsed, name)) : []
  const listed = lists.flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : []))
  const addressed = ['uuid', 'urn'].flatMap((name) => searchParams.get(name) ?? [])
  return [...addressed, ...listed.filter((one) => typeof one === 'string')]
}
