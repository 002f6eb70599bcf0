import type { CheckContext } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeVendor } from '../../kit/check.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import { expectStatus, UNSUPPORTED_METHOD_STATUSES } from '../../kit/checks/expect.ts'
import {
  collectStatusPairs,
  createLifecycleChecks,
  createStatusAgreementCheck,
  createTransitionCoverageCheck,
  createVisibilityCheck,
  type ItemStatus,
  type Lifecycle,
} from '../../kit/checks/lifecycle.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import { type Exchange, getHeader, readServerTime } from '../../kit/http/exchange.ts'
import { mapInOrder, sendAndCheck } from '../../kit/checks/send.ts'
import { groupBy, getNumber, getPath, getString, isObject, type JsonObject } from '../../kit/json.ts'
import { compareInstants, parseInstant, toMilliseconds } from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildListRequest, buildRunsRequest, readResults, readRuns, RUNS_PATH } from './runs.ts'
import { startedRun } from './sandbox.ts'
import { flowWalk, getWalkItems, runs, walk } from './walks.ts'

const ACTIVE = 'active'
const DOCUMENTED_EXIT_TYPES = ['completed', 'interrupted', 'expired']
const END_STATUSES = [...DOCUMENTED_EXIT_TYPES, 'failed']
const UNDOCUMENTED_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE']

const lifecycle: Lifecycle = {
  transitions: { [ACTIVE]: END_STATUSES },
  readStatuses: (exchange) => (exchange.request.operation === 'listRuns' ? readRuns(exchange).map(toItemStatus) : []),
  rereadProbe: flowWalk,
  hasEndTime: true,
  hasCost: false,
}

const common = { evidence: ['run', 'one run or more'] } as const

