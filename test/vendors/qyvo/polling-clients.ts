import { expect } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest } from '../../support/requests.ts'
import { FEED } from './requests.ts'

/** The fields of a feed row that polling clients use. */
export interface FeedRow {
  readonly id: string
  readonly status: string
  readonly flow_id: string
}

/** A client that polls one feed; `poll` returns the rows that it passes to its user. */
export interface PollingClient {
  poll(): Promise<readonly FeedRow[]>
}

/** Returns the rows that a feed has now. */
export async function readFeed(twin: Twin, feed: string): Promise<readonly FeedRow[]> {
  const { status, json } = await sendRequest(twin, feed, { headers: { accept: 'application/json' } })
  expect(status).toBe(200)
  return json
}

/** The algorithm of the pagination page: stops at the first id of the previous poll. */
export class LastIdClient implements PollingClient {
  readonly #twin: Twin
  readonly #feed: string
  lastSeen: string | null = null
  /** The number of polls that did not contain the stored id. */
  misses = 0

  constructor(twin: Twin, feed = FEED) {
    this.#twin = twin
    this.#feed = feed
  }

  async poll(): Promise<readonly FeedRow[]> {
    const rows = await readFeed(this.#twin, this.#feed)
    const stop = rows.findIndex(({ id }) => id === this.lastSeen)
    if (stop === -1 && this.lastSeen !== null) this.misses++
    const fresh = stop === -1 ? rows : rows.slice(0, stop)
    this.lastSeen = fresh[0]?.id ?? this.lastSeen
    return fresh
  }
}

/** The algorithm of the published n8n node: stores the last 1,000 ids and passes on rows with any other id. */
export class SeenIdsClient implements PollingClient {
  readonly #twin: Twin
  readonly #feed: string
  seen: readonly string[] = []

  constructor(twin: Twin, feed = FEED) {
    this.#twin = twin
    this.#feed = feed
  }

  async poll(): Promise<readonly FeedRow[]> {
    const rows = await readFeed(this.#twin, this.#feed)
    const fresh = rows.filter(({ id }) => !this.seen.includes(id))
    this.seen = [...this.seen, ...fresh.map(({ id }) => id)].slice(-1000)
    return fresh
  }
}
