import type { View } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import type { WireResponse } from './response.ts'

const MAX_RESPONSES = 32
const MAX_CACHED_BYTES = 2_000_000

type CreateResponse = () => WireResponse | Promise<WireResponse>

/**
 * Responses to reads of the current view of a world. A view lasts until something in its world changes, so a cached
 * response is never stale, unless it has a `validUntil`; a new view empties the cache. Responses that depend on more than
 * the view have `cache-control: no-store` and are not cached.
 */
export class ResponseCache {
  #responses = new Map<string, WireResponse>()
  #bytes = 0
  #view: View | null = null

  /** The cached response, else a new one. From its second use on a cached body is a Buffer, encoded once. */
  getOrCreateResponse(world: World, key: string, create: CreateResponse): WireResponse | Promise<WireResponse> {
    const view = world.view()
    if (view !== this.#view) this.#clearForView(view)
    const cached = this.#responses.get(key)
    if (cached !== undefined && (cached.validUntil === undefined || world.now < cached.validUntil))
      return typeof cached.body === 'string' ? this.#encodeBody(key, cached) : cached
    if (cached !== undefined) this.#deleteResponse(key, cached)
    const created = create()
    if (created instanceof Promise || created.headers['cache-control'] === 'no-store') return created
    if (this.#responses.size < MAX_RESPONSES && this.#bytes + created.body.length <= MAX_CACHED_BYTES) {
      this.#responses.set(key, created)
      this.#bytes += created.body.length
    }
    return created
  }

  #encodeBody(key: string, cached: WireResponse): WireResponse {
    const encoded = { ...cached, body: Buffer.from(cached.body) }
    this.#responses.set(key, encoded)
    this.#bytes += encoded.body.length - cached.body.length
    return encoded
  }

  #deleteResponse(key: string, { body }: WireResponse): void {
    this.#responses.delete(key)
    this.#bytes -= body.length
  }

  #clearForView(view: View): void {
    // A new map: a cleared one keeps its old table, with all that was in it, until the next full garbage collection.
    if (this.#responses.size > 0) this.#responses = new Map()
    this.#bytes = 0
    this.#view = view
  }
}
