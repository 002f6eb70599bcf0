// Checks: JAPI-020, JAPI-064, JAPI-067, JAPI-068, JAPI-070, JAPI-082, JAPI-084, JAPI-086, JAPI-087, JAPI-089, JAPI-090, JAPI-091, JAPI-092
import type { CheckContext } from '../../kit/check-context.ts'
import type { Check, CheckSource } from '../../kit/check.ts'
import { bestPractice, citeStandard, citeVendor } from '../../kit/checks/rule-source.ts'
import { expectClientError, expectStatus } from '../../kit/checks/expect.ts'
import { sendAll } from '../../kit/checks/send.ts'
import { type CheckRequest, type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { OTHER_UNKNOWN_UUID, UNKNOWN_UUID } from '../../kit/ids.ts'
import { getPath, isObject, isSameJson, type Json, type JsonObject } from '../../kit/json.ts'
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

/** Invalid creations: rejected, and nothing is created. */
export const invalidCreationChecks: readonly Check[] = [
  createInvalidCreationCheck('JAPI-020', {
    ...citeStandard('MUST', 'JSON:API 1.1, Content Negotiation: response-unsupported-media-type'),
    title: 'A JSON:API body with an unknown media type parameter returns 415',
    expectedStatus: 415,
    buildRequests: (attributes) => [
      buildCreateRequest(buildRunDocument(attributes), 'invalid', `${MEDIA_TYPE}; flowtwin=1`),
    ],
  }),
  createInvalidCreationCheck('JAPI-064', {
    ...citeVendor('MUST', 'FlowRunCreate.data.attributes'),
    title: 'A creation without one of the four required attributes is rejected and creates nothing',
    buildRequests: (attributes) =>
      REQUIRED_ATTRIBUTES.map((name) => {
        const { [name]: _, ...others } = attributes
        return buildCreateRequest(buildRunDocument(others), 'invalid')
      }),
  }),
  createInvalidCreationCheck('JAPI-067', {
    ...citeVendor('MUST', 'FlowRunCreate.data.attributes'),
    title: 'A creation with a read-only attribute is rejected and creates nothing',
    buildRequests: (attributes) =>
      Object.entries(READ_ONLY_ATTRIBUTES).map(([name, value]) =>
        buildCreateRequest(buildRunDocument({ ...attributes, [name]: value }), 'invalid'),
      ),
  }),
  createInvalidCreationCheck('JAPI-068', {
    ...citeStandard('MUST', 'JSON:API 1.1, Creating Resources: create-responses-409-bad-type'),
    title: 'A creation of another type returns 409',
    expectedStatus: 409,
    buildRequests: (attributes) => [buildCreateRequest({ data: { type: 'flows', attributes } }, 'invalid')],
  }),
  createInvalidCreationCheck('JAPI-070', {
    ...bestPractice,
    title: 'A creation with an unknown flow or message thread is rejected',
    buildRequests: (attributes) => [
      buildCreateRequest(buildRunDocument({ ...attributes, flowId: UNKNOWN_UUID }), 'invalid'),
      buildCreateRequest(buildRunDocument({ ...attributes, messageThreadId: OTHER_UNKNOWN_UUID }), 'invalid'),
    ],
  }),
]

interface InvalidCreation extends Pick<Check, 'level' | 'title'> {
  readonly source: CheckSource
  /** Default: any 4xx. */
  readonly expectedStatus?: number
  readonly buildRequests: (attributes: JsonObject) => readonly CheckRequest[]
}

function createInvalidCreationCheck(id: string, { expectedStatus, buildRequests, ...check }: InvalidCreation): Check {
  return {
    ...check,
    id,
    unit: 'invalid creation',
    hint: 'a flow and a message thread for test runs',
    needs: ['writes'],
    run: async (context) => {
      const attributes = await getRequiredAttributes(context)
      const exchanges = await sendAll(buildRequests(attributes), context)
      const created = await findMarkedRuns(attributes, context)
      const { evidence, violations } = checkEach(exchanges, (exchange) => findStatusViolation(exchange, expectedStatus))
      return { evidence, violations: [...violations, ...findSideEffects(created, exchanges)] }
    },
  }
}

function findStatusViolation(exchange: Exchange, expectedStatus: number | undefined): Violation | null {
  const example = exchange.request.body ?? ''
  return expectedStatus === undefined
    ? expectClientError(exchange, example)
    : expectStatus(exchange, expectedStatus, example)
}

/** Runs that rejected requests created. Accepted requests are status violations already. */
function findSideEffects(ids: readonly string[], exchanges: readonly Exchange[]): readonly Violation[] {
  const [exchange] = exchanges
  if (exchange === undefined || !exchanges.every(isClientError)) return []
  return ids.map((id) => ({ message: 'a rejected creation created a run', example: id, exchange }))
}

/** A cost that no run reaches by itself. */
const WRONG_COST = 999_999

/** The status that runs reach by themselves least often. */
const RARE_STATUS = 'cancelled'

const UPDATE_SECTION = 'JSON:API 1.1, Updating Resources'

/** Invalid updates: rejected, and nothing changes. */
export const invalidUpdateChecks: readonly Check[] = [
  createInvalidUpdateCheck('JAPI-082', {
    source: { kind: 'vendor', statement: 'FlowRunUpdateAttributes.status' },
    title: '`status` can be set only to finished, timeout, cancelled and exception',
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
    title: '`initialMessage` cannot be changed',
    buildDocuments: ({ id }) => [
      buildRunDocument({ initialMessage: { type: 'text', text: { value: 'flowtwin' } } }, { id }),
    ],
  }),
  createInvalidUpdateCheck('JAPI-087', {
    source: { kind: 'vendor', statement: 'updateFlowRun' },
    title: '`flowId`, `messageThreadId`, `cost` and `createdAt` cannot be changed',
    buildDocuments: ({ id }) => [
      buildRunDocument({ flowId: UNKNOWN_UUID }, { id }),
      buildRunDocument({ messageThreadId: UNKNOWN_UUID }, { id }),
      buildRunDocument({ cost: WRONG_COST }, { id }),
      buildRunDocument({ createdAt: '2020-01-01T00:00:00+00:00' }, { id }),
    ],
  }),
  createInvalidUpdateCheck('JAPI-089', {
    source: { kind: 'standard', reference: `${UPDATE_SECTION}: update-resource-409-no-match` },
    title: 'A body whose id or type differs from the URL returns 409',
    expectedStatus: 409,
    buildDocuments: ({ id }) => [
      buildRunDocument({ status: RARE_STATUS }, { id: OTHER_UNKNOWN_UUID }),
      { data: { type: 'flows', id, attributes: { status: RARE_STATUS } } },
    ],
  }),
  createInvalidUpdateCheck('JAPI-090', {
    source: { kind: 'standard', reference: `${UPDATE_SECTION}: the resource object must contain type and id` },
    title: 'A body without id or type is rejected',
    buildDocuments: ({ id }) => [
      buildRunDocument({ status: RARE_STATUS }),
      { data: { id, attributes: { status: RARE_STATUS } } },
    ],
  }),
  {
    ...citeVendor('MUST', 'updateFlowRun/404'),
    id: 'JAPI-091',
    title: 'Updating an unknown id returns 404',
    unit: 'update of an unknown id',
    hint: 'run with --writes',
    needs: ['writes'],
    run: async ({ client, ledger }) => {
      const id = ledger.addInventedId(UNKNOWN_UUID)
      const document = buildRunDocument({ status: RARE_STATUS }, { id })
      const exchange = await client.sendRequest(buildUpdateRequest(id, document, 'invalid'))
      return checkEach([exchange], () => expectStatus(exchange, 404))
    },
  },
  createInvalidUpdateCheck('JAPI-092', {
    source: { kind: 'standard', reference: `${UPDATE_SECTION}: crud-atomic` },
    title: 'An update with one invalid attribute changes nothing',
    buildDocuments: ({ id }) => [buildRunDocument({ status: RARE_STATUS, cost: WRONG_COST }, { id })],
  }),
]

interface InvalidUpdate extends Pick<Check, 'title'> {
  readonly source: CheckSource
  /** Default: any 4xx. */
  readonly expectedStatus?: number | undefined
  /** True when the rule applies only while the run is running. */
  readonly isRunningOnly?: true | undefined
  readonly buildDocuments: (run: RunState) => readonly Json[]
}

function createInvalidUpdateCheck(id: string, { source, title, ...update }: InvalidUpdate): Check {
  return {
    id,
    level: 'MUST',
    source,
    title,
    unit: 'invalid update',
    hint: 'a flow that starts',
    needs: ['writes'],
    run: async (context) => {
      const count = update.buildDocuments({ id: UNKNOWN_UUID, attributes: {} }).length
      const judgements: Judgement[] = []
      for (let index = 0; index < count; index++) {
        const first = await attemptUpdate(index, update, context)
        // The run may have reached the value by itself, but hardly twice: a side effect is confirmed with a second run.
        const { hasSideEffect } = first
        judgements.push(hasSideEffect ? await attemptUpdate(index, update, context) : first)
      }
      return mergeJudgements(judgements)
    },
  }
}

/** Sends one of the documents to a running run; an earlier one may have ended the run before it. */
async function attemptUpdate(
  index: number,
  { expectedStatus, isRunningOnly, buildDocuments }: Omit<InvalidUpdate, 'source' | 'title'>,
  context: CheckContext,
): Promise<Judgement & { readonly hasSideEffect: boolean }> {
  const before = await getRunningRun(context)
  const document = buildDocuments(before)[index] ?? {}
  const exchange = await context.client.sendRequest(buildUpdateRequest(before.id, document, 'invalid'))
  const after = await readRunState(before.id, context)
  // The update may be valid once the run has ended by itself.
  if (isSuccess(exchange) && isRunningOnly === true && hasEnded(after))
    return { evidence: 0, violations: [], hasSideEffect: false }
  const status = findStatusViolation(exchange, expectedStatus)
  const changes = findChangeViolations(before, exchange, after)
  return {
    evidence: 1,
    violations: [...(status === null ? [] : [status]), ...changes],
    hasSideEffect: changes.length > 0,
  }
}

/** Attributes that took the value of a rejected update. Other changes are the run's own; accepted updates are status violations. */
function findChangeViolations(before: RunState, exchange: Exchange, after: RunState): readonly Violation[] {
  if (isSuccess(exchange)) return []
  const sent = getPath(JSON.parse(exchange.request.body ?? 'null') as Json, 'data', 'attributes')
  const changed = Object.entries(isObject(sent) ? sent : {}).filter(
    ([name, value]) => includesValue(after.attributes[name], value) && !includesValue(before.attributes[name], value),
  )
  return changed.map(([name]) => ({
    message: `a rejected update changed ${name}`,
    pointer: `/data/attributes/${name}`,
    example: before.id,
    exchange,
  }))
}

/** True when a value equals the sent one, or is an object that contains all its members. */
function includesValue(current: Json | undefined, sent: Json): boolean {
  if (!isObject(sent) || !isObject(current)) return isSameJson(current, sent)
  return Object.entries(sent).every(([name, value]) => isSameJson(current[name], value))
}
