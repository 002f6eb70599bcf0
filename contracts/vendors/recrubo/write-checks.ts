import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeStandard, citeVendor, defineWriteCheck } from '../../kit/check.ts'
import { expectClientError } from '../../kit/checks/expect.ts'
import { createWriteAuthenticationCheck } from '../../kit/checks/security/authentication.ts'
import { requireOtherCredential } from '../../kit/checks/security/credentials.ts'
import { sendAll } from '../../kit/checks/send.ts'
import { type CheckRequest, type Exchange, isClientError, isServerError, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString, type JsonObject } from '../../kit/json.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import {
  buildAttributeUpdate,
  buildCreateRequest,
  buildDeleteRequest,
  buildReadRequest,
  buildRunDocument,
  getAttributes,
} from './flow-runs.ts'
import {
  buildNewRun,
  createTestRun,
  findMarkedRuns,
  getEndedRun,
  getRequiredAttributes,
  getRunningRun,
  readCreated,
  readRunState,
  type RunState,
} from './sandbox.ts'
import { buildCreateWebhookRequest } from './webhook-checks.ts'

const HINT = 'a flow and a message thread for test runs'

/** A run that this test run created, and that has ended: it does not change by itself. */
const protectedRun = defineProbe<RunState>('ending a run', getEndedRun)

/** Visibility, timestamps, permission and concurrency of writes. */
export const writeConsistencyChecks: readonly Check[] = [
  createWriteAuthenticationCheck({
    requests: defineProbe('building writes', async (context) => {
      const { id } = await context.probeOnce(protectedRun)
      return [
        buildCreateRequest(await buildNewRun(context)),
        buildAttributeUpdate(id, { state: { flowtwinReplaced: true } }),
        buildDeleteRequest(id),
        buildCreateWebhookRequest(),
      ]
    }),
    readState: async (context) => (await readRunState((await context.probeOnce(protectedRun)).id, context)).attributes,
    statement: 'listFlowRuns/401',
  }),
  defineWriteCheck('TIME-006', bestPractice, {
    title: '`updatedAt` increases with an update',
    evidence: ['update of a run', 'a run that can be ended'],
    run: checkUpdateTime,
  }),
  defineWriteCheck('CONS-001', bestPractice, {
    title: 'A created run can be read within the consistency time of the profile',
    evidence: ['created run that was read', HINT],
    run: checkReadAfterWrite,
  }),
  defineCheck('CONS-004', bestPractice, {
    title: 'Concurrent updates are atomic: one wins entirely',
    evidence: ['pair of concurrent updates', 'a run that can be ended'],
    needs: ['writes', 'load'],
    run: checkConcurrentUpdates,
  }),
  defineCheck('AUTH-011', bestPractice, {
    title: 'A write with a read-only credential returns 4xx and creates nothing',
    evidence: ['write with a read-only credential', 'a read-only credential'],
    needs: ['writes', 'second-credential'],
    security: true,
    run: async (context) => {
      const credential = requireOtherCredential(context, 'readOnly')
      const attributes = await getRequiredAttributes(context)
      const request = buildCreateRequest(buildRunDocument(attributes), 'invalid')
      const exchange = await context.client.sendRequest({ ...request, credential })
      const [example] = await findMarkedRuns(attributes, context)
      return checkEach([exchange], () => {
        if (!isClientError(exchange)) return { message: `status ${exchange.status} for a write`, exchange }
        return example === undefined ? null : { message: 'a rejected creation created a run', example, exchange }
      })
    },
  }),
]

async function checkUpdateTime(context: CheckContext): Promise<Judgement> {
  const { id, attributes: before } = await getRunningRun(context)
  // Timestamps in whole seconds need a second to differ.
  await context.clock.sleep(1100)
  const exchange = await context.client.sendRequest(buildAttributeUpdate(id, { status: 'finished' }))
  const { attributes: after } = await readRunState(id, context)
  if (!isSuccess(exchange)) return { evidence: 0, violations: [] }
  const [from, to] = [before, after].map((attributes) => parseInstant(getString(attributes, 'updatedAt')))
  const isLater = Boolean(from && to && compareInstants(from, to) < 0)
  const violation = { message: 'updatedAt did not increase', example: id, exchange }
  return { evidence: 1, violations: isLater ? [] : [violation] }
}

async function checkReadAfterWrite(context: CheckContext): Promise<Judgement> {
  const attributes = await getRequiredAttributes(context)
  const created = await context.client.sendRequest(buildCreateRequest(buildRunDocument(attributes), 'open'))
  const id = getString(created.body, 'data', 'id')
  if (!isSuccess(created) || id === undefined) return { evidence: 0, violations: [] }
  const start = context.clock.now()
  const exchange = await readCreated(id, context)
  const seconds = (context.clock.now() - start) / 1000
  const getMark = (run: JsonObject | undefined): string | undefined => getString(run, 'state', 'flowtwin')
  if (getMark(attributes) !== getMark(getAttributes(exchange.body)))
    return { evidence: 1, violations: [{ message: 'the created run cannot be read in time', example: id, exchange }] }
  const late: Violation = { message: `readable after ${seconds.toFixed(1)} s`, level: 'INFO', exchange }
  return { evidence: 1, violations: seconds < 1 ? [] : [late] }
}

