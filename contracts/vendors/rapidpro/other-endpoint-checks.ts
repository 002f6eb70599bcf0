import { citeVendor, type Check, defineCheck, defineWriteCheck } from '../../kit/check.ts'
import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { expectStatus } from '../../kit/checks/expect.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { mapInOrder } from '../../kit/checks/send.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { isSameId, isSameIdList, UNKNOWN_UUID } from '../../kit/ids.ts'
import { getNumber, getObjects, getPath, getString, isSameJson, type JsonObject } from '../../kit/json.ts'
import {
  checkEach,
  createBlocked,
  createInconclusive,
  type Judgement,
  mergeJudgements,
  type Violation,
} from '../../kit/outcome.ts'
import { buildContactRequest, buildListRequest, buildRunsRequest, readResults } from './runs.ts'
import { testContact } from './sandbox.ts'
import { getWalkItems, runs, walk, walkPages } from './walks.ts'

const HINT = 'one run or more'
const EXIT_TYPES = ['completed', 'interrupted', 'expired', 'failed']

const flowList = defineProbe<Exchange>('listing the flows', async ({ client }) =>
  requireList(await client.sendRequest(buildListRequest('flows'))),
)

/** Flows, contacts and groups, compared with the runs that reference them. */
export const otherEndpointChecks: readonly Check[] = [
  defineCheck('CUR-063', citeVendor('MUST', 'listFlows'), {
    title: 'Every flow of a run is listed under the same name',
    evidence: ['flow of a run', HINT],
    run: async ({ probeOnce }) => {
      const exchange = await probeOnce(flowList)
      const flows = readResults(exchange)
      if (getPath(exchange.body, 'next') !== null)
        throw createInconclusive('there are more flows than fit on one page', 'a single page of flows')
      const byUuid = new Map((await probeOnce(runs)).map(({ item }) => [getString(item, 'flow', 'uuid') ?? '', item]))
      return checkEach([...byUuid], ([uuid, run]): Violation | null => {
        const listed = flows.find((flow) => isSameId(getString(flow, 'uuid'), uuid))
        if (listed === undefined) return { message: 'the flow is not listed', example: uuid, exchange }
        return listed['name'] === getPath(run, 'flow', 'name')
          ? null
          : { message: 'the flow has a different name', example: uuid, exchange }
      })
    },
  }),
  defineCheck('CUR-064', citeVendor('MUST', 'Flow.runs'), {
    title: '`runs` of a flow counts its runs by exit type',
    evidence: ['run count of a flow', 'a flow with a few runs, without traffic'],
    run: checkRunCounts,
  }),
  defineCheck('CUR-065', citeVendor('MUST', 'listContacts?uuid'), {
    title: 'The contact list finds the contact of a run by uuid and by URN, and no unknown contact',
    evidence: ['contact query', HINT],
    run: checkRunContacts,
  }),
  defineCheck('CUR-066', citeVendor('SHOULD', 'listContacts?group'), {
    title: 'The group filter returns the members of the group, as many as `count`',
    evidence: ['contact of a group', 'a group with a few contacts'],
    run: checkGroupMembers,
  }),
  defineWriteCheck('CUR-067', citeVendor('MUST', 'writeContact'), {
    title: 'A contact is read back as written; a second write updates the same contact',
    evidence: ['write of a contact', 'run with --writes'],
    run: checkContactWrite,
  }),
  defineWriteCheck('CUR-068', citeVendor('SHOULD', 'writeContact/404'), {
    title: 'A write to an unknown contact returns 404',
    evidence: ['write to an unknown contact', 'run with --writes'],
    run: async ({ client, ledger }) => {
      const uuid = ledger.addInventedId(UNKNOWN_UUID)
      const exchange = await client.sendRequest(buildContactRequest({ uuid }, { name: 'Ann' }, 'invalid'))
      return checkEach([exchange], () => expectStatus(exchange, 404))
    },
  }),
]

