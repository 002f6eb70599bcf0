import { type CheckContext, type Probe, defineProbe } from '../../kit/check-context.ts'
import { type Check, bestPractice, citeJsonApi, citeVendor, defineWriteCheck } from '../../kit/check.ts'
import { mapInOrder } from '../../kit/checks/send.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString, isObject, isSameJson } from '../../kit/json.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import {
  checkEach,
  createBlocked,
  createInconclusive,
  type Judgement,
  mergeJudgements,
  type Violation,
} from '../../kit/outcome.ts'
import {
  buildAttributeUpdate,
  buildDeleteRequest,
  buildNewestRunsRequest,
  buildReadRequest,
  getAttributes,
  getEntries,
  getPrimaryResources,
} from './flow-runs.ts'
import {
  getEndedRun,
  getRunningRun,
  hasEnded,
  MAX_ATTEMPTS,
  readRunState,
  type RunState,
  startRun,
  TEST_VALUES,
} from './sandbox.ts'

const HINT = 'a flow that starts'

/** A run that an update ended: the run before, the response, the run after. */
interface EndedRun {
  readonly status: string
  readonly before: RunState
  readonly exchange: Exchange
  readonly after: RunState
}

const finishedRuns = createEndProbe(['finished'])
const otherEndedRuns = createEndProbe(['timeout', 'cancelled', 'exception'])

/** Ending runs by update. */
export const runEndChecks: readonly Check[] = [
  defineWriteCheck('JAPI-080', citeVendor('MUST', 'FlowRunUpdateAttributes.status'), {
    title: 'A running run can be set to finished; the update returns 200 with the run, or 204',
    evidence: ['ended run', HINT],
    run: async ({ probeOnce }) => checkEach(await probeOnce(finishedRuns), findEndViolation),
  }),
  defineWriteCheck('JAPI-081', citeVendor('MUST', 'FlowRunUpdateAttributes.status'), {
    title: 'A running run can be set to timeout, cancelled or exception',
    evidence: ['ended run', HINT],
    run: async ({ probeOnce }) => checkEach(await probeOnce(otherEndedRuns), findEndViolation),
  }),
  defineWriteCheck('JAPI-083', bestPractice, {
    title: 'An ended run keeps its status: it never becomes active again and gets no other end status',
    evidence: ['status update after the end', HINT],
    run: checkReactivation,
  }),
  defineWriteCheck('JAPI-088', citeJsonApi('MUST', 'Updating Resources: update-interpret-resource-attributes'), {
    title: 'An update keeps the attributes that it does not contain',
    evidence: ['attribute that was not sent', HINT],
    run: async (context) => {
      const ended = (await context.probeOnce(finishedRuns)).filter(({ exchange }) => isSuccess(exchange))
      return mergeJudgements([...ended.map(compareAttributes), await compareAfterStateUpdate(context)])
    },
  }),
]

function createEndProbe(statuses: readonly string[]): Probe<readonly EndedRun[]> {
  return defineProbe(
    `ending a run as ${statuses.join(', ')}`,
    async (context) => await mapInOrder(statuses, async (status) => await endRunAs(status, context)),
  )
}

/** Ends a running run; retries with another one if it ended by itself just before. */
async function endRunAs(status: string, context: CheckContext): Promise<EndedRun> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const before = await getRunningRun(context)
    const { id } = before
    const exchange = await context.client.sendRequest(buildAttributeUpdate(id, { status }))
    const after = await readRunState(id, context)
    if (isSuccess(exchange) || !hasEnded(after)) return { status, before, exchange, after }
  }
  throw createInconclusive('every run ended by itself before the update', 'a flow that waits for a reply')
}

function findEndViolation({ status, exchange, after }: EndedRun): Violation | null {
  if (exchange.status !== 204 && !(exchange.status === 200 && getAttributes(exchange.body) !== undefined)) {
    return { message: `status ${exchange.status} instead of 200 with the run or 204`, example: status, exchange }
  }
  const current = getString(after.attributes, 'status')
  return current === status ? null : { message: `the run is ${current} after the update`, example: status, exchange }
}

