import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { type JsonObject, textAt } from '../../kit/json.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { blocked } from '../../kit/outcome.ts'
import { createCall, listCall, readCall } from './flow-runs.ts'
import { requiredAttributes, runDocument, sandbox, settled } from './sandbox.ts'

/** A creation from all sides: what was sent, what came back, what can be read, and the lists before and after. */
export interface Creation {
  readonly sent: JsonObject
  readonly exchange: Exchange
  readonly id: string | undefined
  /** Whether the id is one that nobody had before. */
  readonly isNew: boolean
  readonly read: Exchange | undefined
  /** The newest runs of the thread before and after. */
  readonly before: Exchange
  readonly after: Exchange
}

/** States that are easily lost on the way. */
const STATES: readonly JsonObject[] = [
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
export const creations: Observation<readonly Creation[]> = {
  name: 'creating a run',
  make: async (context) => {
    await context.observe(sandbox)
    const made: Creation[] = []
    for (const state of STATES) made.push(await createdWith(state, context))
    return made
  },
}

/** The creations that worked; blocked when none did, which JAPI-060 judges. */
export async function successes({ observe }: Context): Promise<readonly (Creation & { readonly id: string })[]> {
  const made = (await observe(creations)).flatMap((one) => {
    const { id } = one
    return id !== undefined && isSuccess(one.exchange) ? [{ ...one, id }] : []
  })
  if (made.length === 0) throw blocked('no run could be created')
  return made
}

async function createdWith(state: JsonObject, context: Context): Promise<Creation> {
  const sent = await requiredAttributes(context, state)
  const thread = textAt(sent, 'messageThreadId') ?? ''
  const before = await newestOfThread(thread, context)
  const exchange = await context.client.send(createCall(runDocument(sent)))
  const id = isSuccess(exchange) ? textAt(exchange.body, 'data', 'id') : undefined
  const read =
    id === undefined
      ? undefined
      : await settled(() => context.client.send(readCall(id, {}, 'open')), isSuccess, context)
  const isNew = id !== undefined && context.ledger.mayTouch(id)
  return { sent, exchange, id, isNew, read, before, after: await newestOfThread(thread, context) }
}

async function newestOfThread(thread: string, { client }: Context): Promise<Exchange> {
  const query = { sort: '-createdAt', 'page[size]': '100', 'filter[messageThreadId]': thread }
  return await client.send(listCall(query))
}
