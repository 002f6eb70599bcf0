import type { Check } from '../../kit/check.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Violation } from '../../kit/finding.ts'
import { at, isObject } from '../../kit/json.ts'
import { OTHER_UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { blocked } from '../../kit/outcome.ts'
import { deleteCall, readCall, RUNS, updateCall } from './flow-runs.ts'
import { created, endedRun, runDocument, settled } from './sandbox.ts'

const common = { remedy: 'a flow and a message thread to write in', needs: ['writes'] } as const

/** The deletion of a run of our own. */
const deletion: Observation<{ readonly id: string; readonly exchange: Exchange }> = {
  name: 'deleting a run',
  make: async (context) => {
    const { id } = await endedRun(context)
    return { id, exchange: await context.client.send(deleteCall(id)) }
  },
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

async function gone({ observe }: Context): Promise<string> {
  const { id, exchange } = await observe(deletion)
  if (!isSuccess(exchange)) throw blocked(`deleting a run answered ${exchange.status}`)
  return id
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
