import type { Check } from '../../kit/check.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/exchange.ts'
import { checkEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { getPath, isObject, type Json, isSameJson, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instant.ts'
import {
  readAttributes,
  buildListRequest,
  getPrimaryResources,
  buildReadRequest,
  buildUpdateRequest,
} from './flow-runs.ts'
import { getEndedRun, buildRunDocument, readRunState } from './sandbox.ts'

/** Longer than the finest unit in which the vendor writes an instant. */
const MORE_THAN_A_SECOND = 1100
const stateDefaults = { remedy: 'a flow that starts', needs: ['writes'] } as const

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
    source: { kind: 'house' },
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
      witness: JSON.stringify(back) ?? 'missing',
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
    violations.push({ message: 'updatedAt moves on a refused change', witness: id, exchange: refused })
  }
  if (isSuccess(changed) && !(compareUpdatedAt(between.attributes, after.attributes) > 0)) {
    violations.push({ message: 'updatedAt does not move on a change', witness: id, exchange: changed })
  }
  if (!isSameJson(before.attributes['createdAt'], after.attributes['createdAt'])) {
    violations.push({
      message: 'createdAt moves',
      witness: id,
      exchange: readAttributes(changed) === undefined ? refused : changed,
    })
  }
  return { evidence: [isClientError(refused), isSuccess(changed)].filter(Boolean).length, violations }
}
