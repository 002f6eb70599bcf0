import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { isSameId } from '../../kit/ids.ts'
import { getPath, getString, type JsonObject } from '../../kit/json.ts'
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

/** Creates the contact that is started in flows. Its phone number is one of the 100 reserved for fiction. */
export const testContact: Probe<TestContact> = {
  name: 'creating a contact',
  run: async ({ client, getExchanges, ledger }) => {
    const minute = Math.floor((getExchanges()[0]?.sentAt ?? 0) / 60_000)
    const urn = ledger.addInventedId(`tel:+12025550${100 + (minute % 100)}`)
    const sentBody = { name: 'Zoë Flowtwin 🎈', language: 'eng' }
    const exchange = await client.sendRequest(buildContactRequest({ urn }, sentBody))
    const uuid = getString(exchange.body, 'uuid')
    if (!isSuccess(exchange) || uuid === undefined)
      throw createBlocked(`creating a contact returned ${exchange.status}`)
    if (!ledger.canModify(uuid)) throw createBlocked('the target returned a contact that existed before')
    return { uuid, urn, sentBody, exchange }
  },
}

/** The flow to start: `flowId`, or an unarchived flow, if possible one with an active run (its runs stay readable before they end). */
export const startableFlow: Probe<string> = {
  name: 'finding a flow to start',
  run: async ({ probeOnce, knownIds, client }) => {
    const { flowId } = knownIds
    if (flowId !== undefined) return flowId
    const activeFirst = (await probeOnce(runs)).toSorted(
      (left, right) => Number(isActive(right.item)) - Number(isActive(left.item)),
    )
    const flows = readResults(await client.sendRequest(buildListRequest('flows', { archived: 'false' })))
    const flow = activeFirst
      .flatMap(({ item }) => getString(item, 'flow', 'uuid') ?? [])
      .find((uuid) => flows.some((listed) => isSameId(getString(listed, 'uuid'), uuid)))
    if (flow === undefined) throw createInconclusive('no flow to start was found', 'a run of a flow in use, or flowId')
    return flow
  },
}

/** Two starts of the test contact in the same flow, each with a later read of the contact's runs. */
interface StartedRun {
  readonly flow: string
  readonly contact: TestContact
  readonly exchange: Exchange
  /** The contact's runs once the run of the first start is listed. */
  readonly runsAfterFirst: Exchange
  readonly secondExchange: Exchange
  /** The contact's runs once the run of the second start is listed. */
  readonly runsAfterSecond: Exchange
}

export const startedRun: Probe<StartedRun> = {
  name: 'starting a contact in a flow',
  run: async (context) => {
    const { client, probeOnce } = context
    const [flow, contact] = [await probeOnce(startableFlow), await probeOnce(testContact)]
    const request = buildStartRequest({ flow, contacts: [contact.uuid], params: { flowtwin: 'a check' } })
    const before = readResults(await client.sendRequest(buildRunsRequest({ contact: contact.uuid }))).length
    const exchange = await client.sendRequest(request)
    if (!isSuccess(exchange)) throw createBlocked(`starting a contact returned ${exchange.status}`)
    const runsAfterFirst = await pollUntilListed(contact.uuid, before + 1, context)
    const secondExchange = await client.sendRequest(request)
    const runsAfterSecond = await pollUntilListed(contact.uuid, before + 2, context)
    return { flow, contact, exchange, runsAfterFirst, secondExchange, runsAfterSecond }
  },
}

/** Reads a contact's runs every 500 ms until there are `count` of them or `startSeconds` have passed. */
async function pollUntilListed(
  contact: string,
  count: number,
  { client, clock, profile }: CheckContext,
): Promise<Exchange> {
  const deadline = clock.now() + profile.startSeconds * 1000
  for (;;) {
    const exchange = await client.sendRequest(buildRunsRequest({ contact }))
    if (readResults(exchange).length >= count || clock.now() >= deadline) return exchange
    await clock.sleep(500)
  }
}

function isActive(run: JsonObject): boolean {
  return getPath(run, 'exit_type') === null
}