/** Fields of a single run, its status changes and the values that it collects. */
export const runChecks: readonly Check[] = [
  defineCheck('CUR-050', citeVendor('MUST', 'Run.flow'), {
    ...common,
    title: '`flow` and `contact` are objects with `uuid` and `name`; `start` is null or an object with `uuid`',
    run: async (context) =>
      await checkEachRun(context, (run) => [
        validateReference(run, 'flow'),
        validateReference(run, 'contact'),
        validateStart(run),
      ]),
  }),
  defineCheck('CUR-051', citeVendor('MUST', 'Run.exit_type'), {
    ...common,
    title: '`exit_type` is null or a documented value',
    run: async (context) =>
      await checkEachRun(context, (run) => {
        const type = getPath(run, 'exit_type')
        if (type === null || DOCUMENTED_EXIT_TYPES.some((documented) => documented === type)) return []
        const violation = { pointer: '/results/*/exit_type', message: `undocumented exit_type ${JSON.stringify(type)}` }
        // AMB-C4: servers return `failed`, the documentation omits it.
        return [type === 'failed' ? { ...violation, level: 'INFO' } : violation]
      }),
  }),
  defineCheck('CUR-052', citeVendor('MUST', 'Run.exited_on'), {
    ...common,
    title: '`exited_on` is set exactly when `exit_type` is set',
    run: async (context) =>
      await checkEachRun(context, (run) => {
        const [exitedOn, type] = [getPath(run, 'exited_on'), getPath(run, 'exit_type')]
        if ((exitedOn === null) === (type === null)) return []
        const message = exitedOn === null ? 'exit_type without exited_on' : 'exited_on without exit_type'
        return [{ message, pointer: '/results/*/exited_on' }]
      }),
  }),
  defineCheck('CUR-054', bestPractice, {
    title: 'A flow or contact has one name within a response',
    evidence: ['flow or contact that a response names more than once', 'two runs of one flow'],
    run: async ({ probeOnce }) => {
      const pages = groupBy(await probeOnce(runs), ({ exchange }) => String(exchange.number))
      return mergeJudgements(
        [...pages.values()].flatMap((page) => [checkNames(page, 'flow'), checkNames(page, 'contact')]),
      )
    },
  }),
  defineCheck('CUR-053', citeVendor('SHOULD', 'Run.values'), {
    title: 'A value has value, category, node, time and name, and its time lies within the run',
    evidence: ['value of a run', 'a run with values'],
    run: async ({ probeOnce }) => {
      const values = (await probeOnce(runs)).flatMap(({ id, item, exchange }) => {
        const members = getPath(item, 'values')
        return Object.entries(isObject(members) ? members : {}).map(([key, value]) => {
          return { example: `${id}: ${key}`, value, item, exchange }
        })
      })
      return checkEach(values, ({ example, value, item, exchange }) =>
        findValueErrors(isObject(value) ? value : {}, item).map((message) => {
          return { message, pointer: '/results/*/values/*', example, exchange }
        }),
      )
    },
  }),
  defineCheck('CUR-055', bestPractice, {
    isRecordCheck: true,
    title: 'An exited run keeps its exit type and exit time',
    evidence: ['exited run that was read again', 'an exited run in two responses'],
    run: async (context) => {
      const pairs = (await collectStatusPairs(lifecycle, context)).filter(({ before }) => before.status !== ACTIVE)
      return checkEach(pairs, ({ before, after, exchange }): Violation | null => {
        if (before.status === after.status && before.endedAt === after.endedAt) return null
        const change = `${before.status} at ${before.endedAt}, then ${after.status} at ${after.endedAt}`
        return { message: 'the exit of a run changed', example: `${after.id}: ${change}`, exchange }
      })
    },
  }),
  defineCheck('CUR-056', bestPractice, {
    needs: ['probe-methods'],
    title: 'POST, PUT, PATCH and DELETE on the run list are rejected as unsupported',
    evidence: ['undocumented method', 'run with --probe-methods'],
    run: sendAndCheck(
      () => UNDOCUMENTED_METHODS.map((method) => ({ operation: null, method, path: RUNS_PATH, intent: 'probe' })),
      (exchange) => expectStatus(exchange, UNSUPPORTED_METHOD_STATUSES, exchange.method),
    ),
  }),
  createRecordCheck('CUR-090', citeVendor('SHOULD', 'listRuns/200'), {
    title: '`X-Temba-Org` and `X-Temba-Workspace` name one workspace in all responses',
    evidence: ['response that names a workspace', 'responses with such a header'],
    run: ({ getExchanges }) =>
      mergeJudgements(['X-Temba-Org', 'X-Temba-Workspace'].map((name) => checkWorkspace(name, getExchanges()))),
  }),
  defineCheck('CUR-091', citeVendor('SHOULD', 'Flow.expires'), {
    title: 'A run of a contact without a later run is not active long after its flow expires',
    evidence: ['active run', 'an active run'],
    run: checkExpiry,
  }),
  ...createLifecycleChecks(lifecycle),
  createTransitionCoverageCheck(lifecycle, {
    buildRequests: () => Promise.resolve([buildRunsRequest()]),
    intervalSeconds: [600],
    maxPolls: 20,
    minTransitions: 60,
    // AMB-C4: no document describes failed runs.
    expectedTransitions: { [ACTIVE]: DOCUMENTED_EXIT_TYPES },
  }),
  createStatusAgreementCheck(lifecycle, async ({ probeOnce, client }) => {
    const all = getWalkItems(await probeOnce(walk))
    const samples = [all[0], all[Math.floor(all.length / 2)]].filter((run) => run !== undefined)
    const comparisons = await mapInOrder(samples, async (run) => {
      const exchange = await client.sendRequest(buildRunsRequest({ uuid: run.id }))
      return readRuns(exchange).map((read) => ({ listed: toItemStatus(run), single: toItemStatus(read), exchange }))
    })
    return comparisons.flat()
  }),
  createVisibilityCheck('createFlowStart', async ({ probeOnce }) => {
    const { exchange: start, runsAfterFirst: exchange } = await probeOnce(startedRun)
    const id = getString(start.body, 'uuid') ?? ''
    return [{ id, exchange, isVisible: readResults(exchange).some((run) => getString(run, 'start', 'uuid') === id) }]
  }),
]

function checkWorkspace(name: string, exchanges: readonly Exchange[]): Judgement {
  const named = exchanges.filter(
    (exchange) => (exchange.request.credential ?? 'own') === 'own' && getHeader(exchange, name) !== null,
  )
  const expected = named[0] && getHeader(named[0], name)
  return checkEach(named, (exchange) =>
    getHeader(exchange, name) === expected
      ? null
      : { message: `${name} names another workspace`, example: `${expected}, ${getHeader(exchange, name)}`, exchange },
  )
}

