import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { type JsonObject, getString } from '../../kit/json.ts'
import type { CheckContext, Probe } from '../../kit/observation.ts'
import { createBlocked } from '../../kit/outcome.ts'
import { buildCreateRequest, buildListRequest, buildReadRequest } from './flow-runs.ts'
import { getRequiredAttributes, buildRunDocument, sandbox, pollUntil } from './sandbox.ts'

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
