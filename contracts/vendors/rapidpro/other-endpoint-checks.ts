// Checks: CUR-063, CUR-064, CUR-065, CUR-066, CUR-067, CUR-068
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { expectStatus } from '../../kit/checks/expect.ts'
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

const common = { level: 'MUST', hint: 'one run or more' } as const
const EXIT_TYPES = ['completed', 'interrupted', 'expired', 'failed']

const flowList: Probe<Exchange> = {
  name: 'listing the flows',
  run: async ({ client }) => requireList(await client.sendRequest(buildListRequest('flows'))),
}

/** Flows, contacts and groups, compared with the runs that reference them. */
export const otherEndpointChecks: readonly Check[] = [
  {
    ...common,
    source: { kind: 'vendor', statement: 'listFlows' },
    id: 'CUR-063',
    title: 'Every flow of a run is listed under the same name',
    unit: 'flow of a run',
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
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'Flow.runs' },
    id: 'CUR-064',
    title: '`runs` of a flow counts its runs by exit type',
    unit: 'run count of a flow',
    hint: 'a flow with a few runs, without traffic',
    run: checkRunCounts,
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'listContacts?uuid' },
    id: 'CUR-065',
    title: 'The contact list finds the contact of a run by uuid and by URN, and no unknown contact',
    unit: 'contact query',
    run: checkRunContacts,
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'listContacts?group' },
    id: 'CUR-066',
    level: 'SHOULD',
    title: 'The group filter returns the members of the group, as many as `count`',
    unit: 'contact of a group',
    hint: 'a group with a few contacts',
    run: checkGroupMembers,
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'writeContact' },
    id: 'CUR-067',
    title: 'A contact is read back as written; a second write updates the same contact',
    unit: 'write of a contact',
    hint: 'run with --writes',
    needs: ['writes'],
    run: checkContactWrite,
  },
  {
    ...common,
    source: { kind: 'vendor', statement: 'writeContact/404' },
    id: 'CUR-068',
    level: 'SHOULD',
    title: 'A write to an unknown contact returns 404',
    unit: 'write to an unknown contact',
    hint: 'run with --writes',
    needs: ['writes'],
    run: async ({ client, ledger }) => {
      const uuid = ledger.addInventedId(UNKNOWN_UUID)
      const exchange = await client.sendRequest(buildContactRequest({ uuid }, { name: 'Nobody' }, 'invalid'))
      return checkEach([exchange], () => expectStatus(exchange, 404))
    },
  },
]

async function checkRunCounts(context: CheckContext): Promise<Judgement> {
  const flows = readResults(await context.probeOnce(flowList))
  const totals = flows.map((flow) => ({ flow, total: countRuns(flow) })).filter(({ total }) => total > 0)
  const [fewest] = totals.toSorted((left, right) => left.total - right.total)
  const uuid = getString(fewest?.flow, 'uuid')
  if (uuid === undefined) return { evidence: 0, violations: [] }
  const flowRuns = await walkPages(buildRunsRequest({ flow: uuid }), context)
  const exchange = requireList(await context.client.sendRequest(buildListRequest('flows', { uuid })))
  const [current] = readResults(exchange)
  if (flowRuns.end !== 'complete' || !isSameJson(getPath(current, 'runs'), getPath(fewest?.flow, 'runs')))
    throw createInconclusive('the runs of the flow changed while they were read', 'a flow without traffic')
  const exitTypes = getWalkItems(flowRuns).map(({ item }) => getString(item, 'exit_type') ?? 'active')
  const expected = [
    ...EXIT_TYPES.map((type) => [type, getNumber(current, 'runs', type) ?? 0] as const),
    ['active', (getNumber(current, 'runs', 'active') ?? 0) + (getNumber(current, 'runs', 'waiting') ?? 0)] as const,
  ]
  return checkEach(expected, ([type, count]) => {
    const listed = exitTypes.filter((exitType) => exitType === type).length
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

async function checkGroupMembers({ client }: CheckContext): Promise<Judgement> {
  const groups = readResults(requireList(await client.sendRequest(buildListRequest('groups'))))
    .map((group) => ({ uuid: getString(group, 'uuid'), count: getNumber(group, 'count') ?? 0 }))
    .filter(({ count }) => count > 0 && count <= 250)
    .toSorted((left, right) => left.count - right.count)
  const { uuid, count = 0 } = groups[0] ?? {}
  if (uuid === undefined) return { evidence: 0, violations: [] }
  const exchange = requireList(await client.sendRequest(buildListRequest('contacts', { group: uuid })))
  const contacts = readResults(exchange)
  // A first page with a next page is shorter than the group.
  const hasMore = contacts.length < count && getString(exchange.body, 'next') !== undefined
  const message = 'the number of contacts is not the count of the group'
  const example = `${uuid}: ${count}, ${contacts.length} listed`
  return mergeJudgements([
    checkEach(contacts, (contact) =>
      getObjects(contact, 'groups').some((group) => isSameId(getString(group, 'uuid'), uuid))
        ? null
        : { message: 'a contact outside the group', example: getString(contact, 'uuid') ?? '', exchange },
    ),
    { evidence: 0, violations: contacts.length === count || hasMore ? [] : [{ message, example, exchange }] },
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
