import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { at, type Json, type JsonObject, textAt } from '../../kit/json.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { blocked, inconclusive } from '../../kit/outcome.ts'
import { attributesOf, createCall, listCall, readCall, RUNS, runsOf, updateCall } from './flow-runs.ts'
import { oldestFirst, runsOfWalk } from './walks.ts'

/** Statuses from which a run does not come back. */
const ENDED: readonly string[] = ['finished', 'timeout', 'exception', 'cancelled']

/** Milliseconds between two looks at something that is to change. */
const STEP = 500
/** How often to try again with another run when one ended by itself in between. */
export const MOST_ATTEMPTS = 3

/** Where the run may create: a flow and a message thread, given or taken from a run that has ended. */
export const sandbox: Observation<{ readonly flowId: string; readonly messageThreadId: string }> = {
  name: 'finding a flow and a message thread to write in',
  make: async ({ observe, given, ledger }) => {
    const known = runsOfWalk(await observe(oldestFirst))
    // Whatever was there before is not ours, even if the target says that it created it just now.
    ledger.protect(known.map(({ id }) => id))
    const ended = known.findLast(({ item }) => ENDED.includes(textAt(item, 'attributes', 'status') ?? ''))
    const attributes = at((ended ?? known.at(-1))?.item, 'attributes')
    const flowId = given['flowId'] ?? textAt(attributes, 'flowId')
    const messageThreadId = given['messageThreadId'] ?? textAt(attributes, 'messageThreadId')
    if (flowId !== undefined && messageThreadId !== undefined) return { flowId, messageThreadId }
    throw inconclusive('no flow and message thread to write in', 'one flow run, or flowId and messageThreadId given')
  },
}

/** The four required attributes, with a mark in the state by which the run knows its own. */
export async function requiredAttributes(context: Context, state: JsonObject = {}): Promise<JsonObject> {
  const { flowId, messageThreadId } = await context.observe(sandbox)
  const [first] = context.exchanges()
  const mark = `${first?.sentAt ?? 0}-${context.exchanges().length}`
  return { flowId, messageThreadId, state: { flowtwin: mark, ...state }, initialMessage: {} }
}

/** A document with one flow run. */
export function runDocument(attributes: Json, more: JsonObject = {}): JsonObject {
  return { data: { type: 'flowRuns', ...more, attributes } }
}

/** Creates a run; blocked when that does not work, which other checks judge. */
export async function created(context: Context): Promise<string> {
  const exchange = await context.client.send(createCall(runDocument(await requiredAttributes(context))))
  const id = textAt(exchange.body, 'data', 'id')
  if (!isSuccess(exchange) || id === undefined) throw blocked(`creating a run answered ${exchange.status}`)
  if (!context.ledger.mayTouch(id)) throw blocked('the target gave an old run for a new one')
  return id
}

/** A run as it stands now. */
export interface Standing {
  readonly id: string
  readonly attributes: JsonObject
}

/** Whether a run has ended, by hand or by itself. */
export function hasEnded({ attributes }: Standing): boolean {
  return ENDED.includes(textAt(attributes, 'status') ?? '')
}

/** Reads a run of our own; blocked when it cannot be read. */
export async function standing(id: string, context: Context): Promise<Standing> {
  const exchange = await settled(() => context.client.send(readCall(id, {}, 'open')), isSuccess, context)
  const attributes = attributesOf(exchange)
  if (!isSuccess(exchange) || attributes === undefined) throw blocked(`GET ${RUNS}/${id} answered ${exchange.status}`)
  return { id, attributes }
}

/** A run of our own that is running; one that earlier checks left running if there is one. */
export async function runningRun(context: Context): Promise<Standing> {
  await context.observe(starting)
  for (const id of context.ledger.remainingBelow(RUNS)) {
    const run = await standing(id, context)
    if (run.attributes['status'] === 'running') return run
  }
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const run = await started(await created(context), context)
    if (run.attributes['status'] === 'running') return run
  }
  throw inconclusive(
    'every run that was created ended by itself before it could be used',
    'a flow that waits for an answer',
  )
}

/** That created runs start at all; waited for once, so that a target on which none does is not waited for by every check. */
const starting: Observation<Standing> = {
  name: 'waiting for a created run to start',
  make: async (context) => started(await created(context), context),
}

/** A run as it stands when it is no longer waiting to start. */
async function started(id: string, context: Context): Promise<Standing> {
  const { startSeconds } = context.profile
  const deadline = context.clock.now() + startSeconds * 1000
  for (;;) {
    const run = await standing(id, context)
    const status = textAt(run.attributes, 'status') ?? ''
    if (status === 'running' || hasEnded(run)) return run
    if (context.clock.now() >= deadline) {
      throw inconclusive(`a created run is ${status} after ${startSeconds} s`, 'a flow that starts')
    }
    await context.clock.sleep(STEP)
  }
}

/** A run of our own that has ended. */
export async function endedRun(context: Context): Promise<Standing> {
  for (const id of context.ledger.remainingBelow(RUNS)) {
    const run = await standing(id, context)
    if (hasEnded(run)) return run
  }
  const { id } = await runningRun(context)
  const exchange = await context.client.send(updateCall(id, runDocument({ status: 'finished' }, { id }), 'open'))
  const run = await standing(id, context)
  if (!hasEnded(run)) throw blocked(`ending a run answered ${exchange.status}`)
  return run
}

/** Asks again until an answer satisfies or the time for writes to show is over; gives the last answer. */
export async function settled(
  ask: () => Promise<Exchange>,
  satisfies: (exchange: Exchange) => boolean,
  { clock, profile }: Context,
): Promise<Exchange> {
  const deadline = clock.now() + profile.consistencySeconds * 1000
  for (;;) {
    const exchange = await ask()
    if (satisfies(exchange) || clock.now() >= deadline) return exchange
    await clock.sleep(STEP)
  }
}

/** The ids of runs that carry a mark although they were refused; they become ours, to be removed. */
export async function traces(mark: string, { client, ledger }: Context): Promise<readonly string[]> {
  const newest = runsOf(await client.send(listCall({ sort: '-createdAt', 'page[size]': '100' })))
  const marked = newest.filter(({ item }) => textAt(item, 'attributes', 'state', 'flowtwin') === mark)
  return marked.map(({ id }) => id).filter((id) => ledger.admit(id, `${RUNS}/${id}`))
}
