import type { Check } from '../../kit/check.ts'
import { requireOtherCredential } from '../../kit/checks/security/credentials.ts'
import { type CheckRequest, type Exchange, isClientError, isServerError, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString, isSameJson, type JsonObject } from '../../kit/json.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { checkEach, type Violation } from '../../kit/outcome.ts'
import {
  buildCreateRequest,
  buildReadRequest,
  buildUpdateRequest,
  MEDIA_TYPE,
  readAttributes,
  RUNS_PATH,
} from './flow-runs.ts'
import {
  buildRunDocument,
  createTestRun,
  findMarkedRuns,
  getRequiredAttributes,
  getRunningRun,
  pollUntil,
  readRunState,
} from './sandbox.ts'

/** What becomes of what is written: when, by whom, and when two write at once. */
export const writeConsistencyChecks: readonly Check[] = [
  {
    id: 'TIME-006',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'The time of the last change never goes back, and goes on with a change',
    unit: 'change of a run',
    hint: 'a run that can be ended',
    needs: ['writes'],
    run: async (context) => {
      const { id, attributes: before } = await getRunningRun(context)
      // Stamps of whole seconds need a second to differ.
      await context.clock.sleep(1100)
      const exchange = await context.client.sendRequest(
        buildUpdateRequest(id, buildRunDocument({ status: 'finished' }, { id }), 'open'),
      )
      const { attributes: after } = await readRunState(id, context)
      if (!isSuccess(exchange)) return { evidence: 0, violations: [] }
      const [early, late] = [before, after].map((one) => parseInstant(getString(one, 'updatedAt')))
      const onwards =
        early !== null && early !== undefined && late !== null && late !== undefined && compareInstants(early, late) < 0
      return checkEach([exchange], () =>
        onwards ? null : { message: 'a change did not move the time of the last change on', example: id, exchange },
      )
    },
  },
  {
    id: 'CONS-001',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'What was written can be read within the time that the target claims',
    unit: 'write that was read',
    hint: 'a flow and a message thread to write in',
    needs: ['writes'],
    run: async (context) => {
      const attributes = await getRequiredAttributes(context)
      const exchange = await context.client.sendRequest(buildCreateRequest(buildRunDocument(attributes), 'open'))
      const id = getString(exchange.body, 'data', 'id')
      if (!isSuccess(exchange) || id === undefined) return { evidence: 0, violations: [] }
      const written = context.clock.now()
      const read = await pollUntil(
        () => context.client.sendRequest(buildReadRequest(id, {}, 'open')),
        isSuccess,
        context,
      )
      const lag = (context.clock.now() - written) / 1000
      const mark = (one: JsonObject | undefined): string | undefined => getString(one, 'state', 'flowtwin')
      const shown = mark(attributes) === mark(readAttributes(read))
      if (!shown)
        return { evidence: 1, violations: [{ message: 'a write cannot be read in time', example: id, exchange: read }] }
      return {
        evidence: 1,
        violations:
          lag < 1 ? [] : [{ message: `a write shows after ${lag.toFixed(1)} s`, level: 'INFO', exchange: read }],
      }
    },
  },
  {
    id: 'CONS-004',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Of two changes at once one wins whole',
    unit: 'pair of changes at once',
    hint: 'a run that can be ended',
    needs: ['writes', 'load'],
    run: async (context) => {
      const { id } = await getRunningRun(context)
      const wanted = ['finished', 'cancelled']
      const answers = await Promise.all(
        wanted.map(
          async (status) =>
            await context.client.sendRequest(buildUpdateRequest(id, buildRunDocument({ status }, { id }), 'open')),
        ),
      )
      const { attributes } = await readRunState(id, context)
      const whole = wanted.includes(getString(attributes, 'status') ?? '')
      return checkEach([answers[0]], (exchange) =>
        whole
          ? null
          : {
              message: 'two changes at once came out mixed',
              example: JSON.stringify(attributes['status']),
              ...(exchange && { exchange }),
            },
      )
    },
  },
  {
    id: 'AUTH-011',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A credential that may only read cannot write, and nothing changes',
    unit: 'write with a credential that may only read',
    hint: 'a credential that may only read, given to the run',
    needs: ['writes', 'second-credential'],
    security: true,
    run: async (context) => {
      const credential = requireOtherCredential(context, 'readOnly')
      const attributes = await getRequiredAttributes(context)
      const exchange = await context.client.sendRequest({
        ...buildCreateRequest(buildRunDocument(attributes), 'invalid'),
        credential,
      })
      const left = await findMarkedRuns(getString(attributes, 'state', 'flowtwin') ?? '', context)
      return checkEach([exchange], (one) => {
        if (!isClientError(one)) return { message: `status ${one.status} to a write`, exchange: one }
        return left.length === 0
          ? null
          : { message: 'refused, yet a run was created', example: left[0] ?? '', exchange: one }
      })
    },
  },
]

