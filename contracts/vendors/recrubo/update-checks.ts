import type { CheckContext, Probe } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString, isObject, isSameJson, type Json } from '../../kit/json.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { checkEach, createInconclusive, type Judgement, type Violation } from '../../kit/outcome.ts'
import {
  buildListRequest,
  buildReadRequest,
  buildUpdateRequest,
  getPrimaryResources,
  readAttributes,
} from './flow-runs.ts'
import {
  buildRunDocument,
  getEndedRun,
  getRunningRun,
  hasEnded,
  MAX_ATTEMPTS,
  readRunState,
  type RunState,
} from './sandbox.ts'

const common = { hint: 'a flow that starts', needs: ['writes'] } as const

/** A run that was ended by hand: before, the answer, after. */
interface EndedRun {
  readonly status: string
  readonly before: RunState
  readonly exchange: Exchange
  readonly after: RunState
}

const finishedRuns = createEndProbe(['finished'])
const otherEndedRuns = createEndProbe(['timeout', 'cancelled', 'exception'])

/** Ending a run by hand. */
export const runEndChecks: readonly Check[] = [
  {
    ...common,
    id: 'JAPI-080',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunUpdateAttributes.status' },
    title: 'A running run can be finished: 200 with the resource, or 204',
    unit: 'run that was ended',
    run: async ({ probeOnce }) => checkEach(await probeOnce(finishedRuns), findEndViolation),
  },
  {
    ...common,
    id: 'JAPI-081',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunUpdateAttributes.status' },
    title: 'A running run can be ended as timeout, cancelled or exception',
    unit: 'run that was ended',
    run: async ({ probeOnce }) => checkEach(await probeOnce(otherEndedRuns), findEndViolation),
  },
  {
    ...common,
    id: 'JAPI-083',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A run that has ended never becomes active again; ending it twice is refused or changes nothing',
    unit: 'change of the status after the end',
    run: checkReactivation,
  },
  {
    ...common,
    id: 'JAPI-088',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Updating Resources: update-interpret-resource-attributes' },
    title: 'Attributes that an update leaves out stay as they were',
    unit: 'attribute that was not sent',
    run: async ({ probeOnce }) =>
      checkEach(
        (await probeOnce(finishedRuns)).filter(({ exchange }) => isSuccess(exchange)).flatMap(compareAttributes),
        ({ violation }) => violation,
      ),
  },
]

function createEndProbe(statuses: readonly string[]): Probe<readonly EndedRun[]> {
  return {
    name: `ending a run as ${statuses.join(', ')}`,
    run: async (context) => {
      const endings: EndedRun[] = []
      for (const status of statuses) endings.push(await endRunAs(status, context))
      return endings
    },
  }
}

/** Ends a running run; again with another one if it ended by itself just before. */
async function endRunAs(status: string, context: CheckContext): Promise<EndedRun> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const before = await getRunningRun(context)
    const { id } = before
    const exchange = await context.client.sendRequest(
      buildUpdateRequest(id, buildRunDocument({ status }, { id }), 'open'),
    )
    const after = await readRunState(id, context)
    if (isSuccess(exchange) || !hasEnded(after)) return { status, before, exchange, after }
  }
  throw createInconclusive('every run ended by itself before it could be ended', 'a flow that waits for an answer')
}

function findEndViolation({ status, exchange, after }: EndedRun): Violation | null {
  const example = status
  if (exchange.status !== 204 && !(exchange.status === 200 && readAttributes(exchange) !== undefined)) {
    return { message: `status ${exchange.status} instead of 200 with the run or 204`, example: example, exchange }
  }
  const now = getString(after.attributes, 'status')
  return now === status ? null : { message: `the run is ${now} afterwards`, example: example, exchange }
}

async function checkReactivation(context: CheckContext): Promise<Judgement> {
  const { id, attributes } = await getEndedRun(context)
  const end = getString(attributes, 'status')
  const violations: Violation[] = []
  const targets = ['running', 'queued', 'finished', 'cancelled']
  for (const target of targets) {
    const exchange = await context.client.sendRequest(
      buildUpdateRequest(id, buildRunDocument({ status: target }, { id }), 'invalid'),
    )
    const after = await readRunState(id, context)
    const status = getString(after.attributes, 'status')
    const example = `${id} was ${end} and is ${status}`
    if (!hasEnded(after))
      violations.push({ message: 'a run that had ended is active again', example: example, exchange })
    else if (status !== end)
      violations.push({ message: 'a run that had ended got another end', example: example, exchange })
    if (exchange.status >= 500) violations.push({ message: `status ${exchange.status}`, example: target, exchange })
  }
  return { evidence: targets.length, violations }
}

