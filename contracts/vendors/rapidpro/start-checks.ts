import type { Check, CheckSource } from '../../kit/check.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { checkEach, createInconclusive, type Judgement, type Violation } from '../../kit/outcome.ts'
import { getPath, type JsonObject, getObjects, getString } from '../../kit/json.ts'
import { INVALID_VALUE, isSameId, UNKNOWN_UUID } from '../../kit/ids.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { buildRunsRequest } from './runs.ts'
import {
  testContact,
  buildListRequest,
  readRunObjects,
  startableFlow,
  buildStartRequest,
  startedRun,
} from './sandbox.ts'

const common = { level: 'MUST', needs: ['writes'], unit: 'start', remedy: 'a flow in use' } as const
const START_STATUSES = ['pending', 'queued', 'starting', 'started', 'complete', 'completed']

function createVendorSource(statement: string): { readonly source: CheckSource } {
  return { source: { kind: 'vendor', statement } }
}

/** Leading contacts into flows. */
export const startChecks: readonly Check[] = [
  {
    ...common,
    ...createVendorSource('createFlowStart/201'),
    id: 'CUR-057',
    title: 'A start answers 201 and names the flow, the contacts and what the flow is given',
    run: async ({ probeOnce }) => {
      const { exchange, flow, contact: own } = await probeOnce(startedRun)
      const { body } = exchange
      const named = getObjects(body, 'contacts').map((one) => getString(one, 'uuid'))
      const flaws: Violation[] = []
      if (exchange.status !== 201) flaws.push({ message: `status ${exchange.status} instead of 201`, exchange })
      if (!START_STATUSES.includes(getString(body, 'status') ?? ''))
        flaws.push({ message: 'not on its way', pointer: '/status', exchange })
      if (!isSameId(getString(body, 'flow', 'uuid'), flow))
        flaws.push({ message: 'another flow', pointer: '/flow/uuid', exchange })
      if (named.join() !== own.uuid) flaws.push({ message: 'other contacts', pointer: '/contacts', exchange })
      if (getString(body, 'params', 'flowtwin') !== 'a check')
        flaws.push({ message: 'the flow is given something else', pointer: '/params', exchange })
      return { evidence: 1, violations: flaws }
    },
  },
  {
    ...common,
    ...createVendorSource('createFlowStart'),
    id: 'CUR-058',
    title: 'A start makes one run of the flow for the contact, and the run names the start',
    unit: 'contact that was started',
    run: async ({ probeOnce }) => {
      const { exchange, runsAfterFirst, flow } = await probeOnce(startedRun)
      const start = getString(exchange.body, 'uuid')
      const own = readRunObjects(runsAfterFirst).filter((run) => getString(run, 'start', 'uuid') === start)
      const witness = `${own.length} runs of ${start}`
      if (own.length !== 1)
        return { evidence: 1, violations: [{ message: 'not exactly one run', witness, exchange: runsAfterFirst }] }
      return checkEach(own, (run) =>
        isSameId(getString(run, 'flow', 'uuid'), flow)
          ? null
          : { message: 'a run of another flow', pointer: '/results/*/flow/uuid', witness, exchange: runsAfterFirst },
      )
    },
  },
  {
    ...common,
    ...createVendorSource('listFlowStarts'),
    id: 'CUR-059',
    title: 'A start is listed, and found by its uuid alone',
    run: async ({ probeOnce, client }) => {
      const uuid = getString((await probeOnce(startedRun)).exchange.body, 'uuid') ?? ''
      const answers = [
        await client.sendRequest(buildListRequest('starts')),
        await client.sendRequest(buildListRequest('starts', { uuid })),
      ]
      return checkEach(answers, (exchange, index): Violation | null => {
        const found = getObjects(exchange.body, 'results').map((one) => getString(one, 'uuid'))
        if (!found.includes(uuid)) return { message: 'the start is not there', witness: uuid, exchange }
        return index === 1 && found.length > 1 ? { message: 'other starts come along', witness: uuid, exchange } : null
      })
    },
  },
  {
    ...common,
    ...createVendorSource('createFlowStart/400'),
    id: 'CUR-060',
    title: 'A start without flow or contacts, of or for nobody, or with odd parameters answers 400 and makes nothing',
    unit: 'start that must be refused',
    run: checkRejections,
  },
  {
    ...common,
    ...createVendorSource('createFlowStart'),
    id: 'CUR-061',
    level: 'SHOULD',
    title: 'A contact who is started again leaves the flow that they were in as interrupted',
    unit: 'run that a second start ended',
    run: async ({ probeOnce }) => {
      const { runsAfterFirst, secondExchange, runsAfterSecond } = await probeOnce(startedRun)
      const start = getString((await probeOnce(startedRun)).exchange.body, 'uuid')
      const before = readRunObjects(runsAfterFirst).find((run) => getString(run, 'start', 'uuid') === start)
      const after = readRunObjects(runsAfterSecond).find((run) => getString(run, 'start', 'uuid') === start)
      const isNew = getString(secondExchange.body, 'uuid') !== start && isSuccess(secondExchange)
      if (before === undefined || after === undefined || getPath(before, 'exit_type') !== null || !isNew)
        throw createInconclusive(
          'the run ended before the contact was started again',
          'a flow that waits for an answer',
        )
      return checkEach([after], (run) =>
        getPath(run, 'exit_type') !== null
          ? null
          : {
              message: 'still active',
              pointer: '/results/*/exit_type',
              witness: getString(run, 'uuid') ?? '',
              exchange: runsAfterSecond,
            },
      )
    },
  },
  {
    ...common,
    ...createVendorSource('FlowStartRequest.restart_participants'),
    id: 'CUR-062',
    level: 'SHOULD',
    title: 'Whoever was in the flow is not started again when participants are not restarted',
    unit: 'contact who was in the flow',
    run: checkNoRestart,
  },
]

