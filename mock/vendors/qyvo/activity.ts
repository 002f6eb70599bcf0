import type { Instant } from '../../world/instant.ts'
import { created } from '../../world/listing.ts'
import { byModification } from '../../world/modified.ts'
import type { Run } from '../../world/run.ts'
import { readRun, refs, type View } from '../../world/view.ts'

/** Runs that a look back goes through at most; what lies further back is not found. */
const FURTHEST = 5000

/** So many runs are looked at before it is asked again whether they are enough. */
const STRIDE = 64

/** So many are fetched first, then twice as many, and so on. */
const FIRST_STRETCH = 256

/** How a contact has been in conversation. */
export interface Activity {
  /** The last message in either direction; null before the first. */
  readonly last: Instant | null
  /** Messages in both directions. */
  readonly messages: number
}

/** The last message of a run; null before the flow has asked anything. Every answer is followed by a word of the flow. */
export function lastMessageAt({ startedAt, repliesAt }: Run): Instant | null {
  return startedAt === null ? null : (repliesAt.at(-1) ?? startedAt)
}

export function activityOf(view: View, contact: number): Activity {
  const all = created(view, { contacts: [contact] })
  let last: Instant | null = null
  let messages = 0
  for (const run of refs(view, all.spots(0, all.size)).map((ref) => readRun(view, ref))) {
    const at = lastMessageAt(run)
    if (at !== null && (last === null || at > last)) last = at
    messages += at === null ? 0 : 1 + 2 * run.repliesAt.length
  }
  return { last, messages }
}

/** Goes back through the runs, the last modified first. */
export interface LookBack {
  readonly visit: (run: Run) => void
  /** Whether nothing that happened at or before this instant matters any more; no run to come holds anything later. */
  readonly isEnough: (bound: Instant) => boolean
}

/** @returns whether nothing was left out: all runs were seen, or enough of them */
export function lookBack(view: View, { visit, isEnough }: LookBack): boolean {
  let seen = 0
  for (let stretch = FIRST_STRETCH; seen < FURTHEST; stretch *= 2) {
    const limit = Math.min(stretch, FURTHEST - seen)
    const found = byModification(view, { filter: {}, descending: true, skip: seen, limit })
    for (const ref of found) {
      if (seen % STRIDE === 0 && isEnough(ref.modifiedAt)) return true
      visit(readRun(view, ref))
      seen++
    }
    if (found.length < limit) return true
  }
  return false
}
