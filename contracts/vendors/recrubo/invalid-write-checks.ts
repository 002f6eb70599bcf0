import type { CheckContext } from '../../kit/check-context.ts'
import type { Check, CheckSource } from '../../kit/check.ts'
import { type CheckRequest, type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { OTHER_UNKNOWN_UUID, UNKNOWN_UUID } from '../../kit/ids.ts'
import { getPath, getString, isObject, isSameJson, type Json, type JsonObject } from '../../kit/json.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildCreateRequest, buildUpdateRequest, MEDIA_TYPE } from './flow-runs.ts'
import {
  buildRunDocument,
  findMarkedRuns,
  getRequiredAttributes,
  getRunningRun,
  hasEnded,
  readRunState,
  type RunState,
} from './sandbox.ts'

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
    source: { kind: 'best-practice' },
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
    hint: 'a flow and a message thread to write in',
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
  return { message: `status ${exchange.status} instead of ${expected}`, example: exchange.request.body ?? '', exchange }
}

/** A run that came although every request was refused; what was openly accepted is named already. */
function findLeftoverViolations(ids: readonly string[], answers: readonly Exchange[]): readonly Violation[] {
  const [first] = answers
  if (first === undefined || !answers.every(isClientError)) return []
  return ids.map((id) => ({ message: 'refused, yet a run was created', example: id, exchange: first }))
}

/** A cost that no run reaches by itself. */
const WRONG_COST = 999_999

/** The status to which runs come by themselves the least. */
const RARE_STATUS = 'cancelled'

const SIDE_EFFECT = 'refused, yet'

const UPDATE_SECTION = 'JSON:API 1.1, Updating Resources'

/** Updates that must not work, and must change nothing. */
export const invalidUpdateChecks: readonly Check[] = [
  createInvalidUpdateCheck('JAPI-082', {
    source: { kind: 'vendor', statement: 'FlowRunUpdateAttributes.status' },
    title: 'No status can be set but finished, timeout, cancelled and exception',
    buildDocuments: ({ id }) =>
      ['running', 'queued', 'flowtwin', 'Finished', null].map((status) => buildRunDocument({ status }, { id })),
  }),
  createInvalidUpdateCheck('JAPI-084', {
    source: { kind: 'vendor', statement: 'FlowRunUpdateAttributes.state' },
    title: 'The state of a running run cannot be replaced',
    isRunningOnly: true,
    buildDocuments: ({ id }) => [buildRunDocument({ state: { flowtwinReplaced: true } }, { id })],
  }),
  createInvalidUpdateCheck('JAPI-086', {
    source: { kind: 'vendor', statement: 'updateFlowRun' },
    title: 'The initial message cannot be changed',
    buildDocuments: ({ id }) => [
      buildRunDocument({ initialMessage: { type: 'text', text: { value: 'flowtwin' } } }, { id }),
    ],
  }),
  createInvalidUpdateCheck('JAPI-087', {
    source: { kind: 'vendor', statement: 'updateFlowRun' },
    title: 'flowId, messageThreadId, cost and createdAt cannot be changed',
    buildDocuments: ({ id }) => [
      buildRunDocument({ flowId: UNKNOWN_UUID }, { id }),
      buildRunDocument({ messageThreadId: UNKNOWN_UUID }, { id }),
      buildRunDocument({ cost: WRONG_COST }, { id }),
      buildRunDocument({ createdAt: '2020-01-01T00:00:00+00:00' }, { id }),
    ],
  }),
  createInvalidUpdateCheck('JAPI-089', {
    source: { kind: 'standard', reference: `${UPDATE_SECTION}: update-resource-409-no-match` },
    title: 'A body with another id or type than the URL answers 409',
    expectedStatus: 409,
    buildDocuments: ({ id }) => [
      buildRunDocument({ status: RARE_STATUS }, { id: OTHER_UNKNOWN_UUID }),
      { data: { type: 'flows', id, attributes: { status: RARE_STATUS } } },
    ],
  }),
  createInvalidUpdateCheck('JAPI-090', {
    source: { kind: 'standard', reference: `${UPDATE_SECTION}: the resource object must contain type and id` },
    title: 'A body without id or without type is refused',
    buildDocuments: ({ id }) => [
      buildRunDocument({ status: RARE_STATUS }),
      { data: { id, attributes: { status: RARE_STATUS } } },
    ],
  }),
  {
    id: 'JAPI-091',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'updateFlowRun/404' },
    title: 'An update of an unknown id answers 404',
    unit: 'update of an unknown id',
    hint: 'leave to write',
    needs: ['writes'],
    run: async ({ client, ledger }) => {
      const id = ledger.addInventedId(UNKNOWN_UUID)
      const exchange = await client.sendRequest(
        buildUpdateRequest(id, buildRunDocument({ status: RARE_STATUS }, { id }), 'invalid'),
      )
      const violations =
        exchange.status === 404 ? [] : [{ message: `status ${exchange.status} instead of 404`, exchange }]
      return { evidence: 1, violations }
    },
  },
  createInvalidUpdateCheck('JAPI-092', {
    source: { kind: 'standard', reference: `${UPDATE_SECTION}: crud-atomic` },
    title: 'An update of which a part is not allowed changes nothing',
    buildDocuments: ({ id }) => [buildRunDocument({ status: RARE_STATUS, cost: WRONG_COST }, { id })],
  }),
]

