import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString, type Json, type JsonObject } from '../../kit/json.ts'
import { createBlocked, createInconclusive } from '../../kit/outcome.ts'
import {
  buildCreateRequest,
  buildListRequest,
  buildReadRequest,
  buildUpdateRequest,
  readAttributes,
  readRuns,
  RUNS_PATH,
} from './flow-runs.ts'
import { getWalkItems, oldestFirst } from './walks.ts'

/** Statuses from which a run does not come back. */
const END_STATUSES: readonly string[] = ['finished', 'timeout', 'exception', 'cancelled']

/** Milliseconds between two looks at something that is to change. */
const POLL_MILLISECONDS = 500
/** How often to try again with another run when one ended by itself in between. */
export const MAX_ATTEMPTS = 3

/** Where the run may create: a flow and a message thread, given or taken from a run that has ended. */
export const sandbox: Probe<{ readonly flowId: string; readonly messageThreadId: string }> = {
  name: 'finding a flow and a message thread to write in',
  run: async ({ probeOnce, knownIds, ledger }) => {
    const known = getWalkItems(await probeOnce(oldestFirst))
    // Whatever was there before is not ours, even if the target says that it created it just now.
    ledger.protectExistingIds(known.map(({ id }) => id))
    const ended = known.findLast(({ item }) => END_STATUSES.includes(getString(item, 'attributes', 'status') ?? ''))
    const attributes = getPath((ended ?? known.at(-1))?.item, 'attributes')
    const flowId = knownIds['flowId'] ?? getString(attributes, 'flowId')
    const messageThreadId = knownIds['messageThreadId'] ?? getString(attributes, 'messageThreadId')
    if (flowId !== undefined && messageThreadId !== undefined) return { flowId, messageThreadId }
    throw createInconclusive(
      'no flow and message thread to write in',
      'one flow run, or flowId and messageThreadId given',
    )
  },
}

/** The four required attributes, with a mark in the state by which the run knows its own. */
export async function getRequiredAttributes(context: CheckContext, state: JsonObject = {}): Promise<JsonObject> {
  const { flowId, messageThreadId } = await context.probeOnce(sandbox)
  const [first] = context.getExchanges()
  const mark = `${first?.sentAt ?? 0}-${context.getExchanges().length}`
  return { flowId, messageThreadId, state: { flowtwin: mark, ...state }, initialMessage: {} }
}

/** A document with one flow run. */
export function buildRunDocument(attributes: Json, more: JsonObject = {}): JsonObject {
  return { data: { type: 'flowRuns', ...more, attributes } }
}

/** Creates a run; blocked when that does not work, which other checks judge. */
export async function createTestRun(context: CheckContext): Promise<string> {
  const exchange = await context.client.sendRequest(
    buildCreateRequest(buildRunDocument(await getRequiredAttributes(context))),
  )
  const id = getString(exchange.body, 'data', 'id')
  if (!isSuccess(exchange) || id === undefined) throw createBlocked(`creating a run answered ${exchange.status}`)
  if (!context.ledger.canModify(id)) throw createBlocked('the target gave an old run for a new one')
  return id
}

/** A run as it stands now. */
export interface RunState {
  readonly id: string
  readonly attributes: JsonObject
}

/** Whether a run has ended, by hand or by itself. */
export function hasEnded({ attributes }: RunState): boolean {
  return END_STATUSES.includes(getString(attributes, 'status') ?? '')
}

/** Reads a run of our own; blocked when it cannot be read. */
export async function readRunState(id: string, context: CheckContext): Promise<RunState> {
  const exchange = await pollUntil(
    () => context.client.sendRequest(buildReadRequest(id, {}, 'open')),
    isSuccess,
    context,
  )
  const attributes = readAttributes(exchange)
  if (!isSuccess(exchange) || attributes === undefined)
    throw createBlocked(`GET ${RUNS_PATH}/${id} answered ${exchange.status}`)
  return { id, attributes }
}

/** A run of our own that is running; one that earlier checks left running if there is one. */
export async function getRunningRun(context: CheckContext): Promise<RunState> {
  await context.probeOnce(startedRun)
  for (const id of context.ledger.listRemainingBelow(RUNS_PATH)) {
    const run = await readRunState(id, context)
    if (run.attributes['status'] === 'running') return run
  }
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const run = await waitForStart(await createTestRun(context), context)
    if (run.attributes['status'] === 'running') return run
  }
  throw createInconclusive(
    'every run that was created ended by itself before it could be used',
    'a flow that waits for an answer',
  )
}

/** That created runs start at all; waited for once, so that a target on which none does is not waited for by every check. */
const startedRun: Probe<RunState> = {
  name: 'waiting for a created run to start',
  run: async (context) => waitForStart(await createTestRun(context), context),
}

