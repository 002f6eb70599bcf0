import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import {
  type Check,
  defineCheck,
  bestPractice,
  citeJsonApi,
  citeStandard,
  informative,
  defineWriteCheck,
} from '../../kit/check.ts'
import { expectStatus, UNSUPPORTED_METHOD_STATUSES } from '../../kit/checks/expect.ts'
import { pollUntil, sendAndCheck } from '../../kit/checks/send.ts'
import { type CheckRequest, type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { OTHER_UNKNOWN_UUID } from '../../kit/ids.ts'
import { getPath, getString, isObject } from '../../kit/json.ts'
import { checkEach, createBlocked, type Judgement, type Violation } from '../../kit/outcome.ts'
import {
  buildAttributeUpdate,
  buildDeleteRequest,
  buildNewestRunsRequest,
  buildReadRequest,
  buildRelatedRequest,
  readMeta,
  readRuns,
  RELATED_NAMES,
  RUNS_PATH,
} from './flow-runs.ts'
import { createTestRun, getEndedRun, type RunState } from './sandbox.ts'

const HINT = 'a flow and a message thread for test runs'

interface DeletedRun {
  /** The run before its deletion. */
  readonly run: RunState
  readonly exchange: Exchange
  /** The newest runs of its thread before and after. */
  readonly before: Exchange
  readonly after: Exchange
}

/** Deletes a run that this test run created. */
const deletedRun = defineProbe<DeletedRun>('deleting a run', async (context) => {
  const { client } = context
  const run = await getEndedRun(context)
  const listRequest = buildNewestRunsRequest(run.attributes)
  const before = await client.sendRequest(listRequest)
  const exchange = await client.sendRequest(buildDeleteRequest(run.id))
  return { run, exchange, before, after: await client.sendRequest(listRequest) }
})

/** Deleting runs. */
export const deletionChecks: readonly Check[] = [
  defineWriteCheck('JAPI-100', citeJsonApi('MUST', 'Deleting Resources: responses'), {
    title: 'DELETE returns 204 without content, 200 with `meta` and without `data`, or 202',
    evidence: ['deletion', HINT],
    run: async ({ probeOnce }) => checkEach([(await probeOnce(deletedRun)).exchange], findResponseViolation),
  }),
  defineWriteCheck('JAPI-101', citeJsonApi('MUST', 'Fetching Resources: fetch-responses-404'), {
    title: 'Reading a deleted run returns 404',
    evidence: ['read of a deleted run', HINT],
    run: async (context) => {
      const id = await requireDeletedId(context)
      return await checkNotFound(buildReadRequest(id, {}, 'open'), context)
    },
  }),
  defineWriteCheck('JAPI-102', bestPractice, {
    title: "A deleted run disappears from its thread's list, and `total` decreases",
    evidence: ['list after a deletion', HINT],
    run: async (context) => {
      await requireDeletedId(context)
      return checkEach([await context.probeOnce(deletedRun)], findListViolation)
    },
  }),
  defineWriteCheck('JAPI-103', citeJsonApi('SHOULD', 'Deleting Resources: delete-404-status'), {
    title: 'Deleting a deleted run or an unknown id returns 404',
    evidence: ['deletion of a missing run', HINT],
    run: sendAndCheck(
      async (context) => {
        const ids = [await requireDeletedId(context), context.ledger.addInventedId(OTHER_UNKNOWN_UUID)]
        return ids.map((id) => buildDeleteRequest(id, 'invalid'))
      },
      (exchange) => expectStatus(exchange, 404),
    ),
  }),
  defineWriteCheck('JAPI-104', citeJsonApi('MUST', 'Updating Resources: 404 Not Found'), {
    title: 'Updating a deleted run returns 404',
    evidence: ['update of a deleted run', HINT],
    run: async (context) => {
      const id = await requireDeletedId(context)
      return await checkNotFound(buildAttributeUpdate(id, { state: {} }, 'invalid'), context)
    },
  }),
  defineWriteCheck('JAPI-105', informative, {
    title: 'Deleting an active run succeeds or returns 4xx',
    evidence: ['deletion of an active run', HINT],
    run: sendAndCheck(
      async (context) => [buildDeleteRequest(await createTestRun(context), 'open')],
      (exchange) =>
        isSuccess(exchange) || isClientError(exchange) ? null : { message: `status ${exchange.status}`, exchange },
    ),
  }),
  defineWriteCheck('JAPI-106', bestPractice, {
    title: 'Deleting a run keeps its flow and message thread',
    evidence: ['related resource of a deleted run', HINT],
    run: sendAndCheck(
      async (context) => {
        await requireDeletedId(context)
        const { run } = await context.probeOnce(deletedRun)
        return RELATED_NAMES.flatMap((name) => {
          const id = getString(run.attributes, `${name}Id`)
          return id === undefined ? [] : [buildRelatedRequest(name, id, 'open')]
        })
      },
      (exchange) => {
        if (isSuccess(exchange)) return null
        const message = `status ${exchange.status} for a related resource of a deleted run`
        return { message, example: exchange.request.path, exchange }
      },
    ),
  }),
  defineCheck('JAPI-110', citeStandard('SHOULD', 'RFC 9110 section 15.5.6'), {
    title: 'PUT on a run is rejected as unsupported',
    needs: ['writes', 'probe-methods'],
    evidence: ['PUT on a created run', HINT],
    run: sendAndCheck(
      async (context) => {
        const path = `${RUNS_PATH}/${await createTestRun(context)}`
        return [{ operation: null, method: 'PUT', path, intent: 'probe' }]
      },
      (exchange) => expectStatus(exchange, UNSUPPORTED_METHOD_STATUSES),
    ),
  }),
]

/** Checks that a request returns 404, at the latest when `consistencySeconds` have passed. */
async function checkNotFound(request: CheckRequest, context: CheckContext): Promise<Judgement> {
  const send = async (): Promise<Exchange> => await context.client.sendRequest(request)
  const exchange = await pollUntil(send, ({ status }) => status === 404, context)
  return checkEach([exchange], () => expectStatus(exchange, 404))
}

async function requireDeletedId({ probeOnce }: CheckContext): Promise<string> {
  const { run, exchange } = await probeOnce(deletedRun)
  if (!isSuccess(exchange)) throw createBlocked(`deleting a run returned ${exchange.status}`)
  return run.id
}

function findListViolation({ run, before, after }: DeletedRun): Violation | null {
  if (readRuns(after).some(({ id }) => id === run.id))
    return { message: "the thread's list still contains the deleted run", example: run.id, exchange: after }
  const [from, to] = [readMeta(before).total, readMeta(after).total]
  const idsBefore = new Set(readRuns(before).map(({ id }) => id))
  // New runs in the meantime increase the total.
  const added = readRuns(after).filter(({ id }) => !idsBefore.has(id)).length
  if (to - added < from) return null
  return { message: "the thread's total did not decrease", example: `total ${from}, then ${to}`, exchange: after }
}

function findResponseViolation(exchange: Exchange): Violation | null {
  const { status, body, bytes } = exchange
  if (status === 202 || (status === 204 && bytes.length === 0)) return null
  if (status === 200 && isObject(getPath(body, 'meta')) && getPath(body, 'data') === undefined) return null
  const message = status === 200 ? 'status 200 with data or without meta' : `unexpected status ${status}`
  return { message, exchange }
}