async function checkRejections(context: CheckContext): Promise<Judgement> {
  const { probeOnce, client, ledger } = context
  const [flow, { uuid }] = [await probeOnce(startableFlow), await probeOnce(testContact)]
  const before = await countContactRuns(uuid, context)
  const bodies: readonly JsonObject[] = [
    { contacts: [uuid] },
    { flow },
    { flow: UNKNOWN_UUID, contacts: [uuid] },
    { flow, contacts: [ledger.addInventedId(UNKNOWN_UUID)] },
    { flow, contacts: [uuid], params: INVALID_VALUE },
  ]
  const answers: Exchange[] = []
  for (const body of bodies) answers.push(await client.sendRequest(buildStartRequest(body, 'invalid')))
  const { evidence, violations } = checkEach(answers, (exchange) =>
    exchange.status === 400
      ? null
      : { message: `status ${exchange.status} instead of 400`, witness: exchange.request.body ?? '', exchange },
  )
  const after = await countContactRuns(uuid, context)
  const [first] = answers
  const made = after > before && answers.every(({ status }) => status >= 400) && first !== undefined
  const what = 'refused, yet a run was made'
  return { evidence, violations: [...violations, ...(made ? [{ what, witness: uuid, exchange: first }] : [])] }
}

async function checkNoRestart(context: CheckContext): Promise<Judgement> {
  const { flow, contact: own } = await context.probeOnce(startedRun)
  const before = await countContactRuns(own.uuid, context)
  const body = { flow, contacts: [own.uuid], restart_participants: false }
  const exchange = await context.client.sendRequest(buildStartRequest(body))
  if (before === 0 || !isSuccess(exchange)) return { evidence: 0, violations: [] }
  const after = await countContactRuns(own.uuid, context)
  const witness = `${before} runs, then ${after}`
  return {
    evidence: 1,
    violations: after > before ? [{ message: 'started again all the same', witness, exchange }] : [],
  }
}

async function countContactRuns(uuid: string, { client }: CheckContext): Promise<number> {
  return readRunObjects(await client.sendRequest(buildRunsRequest({ contact: uuid }))).length
}
