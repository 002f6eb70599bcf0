import type { Check } from '../../kit/check.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { at, isObject, type Json, sameJson, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { compareInstants, readInstant } from '../../kit/oracles/instant.ts'
import { attributesOf, listCall, primaryOf, readCall, updateCall } from './flow-runs.ts'
import { endedRun, runDocument, standing } from './sandbox.ts'

/** Longer than the finest unit in which the vendor writes an instant. */
const MORE_THAN_A_SECOND = 1100
const common = { remedy: 'a flow that starts', needs: ['writes'] } as const

/** Changing what is left of a run after its end. */
export const erasureChecks: readonly Check[] = [
  {
    ...common,
    id: 'JAPI-085',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunUpdateAttributes.state' },
    title: 'After the end the state can be replaced, and what was erased is gone from every read',
    unit: 'answer that shows the state',
    judge: erasure,
  },
  {
    ...common,
    id: 'JAPI-093',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'updatedAt moves on when something changes, and only then; createdAt never does',
    unit: 'change or refused change',
    judge: stamps,
  },
]

async function erasure(context: Context): Promise<Judgement> {
  const { id, attributes } = await endedRun(context)
  const state = { erased: `yes ${context.exchanges().length}` }
  const exchange = await context.client.send(updateCall(id, runDocument({ state }, { id })))
  if (!isSuccess(exchange))
    return { evidence: 1, violations: [{ what: `status ${exchange.status} to a new state`, exchange }] }
  const thread = textAt(attributes, 'messageThreadId') ?? ''
  const query = { sort: '-createdAt', 'page[size]': '100', 'filter[messageThreadId]': thread }
  const reads = [
    ...(exchange.status === 204 ? [] : [exchange]),
    await context.client.send(readCall(id)),
    await context.client.send(readCall(id, { include: 'flow' })),
    await context.client.send(listCall(query)),
  ]
  return judgeEach(reads, (read) => {
    const back = stateIn(read, id)
    if (sameJson(back, state)) return null
    const erased = isObject(back) && !Object.keys(back).some((name) => name !== 'erased')
    const what = erased ? 'the new state is not shown' : 'what was erased is still shown'
    return { what, pointer: '/data/*/attributes/state', witness: JSON.stringify(back) ?? 'missing', exchange: read }
  })
}

function stateIn(read: Exchange, id: string): Json | undefined {
  return at(
    primaryOf(read.body).find((run) => run['id'] === id),
    'attributes',
    'state',
  )
}

async function stamps(context: Context): Promise<Judgement> {
  const { id } = await endedRun(context)
  const before = await standing(id, context)
  await context.clock.sleep(MORE_THAN_A_SECOND)
  const refused = await context.client.send(updateCall(id, runDocument({ cost: 5 }, { id }), 'invalid'))
  const between = await standing(id, context)
  await context.clock.sleep(MORE_THAN_A_SECOND)
  const state = { changed: `yes ${context.exchanges().length}` }
  const changed = await context.client.send(updateCall(id, runDocument({ state }, { id })))
  const after = await standing(id, context)
  const moved = (from: Json | undefined, to: Json | undefined): number => {
    const [one, other] = [readInstant(textAt(from, 'updatedAt')), readInstant(textAt(to, 'updatedAt'))]
    return one === null || other === null ? Number.NaN : compareInstants(other, one)
  }
  const violations: Violation[] = []
  if (isRefusal(refused) && moved(before.attributes, between.attributes) !== 0) {
    violations.push({ what: 'updatedAt moves on a refused change', witness: id, exchange: refused })
  }
  if (isSuccess(changed) && !(moved(between.attributes, after.attributes) > 0)) {
    violations.push({ what: 'updatedAt does not move on a change', witness: id, exchange: changed })
  }
  if (!sameJson(before.attributes['createdAt'], after.attributes['createdAt'])) {
    violations.push({
      what: 'createdAt moves',
      witness: id,
      exchange: attributesOf(changed) === undefined ? refused : changed,
    })
  }
  return { evidence: [isRefusal(refused), isSuccess(changed)].filter(Boolean).length, violations }
}
