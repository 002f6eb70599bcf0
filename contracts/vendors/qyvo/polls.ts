import type { ListItem } from '../../kit/checks/list-order.ts'
import type { Exchange } from '../../kit/http/exchange.ts'
import type { CheckContext, Probe } from '../../kit/check-context.ts'
import { compareInstants, parseInstant } from '../../kit/oracles/instants.ts'
import { buildFeedRequest, FEED_LIMIT, filteredFeed, requireList, readSessions, orderedList } from './feed.ts'
import { startedSession } from './sandbox.ts'

/** One read of the whole feed. */
export interface Poll {
  readonly exchange: Exchange
  readonly items: readonly ListItem[]
}

/** Two successive polls, and what happened to each session between them. */
export interface PollPair {
  readonly earlier: Poll
  readonly later: Poll
  /** Sessions of both polls, in the order of the earlier one. */
  readonly retained: readonly { readonly before: ListItem; readonly after: ListItem }[]
  /** Sessions of the later poll only, without older ones that moved up into the feed. */
  readonly added: readonly ListItem[]
  readonly removed: readonly ListItem[]
}

/** Polls the feed several times; with `--writes`, a session starts in between. */
export const polls: Probe<readonly Poll[]> = {
  name: 'polling the feed',
  run: async (context) => {
    const first = (await context.probeOnce(orderedList)).pages.map(({ exchange, items }) => ({ exchange, items }))
    const between = await context.probeOnce(filteredFeed).catch(() => null)
    const filtered = between === null ? [] : [{ exchange: between.afterExchange, items: between.after }]
    const secondPoll = await pollFeed(context)
    // Without `--writes`, new sessions come from other clients only.
    if (context.permits.writes) await context.probeOnce(startedSession).catch(() => null)
    return [...first, ...filtered, secondPoll, await pollFeed(context), await pollFeed(context)]
  },
}

/** Pairs each poll with the next one. */
export async function readPollPairs({ probeOnce }: CheckContext): Promise<readonly PollPair[]> {
  const pollList = await probeOnce(polls)
  return pollList.slice(1).flatMap((later, index) => {
    const earlier = pollList[index]
    return earlier === undefined ? [] : [comparePolls(earlier, later)]
  })
}

/** Negative when `left` was created before `right`; null when a timestamp is unreadable. */
export function compareCreation(left: ListItem, right: ListItem): number | null {
  const [leftInstant, rightInstant] = [parseInstant(left.timestamp), parseInstant(right.timestamp)]
  return leftInstant === null || rightInstant === null ? null : compareInstants(leftInstant, rightInstant)
}

export async function pollFeed({ client }: CheckContext): Promise<Poll> {
  const exchange = requireList(await client.sendRequest(buildFeedRequest()))
  return { exchange, items: readSessions(exchange) }
}

function comparePolls(earlier: Poll, later: Poll): PollPair {
  const [earlierIds, laterItems] = [
    new Set(earlier.items.map(({ id }) => id)),
    new Map(later.items.map((item) => [item.id, item])),
  ]
  const tail = earlier.items.length < FEED_LIMIT ? undefined : earlier.items.at(-1)
  return {
    earlier,
    later,
    retained: earlier.items.flatMap((before) => {
      const after = laterItems.get(before.id)
      return after === undefined ? [] : [{ before, after }]
    }),
    added: later.items.filter((item) => !earlierIds.has(item.id) && !isBelowTail(item, tail)),
    removed: earlier.items.filter(({ id }) => !laterItems.has(id)),
  }
}

function isBelowTail(item: ListItem, tail: ListItem | undefined): boolean {
  return tail !== undefined && (compareCreation(item, tail) ?? 1) <= 0
}
