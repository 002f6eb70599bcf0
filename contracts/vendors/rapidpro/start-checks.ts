import type { Check, Source } from '../../kit/check.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { at, type JsonObject, objectsAt, textAt } from '../../kit/json.ts'
import { GARBAGE, UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { Context } from '../../kit/observation.ts'
import { inconclusive } from '../../kit/outcome.ts'
import { sameId } from '../../kit/same-id.ts'
import { runsCall } from './runs.ts'
import { contact, neighbourCall, runsIn, startableFlow, startCall, started } from './workspace.ts'

const common = { level: 'MUST', needs: ['writes'], unit: 'start', remedy: 'a flow in use' } as const
const FRESH = ['pending', 'queued', 'starting', 'started', 'complete', 'completed']

function stated(statement: string): { readonly source: Source } {
  return { source: { kind: 'vendor', statement } }
}

/** Leading contacts into flows. */
export const startChecks: readonly Check[] = [
  {
    ...common,
    ...stated('createFlowStart/201'),
    id: 'CUR-057',
    title: 'A start answers 201 and names the flow, the contacts and what the flow is given',
    judge: async ({ observe }) => {
      const { exchange, flow, contact: own } = await observe(started)
      const { body } = exchange
      const named = objectsAt(body, 'contacts').map((one) => textAt(one, 'uuid'))
      const flaws: Violation[] = []
      if (exchange.status !== 201) flaws.push({ what: `status ${exchange.status} instead of 201`, exchange })
      if (!FRESH.includes(textAt(body, 'status') ?? ''))
        flaws.push({ what: 'not on its way', pointer: '/status', exchange })
      if (!sameId(textAt(body, 'flow', 'uuid'), flow))
        flaws.push({ what: 'another flow', pointer: '/flow/uuid', exchange })
      if (named.join() !== own.uuid) flaws.push({ what: 'other contacts', pointer: '/contacts', exchange })
      if (textAt(body, 'params', 'flowtwin') !== 'a check')
        flaws.push({ what: 'the flow is given something else', pointer: '/params', exchange })
      return { evidence: 1, violations: flaws }
    },
  },
  {
    ...common,
    ...stated('createFlowStart'),
    id: 'CUR-058',
    title: 'A start makes one run of the flow for the contact, and the run names the start',
    unit: 'contact that was started',
    judge: async ({ observe }) => {
      const { exchange, first, flow } = await observe(started)
      const start = textAt(exchange.body, 'uuid')
      const own = runsIn(first).filter((run) => textAt(run, 'start', 'uuid') === start)
      const witness = `${own.length} runs of ${start}`
      if (own.length !== 1)
        return { evidence: 1, violations: [{ what: 'not exactly one run', witness, exchange: first }] }
      return judgeEach(own, (run) =>
        sameId(textAt(run, 'flow', 'uuid'), flow)
          ? null
          : { what: 'a run of another flow', pointer: '/results/*/flow/uuid', witness, exchange: first },
      )
    },
  },
  {
    ...common,
    ...stated('listFlowStarts'),
    id: 'CUR-059',
    title: 'A start is listed, and found by its uuid alone',
    judge: async ({ observe, client }) => {
      const uuid = textAt((await observe(started)).exchange.body, 'uuid') ?? ''
      const answers = [await client.send(neighbourCall('starts')), await client.send(neighbourCall('starts', { uuid }))]
      return judgeEach(answers, (exchange, index): Violation | null => {
        const found = objectsAt(exchange.body, 'results').map((one) => textAt(one, 'uuid'))
        if (!found.includes(uuid)) return { what: 'the start is not there', witness: uuid, exchange }
        return index === 1 && found.length > 1 ? { what: 'other starts come along', witness: uuid, exchange } : null
      })
    },
  },
  {
    ...common,
    ...stated('createFlowStart/400'),
    id: 'CUR-060',
    title: 'A start without flow or contacts, of or for nobody, or with odd parameters answers 400 and makes nothing',
    unit: 'start that must be refused',
    judge: refusals,
  },
  {
    ...common,
    ...stated('createFlowStart'),
    id: 'CUR-061',
    level: 'SHOULD',
    title: 'A contact who is started again leaves the flow that they were in as interrupted',
    unit: 'run that a second start ended',
    judge: async ({ observe }) => {
      const { first, second, both } = await observe(started)
      const start = textAt((await observe(started)).exchange.body, 'uuid')
      const before = runsIn(first).find((run) => textAt(run, 'start', 'uuid') === start)
      const after = runsIn(both).find((run) => textAt(run, 'start', 'uuid') === start)
      const isNew = textAt(second.body, 'uuid') !== start && isSuccess(second)
      if (before === undefined || after === undefined || at(before, 'exit_type') !== null || !isNew)
        throw inconclusive('the run ended before the contact was started again', 'a flow that waits for an answer')
      return judgeEach([after], (run) =>
        at(run, 'exit_type') !== null
          ? null
          : {
              what: 'still active',
              pointer: '/results/*/exit_type',
              witness: textAt(run, 'uuid') ?? '',
              exchange: both,
            },
      )
    },
  },
  {
    ...common,
    ...stated('FlowStartRequest.restart_participants'),
    id: 'CUR-062',
    level: 'SHOULD',
    title: 'Whoever was in the flow is not started again when participants are not restarted',
    unit: 'contact who was in the flow',
    judge: spared,
  },
]

async function refusals(context: Context): Promise<Judgement> {
  const { observe, client, ledger } = context
  const [flow, { uuid }] = [await observe(startableFlow), await observe(contact)]
  const before = await countOf(uuid, context)
  const bodies: readonly JsonObject[] = [
    { contacts: [uuid] },
    { flow },
    { flow: UNKNOWN_UUID, contacts: [uuid] },
    { flow, contacts: [ledger.invent(UNKNOWN_UUID)] },
    { flow, contacts: [uuid], params: GARBAGE },
  ]
  const answers: Exchange[] = []
  for (const body of bodies) answers.push(await client.send(startCall(body, 'invalid')))
  const { evidence, violations } = judgeEach(answers, (exchange) =>
    exchange.status === 400
      ? null
      : { what: `status ${exchange.status} instead of 400`, witness: exchange.call.body ?? '', exchange },
  )
  const after = await countOf(uuid, context)
  const [first] = answers
  const made = after > before && answers.every(({ status }) => status >= 400) && first !== undefined
  const what = 'refused, yet a run was made'
  return { evidence, violations: [...violations, ...(made ? [{ what, witness: uuid, exchange: first }] : [])] }
}

async function spared(context: Context): Promise<Judgement> {
  const { flow, contact: own } = await context.observe(started)
  const before = await countOf(own.uuid, context)
  const body = { flow, contacts: [own.uuid], restart_participants: false }
  const exchange = await context.client.send(startCall(body))
  if (before === 0 || !isSuccess(exchange)) return { evidence: 0, violations: [] }
  const after = await countOf(own.uuid, context)
  const witness = `${before} runs, then ${after}`
  return {
    evidence: 1,
    violations: after > before ? [{ what: 'started again all the same', witness, exchange }] : [],
  }
}

async function countOf(uuid: string, { client }: Context): Promise<number> {
  return runsIn(await client.send(runsCall({ contact: uuid }))).length
}
