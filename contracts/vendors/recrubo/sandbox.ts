import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import { mapInOrder, pollUntil } from '../../kit/checks/send.ts'
import { type Exchange, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString, type JsonObject } from '../../kit/json.ts'
import { createBlocked, createInconclusive } from '../../kit/outcome.ts'
import {
  buildAttributeUpdate,
  buildCreateRequest,
  buildListRequest,
  buildNewestRunsRequest,
  buildReadRequest,
  buildRelatedListRequest,
  buildRunDocument,
  END_STATUSES,
  getAttributes,
  getPrimaryResources,
  readRuns,
  RELATED_ENDPOINTS,
  type RelatedName,
  RUNS_PATH,
} from './flow-runs.ts'
import { getWalkItems, oldestFirst } from './walks.ts'

/** Milliseconds between two reads of a run that is about to start. */
const POLL_INTERVAL_MS = 500
/** Attempts with other runs when a run ends by itself before it can be used. */
export const MAX_ATTEMPTS = 3

/** The flow and message thread for created runs: given, or those of an ended run. */
export const sandbox = defineProbe<{ readonly flowId: string; readonly messageThreadId: string }>(
  'finding a flow and a message thread for test runs',
  async (context) => {
    const { probeOnce, knownIds, ledger } = context
    const existing = getWalkItems(await probeOnce(oldestFirst))
    // Runs that existed before are never changed, even if a creation returns one of them.
    ledger.protectExistingIds(existing.map(({ id }) => id))
    const ended = existing.findLast(({ item }) => END_STATUSES.includes(getString(item, 'attributes', 'status') ?? ''))
    const attributes = getPath((ended ?? existing.at(-1))?.item, 'attributes')
    const find = async (name: RelatedName): Promise<string | undefined> =>
      knownIds[`${name}Id`] ?? getString(attributes, `${name}Id`) ?? (await findListedId(name, context))
    const [flowId, messageThreadId] = [await find('flow'), await find('messageThread')]
    if (flowId !== undefined && messageThreadId !== undefined) return { flowId, messageThreadId }
    const hint = 'one flow run, or --id flowId=… and --id messageThreadId=…'
    throw createInconclusive('no flow and message thread for test runs', hint)
  },
)

/** Returns the first flow or message thread of its list, where the target has one. */
async function findListedId(name: RelatedName, { client, operations }: CheckContext): Promise<string | undefined> {
  if (!operations.isOffered(RELATED_ENDPOINTS[name].list)) return undefined
  const exchange = await client.sendRequest(buildRelatedListRequest(name, {}, 'open'))
  return getString(getPrimaryResources(exchange.body)[0], 'id')
}

/** The four required attributes; `state.flowtwin` marks the run as created by this test run. */
export async function getRequiredAttributes(context: CheckContext, state: JsonObject = {}): Promise<JsonObject> {
  const { flowId, messageThreadId } = await context.probeOnce(sandbox)
  const [first] = context.getExchanges()
  const mark = `${first?.sentAt ?? 0}-${context.getExchanges().length}`
  return { flowId, messageThreadId, state: { flowtwin: mark, ...state }, initialMessage: {} }
}

/** Builds a valid document that creates a run; `members` stand beside its attributes. */
export async function buildNewRun(context: CheckContext, members: JsonObject = {}): Promise<JsonObject> {
  return buildRunDocument(await getRequiredAttributes(context), members)
}

/** Creates a run and returns its id. Blocks the check when creation fails, which other checks report. */
export async function createTestRun(context: CheckContext): Promise<string> {
  const exchange = await context.client.sendRequest(buildCreateRequest(await buildNewRun(context)))
  const id = getString(exchange.body, 'data', 'id')
  if (!isSuccess(exchange) || id === undefined) throw createBlocked(`creating a run returned ${exchange.status}`)
  if (!context.ledger.canModify(id)) throw createBlocked('the target returned an existing run for a new one')
  return id
}

/** The current state of a run. */
export interface RunState {
  readonly id: string
  readonly attributes: JsonObject
}

export function hasEnded({ attributes }: Pick<RunState, 'attributes'>): boolean {
  return END_STATUSES.includes(getString(attributes, 'status') ?? '')
}

/** Reads a created run as soon as it is visible. Blocks the check when it cannot be read. */
export async function readRunState(id: string, context: CheckContext): Promise<RunState> {
  const exchange = await readCreated(id, context)
  const attributes = getAttributes(exchange.body)
  if (!isSuccess(exchange) || attributes === undefined)
    throw createBlocked(`GET ${RUNS_PATH}/${id} returned ${exchange.status}`)
  return { id, attributes }
}

/** Reads a run until it is found or `consistencySeconds` have passed. */
export async function readCreated(id: string, context: CheckContext): Promise<Exchange> {
  const request = buildReadRequest(id, {}, 'open')
  return await pollUntil(async () => await context.client.sendRequest(request), isSuccess, context)
}

/** The created runs that are known to have ended: they never run again, so they need not be read to find a running one. */
const endedIds = defineProbe<Set<string>>('remembering ended runs', () => Promise.resolve(new Set()))