/** A run as it stands when it is no longer waiting to start. */
async function waitForStart(id: string, context: CheckContext): Promise<RunState> {
  const { startSeconds } = context.profile
  const deadline = context.clock.now() + startSeconds * 1000
  for (;;) {
    const run = await readRunState(id, context)
    const status = getString(run.attributes, 'status') ?? ''
    if (status === 'running' || hasEnded(run)) return run
    if (context.clock.now() >= deadline) {
      throw createInconclusive(`a created run is ${status} after ${startSeconds} s`, 'a flow that starts')
    }
    await context.clock.sleep(POLL_MILLISECONDS)
  }
}

/** A run of our own that has ended. */
export async function getEndedRun(context: CheckContext): Promise<RunState> {
  for (const id of context.ledger.listRemainingBelow(RUNS_PATH)) {
    const run = await readRunState(id, context)
    if (hasEnded(run)) return run
  }
  const { id } = await getRunningRun(context)
  const exchange = await context.client.sendRequest(
    buildUpdateRequest(id, buildRunDocument({ status: 'finished' }, { id }), 'open'),
  )
  const run = await readRunState(id, context)
  if (!hasEnded(run)) throw createBlocked(`ending a run answered ${exchange.status}`)
  return run
}

/** Asks again until an answer satisfies or the time for writes to show is over; gives the last answer. */
export async function pollUntil(
  ask: () => Promise<Exchange>,
  satisfies: (exchange: Exchange) => boolean,
  { clock, profile }: CheckContext,
): Promise<Exchange> {
  const deadline = clock.now() + profile.consistencySeconds * 1000
  for (;;) {
    const exchange = await ask()
    if (satisfies(exchange) || clock.now() >= deadline) return exchange
    await clock.sleep(POLL_MILLISECONDS)
  }
}

/** The ids of runs that carry a mark although they were refused; they become ours, to be removed. */
export async function findMarkedRuns(mark: string, { client, ledger }: CheckContext): Promise<readonly string[]> {
  const newest = readRuns(await client.sendRequest(buildListRequest({ sort: '-createdAt', 'page[size]': '100' })))
  const marked = newest.filter(({ item }) => getString(item, 'attributes', 'state', 'flowtwin') === mark)
  return marked.map(({ id }) => id).filter((id) => ledger.addCreatedItem(id, `${RUNS_PATH}/${id}`))
}

/** A creation from all sides: what was sent, what came back, what can be read, and the lists before and after. */
export interface CreatedRun {
  readonly sentAttributes: JsonObject
  readonly exchange: Exchange
  readonly id: string | undefined
  /** Whether the id is one that nobody had before. */
  readonly isNew: boolean
  readonly readBack: Exchange | undefined
  /** The newest runs of the thread before and after. */
  readonly before: Exchange
  readonly after: Exchange
}

/** States that are easily lost on the way. */
const TEST_STATES: readonly JsonObject[] = [
  {
    nested: { list: [1, 'two', null, true, { deep: [] }], empty: {} },
    decimal: 1.5,
    nothing: null,
    'Zoë 🎈': 'שלום "quoted" \\ <b>&amp;</b>',
    scheduleId: ['first', 'second'],
  },
  { scheduleId: 'only' },
]

/** Two creations, each with a state of another kind. */
export const createdRuns: Probe<readonly CreatedRun[]> = {
  name: 'creating a run',
  run: async (context) => {
    await context.probeOnce(sandbox)
    const made: CreatedRun[] = []
    for (const state of TEST_STATES) made.push(await createWithState(state, context))
    return made
  },
}

/** The creations that worked; blocked when none did, which JAPI-060 judges. */
export async function requireCreatedRuns({
  probeOnce,
}: CheckContext): Promise<readonly (CreatedRun & { readonly id: string })[]> {
  const made = (await probeOnce(createdRuns)).flatMap((one) => {
    const { id } = one
    return id !== undefined && isSuccess(one.exchange) ? [{ ...one, id }] : []
  })
  if (made.length === 0) throw createBlocked('no run could be created')
  return made
}

async function createWithState(state: JsonObject, context: CheckContext): Promise<CreatedRun> {
  const sent = await getRequiredAttributes(context, state)
  const thread = getString(sent, 'messageThreadId') ?? ''
  const before = await listNewestRuns(thread, context)
  const exchange = await context.client.sendRequest(buildCreateRequest(buildRunDocument(sent)))
  const id = isSuccess(exchange) ? getString(exchange.body, 'data', 'id') : undefined
  const read =
    id === undefined
      ? undefined
      : await pollUntil(() => context.client.sendRequest(buildReadRequest(id, {}, 'open')), isSuccess, context)
  const isNew = id !== undefined && context.ledger.canModify(id)
  return {
    sentAttributes: sent,
    exchange,
    id,
    isNew,
    readBack: read,
    before,
    after: await listNewestRuns(thread, context),
  }
}

async function listNewestRuns(thread: string, { client }: CheckContext): Promise<Exchange> {
  const query = { sort: '-createdAt', 'page[size]': '100', 'filter[messageThreadId]': thread }
  return await client.sendRequest(buildListRequest(query))
}
