import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { type JsonObject, textAt } from '../../kit/json.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { blocked, inconclusive } from '../../kit/outcome.ts'
import { sameId } from '../../kit/same-id.ts'
import { actionCall } from './actions.ts'
import { feedCall, sessions, sessionsOf } from './feed.ts'

/** A number of the hundred that are set aside for stories, so that nobody's phone rings; which one changes by the minute. */
function madeUpPhone({ exchanges, ledger }: Context): string {
  const minute = Math.floor((exchanges()[0]?.sentAt ?? 0) / 60_000)
  return ledger.invent(`+12025550${100 + (minute % 100)}`)
}

/** A contact that the run made up, as it was sent and as the target answered. */
export interface MadeUp {
  readonly id: string
  readonly sent: JsonObject & { readonly phone: string }
  readonly exchange: Exchange
}

/** The contact for whom the run starts flows. */
export const contact: Observation<MadeUp> = {
  name: 'creating a contact',
  make: async (context) => {
    const phone = madeUpPhone(context)
    const sent = {
      phone,
      name: 'Zoë Flowtwin',
      email: `check${phone.slice(-3)}@flowtwin.example.com`,
      tags: 'flowtwin,second tag',
      metadata: { made: 'by a check', nested: { list: [1, 'two', null] } },
    }
    const exchange = await context.client.send(actionCall('createContact', sent))
    const id = textAt(exchange.body, 'id')
    if (!isSuccess(exchange) || id === undefined) throw blocked(`creating a contact answered ${exchange.status}`)
    if (!context.ledger.mayTouch(id)) throw blocked('the target gave a contact that was there before')
    return { id, sent, exchange }
  },
}

/** A flow that can be started: given, or the first of the feed that is published. */
export const publishedFlow: Observation<string> = {
  name: 'finding a published flow',
  make: async (context) => {
    const given = context.given['flowId']
    if (given !== undefined) return given
    const seen = await context.observe(sessions)
    // A flow that waits for answers lasts; one that sends and ends has nothing that could be running already.
    const waiting = seen.toSorted((left, right) => Number(isRunning(right.item)) - Number(isRunning(left.item)))
    for (const flow of new Set(waiting.flatMap(({ item }) => textAt(item, 'flow_id') ?? []))) {
      const exchange = await context.client.send(actionCall('getFlow', { flow_id: flow }))
      if (textAt(exchange.body, 'status') === 'published') return flow
    }
    throw inconclusive('no published flow is known', 'a session of a published flow, or flowId given')
  },
}

/** What the flow is given at the start. */
export const CONTEXT = { flowtwin: 'a check', amount: '129.00', list: ['one', { two: null }] } as const

/** A session that the run started: the answers to the start and to a second one right after it. */
export interface Started {
  readonly flow: string
  readonly contact: MadeUp
  readonly exchange: Exchange
  readonly again: Exchange
  /** The sessions of the flow after the first start and after the second. */
  readonly shown: readonly [Exchange, Exchange]
}

/** A start for the run's own contact, and the same again. */
export const started: Observation<Started> = {
  name: 'starting a flow',
  make: async (context) => {
    const [flow, own] = [await context.observe(publishedFlow), await context.observe(contact)]
    const call = actionCall('triggerFlow', { flow_id: flow, contact_id: own.id, context: CONTEXT })
    const exchange = await context.client.send(call)
    const first = await shown(flow, exchange, context)
    const again = await context.client.send(call)
    return { flow, contact: own, exchange, again, shown: [first, await shown(flow, exchange, context)] }
  },
}

/** The session that was started; blocked when none was, which other checks judge. */
export async function startedId({ observe }: Context): Promise<string> {
  const { exchange } = await observe(started)
  const id = textAt(exchange.body, 'id')
  if (isSuccess(exchange) && id !== undefined) return id
  if (textAt(exchange.body, 'status') === 'already_running') {
    throw inconclusive('an earlier session of the contact is still running', 'half an hour without a run')
  }
  throw blocked(`starting a flow answered ${exchange.status}`)
}

/** The sessions of a flow, asked again until the one that was started shows. */
async function shown(flow: string, exchange: Exchange, { client, clock, profile }: Context): Promise<Exchange> {
  const id = textAt(exchange.body, 'id')
  const deadline = clock.now() + profile.consistencySeconds * 1000
  for (;;) {
    const feed = await client.send(feedCall({ flow_id: flow }))
    if (id === undefined || sessionsOf(feed).some((one) => sameId(one.id, id)) || clock.now() >= deadline) return feed
    await clock.sleep(500)
  }
}

function isRunning(item: JsonObject): boolean {
  return textAt(item, 'status') === 'running'
}
