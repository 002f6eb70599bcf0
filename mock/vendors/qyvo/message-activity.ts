import type { Run } from '../../world/model/run.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { listRunsByModification } from '../../world/query/by-modification.ts'
import type { VendorRecord } from '../../world/state/side-state.ts'
import { findRunRefs, readRun, type View } from '../../world/state/view.ts'
import type { Instant } from '../../world/time.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'

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

/** The resource name of the records of messages that actions sent; a record has `contact`. */
export const SENT_MESSAGES = 'qyvo/sent-message'

const getSentIndex = indexRecordsByContact(SENT_MESSAGES)

/** Returns the time of the last message that actions sent, of each contact that got one. */
export function listLastSentTimes(world: World): readonly { readonly contact: number; readonly at: Instant }[] {
  return [...getSentIndex(world).keys()].map((contact) => {
    return { contact, at: listSentMessages(world, contact).at(-1)?.createdAt ?? world.now }
  })
}

function listSentMessages(world: World, contact: number): readonly VendorRecord[] {
  const records = world.getRecords(SENT_MESSAGES)
  return (getSentIndex(world).get(contact) ?? []).flatMap((number) => records.get({ at: number, number: 0 }) ?? [])
}

/**
 * Returns the number of messages from and to a contact, and the times of the last one and of the last one from the contact;
 * null before the first. Messages of sequences and campaigns are not counted.
 */
export function readMessageActivity({ world, view }: { readonly world: World; readonly view: View }, contact: number) {
  const runs = listRunsByCreation(view, { contacts: [contact] })
  const sent = listSentMessages(world, contact)
  let lastMessageAt = sent.at(-1)?.createdAt ?? null
  let lastInboundAt: Instant | null = null
  let messageCount = sent.length
  for (const ref of findRunRefs(view, runs.slice(0, runs.size))) {
    const run = readRun(view, ref)
    const at = getLastMessageAt(run)
    if (at === null) continue
    if (lastMessageAt === null || at > lastMessageAt) lastMessageAt = at
    const repliedAt = run.repliesAt.at(-1)
    if (repliedAt !== undefined && (lastInboundAt === null || repliedAt > lastInboundAt)) lastInboundAt = repliedAt
    messageCount += 1 + 2 * run.repliesAt.length
  }
  return { lastMessageAt, lastInboundAt, messageCount }
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

/** Creates a function that returns the numbers of the records of a resource by the contact in their `contact`, oldest first. */
export function indexRecordsByContact(resource: string): (world: World) => ReadonlyMap<number, readonly number[]> {
  const getIndex = memoizePerWorld(() => ({ numbers: new Map<number, number[]>(), until: 0 }))
  return (world) => {
    const index = getIndex(world)
    const records = world.getRecords(resource)
    for (const { number, value } of records.from(records.rank({ at: index.until, number: Infinity }))) {
      index.until = number
      const contact = Number(value['contact'])
      const numbers = index.numbers.get(contact)
      if (numbers === undefined) index.numbers.set(contact, [number])
      else numbers.push(number)
    }
    return index.numbers
  }
}
