import type { Check } from '../../kit/check.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Violation } from '../../kit/finding.ts'
import { at, isObject, textAt } from '../../kit/json.ts'
import { OTHER_UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { blocked } from '../../kit/outcome.ts'
import { deleteCall, listCall, metaOf, readCall, RUNS, runsOf, updateCall } from './flow-runs.ts'
import { relatedReads } from './related.ts'
import { created, endedRun, runDocument, settled, type Standing } from './sandbox.ts'

const common = { remedy: 'a flow and a message thread to write in', needs: ['writes'] } as const

/** The deletion of a run of our own. */
export const deletion: Observation<Deletion> = {
  name: 'deleting a run',
  make: async (context) => {
    const run = await endedRun(context)
    const before = await newestOfThread(run, context)
    const exchange = await context.client.send(deleteCall(run.id))
    return { id: run.id, run, exchange, before, after: await newestOfThread(run, context) }
  },
}

interface Deletion {
  readonly id: string
  /** As it stood before. */
  readonly run: Standing
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
    judge: async ({ observe }) => judgeEach([(await observe(deletion)).exchange], deleted),
  },
  {
    ...common,
    id: 'JAPI-101',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Fetching Resources: fetch-responses-404' },
    title: 'A deleted run answers 404',
    unit: 'read of a deleted run',
    judge: async (context) => {
      const id = await gone(context)
      const read = await settled(
        () => context.client.send(readCall(id, {}, 'open')),
        ({ status }) => status === 404,
        context,
      )
      return judgeEach([read], (exchange) => notFound(exchange))
    },
  },
  {
    ...common,
    id: 'JAPI-102',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A deleted run is gone from the list of its thread, whose total shrinks',
    unit: 'list after a deletion',
    judge: async (context) => {
      const id = await gone(context)
      const { before, after } = await context.observe(deletion)
      return judgeEach([after], (exchange) => stillListed(id, before, exchange))
    },
  },
  {
    ...common,
    id: 'JAPI-103',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Deleting Resources: delete-404-status' },
    title: 'A second deletion, and one of an unknown id, answer 404',
    unit: 'deletion of nothing',
    judge: async (context) => {
      const ids = [await gone(context), context.ledger.invent(OTHER_UNKNOWN_UUID)]
      const answers: Exchange[] = []
      for (const id of ids) answers.push(await context.client.send(deleteCall(id, 'invalid')))
      return judgeEach(answers, (exchange) => notFound(exchange))
    },
  },
  {
    ...common,
    id: 'JAPI-104',
    level: 'MUST',
    source: { kind: 'standard', reference: 'JSON:API 1.1, Updating Resources: 404 Not Found' },
    title: 'An update of a deleted run answers 404',
    unit: 'update of a deleted run',
    judge: async (context) => {
      const id = await gone(context)
      const call = updateCall(id, runDocument({ state: {} }, { id }), 'invalid')
      const exchange = await settled(
        () => context.client.send(call),
        ({ status }) => status === 404,
        context,
      )
      return judgeEach([exchange], (answer) => notFound(answer))
    },
  },
  {
    ...common,
    id: 'JAPI-105',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'A run that has not ended can be deleted, or that is refused',
    unit: 'deletion of an active run',
    judge: async (context) => {
      const exchange = await context.client.send(deleteCall(await created(context), 'open'))
      return judgeEach([exchange], () =>
        isSuccess(exchange) || isRefusal(exchange) ? null : { what: `status ${exchange.status}`, exchange },
      )
    },
  },
  {
    ...common,
    id: 'JAPI-106',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Deleting a run leaves its flow and its message thread where they were',
    unit: 'resource that a deleted run belonged to',
    judge: async (context) => {
      await gone(context)
      const { run } = await context.observe(deletion)
      return judgeEach(await relatedReads(run.attributes, context), (exchange) =>
        isSuccess(exchange)
          ? null
          : { what: `status ${exchange.status} where a deleted run belonged`, witness: exchange.call.path, exchange },
      )
    },
  },
  {
    id: 'JAPI-110',
    level: 'SHOULD',
    source: { kind: 'standard', reference: 'RFC 9110 section 15.5.6' },
    title: 'PUT on a run answers 405',
    unit: 'PUT on a run of our own',
    remedy: 'a flow and a message thread to write in',
    needs: ['writes', 'probe-methods'],
    judge: async (context) => {
      const path = `${RUNS}/${await created(context)}`
      const exchange = await context.client.send({ operation: null, method: 'PUT', path, intent: 'probe' })
      return judgeEach([exchange], () =>
        exchange.status === 405 ? null : { what: `status ${exchange.status} instead of 405`, exchange },
      )
    },
  },
]

async function newestOfThread({ attributes }: Standing, { client }: Context): Promise<Exchange> {
  const thread = textAt(attributes, 'messageThreadId') ?? ''
  const query = { sort: '-createdAt', 'page[size]': '100', 'filter[messageThreadId]': thread }
  return await client.send(listCall(query))
}

async function gone({ observe }: Context): Promise<string> {
  const { id, exchange } = await observe(deletion)
  if (!isSuccess(exchange)) throw blocked(`deleting a run answered ${exchange.status}`)
  return id
}

function stillListed(id: string, before: Exchange, after: Exchange): Violation | null {
  if (runsOf(after).some((run) => run.id === id))
    return { what: 'the list of its thread still shows a deleted run', witness: id, exchange: after }
  const [from, to] = [metaOf(before).total, metaOf(after).total]
  const earlier = new Set(runsOf(before).map((run) => run.id))
  // A run that came meanwhile takes the total up again.
  const came = runsOf(after).filter((run) => !earlier.has(run.id)).length
  if (to - came < from) return null
  return { what: 'the total of its thread did not shrink', witness: `total ${from}, then ${to}`, exchange: after }
}

function deleted(exchange: Exchange): Violation | null {
  const { status, body, bytes } = exchange
  if (status === 202 || (status === 204 && bytes.length === 0)) return null
  if (status === 200 && isObject(at(body, 'meta')) && at(body, 'data') === undefined) return null
  const what = status === 200 ? 'status 200 without meta alone' : `status ${status}`
  return { what, exchange }
}

function notFound(exchange: Exchange): Violation | null {
  return exchange.status === 404
    ? null
    : { what: `status ${exchange.status} instead of 404`, witness: exchange.call.path, exchange }
}