/** The end itself changes the status, the stamp and perhaps the cost; the state may only have grown. */
function compareAttributes({ before, exchange, after }: EndedRun): readonly { readonly violation: Violation | null }[] {
  const { status: _, updatedAt: __, cost: ___, state, ...rest } = before.attributes
  const members = [
    ...Object.entries(rest).map(([name, value]) => ({ name, kept: isSameJson(after.attributes[name], value) })),
    ...Object.entries(isObject(state) ? state : {}).map(([name, value]) => ({
      name: `state/${name}`,
      kept: isSameJson(getPath(after.attributes, 'state', name), value),
    })),
  ]
  return members.map(({ name, kept }) => ({
    violation: kept
      ? null
      : {
          message: 'an attribute that was not sent changed',
          pointer: `/data/attributes/${name}`,
          example: after.id,
          exchange,
        },
  }))
}

/** Longer than the finest unit in which the vendor writes an instant. */
const MORE_THAN_A_SECOND = 1100
const stateDefaults = { hint: 'a flow that starts', needs: ['writes'] } as const

/** Changing what is left of a run after its end. */
export const stateUpdateChecks: readonly Check[] = [
  {
    ...stateDefaults,
    id: 'JAPI-085',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunUpdateAttributes.state' },
    title: 'After the end the state can be replaced, and what was erased is gone from every read',
    unit: 'answer that shows the state',
    run: checkStateReplacement,
  },
  {
    ...stateDefaults,
    id: 'JAPI-093',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'updatedAt moves on when something changes, and only then; createdAt never does',
    unit: 'change or refused change',
    run: checkUpdatedAt,
  },
]

async function checkStateReplacement(context: CheckContext): Promise<Judgement> {
  const { id, attributes } = await getEndedRun(context)
  const state = { erased: `yes ${context.getExchanges().length}` }
  const exchange = await context.client.sendRequest(buildUpdateRequest(id, buildRunDocument({ state }, { id })))
  if (!isSuccess(exchange))
    return { evidence: 1, violations: [{ message: `status ${exchange.status} to a new state`, exchange }] }
  const thread = getString(attributes, 'messageThreadId') ?? ''
  const query = { sort: '-createdAt', 'page[size]': '100', 'filter[messageThreadId]': thread }
  const reads = [
    ...(exchange.status === 204 ? [] : [exchange]),
    await context.client.sendRequest(buildReadRequest(id)),
    await context.client.sendRequest(buildReadRequest(id, { include: 'flow' })),
    await context.client.sendRequest(buildListRequest(query)),
  ]
  return checkEach(reads, (read) => {
    const back = findState(read, id)
    if (isSameJson(back, state)) return null
    const erased = isObject(back) && !Object.keys(back).some((name) => name !== 'erased')
    const what = erased ? 'the new state is not shown' : 'what was erased is still shown'
    return {
      message: what,
      pointer: '/data/*/attributes/state',
      example: JSON.stringify(back) ?? 'missing',
      exchange: read,
    }
  })
}

function findState(read: Exchange, id: string): Json | undefined {
  return getPath(
    getPrimaryResources(read.body).find((run) => run['id'] === id),
    'attributes',
    'state',
  )
}

async function checkUpdatedAt(context: CheckContext): Promise<Judgement> {
  const { id } = await getEndedRun(context)
  const before = await readRunState(id, context)
  await context.clock.sleep(MORE_THAN_A_SECOND)
  const refused = await context.client.sendRequest(
    buildUpdateRequest(id, buildRunDocument({ cost: 5 }, { id }), 'invalid'),
  )
  const between = await readRunState(id, context)
  await context.clock.sleep(MORE_THAN_A_SECOND)
  const state = { changed: `yes ${context.getExchanges().length}` }
  const changed = await context.client.sendRequest(buildUpdateRequest(id, buildRunDocument({ state }, { id })))
  const after = await readRunState(id, context)
  const compareUpdatedAt = (from: Json | undefined, to: Json | undefined): number => {
    const [one, other] = [parseInstant(getString(from, 'updatedAt')), parseInstant(getString(to, 'updatedAt'))]
    return one === null || other === null ? Number.NaN : compareInstants(other, one)
  }
  const violations: Violation[] = []
  if (isClientError(refused) && compareUpdatedAt(before.attributes, between.attributes) !== 0) {
    violations.push({ message: 'updatedAt moves on a refused change', example: id, exchange: refused })
  }
  if (isSuccess(changed) && !(compareUpdatedAt(between.attributes, after.attributes) > 0)) {
    violations.push({ message: 'updatedAt does not move on a change', example: id, exchange: changed })
  }
  if (!isSameJson(before.attributes['createdAt'], after.attributes['createdAt'])) {
    violations.push({
      message: 'createdAt moves',
      example: id,
      exchange: readAttributes(changed) === undefined ? refused : changed,
    })
  }
  return { evidence: [isClientError(refused), isSuccess(changed)].filter(Boolean).length, violations }
}
