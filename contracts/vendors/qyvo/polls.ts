import type { SeenItem } from '../../kit/checks/order.ts'
import type { Exchange } from '../../kit/exchange.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { compareInstants, type Instant, readInstant } from '../../kit/oracles/instant.ts'
import { feedCall, MOST, oneFlow, readable, sessionsOf, window } from './feed.ts'
import { started } from './sandbox.ts'

/** One read of the whole feed. */
export interface Poll {
  readonly exchange: Exchange
  readonly items: readonly SeenItem[]
}

/** Two polls, one after the other, by what became of each session between them. */
export interface PollPair {
  readonly earlier: Poll
  readonly later: Poll
  /** Seen in both, as they stand in the earlier one. */
  readonly survivors: readonly { readonly before: SeenItem; readonly after: SeenItem }[]
  /** In the later one alone, but for what came up from below because something above it went. */
  readonly newcomers: readonly SeenItem[]
  readonly gone: readonly SeenItem[]
}

/** The feed as a client polls it; where the run may write, a session begins in between. */
export const polls: Observation<readonly Poll[]> = {
  name: 'polling the feed',
  make: async (context) => {
    const first = (await context.observe(window)).pages.map(({ exchange, items }) => ({ exchange, items }))
    const between = await context.observe(oneFlow).catch(() => null)
    const filtered = between === null ? [] : [{ exchange: between.afterwards, items: between.after }]
    const quiet = await polled(context)
    // Without leave to write newcomers are whoever comes by.
    if (context.permits.writes) await context.observe(started).catch(() => null)
    return [...first, ...filtered, quiet, await polled(context), await polled(context)]
  },
}

/** Each poll with the next. */
export async function pollPairs({ observe }: Context): Promise<readonly PollPair[]> {
  const all = await observe(polls)
  return all.slice(1).flatMap((later, index) => {
    const earlier = all[index]
    return earlier === undefined ? [] : [pairOf(earlier, later)]
  })
}

/** Negative when the first was created before the second; null when one does not say when. */
export function createdOrder(one: SeenItem, other: SeenItem): number | null {
  const [left, right]: readonly (Instant | null)[] = [readInstant(one.stamp), readInstant(other.stamp)]
  return left == null || right == null ? null : compareInstants(left, right)
}

export async function polled({ client }: Context): Promise<Poll> {
  const exchange = readable(await client.send(feedCall()))
  return { exchange, items: sessionsOf(exchange) }
}

function pairOf(earlier: Poll, later: Poll): PollPair {
  const [known, now] = [byId(earlier.items), byId(later.items)]
  const tail = earlier.items.length < MOST ? undefined : earlier.items.at(-1)
  return {
    earlier,
    later,
    survivors: earlier.items.flatMap((before) => {
      const after = now.get(before.id)
      return after === undefined ? [] : [{ before, after }]
    }),
    newcomers: later.items.filter((item) => !known.has(item.id) && !isBelow(item, tail)),
    gone: earlier.items.filter(({ id }) => !now.has(id)),
  }
}

function isBelow(item: SeenItem, tail: SeenItem | undefined): boolean {
  return tail !== undefined && (createdOrder(item, tail) ?? 1) <= 0
}

function byId(items: readonly SeenItem[]): ReadonlyMap<string, SeenItem> {
  return new Map(items.map((item) => [item.id, item]))
}
