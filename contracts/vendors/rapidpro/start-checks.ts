import { citeVendor, type Check, defineWriteCheck } from '../../kit/check.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { expectStatus } from '../../kit/checks/expect.ts'
import { sendAll } from '../../kit/checks/send.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { INVALID_VALUE, isSameId, UNKNOWN_UUID } from '../../kit/ids.ts'
import { getObjects, getPath, getString, type JsonObject } from '../../kit/json.ts'
import { checkEach, createInconclusive, type Judgement, type Violation } from '../../kit/outcome.ts'
import { buildListRequest, buildRunsRequest, buildStartRequest, readResults } from './runs.ts'
import { startedRun } from './sandbox.ts'

const HINT = 'a flow in use'
const common = { evidence: ['start', HINT] } as const
const START_STATUSES = ['pending', 'queued', 'starting', 'started', 'complete', 'completed']

/** Starting contacts in flows. */
export const startChecks: readonly Check[] = [
  defineWriteCheck('CUR-057', citeVendor('MUST', 'createFlowStart/201'), {
    ...common,
    title: 'A start returns 201 with the flow, the contacts and the parameters that were sent',
    run: async ({ probeOnce }) => {
      const { exchange, flow, contact } = await probeOnce(startedRun)
      const { body } = exchange
      const contacts = getObjects(body, 'contacts').map((listed) => getString(listed, 'uuid'))
      const wrongStatus = expectStatus(exchange, 201)
      const violations: Violation[] = wrongStatus === null ? [] : [wrongStatus]
      if (!START_STATUSES.includes(getString(body, 'status') ?? ''))
        violations.push({ message: 'an unexpected start status', pointer: '/status', exchange })
      if (!isSameId(getString(body, 'flow', 'uuid'), flow))
        violations.push({ message: 'a different flow', pointer: '/flow/uuid', exchange })
      // A start of a URN names no contact.
      if (exchange.request.body?.includes(contact.uuid) === true && contacts.join() !== contact.uuid)
        violations.push({ message: 'different contacts', pointer: '/contacts', exchange })
      if (getString(body, 'params', 'flowtwin') !== 'a check')
        violations.push({ message: 'different parameters', pointer: '/params', exchange })
      return { evidence: 1, violations }
    },
  }),
  defineWriteCheck('CUR-058', citeVendor('MUST', 'createFlowStart'), {
    ...common,
    title: 'A start creates exactly one run for the contact; the run references the start',
    evidence: ['contact that was started', HINT],
    run: async ({ probeOnce }) => {
      const { exchange: start, runsAfterFirst: exchange, flow } = await probeOnce(startedRun)
      const uuid = getString(start.body, 'uuid')
      const runs = listRunsOfStart(exchange, uuid)
      const example = `${runs.length} runs of ${uuid}`
      if (runs.length !== 1) return { evidence: 1, violations: [{ message: 'not exactly one run', example, exchange }] }
      return checkEach(runs, (run) =>
        isSameId(getString(run, 'flow', 'uuid'), flow)
          ? null
          : { message: 'a run of a different flow', pointer: '/results/*/flow/uuid', example, exchange },
      )
    },
  }),
  defineWriteCheck('CUR-059', citeVendor('MUST', 'listFlowStarts'), {
    ...common,
    title: 'A start is listed, and the uuid filter returns only that start',
    run: async (context) => {
      const uuid = getString((await context.probeOnce(startedRun)).exchange.body, 'uuid') ?? ''
      const exchanges = await sendAll([buildListRequest('starts'), buildListRequest('starts', { uuid })], context)
      return checkEach(exchanges, (exchange, index): Violation | null => {
        const uuids = readResults(exchange).map((start) => getString(start, 'uuid'))
        if (!uuids.includes(uuid)) return { message: 'the start is missing', example: uuid, exchange }
        return index === 1 && uuids.length > 1
          ? { message: 'the uuid filter returns other starts', example: uuid, exchange }
          : null
      })
    },
  }),
  defineWriteCheck('CUR-060', citeVendor('MUST', 'createFlowStart/400'), {
    ...common,
    title: 'Invalid flow starts return 400 and create nothing',
    evidence: ['invalid start', HINT],
    run: checkRejections,
  }),
  defineWriteCheck('CUR-061', citeVendor('SHOULD', 'createFlowStart'), {
    ...common,
    title: "A second start interrupts the contact's active run",
    evidence: ['run that a second start ended', HINT],
    run: checkInterruption,
  }),
  defineWriteCheck('CUR-062', citeVendor('SHOULD', 'FlowStartRequest.restart_participants'), {
    ...common,
    title: '`restart_participants: false` does not start earlier participants again',
    evidence: ['earlier participant of the flow', HINT],
    run: checkNoRestart,
  }),
]

