import { hold, letGo } from '../wire/sheets.ts'
import type { View } from '../world/view.ts'
import type { World } from '../world/world.ts'
import type { Sent } from './sent.ts'

const MOST_PAGES = 32
const MOST_BYTES = 2_000_000

/**
 * Answers to questions that were asked of the present view before. A view lasts until something in its world changes,
 * so a kept answer cannot be stale, unless it says itself until when it holds; with the next view all are forgotten. An
 * answer that depends on more than the view says no-store, and is not kept.
 */
export class Pages {
  #kept = new Map<string, Sent>()
  #bytes = 0
  #view: View | null = null

  /** The kept answer, or a new one; its body is held by the caller. */
  answer(world: World, key: string, make: () => Sent): Sent {
    const view = world.view()
    if (view !== this.#view) this.#forget(view)
    const known = this.#kept.get(key)
    if (known !== undefined && (known.until === undefined || world.now < known.until)) {
      hold(known.body)
      return known
    }
    if (known !== undefined) this.#drop(key, known)
    const made = make()
    if (made.headers['cache-control'] === 'no-store') return made
    if (this.#kept.size < MOST_PAGES && this.#bytes + made.body.length <= MOST_BYTES) {
      this.#kept.set(key, made)
      hold(made.body)
      this.#bytes += made.body.length
    }
    return made
  }

  #drop(key: string, { body }: Sent): void {
    this.#kept.delete(key)
    this.#bytes -= body.length
    letGo(body)
  }

  #forget(view: View): void {
    // A map that is cleared goes on to hold what it held until V8 next collects all garbage, and so does every later one.
    if (this.#kept.size > 0) {
      for (const { body } of this.#kept.values()) letGo(body)
      this.#kept = new Map()
    }
    this.#bytes = 0
    this.#view = view
  }
}