interface InvalidUpdate extends Pick<Check, 'title'> {
  readonly source: CheckSource
  /** The status that must come; any 4xx where nobody says which. */
  readonly expectedStatus?: number | undefined
  /** Whether the rule holds for a run only as long as it is running. */
  readonly isRunningOnly?: true | undefined
  readonly buildDocuments: (run: RunState) => readonly Json[]
}

function createInvalidUpdateCheck(
  id: string,
  { source, title, expectedStatus, isRunningOnly, buildDocuments }: InvalidUpdate,
): Check {
  return {
    id,
    level: 'MUST',
    source,
    title,
    unit: 'update that must be refused',
    hint: 'a flow that starts',
    needs: ['writes'],
    run: async (context) => {
      const count = buildDocuments({ id: UNKNOWN_UUID, attributes: {} }).length
      const judged: Judgement[] = []
      for (let index = 0; index < count; index++) {
        const buildDocument = (run: RunState): Json => buildDocuments(run)[index] ?? {}
        const once = await attemptUpdate(buildDocument, { expectedStatus, isRunningOnly }, context)
        // A run may have come to the very value by itself, but not twice.
        const isChange = once.violations.some(({ message }) => message.startsWith(SIDE_EFFECT))
        judged.push(isChange ? await attemptUpdate(buildDocument, { expectedStatus, isRunningOnly }, context) : once)
      }
      return mergeJudgements(judged)
    },
  }
}

/** One update of a run that is running; a target that wrongly obeyed the last one may have ended that run. */
async function attemptUpdate(
  documentOf: (run: RunState) => Json,
  { expectedStatus, isRunningOnly }: Pick<InvalidUpdate, 'expectedStatus' | 'isRunningOnly'>,
  context: CheckContext,
): Promise<Judgement> {
  const before = await getRunningRun(context)
  const document = documentOf(before)
  const exchange = await context.client.sendRequest(buildUpdateRequest(before.id, document, 'invalid'))
  const after = await readRunState(before.id, context)
  // What may not be done to a running run may be allowed once it has ended by itself.
  if (isSuccess(exchange) && isRunningOnly === true && hasEnded(after)) return { evidence: 0, violations: [] }
  return {
    evidence: 1,
    violations: [
      ...findStatusViolations(exchange, expectedStatus, document),
      ...findChangeViolations(before, exchange, after),
    ],
  }
}

function findStatusViolations(exchange: Exchange, due: number | undefined, document: Json): readonly Violation[] {
  const holds = due === undefined ? isClientError(exchange) : exchange.status === due
  if (holds) return []
  return [
    { message: `status ${exchange.status} instead of ${due ?? '4xx'}`, example: JSON.stringify(document), exchange },
  ]
}

/** What took the value that a refused update sent; other changes are the run's own. An accepted update is named already. */
function findChangeViolations(before: RunState, exchange: Exchange, after: RunState): readonly Violation[] {
  if (isSuccess(exchange)) return []
  const sent = getPath(JSON.parse(exchange.request.body ?? 'null') as Json, 'data', 'attributes')
  const taken = Object.entries(isObject(sent) ? sent : {}).filter(
    ([name, value]) => includesValue(after.attributes[name], value) && !includesValue(before.attributes[name], value),
  )
  return taken.map(([name]) => ({
    message: `${SIDE_EFFECT} ${name} changed`,
    pointer: `/data/attributes/${name}`,
    example: before.id,
    exchange,
  }))
}

/** Whether a value is what was sent, or an object that has all of it. */
function includesValue(own: Json | undefined, sent: Json): boolean {
  if (!isObject(sent) || !isObject(own)) return isSameJson(own, sent)
  return Object.entries(sent).every(([name, value]) => isSameJson(own[name], value))
}
