import type { Call } from '../../kit/call.ts'
import type { Check } from '../../kit/check.ts'
import { type Exchange, isRefusal, isServerError, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Violation } from '../../kit/finding.ts'
import { at, sameJson, textAt } from '../../kit/json.ts'
import { attributesOf, createCall, MEDIA_TYPE, readCall, RUNS } from './flow-runs.ts'
import { created, requiredAttributes, runDocument, settled, traces } from './sandbox.ts'

const DEEP = 2000
/** Bodies that are no flow run, whatever is read into them; `{run}` stands for one that is. */
const BODIES: readonly string[] = [
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
  `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  '{"data":{"type":"flowRuns","type":"flows","attributes":{}}}',
  '{"data":{"type":5,"attributes":{"flowId":12345678901234567890}}}',
]
/** Texts of every script, and those that are easily lost: combining, beyond the first plane, from right to left, escaped. */
const TEXTS = ['🎈👩‍👩‍👧', 'e\u0301 é', 'שלום', '𝒳\u{10FFFD}', '\u202Eabc', '\\u0041 " \\ /', 'ﬁ ﷺ', '\t\n\r', ' '] as const

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
    remedy: 'a flow and a message thread to write in',
    needs: ['writes'],
    judge: async (context) => {
      const attributes = await requiredAttributes(context)
      const answers: Exchange[] = []
      for (const body of BODIES) answers.push(await context.client.send(raw(body)))
      const left = await traces(textAt(attributes, 'state', 'flowtwin') ?? '', context)
      const { evidence, violations } = judgeEach(answers, (exchange) =>
        isRefusal(exchange)
          ? null
          : {
              what: `status ${exchange.status} instead of 4xx`,
              witness: exchange.call.body?.slice(0, 60) ?? '',
              exchange,
            },
      )
      const [first] = answers
      return {
        evidence,
        violations: [
          ...violations,
          ...left.map((witness) => ({
            what: 'refused, yet a run was created',
            witness,
            ...(first && { exchange: first }),
          })),
        ],
      }
    },
  },
  {
    id: 'NEG-006',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Names that mean something to JavaScript are kept as they are or refused, and reach nobody else',
    unit: 'state with such a name',
    remedy: 'a flow and a message thread to write in',
    needs: ['writes'],
    security: true,
    judge: async (context) => {
      const attributes = JSON.stringify(await requiredAttributes(context))
      const body = `{"data":{"type":"flowRuns","attributes":${attributes.replace('"state":{', '"state":{"__proto__":{"flowtwinPolluted":true},"constructor":{"prototype":{"flowtwinPolluted":true}},')}}}`
      const exchange = await context.client.send({ ...raw(body), intent: 'open' })
      if (isRefusal(exchange)) return { evidence: 1, violations: [] }
      const id = textAt(exchange.body, 'data', 'id') ?? ''
      const read = await settled(() => context.client.send(readCall(id, {}, 'open')), isSuccess, context)
      const other = await context.client.send(readCall(await created(context), {}, 'open'))
      return judgeEach([read, other], (one, index): Violation | null => {
        const polluted = one.text.includes('flowtwinPolluted')
        if (isServerError(one)) return { what: `status ${one.status} after it`, exchange: one }
        return polluted === (index === 0)
          ? null
          : { what: index === 0 ? 'the names were swallowed' : 'the names reached another run', exchange: one }
      })
    },
  },
  {
    id: 'ENC-001',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowRunCreateAttributes.state' },
    title: 'Free-form texts come back character by character, in every script',
    unit: 'text that was written and read',
    remedy: 'a flow and a message thread to write in',
    needs: ['writes'],
    judge: async (context) => {
      const state = Object.fromEntries(TEXTS.map((text, index) => [`text ${index} ${text}`, text]))
      const exchange = await context.client.send(createCall(runDocument(await requiredAttributes(context, state))))
      const id = textAt(exchange.body, 'data', 'id') ?? ''
      const read = await settled(() => context.client.send(readCall(id, {}, 'open')), isSuccess, context)
      const back = at(attributesOf(read), 'state')
      return judgeEach(Object.entries(state), ([name, text]) =>
        sameJson(at(back, name), text)
          ? null
          : { what: 'a text came back as another', witness: JSON.stringify(text), exchange: read },
      )
    },
  },
]

function raw(body: string): Call {
  return {
    operation: 'createFlowRun',
    method: 'POST',
    path: RUNS,
    body,
    headers: { 'Content-Type': MEDIA_TYPE },
    intent: 'invalid',
  }
}