async function checkReactivation(context: CheckContext): Promise<Judgement> {
  const { id, attributes } = await getEndedRun(context)
  const end = getString(attributes, 'status')
  const violations: Violation[] = []
  const targets = ['running', 'queued', 'finished', 'cancelled']
  for (const target of targets) {
    const exchange = await context.client.sendRequest(buildAttributeUpdate(id, { status: target }, 'invalid'))
    const after = await readRunState(id, context)
    const status = getString(after.attributes, 'status')
    const example = `${id} was ${end} and is ${status}`
    if (!hasEnded(after)) violations.push({ message: 'an ended run is active again', example, exchange })
    else if (status !== end) violations.push({ message: 'an ended run has a different end status', example, exchange })
    if (exchange.status >= 500) violations.push({ message: `status ${exchange.status}`, example: target, exchange })
  }
  return { evidence: targets.length, violations }
}

/** Ending a run changes `status`, `updatedAt` and perhaps `cost`; `state` may get new members. */
function compareAttributes({ before, exchange, after }: EndedRun): Judgement {
  const { status: _, updatedAt: __, cost: ___, state, ...others } = before.attributes
  const members = [
    ...Object.entries(others).map(([name, value]) => ({ path: [name], value })),
    ...getEntries(state).map(([name, value]) => ({ path: ['state', name], value })),
  ]
  return checkEach(members, ({ path, value }) => {
    if (isSameJson(getPath(after.attributes, ...path), value)) return null
    const [message, pointer] = ['an attribute that was not sent changed', `/data/attributes/${path.join('/')}`]
    return { message, pointer, example: after.id, exchange }
  })
}

/** Replaces the state of an ended run, which changes nothing else but `updatedAt`. */
async function compareAfterStateUpdate(context: CheckContext): Promise<Judgement> {
  const before = await getEndedRun(context)
  const update = buildAttributeUpdate(before.id, { state: { flowtwinUpdated: true } })
  const exchange = await context.client.sendRequest(update)
  const after = await readRunState(before.id, context)
  // A rejected update is the subject of JAPI-085.
  return checkEach(isSuccess(exchange) ? Object.entries(before.attributes) : [], ([name, value]) =>
    ['state', 'updatedAt'].includes(name) || isSameJson(after.attributes[name], value)
      ? null
      : {
          message: 'an attribute that was not sent changed',
          pointer: `/data/attributes/${name}`,
          example: before.id,
          exchange,
        },
  )
}

/** Checks that writes to a run leave two other runs of the same thread as they were. */
async function checkSiblings(context: CheckContext): Promise<Judgement> {
  const { client } = context
  const end = async (): Promise<RunState> => {
    const { id } = await startRun(context)
    await client.sendRequest(buildAttributeUpdate(id, { status: 'cancelled' }))
    return await readRunState(id, context)
  }
  const siblings = [await end()]
  const target = await end()
  siblings.push(await end())
  if (![...siblings, target].every(hasEnded)) throw createBlocked('no run could be ended')
  const writes = [
    buildAttributeUpdate(target.id, { state: { flowtwinTarget: true } }),
    buildDeleteRequest(target.id, 'open'),
  ]
  const judgements = await mapInOrder(writes, async (write) => {
    const exchange = await client.sendRequest(write)
    const reads = await mapInOrder(
      siblings,
      async ({ id }) => await client.sendRequest(buildReadRequest(id, {}, 'open')),
    )
    return checkEach(isSuccess(exchange) ? reads : [], (read, index): Violation | null => {
      const example = siblings[index]?.id ?? ''
      if (!isSuccess(read))
        return { message: `status ${read.status} for another run after ${exchange.method}`, example, exchange: read }
      return isSameJson(getAttributes(read.body), siblings[index]?.attributes)
        ? null
        : { message: `${exchange.method} changes another run`, example, exchange: read }
    })
  })
  return mergeJudgements(judgements)
}

/** Milliseconds; longer than the vendor's finest timestamp unit. */
const MORE_THAN_A_SECOND = 1100

