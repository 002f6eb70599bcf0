import { type AddressValues, address, type Call } from '../../kit/call.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { at, isObject, type Json, type JsonObject, objectsAt, textAt } from '../../kit/json.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { blocked, inconclusive } from '../../kit/outcome.ts'
import type { Writes } from '../../kit/writes.ts'
import { sameId } from '../../kit/same-id.ts'
import { runsCall } from './runs.ts'
import { runs } from './slices.ts'

const PATHS = {
  contacts: '/api/v2/contacts.json',
  flows: '/api/v2/flows.json',
  groups: '/api/v2/groups.json',
  starts: '/api/v2/flow_starts.json',
} as const
const LISTS = { contacts: 'listContacts', flows: 'listFlows', groups: 'listGroups', starts: 'listFlowStarts' } as const

type Query = NonNullable<AddressValues['query']>

/** A read of one of the lists beside the runs. */
export function neighbourCall(name: keyof typeof PATHS, query: Query = {}, intent: Call['intent'] = 'open'): Call {
  return { operation: LISTS[name], path: address(PATHS[name], { query }), intent }
}

/** A contact to make or to change. */
export function contactCall(query: Query, body: JsonObject, intent: Call['intent'] = 'open'): Call {
  return posted('writeContact', address(PATHS.contacts, { query }), { body, intent })
}

/** A start of contacts in a flow. */
export function startCall(body: JsonObject, intent: Call['intent'] = 'open'): Call {
  return posted('createFlowStart', PATHS.starts, { body, intent })
}

/** What is created stays, and nobody is led into a flow but those whom the run made up. */
export const writes: Writes = {
  collections: [PATHS.contacts, PATHS.starts].map((path) => ({
    path,
    createdId: (body: Json | undefined) => textAt(body, 'uuid'),
    touches: named,
    itemPath: null,
  })),
  lookups: [],
}

/** A contact that the run made up. */
export interface MadeUp {
  readonly uuid: string
  readonly urn: string
  readonly sent: JsonObject
  readonly exchange: Exchange
}

/** The contact whom the run leads into flows. Its number is one of the hundred that are set aside for stories. */
export const contact: Observation<MadeUp> = {
  name: 'creating a contact',
  make: async ({ client, exchanges, ledger }) => {
    const minute = Math.floor((exchanges()[0]?.sentAt ?? 0) / 60_000)
    const urn = ledger.invent(`tel:+12025550${100 + (minute % 100)}`)
    const sent = { name: 'Zoë Flowtwin 🎈', language: 'eng' }
    const exchange = await client.send(contactCall({ urn }, sent))
    const uuid = textAt(exchange.body, 'uuid')
    if (!isSuccess(exchange) || uuid === undefined) throw blocked(`creating a contact answered ${exchange.status}`)
    if (!ledger.mayTouch(uuid)) throw blocked('the target gave a contact that was there before')
    return { uuid, urn, sent, exchange }
  },
}

/** A flow in which a run is active, if there is one: a run that waits can be looked at before it ends. */
export const startableFlow: Observation<string> = {
  name: 'finding a flow to start',
  make: async ({ observe, given, client }) => {
    const own = given['flowId']
    if (own !== undefined) return own
    const seen = (await observe(runs)).toSorted(
      (left, right) => Number(isActive(right.item)) - Number(isActive(left.item)),
    )
    const inUse = objectsAt((await client.send(neighbourCall('flows', { archived: 'false' }))).body, 'results')
    const flow = seen
      .flatMap(({ item }) => textAt(item, 'flow', 'uuid') ?? [])
      .find((uuid) => inUse.some((one) => sameId(textAt(one, 'uuid'), uuid)))
    if (flow === undefined) throw inconclusive('no flow is known', 'a run of a flow in use, or flowId given')
    return flow
  },
}

/** A start of the run's own contact, with everything that shows it, and a second one into the same flow. */
export interface Started {
  readonly flow: string
  readonly contact: MadeUp
  readonly exchange: Exchange
  /** The contact's runs after the first start, as soon as there is one. */
  readonly first: Exchange
  readonly second: Exchange
  /** The contact's runs after the second. */
  readonly both: Exchange
}

export const started: Observation<Started> = {
  name: 'starting a contact in a flow',
  make: async (context) => {
    const [flow, own] = [await context.observe(startableFlow), await context.observe(contact)]
    const call = startCall({ flow, contacts: [own.uuid], params: { flowtwin: 'a check' } })
    const before = runsIn(await context.client.send(runsCall({ contact: own.uuid }))).length
    const exchange = await context.client.send(call)
    if (!isSuccess(exchange)) throw blocked(`starting a contact answered ${exchange.status}`)
    const first = await shown(own.uuid, before + 1, context)
    const second = await context.client.send(call)
    return { flow, contact: own, exchange, first, second, both: await shown(own.uuid, before + 2, context) }
  },
}

/** The runs in an answer. */
export function runsIn(exchange: Exchange): readonly JsonObject[] {
  return objectsAt(exchange.body, 'results')
}

/** The runs of a contact, asked again until there are enough of them or the time for a start to show is over. */
async function shown(uuid: string, enough: number, { client, clock, profile }: Context): Promise<Exchange> {
  const deadline = clock.now() + profile.startSeconds * 1000
  for (;;) {
    const exchange = await client.send(runsCall({ contact: uuid }))
    if (runsIn(exchange).length >= enough || clock.now() >= deadline) return exchange
    await clock.sleep(500)
  }
}

function isActive(run: JsonObject): boolean {
  return at(run, 'exit_type') === null
}

function posted(
  operation: string,
  path: string,
  { body, intent }: { readonly body: JsonObject; readonly intent: Call['intent'] },
): Call {
  const headers = { 'Content-Type': 'application/json' }
  return { operation, method: 'POST', path, body: JSON.stringify(body), headers, intent }
}

/** Everybody whom a POST names, in its address or in its body; a group is nobody of ours. */
function named({ path, body = '{}' }: Call): readonly string[] {
  const { searchParams } = new URL(path, 'http://target.invalid')
  const parsed = JSON.parse(body) as Json
  const lists = isObject(parsed) ? ['contacts', 'urns', 'groups'].map((name) => at(parsed, name)) : []
  const listed = lists.flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : []))
  const addressed = ['uuid', 'urn'].flatMap((name) => searchParams.get(name) ?? [])
  return [...addressed, ...listed.filter((one) => typeof one === 'string')]
}
