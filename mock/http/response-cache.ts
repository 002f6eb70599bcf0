import { retainBuffer, releaseBuffer } from '../wire/buffer-pool.ts'
import type { View } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import type { WireResponse } from './response.ts'

const MAX_RESPONSES = 32
const MAX_CACHED_BYTES = 2_000_000

/**
 * Answers to questions that were asked of the present view before. A view lasts until something in its world changes,
 * so a kept answer cannot be stale, unless it says itself until when it holds; with the next view all are forgotten. An
 * answer that depends on more than the view says no-store, and is not kept.
 */
export class ResponseCache {
  #responses = new Map<string, WireResponse>()
  #bytes = 0
  #view: View | null = null

  /** The kept answer, or a new one; its body is held by the caller. */
  getOrCreateResponse(world: World, key: string, make: () => WireResponse): WireResponse {
    const view = world.view()
    if (view !== this.#view) this.#resetForView(view)
    const known = this.#responses.get(key)
    if (known !== undefined && (known.validUntil === undefined || world.now < known.validUntil)) {
      retainBuffer(known.body)
      return known
    }
    if (known !== undefined) this.#dropResponse(key, known)
    const made = make()
    if (made.headers['cache-control'] === 'no-store') return made
    if (this.#responses.size < MAX_RESPONSES && this.#bytes + made.body.length <= MAX_CACHED_BYTES) {
      this.#responses.set(key, made)
      retainBuffer(made.body)
      this.#bytes += made.body.length
    }
    return made
  }

  #dropResponse(key: string, { body }: WireResponse): void {
    this.#responses.delete(key)
    this.#bytes -= body.length
    releaseBuffer(body)
  }

  #resetForView(view: View): void {
    // A map that is cleared goes on to hold what it held until V8 next collects all garbage, and so does every later one.
    if (this.#responses.size > 0) {
      for (const { body } of this.#responses.values()) releaseBuffer(body)
      this.#responses = new Map()
    }
    this.#bytes = 0
    this.#view = view
  }
}