function listRunsOfStart(exchange: Exchange, start: string | undefined): readonly JsonObject[] {
  return readResults(exchange).filter((run) => getString(run, 'start', 'uuid') === start)
}

async function checkRejections(context: CheckContext): Promise<Judgement> {
  const { probeOnce, ledger } = context
  const { flow, contact } = await probeOnce(startedRun)
  const { uuid } = contact
  const before = await countContactRuns(uuid, context)
  const bodies: readonly JsonObject[] = [
    { contacts: [uuid] },
    { flow },
    { flow: UNKNOWN_UUID, contacts: [uuid] },
    { flow, contacts: [ledger.addInventedId(UNKNOWN_UUID)] },
    { flow, contacts: [uuid], params: INVALID_VALUE },
  ]
  const requests = bodies.map((body) => buildStartRequest(body, 'invalid'))
  const exchanges = await sendAll(requests, context)
  const { evidence, violations } = checkEach(exchanges, (exchange) =>
    expectStatus(exchange, 400, exchange.request.body ?? ''),
  )
  const after = await countContactRuns(uuid, context)
  const [first] = exchanges
  const hasCreated = after > before && exchanges.every(({ status }) => status >= 400) && first !== undefined
  const created = hasCreated ? [{ message: 'a rejected start created a run', example: uuid, exchange: first }] : []
  return { evidence, violations: [...violations, ...created] }
}

async function checkInterruption({ probeOnce }: CheckContext): Promise<Judgement> {
  const { exchange, runsAfterFirst, secondExchange, runsAfterSecond } = await probeOnce(startedRun)
  const start = getString(exchange.body, 'uuid')
  const [before] = listRunsOfStart(runsAfterFirst, start)
  const [after] = listRunsOfStart(runsAfterSecond, start)
  const isNew = getString(secondExchange.body, 'uuid') !== start && isSuccess(secondExchange)
  if (before === undefined || after === undefined || getPath(before, 'exit_type') !== null || !isNew)
    throw createInconclusive('the run ended before the second start', 'a flow that waits for a reply')
  return checkEach([after], (run) => {
    if (getPath(run, 'exit_type') !== null) return null
    const [message, example] = ['the first run is still active', getString(run, 'uuid') ?? '']
    return { message, pointer: '/results/*/exit_type', example, exchange: runsAfterSecond }
  })
}

async function checkNoRestart(context: CheckContext): Promise<Judgement> {
  const { flow, contact } = await context.probeOnce(startedRun)
  const before = await countContactRuns(contact.uuid, context)
  const body = { flow, contacts: [contact.uuid], restart_participants: false }
  const exchange = await context.client.sendRequest(buildStartRequest(body))
  if (before === 0 || !isSuccess(exchange)) return { evidence: 0, violations: [] }
  const after = await countContactRuns(contact.uuid, context)
  const violation = { message: 'the participant was started again', example: `${before} runs, then ${after}`, exchange }
  return { evidence: 1, violations: after > before ? [violation] : [] }
}

async function countContactRuns(contact: string, { client }: CheckContext): Promise<number> {
  return readResults(await client.sendRequest(buildRunsRequest({ contact }))).length
}
