import { expect } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest } from '../../support/requests.ts'
import { FEED } from './requests.ts'

/** What a feed holds, as far as a poller cares. */
export interface Item {
  readonly id: string
  readonly status: string
  readonly flow_id: string
}

/** A client that polls one feed; what it hands on is what its user would hear of. */
export interface Poller {
  poll(): Promise<readonly Item[]>
}

/** What a feed shows now. */
export async function batchOf(twin: Twin, feed: string): Promise<readonly Item[]> {
  const { status, json } = await sendRequest(twin, feed, { headers: { accept: 'application/json' } })
  expect(status).toBe(200)
  return json
}

/** The algorithm of the pagination page: stop at the id that stood on top the last time. */
export class StopAtLastId implements Poller {
  readonly #twin: Twin
  readonly #feed: string
  lastSeen: string | null = null
  /** Polls in which the stored id did not come. */
  misses = 0

  constructor(twin: Twin, feed = FEED) {
    this.#twin = twin
    this.#feed = feed
  }

  async poll(): Promise<readonly Item[]> {
    const batch = await batchOf(this.#twin, this.#feed)
    const stop = batch.findIndex(({ id }) => id === this.lastSeen)
    if (stop === -1 && this.lastSeen !== null) this.misses++
    const fresh = stop === -1 ? batch : batch.slice(0, stop)
    this.lastSeen = fresh[0]?.id ?? this.lastSeen
    return fresh
  }
}

/** What the published n8n node does instead: keep the last 1,000 ids, hand on whatever is not among them. */
export class SeenSet implements Poller {
  readonly #twin: Twin
  readonly #feed: string
  seen: readonly string[] = []

  constructor(twin: Twin, feed = FEED) {
    this.#twin = twin
    this.#feed = feed
  }

  async poll(): Promise<readonly Item[]> {
    const batch = await batchOf(this.#twin, this.#feed)
    const fresh = batch.filter(({ id }) => !this.seen.includes(id))
    this.seen = [...this.seen, ...fresh.map(({ id }) => id)].slice(-1000)
    return fresh
  }
}
