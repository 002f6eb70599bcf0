import type { CheckContext } from '../../kit/check-context.ts'
import {
  type Check,
  type RuleSource,
  bestPractice,
  citeJsonApi,
  citeVendor,
  defineWriteCheck,
} from '../../kit/check.ts'
import { expectClientError, expectStatus } from '../../kit/checks/expect.ts'
import { mapInOrder, sendAll, sendAndCheck } from '../../kit/checks/send.ts'
import { type CheckRequest, type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { INVALID_VALUE, OTHER_UNKNOWN_UUID, UNKNOWN_UUID } from '../../kit/ids.ts'
import { getPath, isObject, isSameJson, type Json, type JsonObject } from '../../kit/json.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import {
  buildAttributeUpdate,
  buildCreateRequest,
  buildRunDocument,
  buildUpdateRequest,
  getEntries,
  MEDIA_TYPE,
} from './flow-runs.ts'
import {
  findMarkedRuns,
  getRequiredAttributes,
  getRunningRun,
  hasEnded,
  readRunState,
  type RunState,
} from './sandbox.ts'

const REQUIRED_ATTRIBUTES = ['flowId', 'messageThreadId', 'state', 'initialMessage']
const READ_ONLY_ATTRIBUTES = { cost: 5, createdAt: '2020-01-01T00:00:00+00:00', updatedAt: '2020-01-01T00:00:00+00:00' }

/** A text that holds an object is no wrong state: a sample of the vendor's page sends one. */
const WRONG_TYPES: readonly (readonly [string, Json])[] = [
  ['flowId', 5],
  ['flowId', INVALID_VALUE],
  ['messageThreadId', INVALID_VALUE],
  ['messageThreadId', []],
  ['state', INVALID_VALUE],
  ['state', [INVALID_VALUE]],
  ['state', 5],
  ['initialMessage', INVALID_VALUE],
  ['initialMessage', [INVALID_VALUE]],
]

const UNKNOWN_FLOW = { flow: { data: { type: 'flows', id: UNKNOWN_UUID } } }

function toCreations(attributes: JsonObject, changes: readonly (readonly [string, Json])[]): readonly CheckRequest[] {
  return changes.map(([name, value]) =>
    buildCreateRequest(buildRunDocument({ ...attributes, [name]: value }), 'invalid'),
  )
}

/** Invalid creations: rejected, and nothing is created. */
export const invalidCreationChecks: readonly Check[] = [
  createInvalidCreationCheck('JAPI-020', citeJsonApi('MUST', 'Content Negotiation: response-unsupported-media-type'), {
    title: 'A JSON:API body with an unknown media type parameter returns 415',
    expectedStatus: 415,
    buildRequests: (attributes) => [
      buildCreateRequest(buildRunDocument(attributes), 'invalid', `${MEDIA_TYPE}; flowtwin=1`),
    ],
  }),
  createInvalidCreationCheck('JAPI-064', citeVendor('MUST', 'FlowRunCreate.data.attributes'), {
    title: 'A creation without one of the four required attributes is rejected and creates nothing',
    buildRequests: (attributes) =>
      REQUIRED_ATTRIBUTES.map((name) => {
        const { [name]: _, ...others } = attributes
        return buildCreateRequest(buildRunDocument(others), 'invalid')
      }),
  }),
  createInvalidCreationCheck('JAPI-067', citeVendor('MUST', 'FlowRunCreate.data.attributes'), {
    title: 'A creation with a read-only attribute is rejected and creates nothing',
    buildRequests: (attributes) =>
      Object.entries(READ_ONLY_ATTRIBUTES).map(([name, value]) =>
        buildCreateRequest(buildRunDocument({ ...attributes, [name]: value }), 'invalid'),
      ),
  }),
  createInvalidCreationCheck('JAPI-068', citeJsonApi('MUST', 'Creating Resources: create-responses-409-bad-type'), {
    title: 'A creation of another type returns 409',
    expectedStatus: 409,
    buildRequests: (attributes) => [buildCreateRequest({ data: { type: 'flows', attributes } }, 'invalid')],
  }),
  createInvalidCreationCheck('JAPI-130', citeVendor('MUST', 'FlowRunCreate.data.attributes'), {
    title: 'A creation with an attribute of another type is rejected and creates nothing',
    buildRequests: (attributes) => toCreations(attributes, WRONG_TYPES),
  }),
  createInvalidCreationCheck(
    'JAPI-131',
    citeJsonApi('SHOULD', 'Creating Resources: 404 for an unknown related resource'),
    {
      title: 'A creation with a relationship to an unknown resource is rejected and creates nothing',
      buildRequests: (attributes) => [
        buildCreateRequest(buildRunDocument(attributes, { relationships: UNKNOWN_FLOW }), 'invalid'),
      ],
    },
  ),
  createInvalidCreationCheck('JAPI-132', bestPractice, {
    title: 'A creation with a status, or with null for a required attribute, is rejected and creates nothing',
    buildRequests: (attributes) => [
      ...toCreations(attributes, [
        ['status', 'running'],
        ['status', 'finished'],
      ]),
      ...toCreations(
        attributes,
        REQUIRED_ATTRIBUTES.map((name) => [name, null]),
      ),
    ],
  }),
  createInvalidCreationCheck('JAPI-070', bestPractice, {
    title: 'A creation with an unknown flow or message thread is rejected',
    buildRequests: (attributes) => [
      buildCreateRequest(buildRunDocument({ ...attributes, flowId: UNKNOWN_UUID }), 'invalid'),
      buildCreateRequest(buildRunDocument({ ...attributes, messageThreadId: OTHER_UNKNOWN_UUID }), 'invalid'),
    ],
  }),
]

