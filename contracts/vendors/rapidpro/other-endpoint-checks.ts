import type { Check, CheckSource } from '../../kit/check.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import {
  checkEach,
  createBlocked,
  createInconclusive,
  type Judgement,
  mergeJudgements,
  type Violation,
} from '../../kit/outcome.ts'
import { getPath, type JsonObject, getNumber, getObjects, getString } from '../../kit/json.ts'
import { isSameId, isSameIdList, UNKNOWN_UUID } from '../../kit/ids.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { buildRunsRequest } from './runs.ts'
import { getWalkItems, runs, walk, walkPages } from './walks.ts'
import { testContact, buildContactRequest, buildListRequest } from './sandbox.ts'

const common = { level: 'MUST', remedy: 'one run or more' } as const
const EXIT_TYPES = ['completed', 'interrupted', 'expired', 'failed']

function createVendorSource(statement: string): { readonly source: CheckSource } {
  return { source: { kind: 'vendor', statement } }
}

const flowList: Probe<Exchange> = {
  name: 'listing the flows',
  run: async ({ client }) => requireList(await client.sendRequest(buildListRequest('flows'))),
}

/** Flows, contacts and groups beside the runs that name them. */
export const otherEndpointChecks: readonly Check[] = [
  {
    ...common,
    ...createVendorSource('listFlows'),
    id: 'CUR-063',
    title: 'Every flow that a run names is listed under the same name',
    unit: 'flow of a run',
    run: async ({ probeOnce }) => {
      const exchange = await probeOnce(flowList)
      const listed = getObjects(exchange.body, 'results')
      if (getPath(exchange.body, 'next') !== null)
        throw createInconclusive('there are more flows than fit on one page', 'fewer flows')
      const named = new Map((await probeOnce(runs)).map(({ item }) => [getString(item, 'flow', 'uuid') ?? '', item]))
      return checkEach([...named], ([uuid, item]): Violation | null => {
        const own = listed.find((one) => isSameId(getString(one, 'uuid'), uuid))
        if (own === undefined) return { message: 'a flow is not listed', witness: uuid, exchange }
        return own['name'] === getPath(item, 'flow', 'name')
          ? null
          : { message: 'another name', witness: uuid, exchange }
      })
    },
  },
  {
    ...common,
    ...createVendorSource('Flow.runs'),
    id: 'CUR-064',
    title: 'A flow counts its runs as many as they are, by how they came out',
    unit: 'count of a flow',
    remedy: 'a flow with a few runs, and no traffic',
    run: checkRunCounts,
  },
  {
    ...common,
    ...createVendorSource('listContacts?uuid'),
    id: 'CUR-065',
    title: 'The contact of a run is found by its uuid and by its URN, and an unknown one is not',
    unit: 'question for a contact',
    run: checkRunContacts,
  },
  {
    ...common,
    ...createVendorSource('listContacts?group'),
    id: 'CUR-066',
    level: 'SHOULD',
    title: 'The contacts of a group are those who say that they are in it, as many as the group counts',
    unit: 'contact of a group',
    remedy: 'a group with a few contacts',
    run: checkGroupMembers,
  },
  {
    ...common,
    ...createVendorSource('writeContact'),
    id: 'CUR-067',
    title: 'A contact is read as it was written, and a second write changes it and makes no other',
    unit: 'write of a contact',
    remedy: 'leave to write',
    needs: ['writes'],
    run: checkContactWrite,
  },
  {
    ...common,
    ...createVendorSource('writeContact/404'),
    id: 'CUR-068',
    level: 'SHOULD',
    title: 'A write to an unknown contact answers 404',
    unit: 'write to nobody',
    remedy: 'leave to write',
    needs: ['writes'],
    run: async ({ client, ledger }) => {
      const call = buildContactRequest({ uuid: ledger.addInventedId(UNKNOWN_UUID) }, { name: 'Nobody' }, 'invalid')
      return checkEach([await client.sendRequest(call)], (exchange) =>
        exchange.status === 404 ? null : { message: `status ${exchange.status} instead of 404`, exchange },
      )
    },
  },
]

async function checkRunCounts(context: CheckContext): Promise<Judgement> {
  const listed = getObjects((await context.probeOnce(flowList)).body, 'results')
  const totals = listed.map((flow) => ({ flow, total: countRuns(flow) })).filter(({ total }) => total > 0)
  const [fewest] = totals.toSorted((left, right) => left.total - right.total)
  const uuid = getString(fewest?.flow, 'uuid')
  if (uuid === undefined) return { evidence: 0, violations: [] }
  const own = await walkPages(buildRunsRequest({ flow: uuid }), context)
  const exchange = requireList(await context.client.sendRequest(buildListRequest('flows', { uuid })))
  const [now] = getObjects(exchange.body, 'results')
  const moved = JSON.stringify(getPath(now, 'runs')) !== JSON.stringify(getPath(fewest?.flow, 'runs'))
  if (own.end !== 'reached' || moved) throw createInconclusive('the runs of the flow moved', 'a flow without traffic')
  const all = getWalkItems(own).map(({ item }) => getString(item, 'exit_type') ?? 'active')
  const due = [
    ...EXIT_TYPES.map((kind) => [kind, getNumber(now, 'runs', kind) ?? 0] as const),
    ['active', (getNumber(now, 'runs', 'active') ?? 0) + (getNumber(now, 'runs', 'waiting') ?? 0)] as const,
  ]
  return checkEach(due, ([kind, count]) => {
    const seen = all.filter((one) => one === kind).length
    const witness = `${uuid}: ${kind} ${count}, ${seen} seen`
    return seen === count ? null : { message: 'the count is not the number of runs', witness, exchange }
  })
}

