import type { Check } from '../../kit/check.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { checkEach, createBlocked, type Violation } from '../../kit/outcome.ts'
import { getPath, isObject, getString } from '../../kit/json.ts'
import { OTHER_UNKNOWN_UUID } from '../../kit/ids.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import {
  buildDeleteRequest,
  buildListRequest,
  buildReadRequest,
  buildUpdateRequest,
  readMeta,
  readRelated,
  readRuns,
  RUNS_PATH,
} from './flow-runs.ts'
import { createTestRun, getEndedRun, buildRunDocument, pollUntil, type RunState } from './sandbox.ts'

const common = { hint: 'a flow and a message thread to write in', needs: ['writes'] } as const

/** The deletion of a run of our own. */
export const deletedRun: Probe<DeletedRun> = {
  name: 'deleting a run',
  run: async (context) => {
    const run = await getEndedRun(context)
    const before = await listNewestRuns(run, context)
    const exchange = await context.client.sendRequest(buildDeleteRequest(run.id))
    return { id: run.id, run, exchange, before, after: await listNewestRuns(run, context) }
  },
}

interface DeletedRun {
  readonly id: string
  /** As it stood before. */
  readonly run: RunState
  readonly exchange: Exchange
  /** The newest runs of its thread before and after. */
  readonly before: Exchange
  readonly after: Exchange
}

/** What deleting does. */
export const deletionChecks: readonly Check[] = [
  {
    ...common,
    id: 'JAPI-100',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Deleting Resources: responses' },
    title: 'DELETE answers 204 without content, 200 with meta and no data, or 202',
    unit: 'deletion',
    run: async ({ probeOnce }) => checkEach([(await probeOnce(deletedRun)).exchange], findResponseViolation),
  },
  {
    ...common,
    id: 'JAPI-101',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Fetching Resources: fetch-responses-404' },
    title: 'A deleted run answers 404',
    unit: 'read of a deleted run',
    run: async (context) => {
      const id = await requireDeletedId(context)
      const read = await pollUntil(
        () => context.client.sendRequest(buildReadRequest(id, {}, 'open')),
        ({ status }) => status === 404,
        context,
      )
      return checkEach([read], (exchange) => findStatusViolation(exchange))
    },
  },
  {
    ...common,
    id: 'JAPI-102',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A deleted run is gone from the list of its thread, whose total shrinks',
    unit: 'list after a deletion',
    run: async (context) => {
      const id = await requireDeletedId(context)
      const { before, after } = await context.probeOnce(deletedRun)
      return checkEach([after], (exchange) => findListViolation(id, before, exchange))
    },
  },
  {
    ...common,
    id: 'JAPI-103',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Deleting Resources: delete-404-status' },
    title: 'A second deletion, and one of an unknown id, answer 404',
    unit: 'deletion of nothing',
    run: async (context) => {
      const ids = [await requireDeletedId(context), context.ledger.addInventedId(OTHER_UNKNOWN_UUID)]
      const answers: Exchange[] = []
      for (const id of ids) answers.push(await context.client.sendRequest(buildDeleteRequest(id, 'invalid')))
      return checkEach(answers, (exchange) => findStatusViolation(exchange))
    },
  },
  {
    ...common,
    id: 'JAPI-104',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Updating Resources: 404 Not Found' },
    title: 'An update of a deleted run answers 404',
    unit: 'update of a deleted run',
    run: async (context) => {
      const id = await requireDeletedId(context)
      const call = buildUpdateRequest(id, buildRunDocument({ state: {} }, { id }), 'invalid')
      const exchange = await pollUntil(
        () => context.client.sendRequest(call),
        ({ status }) => status === 404,
        context,
      )
      return checkEach([exchange], (answer) => findStatusViolation(answer))
    },
  },
  {
    ...common,
    id: 'JAPI-105',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'A run that has not ended can be deleted, or that is refused',
    unit: 'deletion of an active run',
    run: async (context) => {
      const exchange = await context.client.sendRequest(buildDeleteRequest(await createTestRun(context), 'open'))
      return checkEach([exchange], () =>
        isSuccess(exchange) || isClientError(exchange) ? null : { message: `status ${exchange.status}`, exchange },
      )
    },
  },
  {
    ...common,
    id: 'JAPI-106',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Deleting a run leaves its flow and its message thread where they were',
    unit: 'resource that a deleted run belonged to',
    run: async (context) => {
      await requireDeletedId(context)
      const { run } = await context.probeOnce(deletedRun)
      return checkEach(await readRelated(run.attributes, context), (exchange) =>
        isSuccess(exchange)
          ? null
          : {
              message: `status ${exchange.status} where a deleted run belonged`,
              example: exchange.request.path,
              exchange,
            },
      )
    },
  },
  {
    id: 'JAPI-110',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 9110 section 15.5.6' },
    title: 'PUT on a run answers 405',
    unit: 'PUT on a run of our own',
    hint: 'a flow and a message thread to write in',
    needs: ['writes', 'probe-methods'],
    run: async (context) => {
      const path = `${RUNS_PATH}/${await createTestRun(context)}`
      const exchange = await context.client.sendRequest({ operation: null, method: 'PUT', path, intent: 'probe' })
      return checkEach([exchange], () =>
        exchange.status === 405 ? null : { message: `status ${exchange.status} instead of 405`, exchange },
      )
    },
  },
]

async function listNewestRuns({ attributes }: RunState, { client }: CheckContext): Promise<Exchange> {
  const thread = getString(attributes, 'messageThreadId') ?? ''
  const query = { sort: '-createdAt', 'page[size]': '100', 'filter[messageThreadId]': thread }
  return await client.sendRequest(buildListRequest(query))
}

async function requireDeletedId({ probeOnce }: CheckContext): Promise<string> {
  const { id, exchange } = await probeOnce(deletedRun)
  if (!isSuccess(exchange)) throw createBlocked(`deleting a run answered ${exchange.status}`)
  return id
}

function findListViolation(id: string, before: Exchange, after: Exchange): Violation | null {
  if (readRuns(after).some((run) => run.id === id))
    return { message: 'the list of its thread still shows a deleted run', example: id, exchange: after }
  const [from, to] = [readMeta(before).total, readMeta(after).total]
  const earlier = new Set(readRuns(before).map((run) => run.id))
  // A run that came meanwhile takes the total up again.
  const came = readRuns(after).filter((run) => !earlier.has(run.id)).length
  if (to - came < from) return null
  return { message: 'the total of its thread did not shrink', example: `total ${from}, then ${to}`, exchange: after }
}

function findResponseViolation(exchange: Exchange): Violation | null {
  const { status, body, bytes } = exchange
  if (status === 202 || (status === 204 && bytes.length === 0)) return null
  if (status === 200 && isObject(getPath(body, 'meta')) && getPath(body, 'data') === undefined) return null
  const what = status === 200 ? 'status 200 without meta alone' : `status ${status}`
  return { message: what, exchange }
}

function findStatusViolation(exchange: Exchange): Violation | null {
  return exchange.status === 404
    ? null
    : { message: `status ${exchange.status} instead of 404`, example: exchange.request.path, exchange }
}