const NESTING_DEPTH = 2000
/** Bodies that are no flow run, whatever is read into them; `{run}` stands for one that is. */
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
/** Texts of every script, and those that are easily lost: combining, beyond the first plane, from right to left, escaped. */
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

/** What bodies may do to Recrubo, and what becomes of what is written. */
export const bodyChecks: readonly Check[] = [
  {
    id: 'NEG-005',
    level: 'MUST',
    source: {
      kind: 'standard',
      reference: 'RFC 9110 section 15.5: a body that makes no sense is the fault of the client',
    },
    title: 'A body that makes no sense answers 4xx, and nothing is created',
    unit: 'body that makes no sense',
    hint: 'a flow and a message thread to write in',
    needs: ['writes'],
    run: async (context) => {
      const attributes = await getRequiredAttributes(context)
      const answers: Exchange[] = []
      for (const body of INVALID_BODIES) answers.push(await context.client.sendRequest(buildRawRequest(body)))
      const left = await findMarkedRuns(getString(attributes, 'state', 'flowtwin') ?? '', context)
      const { evidence, violations } = checkEach(answers, (exchange) =>
        isClientError(exchange)
          ? null
          : {
              message: `status ${exchange.status} instead of 4xx`,
              example: exchange.request.body?.slice(0, 60) ?? '',
              exchange,
            },
      )
      const [first] = answers
      return {
        evidence,
        violations: [
          ...violations,
          ...left.map((example) => ({
            message: 'refused, yet a run was created',
            example,
            ...(first && { exchange: first }),
          })),
        ],
      }
    },
  },
  {
    id: 'NEG-006',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Names that mean something to JavaScript are kept as they are or refused, and reach nobody else',
    unit: 'state with such a name',
    hint: 'a flow and a message thread to write in',
    needs: ['writes'],
    security: true,
    run: async (context) => {
      const attributes = JSON.stringify(await getRequiredAttributes(context))
      const body = `{"data":{"type":"flowRuns","attributes":${attributes.replace('"state":{', '"state":{"__proto__":{"flowtwinPolluted":true},"constructor":{"prototype":{"flowtwinPolluted":true}},')}}}`
      const exchange = await context.client.sendRequest({ ...buildRawRequest(body), intent: 'open' })
      if (isClientError(exchange)) return { evidence: 1, violations: [] }
      const id = getString(exchange.body, 'data', 'id') ?? ''
      const read = await pollUntil(
        () => context.client.sendRequest(buildReadRequest(id, {}, 'open')),
        isSuccess,
        context,
      )
      const other = await context.client.sendRequest(buildReadRequest(await createTestRun(context), {}, 'open'))
      return checkEach([read, other], (one, index): Violation | null => {
        const polluted = one.text.includes('flowtwinPolluted')
        if (isServerError(one)) return { message: `status ${one.status} after it`, exchange: one }
        return polluted === (index === 0)
          ? null
          : { message: index === 0 ? 'the names were swallowed' : 'the names reached another run', exchange: one }
      })
    },
  },
  {
    id: 'ENC-001',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunCreateAttributes.state' },
    title: 'Free-form texts come back character by character, in every script',
    unit: 'text that was written and read',
    hint: 'a flow and a message thread to write in',
    needs: ['writes'],
    run: async (context) => {
      const state = Object.fromEntries(UNICODE_TEXTS.map((text, index) => [`text ${index} ${text}`, text]))
      const exchange = await context.client.sendRequest(
        buildCreateRequest(buildRunDocument(await getRequiredAttributes(context, state))),
      )
      const id = getString(exchange.body, 'data', 'id') ?? ''
      const read = await pollUntil(
        () => context.client.sendRequest(buildReadRequest(id, {}, 'open')),
        isSuccess,
        context,
      )
      const back = getPath(readAttributes(read), 'state')
      return checkEach(Object.entries(state), ([name, text]) =>
        isSameJson(getPath(back, name), text)
          ? null
          : { message: 'a text came back as another', example: JSON.stringify(text), exchange: read },
      )
    },
  },
]

function buildRawRequest(body: string): CheckRequest {
  return {
    operation: 'createFlowRun',
    method: 'POST',
    path: RUNS_PATH,
    body,
    headers: { 'Content-Type': MEDIA_TYPE },
    intent: 'invalid',
  }
}
