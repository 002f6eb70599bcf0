import type { View } from '../world/view.ts'
import type { Sent } from './sent.ts'

const MOST_PAGES = 32
const MOST_BYTES = 2_000_000

interface Kept {
  readonly pages: Map<string, Sent>
  bytes: number
}

const keptOfViews = new WeakMap<View, Kept>()

/**
 * The answer to a question that was asked of this very view before, or a new one, kept as long as the view lives. A
 * view lasts until something in the world changes, so a kept answer cannot be stale.
 */
export function keptPage(view: View, key: string, make: () => Sent): Sent {
  const kept = keptOfViews.get(view) ?? { pages: new Map<string, Sent>(), bytes: 0 }
  keptOfViews.set(view, kept)
  const known = kept.pages.get(key)
  if (known !== undefined) return known
  const made = make()
  if (kept.pages.size < MOST_PAGES && kept.bytes + made.body.length <= MOST_BYTES) {
    kept.pages.set(key, made)
    kept.bytes += made.body.length
  }
  return made
}