async function checkConcurrentUpdates(context: CheckContext): Promise<Judgement> {
  const { id } = await getRunningRun(context)
  const statuses = ['finished', 'cancelled']
  const [exchange] = await Promise.all(
    statuses.map(async (status) => await context.client.sendRequest(buildAttributeUpdate(id, { status }))),
  )
  const { status } = (await readRunState(id, context)).attributes
  if (typeof status === 'string' && statuses.includes(status)) return { evidence: 1, violations: [] }
  const [message, example] = ['concurrent updates left a mixed state', JSON.stringify(status)]
  return { evidence: 1, violations: [{ message, example, ...(exchange && { exchange }) }] }
}

const NESTING_DEPTH = 2000
/** Bodies that are no valid flow run document. */
const INVALID_BODIES: readonly string[] = [
  '',
  '{',
  'null',
  '[]',
  '"flowtwin"',
  '7',
  '{}',
  '{"data":null}',
  '{"data":[]}',
  '{"data":"flowRuns"}',
  '{"data":{"type":"flowRuns","attributes":null}}',
  '{"data":{"type":"flowRuns","attributes":[1e999]}}',
  `${'['.repeat(NESTING_DEPTH)}${']'.repeat(NESTING_DEPTH)}`,
  '{"data":{"type":"flowRuns","type":"flows","attributes":{}}}',
  '{"data":{"type":5,"attributes":{"flowId":12345678901234567890}}}',
]
/** Text that is easily lost: emoji sequences, combining and right-to-left characters, astral planes, escapes, white space. */
const UNICODE_TEXTS = [
  '🎈👩‍👩‍👧',
  'e\u0301 é',
  'שלום',
  '𝒳\u{10FFFD}',
  '\u202Eabc',
  '\\u0041 " \\ /',
  'ﬁ ﷺ',
  '\t\n\r',
  ' ',
] as const

/** Request bodies: invalid, with prototype-pollution keys, and with Unicode text. */
export const bodyChecks: readonly Check[] = [
  defineWriteCheck(
    'NEG-005',
    citeStandard('MUST', 'RFC 9110 section 15.5: a body that makes no sense is the fault of the client'),
    {
      title: 'An invalid body returns 4xx and creates nothing',
      evidence: ['invalid body', HINT],
      run: async (context) => {
        const attributes = await getRequiredAttributes(context)
        const exchanges = await sendAll(INVALID_BODIES.map(buildRawRequest), context)
        const created = await findMarkedRuns(attributes, context)
        const statuses = checkEach(exchanges, (exchange) =>
          expectClientError(exchange, exchange.request.body?.slice(0, 60) ?? ''),
        )
        const [exchange] = exchanges
        const violations = created.map((example) => {
          return { message: 'a rejected creation created a run', example, ...(exchange && { exchange }) }
        })
        return mergeJudgements([statuses, { evidence: 0, violations }])
      },
    },
  ),
  defineWriteCheck('NEG-006', bestPractice, {
    title: 'Prototype-pollution keys are stored as data or rejected',
    evidence: ['state with such a key', HINT],
    security: true,
    run: checkPrototypePollution,
  }),
  defineWriteCheck('ENC-001', citeVendor('MUST', 'FlowRunCreateAttributes.state'), {
    title: 'Free-form text in any script is returned unchanged',
    evidence: ['text that was written and read', HINT],
    run: async (context) => {
      const state = Object.fromEntries(UNICODE_TEXTS.map((text, index) => [`text ${index} ${text}`, text]))
      const document = buildRunDocument(await getRequiredAttributes(context, state))
      const created = await context.client.sendRequest(buildCreateRequest(document))
      const exchange = await readCreated(getString(created.body, 'data', 'id') ?? '', context)
      const returned = getPath(getAttributes(exchange.body), 'state')
      return checkEach(Object.entries(state), ([name, text]) => {
        if (getPath(returned, name) === text) return null
        return { message: 'a text was returned changed', example: JSON.stringify(text), exchange }
      })
    },
  }),
]

async function checkPrototypePollution(context: CheckContext): Promise<Judgement> {
  const pollution = '"__proto__":{"flowtwinPolluted":true},"constructor":{"prototype":{"flowtwinPolluted":true}},'
  const attributes = JSON.stringify(await getRequiredAttributes(context)).replace('"state":{', `"state":{${pollution}`)
  const request = buildRawRequest(`{"data":{"type":"flowRuns","attributes":${attributes}}}`)
  const created = await context.client.sendRequest({ ...request, intent: 'open' })
  if (isClientError(created)) return { evidence: 1, violations: [] }
  const polluted = await readCreated(getString(created.body, 'data', 'id') ?? '', context)
  const other = await context.client.sendRequest(buildReadRequest(await createTestRun(context), {}, 'open'))
  const judge = (exchange: Exchange, isPolluted: boolean, message: string): Violation | null => {
    if (isServerError(exchange)) return { message: `status ${exchange.status} after the write`, exchange }
    return exchange.text.includes('flowtwinPolluted') === isPolluted ? null : { message, exchange }
  }
  return checkEach(
    [judge(polluted, true, 'the keys were dropped'), judge(other, false, 'the keys appear in another run')],
    (violation) => violation,
  )
}

function buildRawRequest(body: string): CheckRequest {
  return { ...buildCreateRequest(null, 'invalid'), body }
}