/** A running run of this test run: one that earlier checks left running, or a new one. */
export async function getRunningRun(context: CheckContext): Promise<RunState> {
  await context.probeOnce(startedRun)
  const ended = await context.probeOnce(endedIds)
  for (const id of context.ledger.listRemainingBelow(RUNS_PATH).filter((created) => !ended.has(created))) {
    const run = await readRunState(id, context)
    if (run.attributes['status'] === 'running') return run
    if (hasEnded(run)) ended.add(id)
  }
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const run = await waitForStart(await createTestRun(context), context)
    if (run.attributes['status'] === 'running') return run
  }
  throw createInconclusive('every created run ended before it could be used', 'a flow that waits for a reply')
}

/** Shows that created runs start at all. Probed once, so that a target without starts delays one check only. */
const startedRun = defineProbe<RunState>('waiting for a created run to start', async (context) =>
  waitForStart(await createTestRun(context), context),
)

/** Creates a run and waits until it runs. */
export async function startRun(context: CheckContext): Promise<RunState> {
  await context.probeOnce(startedRun)
  return await waitForStart(await createTestRun(context), context)
}

/** Reads a run until it runs or has ended. */
async function waitForStart(id: string, context: CheckContext): Promise<RunState> {
  const { startSeconds } = context.profile
  const deadline = context.clock.now() + startSeconds * 1000
  for (;;) {
    const run = await readRunState(id, context)
    const status = getString(run.attributes, 'status') ?? ''
    if (status === 'running' || hasEnded(run)) return run
    if (context.clock.now() >= deadline) {
      throw createInconclusive(`a created run is still ${status} after ${startSeconds} s`, 'a flow that starts')
    }
    await context.clock.sleep(POLL_INTERVAL_MS)
  }
}

/** An ended run of this test run. */
export async function getEndedRun(context: CheckContext): Promise<RunState> {
  for (const id of context.ledger.listRemainingBelow(RUNS_PATH)) {
    const run = await readRunState(id, context)
    if (hasEnded(run)) return run
  }
  const { id } = await getRunningRun(context)
  const exchange = await context.client.sendRequest(buildAttributeUpdate(id, { status: 'finished' }))
  const run = await readRunState(id, context)
  if (!hasEnded(run)) throw createBlocked(`ending a run returned ${exchange.status}`)
  return run
}

/** Ids of runs that a rejected creation created, found by the mark in their state. They are added to the ledger for removal. */
export async function findMarkedRuns(attributes: JsonObject, context: CheckContext): Promise<readonly string[]> {
  const mark = getString(attributes, 'state', 'flowtwin')
  const request = buildListRequest({ sort: '-createdAt', 'page[size]': '100' })
  return readRuns(await context.client.sendRequest(request))
    .filter(({ item }) => getString(item, 'attributes', 'state', 'flowtwin') === mark)
    .map(({ id }) => id)
    .filter((id) => context.ledger.addCreatedItem(id, `${RUNS_PATH}/${id}`))
}

/** A creation with its response, a read of the run, and the thread's list before and after. */
export interface CreatedRun {
  readonly sentAttributes: JsonObject
  readonly exchange: Exchange
  readonly id: string | undefined
  /** True when no run had this id before. */
  readonly isNew: boolean
  readonly readBack: Exchange | undefined
  /** The newest runs of the thread before and after. */
  readonly before: Exchange
  readonly after: Exchange
}

/** Values that servers often convert to another type. */
export const TEST_VALUES: JsonObject = {
  postcode: '01234',
  phone: '31652071191',
  big: '12345678901234567890',
  exponent: '1e5',
  word: 'null',
  yes: 'true',
  date: '2026-05-07',
  empty: '',
  zero: 0,
  negative: -7,
  isDone: false,
  list: ['1', 1, [], {}],
}

/** States with values that servers often lose or convert. */
const TEST_STATES: readonly JsonObject[] = [
  {
    nested: { list: [1, 'two', null, true, { deep: [] }], empty: {} },
    decimal: 1.5,
    nothing: null,
    'Zoë 🎈': 'שלום "quoted" \\ <b>&amp;</b>',
    scheduleId: ['first', 'second'],
    ...TEST_VALUES,
  },
  { scheduleId: 'only' },
]

/** Two creations with different states. */
export const createdRuns = defineProbe<readonly CreatedRun[]>('creating a run', async (context) => {
  await context.probeOnce(sandbox)
  return await mapInOrder(TEST_STATES, async (state) => await createWithState(state, context))
})

/** The successful creations. Blocks the check when there are none, which JAPI-060 reports. */
export async function requireCreatedRuns({ probeOnce }: CheckContext) {
  const created = (await probeOnce(createdRuns)).flatMap((run) => {
    const { id } = run
    return id !== undefined && isSuccess(run.exchange) ? [{ ...run, id }] : []
  })
  if (created.length === 0) throw createBlocked('no run could be created')
  return created
}

async function createWithState(state: JsonObject, context: CheckContext): Promise<CreatedRun> {
  const { client, ledger } = context
  const sentAttributes = await getRequiredAttributes(context, state)
  const listRequest = buildNewestRunsRequest(sentAttributes)
  const before = await client.sendRequest(listRequest)
  const exchange = await client.sendRequest(buildCreateRequest(buildRunDocument(sentAttributes)))
  const id = isSuccess(exchange) ? getString(exchange.body, 'data', 'id') : undefined
  const readBack = id === undefined ? undefined : await readCreated(id, context)
  const isNew = id !== undefined && ledger.canModify(id)
  const after = await client.sendRequest(listRequest)
  return { sentAttributes, exchange, id, isNew, readBack, before, after }
}
