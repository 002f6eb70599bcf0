import type { Call } from '../../kit/call.ts'
import type { Check, Source } from '../../kit/check.ts'
import { type Exchange, isRefusal } from '../../kit/exchange.ts'
import { judgeEach, type Violation } from '../../kit/finding.ts'
import { type JsonObject, textAt } from '../../kit/json.ts'
import { OTHER_UNKNOWN_UUID, UNKNOWN_UUID } from '../../kit/made-up.ts'
import { createCall, MEDIA_TYPE } from './flow-runs.ts'
import { requiredAttributes, runDocument, traces } from './sandbox.ts'

const REQUIRED = ['flowId', 'messageThreadId', 'state', 'initialMessage']
const UNWRITABLE = { cost: 5, createdAt: '2020-01-01T00:00:00+00:00', updatedAt: '2020-01-01T00:00:00+00:00' }

/** Creations that must not work, and must leave nothing behind. */
export const refusedCreationChecks: readonly Check[] = [
  refused('JAPI-020', {
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Content Negotiation: response-unsupported-media-type' },
    title: 'A body in JSON:API with a foreign parameter answers 415',
    due: [415],
    calls: (attributes) => [createCall(runDocument(attributes), 'invalid', `${MEDIA_TYPE}; flowtwin=1`)],
  }),
  refused('JAPI-064', {
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunCreate.data.attributes' },
    title: 'A creation that lacks one of the four required attributes is refused, and nothing is created',
    due: null,
    calls: (attributes) =>
      REQUIRED.map((name) => {
        const { [name]: _, ...rest } = attributes
        return createCall(runDocument(rest), 'invalid')
      }),
  }),
  refused('JAPI-067', {
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunCreate.data.attributes' },
    title: 'A creation with an attribute that cannot be written is refused, and nothing is created',
    due: null,
    calls: (attributes) =>
      Object.entries(UNWRITABLE).map(([name, value]) =>
        createCall(runDocument({ ...attributes, [name]: value }), 'invalid'),
      ),
  }),
  refused('JAPI-068', {
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Creating Resources: create-responses-409-bad-type' },
    title: 'A creation of another type answers 409',
    due: [409],
    calls: (attributes) => [createCall({ data: { type: 'flows', attributes } }, 'invalid')],
  }),
  refused('JAPI-070', {
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A creation in a flow or a message thread that does not exist is refused',
    due: null,
    calls: (attributes) => [
      createCall(runDocument({ ...attributes, flowId: UNKNOWN_UUID }), 'invalid'),
      createCall(runDocument({ ...attributes, messageThreadId: OTHER_UNKNOWN_UUID }), 'invalid'),
    ],
  }),
]

interface Rule extends Pick<Check, 'level' | 'title'> {
  readonly source: Source
  /** The statuses that must come; any 4xx where nobody says which. */
  readonly due: readonly number[] | null
  readonly calls: (attributes: JsonObject) => readonly Call[]
}

function refused(id: string, { due, calls, ...check }: Rule): Check {
  return {
    ...check,
    id,
    unit: 'creation that must be refused',
    remedy: 'a flow and a message thread to write in',
    needs: ['writes'],
    judge: async (context) => {
      const attributes = await requiredAttributes(context)
      const answers: Exchange[] = []
      for (const call of calls(attributes)) answers.push(await context.client.send(call))
      const mark = textAt(attributes, 'state', 'flowtwin') ?? ''
      const left = await traces(mark, context)
      const { evidence, violations } = judgeEach(answers, (exchange) => accepted(exchange, due))
      return { evidence, violations: [...violations, ...leftBehind(left, answers)] }
    },
  }
}

function accepted(exchange: Exchange, due: readonly number[] | null): Violation | null {
  const holds = due === null ? isRefusal(exchange) : due.includes(exchange.status)
  if (holds) return null
  const expected = due?.join(' or ') ?? '4xx'
  return { what: `status ${exchange.status} instead of ${expected}`, witness: exchange.call.body ?? '', exchange }
}

/** A run that came although every request was refused; what was openly accepted is named already. */
function leftBehind(ids: readonly string[], answers: readonly Exchange[]): readonly Violation[] {
  const [first] = answers
  if (first === undefined || !answers.every(isRefusal)) return []
  return ids.map((id) => ({ what: 'refused, yet a run was created', witness: id, exchange: first }))
}
