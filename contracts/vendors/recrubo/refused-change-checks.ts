import type { Check, Source } from '../../kit/check.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { type Judgement, together, type Violation } from '../../kit/finding.ts'
import { at, isObject, type Json, sameJson } from '../../kit/json.ts'
import { OTHER_UNKNOWN_UUID, UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { Context } from '../../kit/observation.ts'
import { updateCall } from './flow-runs.ts'
import { hasEnded, runDocument, runningRun, type Standing, standing } from './sandbox.ts'

/** A cost that no run reaches by itself. */
const WRONG_COST = 999_999

/** The status to which runs come by themselves the least. */
const HAND_SET = 'cancelled'

const REFUSED_YET = 'refused, yet'

const UPDATE = 'JSON:API 1.1, Updating Resources'

/** Updates that must not work, and must change nothing. */
export const refusedChangeChecks: readonly Check[] = [
  refused('JAPI-082', {
    source: { kind: 'vendor', statement: 'FlowRunUpdateAttributes.status' },
    title: 'No status can be set but finished, timeout, cancelled and exception',
    documents: ({ id }) =>
      ['running', 'queued', 'flowtwin', 'Finished', null].map((status) => runDocument({ status }, { id })),
  }),
  refused('JAPI-084', {
    source: { kind: 'vendor', statement: 'FlowRunUpdateAttributes.state' },
    title: 'The state of a running run cannot be replaced',
    whileRunning: true,
    documents: ({ id }) => [runDocument({ state: { flowtwinReplaced: true } }, { id })],
  }),
  refused('JAPI-086', {
    source: { kind: 'vendor', statement: 'updateFlowRun' },
    title: 'The initial message cannot be changed',
    documents: ({ id }) => [runDocument({ initialMessage: { type: 'text', text: { value: 'flowtwin' } } }, { id })],
  }),
  refused('JAPI-087', {
    source: { kind: 'vendor', statement: 'updateFlowRun' },
    title: 'flowId, messageThreadId, cost and createdAt cannot be changed',
    documents: ({ id }) => [
      runDocument({ flowId: UNKNOWN_UUID }, { id }),
      runDocument({ messageThreadId: UNKNOWN_UUID }, { id }),
      runDocument({ cost: WRONG_COST }, { id }),
      runDocument({ createdAt: '2020-01-01T00:00:00+00:00' }, { id }),
    ],
  }),
  refused('JAPI-089', {
    source: { kind: 'standard', reference: `${UPDATE}: update-resource-409-no-match` },
    title: 'A body with another id or type than the URL answers 409',
    due: 409,
    documents: ({ id }) => [
      runDocument({ status: HAND_SET }, { id: OTHER_UNKNOWN_UUID }),
      { data: { type: 'flows', id, attributes: { status: HAND_SET } } },
    ],
  }),
  refused('JAPI-090', {
    source: { kind: 'standard', reference: `${UPDATE}: the resource object must contain type and id` },
    title: 'A body without id or without type is refused',
    documents: ({ id }) => [runDocument({ status: HAND_SET }), { data: { id, attributes: { status: HAND_SET } } }],
  }),
  {
    id: 'JAPI-091',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'updateFlowRun/404' },
    title: 'An update of an unknown id answers 404',
    unit: 'update of an unknown id',
    remedy: 'leave to write',
    needs: ['writes'],
    judge: async ({ client, ledger }) => {
      const id = ledger.invent(UNKNOWN_UUID)
      const exchange = await client.send(updateCall(id, runDocument({ status: HAND_SET }, { id }), 'invalid'))
      const violations = exchange.status === 404 ? [] : [{ what: `status ${exchange.status} instead of 404`, exchange }]
      return { evidence: 1, violations }
    },
  },
  refused('JAPI-092', {
    source: { kind: 'standard', reference: `${UPDATE}: crud-atomic` },
    title: 'An update of which a part is not allowed changes nothing',
    documents: ({ id }) => [runDocument({ status: HAND_SET, cost: WRONG_COST }, { id })],
  }),
]

interface Rule extends Pick<Check, 'title'> {
  readonly source: Source
  /** The status that must come; any 4xx where nobody says which. */
  readonly due?: number | undefined
  /** Whether the rule holds for a run only as long as it is running. */
  readonly whileRunning?: true | undefined
  readonly documents: (run: Standing) => readonly Json[]
}

function refused(id: string, { source, title, due, whileRunning, documents }: Rule): Check {
  return {
    id,
    level: 'MUST',
    source,
    title,
    unit: 'update that must be refused',
    remedy: 'a flow that starts',
    needs: ['writes'],
    judge: async (context) => {
      const count = documents({ id: UNKNOWN_UUID, attributes: {} }).length
      const judged: Judgement[] = []
      for (let index = 0; index < count; index++) {
        const documentOf = (run: Standing): Json => documents(run)[index] ?? {}
        const once = await attempted(documentOf, { due, whileRunning }, context)
        // A run may have come to the very value by itself, but not twice.
        const isChange = once.violations.some(({ what }) => what.startsWith(REFUSED_YET))
        judged.push(isChange ? await attempted(documentOf, { due, whileRunning }, context) : once)
      }
      return together(judged)
    },
  }
}

/** One update of a run that is running; a target that wrongly obeyed the last one may have ended that run. */
async function attempted(
  documentOf: (run: Standing) => Json,
  { due, whileRunning }: Pick<Rule, 'due' | 'whileRunning'>,
  context: Context,
): Promise<Judgement> {
  const before = await runningRun(context)
  const document = documentOf(before)
  const exchange = await context.client.send(updateCall(before.id, document, 'invalid'))
  const after = await standing(before.id, context)
  // What may not be done to a running run may be allowed once it has ended by itself.
  if (isSuccess(exchange) && whileRunning === true && hasEnded(after)) return { evidence: 0, violations: [] }
  return { evidence: 1, violations: [...breaches(exchange, due, document), ...changes(before, exchange, after)] }
}

function breaches(exchange: Exchange, due: number | undefined, document: Json): readonly Violation[] {
  const holds = due === undefined ? isRefusal(exchange) : exchange.status === due
  if (holds) return []
  return [{ what: `status ${exchange.status} instead of ${due ?? '4xx'}`, witness: JSON.stringify(document), exchange }]
}

/** What took the value that a refused update sent; other changes are the run's own. An accepted update is named already. */
function changes(before: Standing, exchange: Exchange, after: Standing): readonly Violation[] {
  if (isSuccess(exchange)) return []
  const sent = at(JSON.parse(exchange.call.body ?? 'null') as Json, 'data', 'attributes')
  const taken = Object.entries(isObject(sent) ? sent : {}).filter(
    ([name, value]) => holds(after.attributes[name], value) && !holds(before.attributes[name], value),
  )
  return taken.map(([name]) => ({
    what: `${REFUSED_YET} ${name} changed`,
    pointer: `/data/attributes/${name}`,
    witness: before.id,
    exchange,
  }))
}

/** Whether a value is what was sent, or an object that has all of it. */
function holds(own: Json | undefined, sent: Json): boolean {
  if (!isObject(sent) || !isObject(own)) return sameJson(own, sent)
  return Object.entries(sent).every(([name, value]) => sameJson(own[name], value))
}