interface InvalidWrite extends Pick<Check, 'title'> {
  /** Default: any 4xx. */
  readonly expectedStatus?: number
}

interface InvalidCreation extends InvalidWrite {
  readonly buildRequests: (attributes: JsonObject) => readonly CheckRequest[]
}

function createInvalidCreationCheck(
  id: string,
  source: RuleSource,
  { title, expectedStatus, buildRequests }: InvalidCreation,
): Check {
  return defineWriteCheck(id, source, {
    title,
    evidence: ['invalid creation', 'a flow and a message thread for test runs'],
    run: async (context) => {
      const attributes = await getRequiredAttributes(context)
      const exchanges = await sendAll(buildRequests(attributes), context)
      const created = await findMarkedRuns(attributes, context)
      const statuses = checkEach(exchanges, (exchange) => findStatusViolation(exchange, expectedStatus))
      return mergeJudgements([statuses, { evidence: 0, violations: findSideEffects(created, exchanges) }])
    },
  })
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

/** Builds the document of an update from the id of the run. */
type BuildDocument = (id: string) => Json

const setAttributes =
  (attributes: JsonObject): BuildDocument =>
  (id) =>
    buildRunDocument(attributes, { id })

/** Invalid updates: rejected, and nothing changes. */
export const invalidUpdateChecks: readonly Check[] = [
  createInvalidUpdateCheck('JAPI-082', citeVendor('MUST', 'FlowRunUpdateAttributes.status'), {
    title: '`status` can be set only to finished, timeout, cancelled and exception',
    documents: ['running', 'queued', 'flowtwin', 'Finished', null].map((status) => setAttributes({ status })),
  }),
  createInvalidUpdateCheck('JAPI-084', citeVendor('MUST', 'FlowRunUpdateAttributes.state'), {
    title: 'The state of a running run cannot be replaced',
    isRunningOnly: true,
    documents: [setAttributes({ state: { flowtwinReplaced: true } })],
  }),
  createInvalidUpdateCheck('JAPI-086', citeVendor('MUST', 'updateFlowRun'), {
    title: '`initialMessage` cannot be changed',
    documents: [setAttributes({ initialMessage: { type: 'text', text: { value: 'flowtwin' } } })],
  }),
  createInvalidUpdateCheck('JAPI-087', citeVendor('MUST', 'updateFlowRun'), {
    title: '`flowId`, `messageThreadId`, `cost` and `createdAt` cannot be changed',
    documents: [
      setAttributes({ flowId: UNKNOWN_UUID }),
      setAttributes({ messageThreadId: UNKNOWN_UUID }),
      setAttributes({ cost: WRONG_COST }),
      setAttributes({ createdAt: '2020-01-01T00:00:00+00:00' }),
    ],
  }),
  createInvalidUpdateCheck('JAPI-133', citeVendor('MUST', 'updateFlowRun'), {
    title: 'An update of `updatedAt`, or of an attribute with another type, is rejected and changes nothing',
    documents: [
      setAttributes({ updatedAt: '2020-01-01T00:00:00+00:00' }),
      ...[5, '', [RARE_STATUS]].map((status) => setAttributes({ status })),
      // A status in the same document ends the run, so that only the type is wrong.
      ...[5, INVALID_VALUE, [INVALID_VALUE], null].map((state) => setAttributes({ status: RARE_STATUS, state })),
    ],
  }),
  createInvalidUpdateCheck(
    'JAPI-134',
    citeJsonApi('SHOULD', 'Updating Resources: 404 for an unknown related resource'),
    {
      title: 'An update with a relationship to an unknown resource is rejected and changes nothing',
      documents: [(id) => buildRunDocument({ status: RARE_STATUS }, { id, relationships: UNKNOWN_FLOW })],
    },
  ),
  createInvalidUpdateCheck('JAPI-089', citeJsonApi('MUST', 'Updating Resources: update-resource-409-no-match'), {
    title: 'A body whose id or type differs from the URL returns 409',
    expectedStatus: 409,
    documents: [
      () => buildRunDocument({ status: RARE_STATUS }, { id: OTHER_UNKNOWN_UUID }),
      (id) => ({ data: { type: 'flows', id, attributes: { status: RARE_STATUS } } }),
    ],
  }),
  createInvalidUpdateCheck(
    'JAPI-090',
    citeJsonApi('MUST', 'Updating Resources: the resource object must contain type and id'),
    {
      title: 'A body without id or type is rejected',
      documents: [
        () => buildRunDocument({ status: RARE_STATUS }),
        (id) => ({ data: { id, attributes: { status: RARE_STATUS } } }),
      ],
    },
  ),
  defineWriteCheck('JAPI-091', citeVendor('MUST', 'updateFlowRun/404'), {
    title: 'Updating an unknown id returns 404',
    evidence: ['update of an unknown id', 'run with --writes'],
    run: sendAndCheck(
      ({ ledger }) => [buildAttributeUpdate(ledger.addInventedId(UNKNOWN_UUID), { status: RARE_STATUS }, 'invalid')],
      (exchange) => expectStatus(exchange, 404),
    ),
  }),
  createInvalidUpdateCheck('JAPI-092', citeJsonApi('MUST', 'Updating Resources: crud-atomic'), {
    title: 'An update with one invalid attribute changes nothing',
    documents: [setAttributes({ status: RARE_STATUS, cost: WRONG_COST })],
  }),
]

interface InvalidUpdate extends InvalidWrite {
  /** True when the rule applies only while the run is running. */
  readonly isRunningOnly?: true
  /** Each is sent to a running run. */
  readonly documents: readonly BuildDocument[]
}

function createInvalidUpdateCheck(id: string, source: RuleSource, update: InvalidUpdate): Check {
  const { title, documents } = update
  return defineWriteCheck(id, source, {
    title,
    evidence: ['invalid update', 'a flow that starts'],
    run: async (context) =>
      mergeJudgements(
        await mapInOrder(documents, async (buildDocument) => {
          const first = await attemptUpdate(buildDocument, update, context)
          // The run may have reached the value by itself, but hardly twice: a side effect is confirmed with a second run.
          return first.hasSideEffect ? await attemptUpdate(buildDocument, update, context) : first
        }),
      ),
  })
}

/** Updates a running run; an earlier update may have ended the run before it. */
async function attemptUpdate(
  buildDocument: BuildDocument,
  { expectedStatus, isRunningOnly }: InvalidUpdate,
  context: CheckContext,
): Promise<Judgement & { readonly hasSideEffect: boolean }> {
  const before = await getRunningRun(context)
  const document = buildDocument(before.id)
  const exchange = await context.client.sendRequest(buildUpdateRequest(before.id, document, 'invalid'))
  const after = await readRunState(before.id, context)
  // The update may be valid once the run has ended by itself.
  if (isSuccess(exchange) && isRunningOnly === true && hasEnded(after))
    return { evidence: 0, violations: [], hasSideEffect: false }
  const status = findStatusViolation(exchange, expectedStatus)
  const changes = findChangeViolations(before, exchange, after)
  const violations = [...(status === null ? [] : [status]), ...changes]
  return { evidence: 1, violations, hasSideEffect: changes.length > 0 }
}

/** Attributes that took the value of a rejected update. Other changes are the run's own; accepted updates are status violations. */
function findChangeViolations(before: RunState, exchange: Exchange, after: RunState): readonly Violation[] {
  if (isSuccess(exchange)) return []
  const sent = getPath(JSON.parse(exchange.request.body ?? 'null') as Json, 'data', 'attributes')
  const changed = getEntries(sent).filter(
    ([name, value]) => includesValue(after.attributes[name], value) && !includesValue(before.attributes[name], value),
  )
  return changed.map(([name]) => {
    const [message, pointer] = [`a rejected update changed ${name}`, `/data/attributes/${name}`]
    return { message, pointer, example: before.id, exchange }
  })
}

/** True when a value equals the sent one, or is an object that contains all its members. */
function includesValue(current: Json | undefined, sent: Json): boolean {
  if (!isObject(sent) || !isObject(current)) return isSameJson(current, sent)
  return Object.entries(sent).every(([name, value]) => isSameJson(current[name], value))
}
