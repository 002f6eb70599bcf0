import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { type CheckRequest, type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { isSameId, UNKNOWN_UUID } from '../../kit/ids.ts'
import { getPath, getString, groupBy, type JsonObject } from '../../kit/json.ts'
import { createBlocked, createInconclusive } from '../../kit/outcome.ts'
import { buildContactRequest, buildListRequest, buildRunsRequest, buildStartRequest, readResults } from './runs.ts'
import { runs } from './walks.ts'

/** A contact that the suite created. */
export interface TestContact {
  readonly uuid: string
  readonly urn: string
  readonly sentBody: JsonObject
  readonly exchange: Exchange
}

/** Returns a URN with one of the 100 phone numbers reserved for fiction; it changes every minute. */
function inventUrn({ getExchanges, ledger }: CheckContext): string {
  const minute = Math.floor((getExchanges()[0]?.sentAt ?? 0) / 60_000)
  return ledger.addInventedId(`tel:+12025550${100 + (minute % 100)}`)
}

/** Creates the contact that is started in flows. */
export const testContact = defineProbe<TestContact>('creating a contact', async (context) => {
  const { client, ledger } = context
  const urn = inventUrn(context)
  const sentBody = { name: 'Zoë Flowtwin 🎈', language: 'eng' }
  const exchange = await client.sendRequest(buildContactRequest({ urn }, sentBody))
  const uuid = getString(exchange.body, 'uuid')
  if (!isSuccess(exchange) || uuid === undefined) throw createBlocked(`creating a contact returned ${exchange.status}`)
  if (!ledger.canModify(uuid)) throw createBlocked('the target returned a contact that existed before')
  return { uuid, urn, sentBody, exchange }
})

/** The flow to start: `flowId`, or an unarchived flow, the one with the most active runs: runs of a flow that waits for replies do not end at once. */
export const startableFlow = defineProbe<string>('finding a flow to start', async (context) => {
  const { probeOnce, knownIds, client, operations } = context
  if (knownIds['flowId'] !== undefined) return knownIds['flowId']
  const runsByFlow = groupBy(await probeOnce(runs), ({ item }) => getString(item, 'flow', 'uuid') ?? '')
  const countActive = (uuid: string): number => runsByFlow.get(uuid)?.filter(({ item }) => isActive(item)).length ?? 0
  const flowsOfRuns = [...runsByFlow.keys()]
    .filter((uuid) => uuid !== '')
    .toSorted((left, right) => countActive(right) - countActive(left))
  const listed = operations.isOffered('listFlows')
    ? readResults(await client.sendRequest(buildListRequest('flows', { archived: 'false' }))).flatMap(
        (flow) => getString(flow, 'uuid') ?? [],
      )
    : flowsOfRuns
  const inUse = flowsOfRuns.find((uuid) => listed.some((other) => isSameId(other, uuid)))
  const flow = inUse ?? listed[0]
  if (flow === undefined) throw createInconclusive('no flow to start was found', 'a flow in use, or --id flowId=…')
  return flow
})

/** Two starts of a contact in the same flow, each with a later read of the contact's runs. */
interface StartedRun {
  readonly flow: string
  readonly contact: Pick<TestContact, 'uuid'>
  readonly exchange: Exchange
  /** The contact's runs once the run of the first start is listed. */
  readonly runsAfterFirst: Exchange
  readonly secondExchange: Exchange
  /** The contact's runs once the run of the second start is listed. */
  readonly runsAfterSecond: Exchange
}

export const startedRun = defineProbe<StartedRun>('starting a contact in a flow', async (context) => {
  const flow = await context.probeOnce(startableFlow)
  const { contact, before, exchange } = await startContact(flow, context)
  if (!isSuccess(exchange)) throw createBlocked(`starting a contact returned ${exchange.status}`)
  const hasRuns = (count: number) => (runsOfContact: Exchange) => readResults(runsOfContact).length >= count
  const request = buildRunsRequest({ contact: contact.uuid })
  const runsAfterFirst = await pollRuns(request, hasRuns(before + 1), context)
  const secondExchange = await context.client.sendRequest(exchange.request)
  const runsAfterSecond = await pollRuns(request, hasRuns(before + 2), context)
  return { flow, contact, exchange, runsAfterFirst, secondExchange, runsAfterSecond }
})

interface ContactStart {
  readonly contact: Pick<TestContact, 'uuid'>
  /** Number of the contact's runs before the start. */
  readonly before: number
  readonly exchange: Exchange
}

/**
 * Starts the given contact, or one that the run creates. A target that creates no contacts gets an invented URN, of which a
 * start makes a contact, and if it rejects that, the contact of an ended run.
 */
async function startContact(flow: string, context: CheckContext): Promise<ContactStart> {
  const { client, knownIds, ledger, operations, probeOnce } = context
  const buildStart = (members: JsonObject) => buildStartRequest({ flow, ...members, params: { flowtwin: 'a check' } })
  const start = async (uuid: string): Promise<ContactStart> => {
    const before = readResults(await client.sendRequest(buildRunsRequest({ contact: uuid }))).length
    return { contact: { uuid }, before, exchange: await client.sendRequest(buildStart({ contacts: [uuid] })) }
  }
  const given = knownIds['contactId']
  if (given !== undefined) return await start(ledger.allowExistingId(given))
  if (operations.isOffered('writeContact')) return await start((await probeOnce(testContact)).uuid)
  const urn = inventUrn(context)
  const exchange = await client.sendRequest(buildStart({ urns: [urn] }))
  if (!isClientError(exchange)) {
    const findContact = (runsOfFlow: Exchange): string | undefined =>
      readResults(runsOfFlow).flatMap((run) =>
        getString(run, 'contact', 'urn') === urn ? (getString(run, 'contact', 'uuid') ?? []) : [],
      )[0]
    const isListed = (runsOfFlow: Exchange): boolean => findContact(runsOfFlow) !== undefined
    const uuid = findContact(await pollRuns(buildRunsRequest({ flow }), isListed, context))
    return { contact: { uuid: ledger.allowExistingId(uuid ?? UNKNOWN_UUID) }, before: 0, exchange }
  }
  const listed = (await probeOnce(runs)).map(({ item }) => item)
  const isBusy = (uuid: string): boolean =>
    listed.some((run) => getString(run, 'contact', 'uuid') === uuid && isActive(run))
  const free = listed.flatMap((run) => getString(run, 'contact', 'uuid') ?? []).find((uuid) => !isBusy(uuid))
  if (free === undefined)
    throw createInconclusive('no contact to start was found', 'a contact without an active run, or --id contactId=…')
  return await start(ledger.allowExistingId(free))
}

/** Reads runs every 500 ms until they are as expected or `startSeconds` have passed. Returns the last exchange. */
async function pollRuns(
  request: CheckRequest,
  isDone: (exchange: Exchange) => boolean,
  { client, clock, profile }: CheckContext,
): Promise<Exchange> {
  const deadline = clock.now() + profile.startSeconds * 1000
  for (;;) {
    const exchange = await client.sendRequest(request)
    if (isDone(exchange) || clock.now() >= deadline) return exchange
    await clock.sleep(500)
  }
}

function isActive(run: JsonObject): boolean {
  return getPath(run, 'exit_type') === null
}
