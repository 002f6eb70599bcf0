import type { Instant } from '../../world/instant.ts'
import { listRunsByCreation } from '../../world/listing.ts'
import { listRunsByModification } from '../../world/modified.ts'
import type { Run } from '../../world/run.ts'
import { readRun, findRunRefs, type View } from '../../world/view.ts'

/** Runs that a look back goes through at most; what lies further back is not found. */
const MAX_RUNS = 5000

/** So many runs are looked at before it is asked again whether they are enough. */
const CHECK_INTERVAL = 64

/** So many are fetched first, then twice as many, and so on. */
const FIRST_BATCH = 256

/** How a contact has been in conversation. */
export interface MessageActivity {
  /** The last message in either direction; null before the first. */
  readonly lastMessageAt: Instant | null
  /** Messages in both directions. */
  readonly messageCount: number
}

/** The last message of a run; null before the flow has asked anything. Every answer is followed by a word of the flow. */
export function getLastMessageAt({ startedAt, repliesAt }: Run): Instant | null {
  return startedAt === null ? null : (repliesAt.at(-1) ?? startedAt)
}

export function readMessageActivity(view: View, contact: number): MessageActivity {
  const runs = listRunsByCreation(view, { contacts: [contact] })
  let lastAt: Instant | null = null
  let messageCount = 0
  for (const run of findRunRefs(view, runs.slice(0, runs.size)).map((ref) => readRun(view, ref))) {
    const at = getLastMessageAt(run)
    if (at !== null && (lastAt === null || at > lastAt)) lastAt = at
    messageCount += at === null ? 0 : 1 + 2 * run.repliesAt.length
  }
  return { lastMessageAt: lastAt, messageCount: messageCount }
}

/** Goes back through the runs, the last modified first. */
export interface RecentRunsVisitor {
  readonly visit: (run: Run) => void
  /** Whether nothing that happened at or before this instant matters any more; no run to come holds anything later. */
  readonly isEnough: (bound: Instant) => boolean
}

/** @returns whether nothing was left out: all runs were seen, or enough of them */
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
