import type { ListItem } from '../../kit/checks/list-order.ts'
import type { Exchange } from '../../kit/http/exchange.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { compareInstants, type Instant, parseInstant } from '../../kit/oracles/instants.ts'
import { buildFeedRequest, FEED_LIMIT, filteredFeed, requireList, readSessions, orderedList } from './feed.ts'
import { startedSession } from './sandbox.ts'

/** One read of the whole feed. */
export interface Poll {
  readonly exchange: Exchange
  readonly items: readonly ListItem[]
}

/** Two polls, one after the other, by what became of each session between them. */
export interface PollPair {
  readonly earlier: Poll
  readonly later: Poll
  /** Seen in both, as they stand in the earlier one. */
  readonly retained: readonly { readonly before: ListItem; readonly after: ListItem }[]
  /** In the later one alone, but for what came up from below because something above it went. */
  readonly added: readonly ListItem[]
  readonly removed: readonly ListItem[]
}

/** The feed as a client polls it; where the run may write, a session begins in between. */
export const polls: Probe<readonly Poll[]> = {
  name: 'polling the feed',
  run: async (context) => {
    const first = (await context.probeOnce(orderedList)).pages.map(({ exchange, items }) => ({ exchange, items }))
    const between = await context.probeOnce(filteredFeed).catch(() => null)
    const filtered = between === null ? [] : [{ exchange: between.afterwards, items: between.after }]
    const secondPoll = await pollFeed(context)
    // Without leave to write newcomers are whoever comes by.
    if (context.permits.writes) await context.probeOnce(startedSession).catch(() => null)
    return [...first, ...filtered, secondPoll, await pollFeed(context), await pollFeed(context)]
  },
}

/** Each poll with the next. */
export async function readPollPairs({ probeOnce }: CheckContext): Promise<readonly PollPair[]> {
  const all = await probeOnce(polls)
  return all.slice(1).flatMap((later, index) => {
    const earlier = all[index]
    return earlier === undefined ? [] : [comparePolls(earlier, later)]
  })
}

/** Negative when the first was created before the second; null when one does not say when. */
export function compareCreation(one: ListItem, other: ListItem): number | null {
  const [left, right]: readonly (Instant | null)[] = [parseInstant(one.timestamp), parseInstant(other.timestamp)]
  return left == null || right == null ? null : compareInstants(left, right)
}

export async function pollFeed({ client }: CheckContext): Promise<Poll> {
  const exchange = requireList(await client.sendRequest(buildFeedRequest()))
  return { exchange, items: readSessions(exchange) }
}

function comparePolls(earlier: Poll, later: Poll): PollPair {
  const [known, now] = [indexById(earlier.items), indexById(later.items)]
  const tail = earlier.items.length < FEED_LIMIT ? undefined : earlier.items.at(-1)
  return {
    earlier,
    later,
    retained: earlier.items.flatMap((before) => {
      const after = now.get(before.id)
      return after === undefined ? [] : [{ before, after }]
    }),
    added: later.items.filter((item) => !known.has(item.id) && !isBelowTail(item, tail)),
    removed: earlier.items.filter(({ id }) => !now.has(id)),
  }
}

function isBelowTail(item: ListItem, tail: ListItem | undefined): boolean {
  return tail !== undefined && (compareCreation(item, tail) ?? 1) <= 0
}

function indexById(items: readonly ListItem[]): ReadonlyMap<string, ListItem> {
  return new Map(items.map((item) => [item.id, item]))
}