/** The most flows and groups whose counts are checked by reading them one by one. */
const MAX_COUNTED = 4

async function checkRunCounts(context: CheckContext): Promise<Judgement> {
  const flows = readResults(await context.probeOnce(flowList)).filter((flow) => countRuns(flow) > 0)
  const counted = flows.toSorted((left, right) => countRuns(left) - countRuns(right))
  const reference = await context.probeOnce(walk)
  const all = getWalkItems(reference)
  // With all runs at hand, the flows whose counts differ are read one by one; otherwise the smallest.
  const suspects = counted.filter((flow) => listCounts(flow, all).some(({ count, listed }) => count !== listed))
  const chosen = reference.end === 'complete' ? suspects.slice(0, MAX_COUNTED) : counted.slice(0, 1)
  const judgements = await mapInOrder(chosen, async (flow) => await checkFlowCounts(flow, context))
  const isKnown = reference.end === 'complete'
  const known = { evidence: isKnown ? flows.length - suspects.length : 0, violations: [] }
  return mergeJudgements([known, ...judgements])
}

/** The runs of a flow by exit type: as it counts them, and as they are in a list. */
function listCounts(flow: JsonObject | undefined, listed: readonly ListItem[]) {
  const uuid = getString(flow, 'uuid')
  const exitTypes = listed
    .filter(({ item }) => isSameId(getString(item, 'flow', 'uuid'), uuid))
    .map(({ item }) => getString(item, 'exit_type') ?? 'active')
  const active = (getNumber(flow, 'runs', 'active') ?? 0) + (getNumber(flow, 'runs', 'waiting') ?? 0)
  const counts = [
    ...EXIT_TYPES.map((type) => [type, getNumber(flow, 'runs', type) ?? 0] as const),
    ['active', active] as const,
  ]
  return counts.map(([type, count]) => ({
    type,
    count,
    listed: exitTypes.filter((exitType) => exitType === type).length,
  }))
}

async function checkFlowCounts(flow: JsonObject, context: CheckContext): Promise<Judgement> {
  const uuid = getString(flow, 'uuid') ?? ''
  const before = requireList(await context.client.sendRequest(buildListRequest('flows', { uuid })))
  const flowRuns = await walkPages(buildRunsRequest({ flow: uuid }), context)
  const exchange = requireList(await context.client.sendRequest(buildListRequest('flows', { uuid })))
  const [[earlier], [current]] = [readResults(before), readResults(exchange)]
  if (flowRuns.end !== 'complete' || !isSameJson(getPath(current, 'runs'), getPath(earlier, 'runs')))
    throw createInconclusive('the runs of the flow changed while they were read', 'a flow without traffic')
  return checkEach(listCounts(current, getWalkItems(flowRuns)), ({ type, count, listed }) => {
    const example = `${uuid}: ${type} ${count}, ${listed} listed`
    return listed === count ? null : { message: 'the count is not the number of runs', example, exchange }
  })
}

function countRuns(flow: JsonObject): number {
  return [...EXIT_TYPES, 'active', 'waiting'].reduce((sum, type) => sum + (getNumber(flow, 'runs', type) ?? 0), 0)
}