/** State updates after the end of a run. */
export const stateUpdateChecks: readonly Check[] = [
  defineWriteCheck('JAPI-085', citeVendor('MUST', 'FlowRunUpdateAttributes.state'), {
    title: 'The state of an ended run can be replaced; removed members disappear from every read',
    evidence: ['response with the state', HINT],
    run: checkStateReplacement,
  }),
  defineWriteCheck('JAPI-136', bestPractice, {
    title: 'An update or a deletion of a run leaves the other runs of its thread unchanged',
    evidence: ['other run of the thread after a write', HINT],
    run: checkSiblings,
  }),
  defineWriteCheck('JAPI-093', bestPractice, {
    title: '`updatedAt` changes exactly when the run changes; `createdAt` never changes',
    evidence: ['accepted or rejected update', HINT],
    run: checkUpdatedAt,
  }),
]

async function checkStateReplacement(context: CheckContext): Promise<Judgement> {
  const { client } = context
  const { id, attributes } = await getEndedRun(context)
  const state = { erased: `yes ${context.getExchanges().length}`, 'Zoë 🎈': [{ text: 'שלום' }], ...TEST_VALUES }
  const exchange = await client.sendRequest(buildAttributeUpdate(id, { state }, 'valid'))
  if (!isSuccess(exchange))
    return { evidence: 1, violations: [{ message: `status ${exchange.status} for a new state`, exchange }] }
  const newest = buildNewestRunsRequest(attributes)
  const reads = [
    ...(exchange.status === 204 ? [] : [exchange]),
    await client.sendRequest(buildReadRequest(id)),
    await client.sendRequest(buildReadRequest(id, { include: 'flow' })),
    await client.sendRequest(newest),
    await client.sendRequest({ ...newest, path: `${newest.path}&include=messageThread` }),
  ]
  return checkEach(reads, (read) => {
    const run = getPrimaryResources(read.body).find((resource) => resource['id'] === id)
    const returned = getPath(run, 'attributes', 'state')
    if (isSameJson(returned, state)) return null
    const isReplaced = isObject(returned) && Object.keys(returned).every((name) => name in state)
    const message = isReplaced ? 'the new state is not returned' : 'a removed member is still returned'
    const example = JSON.stringify(returned) ?? 'missing'
    return { message, pointer: '/data/*/attributes/state', example, exchange: read }
  })
}

async function checkUpdatedAt(context: CheckContext): Promise<Judgement> {
  const { client, clock } = context
  const { id } = await getEndedRun(context)
  const before = await readRunState(id, context)
  await clock.sleep(MORE_THAN_A_SECOND)
  const rejected = await client.sendRequest(buildAttributeUpdate(id, { cost: 5 }, 'invalid'))
  const between = await readRunState(id, context)
  await clock.sleep(MORE_THAN_A_SECOND)
  const state = { changed: `yes ${context.getExchanges().length}` }
  const accepted = await client.sendRequest(buildAttributeUpdate(id, { state }, 'valid'))
  const after = await readRunState(id, context)
  const compareUpdatedAt = (earlier: RunState, later: RunState): number => {
    const [from, to] = [earlier, later].map(({ attributes }) => parseInstant(getString(attributes, 'updatedAt')))
    return from && to ? compareInstants(to, from) : Number.NaN
  }
  const violations: Violation[] = []
  if (isClientError(rejected) && compareUpdatedAt(before, between) !== 0)
    violations.push({ message: 'updatedAt changes with a rejected update', example: id, exchange: rejected })
  if (isSuccess(accepted) && !(compareUpdatedAt(between, after) > 0))
    violations.push({ message: 'updatedAt does not change with an update', example: id, exchange: accepted })
  if (!isSameJson(before.attributes['createdAt'], after.attributes['createdAt'])) {
    const exchange = getAttributes(accepted.body) === undefined ? rejected : accepted
    violations.push({ message: 'createdAt changes', example: id, exchange })
  }
  return { evidence: [isClientError(rejected), isSuccess(accepted)].filter(Boolean).length, violations }
}
