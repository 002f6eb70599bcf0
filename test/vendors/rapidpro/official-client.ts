import type { Twin } from '../../../mock/twin.ts'
import type { Item } from './requests.ts'

const HOST = 'http://twin.test'

/** The error of a failed request. */
export class ClientError extends Error {
  readonly kind: string
  readonly retryAfter: number | null

  constructor(kind: string, retryAfter: number | null = null) {
    super(kind)
    this.kind = kind
    this.retryAfter = retryAfter
  }
}

/** A page with the cursor of the next one. */
export interface FetchedPage {
  readonly items: readonly Item[]
  readonly cursor: string | null
}

/**
 * A client like the official one for Python: it follows `next` unchanged, sends booleans as 1 and 0, can resume at a cursor,
 * and waits for Retry-After on 429, at most five times.
 */
export class OfficialClient {
  readonly waits: number[] = []
  readonly #twin: Twin
  readonly #token: string

  constructor(twin: Twin, token = 'rapidprocliente2e') {
    this.#twin = twin
    this.#token = token
  }

  async *iteratePages(
    path: string,
    parameters: Readonly<Record<string, string | boolean>>,
  ): AsyncGenerator<FetchedPage> {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(parameters)) {
      query.set(name, typeof value === 'boolean' ? String(Number(value)) : value)
    }
    let url: string | null = `${HOST}/api/v2/${path}.json?${query.toString()}`
    while (url !== null) {
      const page: { results: readonly Item[]; next: string | null } = await this.#request(url)
      if (page.results.length === 0) return
      url = page.next
      yield { items: page.results, cursor: url === null ? null : new URL(url).searchParams.get('cursor') }
    }
  }

  async readAll(path: string, parameters: Readonly<Record<string, string | boolean>> = {}): Promise<readonly Item[]> {
    const items: Item[] = []
    for await (const page of this.iteratePages(path, parameters)) items.push(...page.items)
    return items
  }

  async #request(url: string): Promise<{ results: readonly Item[]; next: string | null }> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#requestOnce(url)
      } catch (error) {
        if (!(error instanceof ClientError) || error.retryAfter === null || attempt === 5) throw error
        this.waits.push(error.retryAfter)
        this.#twin.clock.advance(`${error.retryAfter}s`)
      }
    }
  }

  async #requestOnce(url: string): Promise<{ results: readonly Item[]; next: string | null }> {
    const headers = {
      'Content-type': 'application/json',
      Accept: 'application/json',
      Authorization: `Token ${this.#token}`,
      'User-Agent': 'rapidpro-python/2.18',
    }
    const response = await this.#twin.fetch(new Request(url, { headers }))
    if (response.status === 400) throw new ClientError('bad request')
    if (response.status === 403) throw new ClientError('token')
    if (response.status === 404) throw new ClientError('no such object')
    if (response.status === 429) {
      const header = response.headers.get('retry-after')
      throw new ClientError('rate', header === null ? null : Number(header))
    }
    return (await response.json()) as { results: readonly Item[]; next: string | null }
  }
}