function countRuns(flow: JsonObject): number {
  return [...EXIT_TYPES, 'active', 'waiting'].reduce((sum, kind) => sum + (getNumber(flow, 'runs', kind) ?? 0), 0)
}

async function checkRunContacts({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const [first] = getWalkItems(await probeOnce(walk))
  const uuid = getString(first?.item, 'contact', 'uuid')
  if (uuid === undefined) return { evidence: 0, violations: [] }
  const byUuid = await client.sendRequest(buildListRequest('contacts', { uuid }))
  const urn = getString(getObjects(byUuid.body, 'results')[0], 'urns', 0)
  const answers = [{ exchange: byUuid, due: [uuid] }]
  // An anonymous workspace shows no number to ask by.
  if (urn !== undefined && !urn.includes('*'))
    answers.push({ exchange: await client.sendRequest(buildListRequest('contacts', { urn })), due: [uuid] })
  answers.push({ exchange: await client.sendRequest(buildListRequest('contacts', { uuid: UNKNOWN_UUID })), due: [] })
  return checkEach(answers, ({ exchange, due }) => {
    const found = getObjects(exchange.body, 'results').map((one) => getString(one, 'uuid') ?? '')
    // That an unknown contact is refused instead is as clear an answer.
    if (due.length === 0 && isClientError(exchange)) return null
    if (isSuccess(exchange) && isSameIdList(found, due)) return null
    return { message: 'not exactly the contact that was asked for', witness: exchange.request.path, exchange }
  })
}

async function checkGroupMembers({ client }: CheckContext): Promise<Judgement> {
  const groups = getObjects(requireList(await client.sendRequest(buildListRequest('groups'))).body, 'results')
  const sized = groups.filter(
    (group) => (getNumber(group, 'count') ?? 0) > 0 && (getNumber(group, 'count') ?? 0) <= 250,
  )
  const [group] = sized.toSorted((left, right) => (getNumber(left, 'count') ?? 0) - (getNumber(right, 'count') ?? 0))
  const uuid = getString(group, 'uuid')
  if (uuid === undefined) return { evidence: 0, violations: [] }
  const exchange = requireList(await client.sendRequest(buildListRequest('contacts', { group: uuid })))
  const found = getObjects(exchange.body, 'results')
  const count = getNumber(group, 'count') ?? 0
  const what = 'another number of contacts than the group counts'
  const witness = `${uuid}: ${count}, ${found.length} found`
  return mergeJudgements([
    checkEach(found, (one) =>
      getObjects(one, 'groups').some((own) => isSameId(getString(own, 'uuid'), uuid))
        ? null
        : { message: 'a contact who is not in the group', witness: getString(one, 'uuid') ?? '', exchange },
    ),
    { evidence: 0, violations: found.length === count ? [] : [{ message: what, witness, exchange }] },
  ])
}

async function checkContactWrite({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const { uuid, urn, sentBody } = await probeOnce(testContact)
  const first = await client.sendRequest(buildListRequest('contacts', { uuid }))
  const again = await client.sendRequest(buildContactRequest({ urn }, { name: 'Zoë Again' }))
  const second = await client.sendRequest(buildListRequest('contacts', { urn }))
  const other = getString(again.body, 'uuid')
  return {
    evidence: 2,
    violations: [
      ...findDifferences(first, { uuid, ...sentBody }),
      ...(isSameId(other, uuid)
        ? []
        : [{ what: 'another contact', pointer: '/uuid', witness: other ?? '', exchange: again }]),
      ...findDifferences(second, { uuid, ...sentBody, name: 'Zoë Again' }),
    ],
  }
}

function findDifferences(exchange: Exchange, due: JsonObject): readonly Violation[] {
  const [own] = getObjects(exchange.body, 'results')
  return Object.entries(due).flatMap(([name, value]) => {
    if (own?.[name] === value) return []
    const witness = `${JSON.stringify(own?.[name]) ?? 'missing'}, not ${JSON.stringify(value)}`
    return [{ message: `another ${name} than was written`, pointer: `/results/0/${name}`, witness, exchange }]
  })
}

function requireList(exchange: Exchange): Exchange {
  if (isSuccess(exchange) && Array.isArray(getPath(exchange.body, 'results'))) return exchange
  throw createBlocked(`${exchange.method} ${exchange.request.path} answered ${exchange.status} without a list`)
}
