import type { Run } from '../../world/model/run.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { listRunsByModification } from '../../world/query/by-modification.ts'
import { findRunRefs, readRun, type View } from '../../world/state/view.ts'
import type { Instant } from '../../world/time.ts'

/** The maximum number of runs that one visit covers; older runs are not found. */
const MAX_RUNS = 5000

/** The number of runs between two calls of `isEnough`. */
const CHECK_INTERVAL = 64

/** The size of the first batch of runs; each later batch is twice as large. */
const FIRST_BATCH = 256

/** Returns the time of a run's last message; null before the first question. The flow reacts to every answer at once. */
export function getLastMessageAt({ startedAt, repliesAt }: Run): Instant | null {
  return startedAt === null ? null : (repliesAt.at(-1) ?? startedAt)
}

/** Returns the number of messages from and to a contact, and the time of the last one; null before the first. */
export function readMessageActivity(view: View, contact: number) {
  const runs = listRunsByCreation(view, { contacts: [contact] })
  let lastMessageAt: Instant | null = null
  let messageCount = 0
  for (const ref of findRunRefs(view, runs.slice(0, runs.size))) {
    const run = readRun(view, ref)
    const at = getLastMessageAt(run)
    if (at === null) continue
    if (lastMessageAt === null || at > lastMessageAt) lastMessageAt = at
    messageCount += 1 + 2 * run.repliesAt.length
  }
  return { lastMessageAt, messageCount }
}

interface RecentRunsVisitor {
  readonly visit: (run: Run) => void
  /** Returns true to stop; all runs still to come were last modified at or before `bound`. */
  readonly isEnough: (bound: Instant) => boolean
}

/**
 * Visits runs, the last modified first.
 * @returns false if the visit stopped at MAX_RUNS; true if it covered all runs or the visitor stopped it
 */
export function visitRecentRuns(view: View, { visit, isEnough }: RecentRunsVisitor): boolean {
  let visited = 0
  for (let batch = FIRST_BATCH; visited < MAX_RUNS; batch *= 2) {
    const limit = Math.min(batch, MAX_RUNS - visited)
    const refs = listRunsByModification(view, { filter: {}, descending: true, skip: visited, limit })
    for (const ref of refs) {
      if (visited % CHECK_INTERVAL === 0 && isEnough(ref.modifiedAt)) return true
      visit(readRun(view, ref))
      visited++
    }
    if (refs.length < limit) return true
  }
  return false
}
