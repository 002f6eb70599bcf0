/** A session as the feed tells it, as far as this client reads it. */
export interface Session {
  readonly id: string
  readonly status: string
  readonly created_at: string
}

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>

/**
 * Polls Qyvo's feed and tells of every session once. The feed is a window of the newest hundred, so what was seen is
 * remembered by id: "everything before the last id" would lose sessions that began in the same second.
 */
export class FeedClient {
  readonly #fetch: Fetch
  readonly #url: string
  readonly #token: string
  readonly #seen = new Set<string>()

  constructor(fetch: Fetch, url: string, token: string) {
    this.#fetch = fetch
    this.#url = url
    this.#token = token
  }

  /** Sessions that were not told of before, oldest first. */
  async poll(): Promise<readonly Session[]> {
    const headers = { authorization: `Bearer ${this.#token}` }
    const answer = await this.#fetch(`${this.#url}/triggers/new-flow-triggered`, { headers })
    if (!answer.ok) throw new Error(`the feed answered ${answer.status}`)
    const window = (await answer.json()) as readonly Session[]
    const fresh = window.filter(({ id }) => !this.#seen.has(id)).toReversed()
    for (const { id } of fresh) this.#seen.add(id)
    return fresh
  }
}