async function checkRunContacts({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const [first] = getWalkItems(await probeOnce(walk))
  const uuid = getString(first?.item, 'contact', 'uuid')
  if (uuid === undefined) return { evidence: 0, violations: [] }
  const byUuid = await client.sendRequest(buildListRequest('contacts', { uuid }))
  const urn = getString(readResults(byUuid)[0], 'urns', 0)
  const queries: { readonly exchange: Exchange; readonly expected: readonly string[] }[] = [
    { exchange: byUuid, expected: [uuid] },
  ]
  // An anonymous workspace masks the URN.
  if (urn !== undefined && !urn.includes('*'))
    queries.push({ exchange: await client.sendRequest(buildListRequest('contacts', { urn })), expected: [uuid] })
  const unknown = await client.sendRequest(buildListRequest('contacts', { uuid: UNKNOWN_UUID }))
  queries.push({ exchange: unknown, expected: [] })
  return checkEach(queries, ({ exchange, expected }) => {
    const uuids = readResults(exchange).map((contact) => getString(contact, 'uuid') ?? '')
    // A rejected unknown contact is as clear as an empty list.
    if (expected.length === 0 && isClientError(exchange)) return null
    if (isSuccess(exchange) && isSameIdList(uuids, expected)) return null
    return { message: 'not exactly the requested contact', example: exchange.request.path, exchange }
  })
}

async function checkGroupMembers(context: CheckContext): Promise<Judgement> {
  const groups = readResults(requireList(await context.client.sendRequest(buildListRequest('groups'))))
    .map((group) => ({ uuid: getString(group, 'uuid') ?? '', count: getNumber(group, 'count') ?? 0 }))
    .filter(({ count }) => count > 0 && count <= MAX_MEMBERS)
    .toSorted((left, right) => left.count - right.count)
  const chosen = groups.length > MAX_COUNTED ? [...groups.slice(0, 2), ...groups.slice(-2)] : groups
  return mergeJudgements(await mapInOrder(chosen, async (group) => await checkGroup(group, context)))
}

/** The largest group whose members are read. */
const MAX_MEMBERS = 500

async function checkGroup(
  group: { readonly uuid: string; readonly count: number },
  context: CheckContext,
): Promise<Judgement> {
  const { uuid, count } = group
  const { pages, end } = await walkPages(buildListRequest('contacts', { group: uuid }), context)
  const [contacts, exchange] = [pages.flatMap(({ items }) => items), pages[0]?.exchange]
  const message = 'the number of contacts is not the count of the group'
  const example = `${uuid}: ${count}, ${contacts.length} listed`
  const isWrong = end === 'complete' && contacts.length !== count && exchange !== undefined
  return mergeJudgements([
    checkEach(contacts, ({ id, item }) =>
      getObjects(item, 'groups').some((listed) => isSameId(getString(listed, 'uuid'), uuid))
        ? null
        : { message: 'a contact outside the group', example: id, ...(exchange && { exchange }) },
    ),
    { evidence: 0, violations: isWrong ? [{ message, example, exchange }] : [] },
  ])
}

async function checkContactWrite({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const { uuid, urn, sentBody } = await probeOnce(testContact)
  const created = await client.sendRequest(buildListRequest('contacts', { uuid }))
  const update = await client.sendRequest(buildContactRequest({ urn }, { name: 'Zoë Again' }))
  const updated = await client.sendRequest(buildListRequest('contacts', { urn }))
  const updatedUuid = getString(update.body, 'uuid')
  const message = 'the second write updated a different contact'
  const otherContact = { message, pointer: '/uuid', example: updatedUuid ?? '', exchange: update }
  return {
    evidence: 2,
    violations: [
      ...findDifferences(created, { uuid, ...sentBody }),
      ...(isSameId(updatedUuid, uuid) ? [] : [otherContact]),
      ...findDifferences(updated, { uuid, ...sentBody, name: 'Zoë Again' }),
    ],
  }
}

function findDifferences(exchange: Exchange, expected: JsonObject): readonly Violation[] {
  const [contact] = readResults(exchange)
  return Object.entries(expected).flatMap(([name, value]) => {
    if (contact?.[name] === value) return []
    const example = `${JSON.stringify(contact?.[name]) ?? 'missing'}, not ${JSON.stringify(value)}`
    return [{ message: `${name} is not as written`, pointer: `/results/0/${name}`, example, exchange }]
  })
}

function requireList(exchange: Exchange): Exchange {
  if (isSuccess(exchange) && Array.isArray(getPath(exchange.body, 'results'))) return exchange
  throw createBlocked(`${exchange.method} ${exchange.request.path} returned ${exchange.status} without a list`)
}
