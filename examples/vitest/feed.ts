/** The fields of a session that this client reads. */
export interface Session {
  readonly id: string
  readonly status: string
  readonly created_at: string
}

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>

/**
 * Polls Qyvo's feed and returns every session once. The feed shows the newest hundred sessions, so the client stores the
 * ids: "everything after the last timestamp" would miss sessions that were created in the same second.
 */
export class FeedClient {
  readonly #fetch: Fetch
  readonly #url: string
  readonly #token: string
  readonly #knownIds = new Set<string>()

  constructor(fetch: Fetch, url: string, token: string) {
    this.#fetch = fetch
    this.#url = url
    this.#token = token
  }

  /** Returns the new sessions, oldest first. */
  async poll(): Promise<readonly Session[]> {
    const headers = { authorization: `Bearer ${this.#token}` }
    const response = await this.#fetch(`${this.#url}/triggers/new-flow-triggered`, { headers })
    if (!response.ok) throw new Error(`the feed returned ${response.status}`)
    const sessions = (await response.json()) as readonly Session[]
    const newSessions = sessions.filter(({ id }) => !this.#knownIds.has(id)).toReversed()
    for (const { id } of newSessions) this.#knownIds.add(id)
    return newSessions
  }
}
