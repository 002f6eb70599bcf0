import type { CheckRequest } from '../../kit/call.ts'
import type { Check, CheckSource } from '../../kit/check.ts'
import { type Exchange, isClientError } from '../../kit/exchange.ts'
import { checkEach, type Violation } from '../../kit/finding.ts'
import { type JsonObject, getString } from '../../kit/json.ts'
import { OTHER_UNKNOWN_UUID, UNKNOWN_UUID } from '../../kit/made-up.ts'
import { buildCreateRequest, MEDIA_TYPE } from './flow-runs.ts'
import { getRequiredAttributes, buildRunDocument, findMarkedRuns } from './sandbox.ts'

const REQUIRED_ATTRIBUTES = ['flowId', 'messageThreadId', 'state', 'initialMessage']
const READ_ONLY_ATTRIBUTES = { cost: 5, createdAt: '2020-01-01T00:00:00+00:00', updatedAt: '2020-01-01T00:00:00+00:00' }

/** Creations that must not work, and must leave nothing behind. */
export const invalidCreationChecks: readonly Check[] = [
  createInvalidCreationCheck('JAPI-020', {
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Content Negotiation: response-unsupported-media-type' },
    title: 'A body in JSON:API with a foreign parameter answers 415',
    expectedStatuses: [415],
    buildRequests: (attributes) => [
      buildCreateRequest(buildRunDocument(attributes), 'invalid', `${MEDIA_TYPE}; flowtwin=1`),
    ],
  }),
  createInvalidCreationCheck('JAPI-064', {
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunCreate.data.attributes' },
    title: 'A creation that lacks one of the four required attributes is refused, and nothing is created',
    expectedStatuses: null,
    buildRequests: (attributes) =>
      REQUIRED_ATTRIBUTES.map((name) => {
        const { [name]: _, ...rest } = attributes
        return buildCreateRequest(buildRunDocument(rest), 'invalid')
      }),
  }),
  createInvalidCreationCheck('JAPI-067', {
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunCreate.data.attributes' },
    title: 'A creation with an attribute that cannot be written is refused, and nothing is created',
    expectedStatuses: null,
    buildRequests: (attributes) =>
      Object.entries(READ_ONLY_ATTRIBUTES).map(([name, value]) =>
        buildCreateRequest(buildRunDocument({ ...attributes, [name]: value }), 'invalid'),
      ),
  }),
  createInvalidCreationCheck('JAPI-068', {
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Creating Resources: create-responses-409-bad-type' },
    title: 'A creation of another type answers 409',
    expectedStatuses: [409],
    buildRequests: (attributes) => [buildCreateRequest({ data: { type: 'flows', attributes } }, 'invalid')],
  }),
  createInvalidCreationCheck('JAPI-070', {
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A creation in a flow or a message thread that does not exist is refused',
    expectedStatuses: null,
    buildRequests: (attributes) => [
      buildCreateRequest(buildRunDocument({ ...attributes, flowId: UNKNOWN_UUID }), 'invalid'),
      buildCreateRequest(buildRunDocument({ ...attributes, messageThreadId: OTHER_UNKNOWN_UUID }), 'invalid'),
    ],
  }),
]

interface InvalidCreation extends Pick<Check, 'level' | 'title'> {
  readonly source: CheckSource
  /** The statuses that must come; any 4xx where nobody says which. */
  readonly expectedStatuses: readonly number[] | null
  readonly buildRequests: (attributes: JsonObject) => readonly CheckRequest[]
}

function createInvalidCreationCheck(id: string, { expectedStatuses, buildRequests, ...check }: InvalidCreation): Check {
  return {
    ...check,
    id,
    unit: 'creation that must be refused',
    remedy: 'a flow and a message thread to write in',
    needs: ['writes'],
    run: async (context) => {
      const attributes = await getRequiredAttributes(context)
      const answers: Exchange[] = []
      for (const call of buildRequests(attributes)) answers.push(await context.client.sendRequest(call))
      const mark = getString(attributes, 'state', 'flowtwin') ?? ''
      const left = await findMarkedRuns(mark, context)
      const { evidence, violations } = checkEach(answers, (exchange) => findStatusViolation(exchange, expectedStatuses))
      return { evidence, violations: [...violations, ...findLeftoverViolations(left, answers)] }
    },
  }
}

function findStatusViolation(exchange: Exchange, due: readonly number[] | null): Violation | null {
  const holds = due === null ? isClientError(exchange) : due.includes(exchange.status)
  if (holds) return null
  const expected = due?.join(' or ') ?? '4xx'
  return { message: `status ${exchange.status} instead of ${expected}`, witness: exchange.request.body ?? '', exchange }
}

/** A run that came although every request was refused; what was openly accepted is named already. */
function findLeftoverViolations(ids: readonly string[], answers: readonly Exchange[]): readonly Violation[] {
  const [first] = answers
  if (first === undefined || !answers.every(isClientError)) return []
  return ids.map((id) => ({ message: 'refused, yet a run was created', witness: id, exchange: first }))
}