/** Checks active runs against twice the time after which their flow expires. */
async function checkExpiry({ probeOnce, client, profile }: CheckContext): Promise<Judgement> {
  const flows = await client.sendRequest(buildListRequest('flows'))
  const minutes = new Map(readResults(flows).map((flow) => [getString(flow, 'uuid'), getNumber(flow, 'expires') ?? 0]))
  const listed = await probeOnce(runs)
  const newest = new Map<string, string>()
  for (const { item } of listed) {
    const [contact, created] = [getString(item, 'contact', 'uuid') ?? '', getString(item, 'created_on') ?? '']
    if (created > (newest.get(contact) ?? '')) newest.set(contact, created)
  }
  // A run that called another flow waits for that one, which is a later run of the contact.
  const active = listed.filter(
    ({ item }) =>
      getPath(item, 'exit_type') === null &&
      newest.get(getString(item, 'contact', 'uuid') ?? '') === getString(item, 'created_on') &&
      (minutes.get(getString(item, 'flow', 'uuid')) ?? 0) > 0,
  )
  return checkEach(active, ({ id, item, exchange }) => {
    const modified = parseInstant(getString(item, 'modified_on'))
    const patience = (minutes.get(getString(item, 'flow', 'uuid')) ?? 0) * 2 * 60_000 + profile.graceSeconds * 1000
    if (modified === null || toMilliseconds(modified) + patience >= readServerTime(exchange)) return null
    return { message: 'an active run is past its expiry', pointer: '/results/*/exit_type', example: id, exchange }
  })
}

type ItemViolation = Omit<Violation, 'exchange' | 'example'>

async function checkEachRun(
  { probeOnce }: CheckContext,
  validate: (run: JsonObject) => readonly (ItemViolation | null)[],
): Promise<Judgement> {
  return checkEach(await probeOnce(runs), ({ id, item, exchange }) =>
    validate(item).flatMap((violation) => (violation === null ? [] : [{ ...violation, example: id, exchange }])),
  )
}

function validateReference(run: JsonObject, member: string): ItemViolation | null {
  const name = getPath(run, member, 'name')
  // A contact may have no name; a flow always has one.
  const hasName = typeof name === 'string' || (name === null && member === 'contact')
  return getString(run, member, 'uuid') !== undefined && hasName
    ? null
    : { message: `${member} is not an object with uuid and name`, pointer: `/results/*/${member}` }
}

function validateStart(run: JsonObject): ItemViolation | null {
  const start = getPath(run, 'start')
  if (start === null || start === undefined || getString(start, 'uuid') !== undefined) return null
  return { message: 'start is neither null nor an object with uuid', pointer: '/results/*/start' }
}

function checkNames(page: readonly DatedItem[], member: string): Judgement {
  const groups = groupBy(page, ({ item }) => getString(item, member, 'uuid') ?? '')
  const repeated = [...groups].filter(([uuid, group]) => uuid !== '' && group.length > 1)
  return checkEach(repeated, ([uuid, group]) => {
    const names = new Set(group.map(({ item }) => JSON.stringify(getPath(item, member, 'name'))))
    const [first] = group
    if (names.size < 2 || first === undefined) return null
    const [message, pointer] = [`one ${member} has several names`, `/results/*/${member}/name`]
    return { message, pointer, example: `${uuid}: ${[...names].join(', ')}`, exchange: first.exchange }
  })
}

function toItemStatus({ id, item }: Pick<DatedItem, 'id' | 'item'>): ItemStatus {
  return { id, status: getString(item, 'exit_type') ?? ACTIVE, endedAt: getString(item, 'exited_on') ?? null }
}

function findValueErrors(value: JsonObject, run: JsonObject): readonly string[] {
  const missing = ['value', 'category', 'node', 'time', 'name'].filter((name) => value[name] === undefined)
  const [time, from] = [parseInstant(getString(value, 'time')), parseInstant(getString(run, 'created_on'))]
  const to = parseInstant(getString(run, 'exited_on') ?? getString(run, 'modified_on'))
  const isEarly = time !== null && from !== null && compareInstants(time, from) < 0
  const isLate = time !== null && to !== null && compareInstants(time, to) > 0
  return [
    ...missing.map((name) => `a value without ${name}`),
    ...(isEarly ? ['the time of a value is before the run'] : []),
    ...(isLate ? ['the time of a value is after the run'] : []),
  ]
}
