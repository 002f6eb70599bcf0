import type { KnownContact } from './annex.ts'
import type { Ordered } from './ordered.ts'
import type { Run, RunNumber } from './run.ts'
import { numberOfIndex } from './universe.ts'
import { lookup, readRun, type View } from './view.ts'

/** A run that is not the same in two views of one universe. */
export interface Difference {
  readonly number: RunNumber
  readonly before: Run | null
  readonly after: Run | null
}

/** Numbers looked at for one page: what is the same in both costs time, too. */
const MOST_LOOKED_AT = 20_000

/**
 * The runs that differ, in order of their numbers: only those that operations touched or that were not over yet at the
 * earlier instant are looked at, whatever the size of the universe.
 * @param after only runs with a greater number
 * @returns the number up to which all was looked at, or null when that is everything
 */
export function differences(
  before: View,
  after: View,
  asked: { readonly after: RunNumber; readonly limit: number },
): { readonly found: readonly Difference[]; readonly next: RunNumber | null } {
  const found: Difference[] = []
  let lookedAt = 0
  for (const number of candidates(before, after, asked.after)) {
    const [old, young] = [runIn(before, number), runIn(after, number)]
    const differs = old !== young && !(old !== null && young !== null && sameRun(old, young))
    if (differs) found.push({ number, before: old, after: young })
    if (found.length >= asked.limit || ++lookedAt >= MOST_LOOKED_AT) return { found, next: number }
  }
  return { found, next: null }
}

/** Contacts that operations made or changed, and that are not the same in both views. */
export function contactDifferences(before: View, after: View, limit: number): readonly number[] {
  const [old, young] = [before.annex.manner.contacts, after.annex.manner.contacts]
  const found = new Set<number>()
  if (old === young) return []
  for (const [these, those] of [
    [old, young],
    [young, old],
  ] as const) {
    for (const known of these) {
      if (found.size >= limit) break
      if (knownIn(those, known) !== known) found.add(known.contact)
    }
  }
  return [...found].toSorted((left, right) => left - right)
}

function knownIn(contacts: Ordered<KnownContact>, { contact }: KnownContact): KnownContact | undefined {
  return contacts.get({ at: contact, number: 0 })
}

/** The numbers of what may differ, ascending: computed runs that may be active or new, and whatever operations touched. */
function* candidates(before: View, after: View, beyond: RunNumber): IterableIterator<RunNumber> {
  const lists = [computed(before, after, beyond)]
  for (const { overlay } of [before, after]) {
    const place = { at: beyond, number: Infinity }
    lists.push(numbersOf(overlay.rows.from(overlay.rows.rank(place)), ({ plan }) => plan.number))
    lists.push(numbersOf(overlay.hiddenNumbers.from(overlay.hiddenNumbers.rank(place)), (number) => number))
  }
  const heads = lists.map((list) => list.next())
  for (;;) {
    let least = Infinity
    for (const head of heads) if (head.done !== true && head.value < least) least = head.value
    if (least === Infinity) return
    yield least
    for (const [which, head] of heads.entries()) {
      const list = lists[which]
      if (head.done !== true && head.value === least && list !== undefined) heads[which] = list.next()
    }
  }
}

function* computed(before: View, after: View, beyond: RunNumber): IterableIterator<RunNumber> {
  if (before.present === after.present) return
  const from = Math.max(Math.min(before.present.settled, after.present.settled), Math.floor(beyond / 2) + 1)
  const to = Math.max(before.present.end, after.present.end)
  for (let index = from; index < to; index++) yield numberOfIndex(index)
}

function* numbersOf<Item>(items: Iterable<Item>, numberOf: (item: Item) => RunNumber): IterableIterator<RunNumber> {
  for (const item of items) yield numberOf(item)
}

function runIn(view: View, number: RunNumber): Run | null {
  const ref = lookup(view, number)
  return ref === undefined ? null : readRun(view, ref)
}

/** Whether nothing that can be told of them differs. */
function sameRun(left: Run, right: Run): boolean {
  return (
    left.revision === right.revision &&
    left.status === right.status &&
    left.modifiedAt === right.modifiedAt &&
    left.changesAt === right.changesAt &&
    left.createdAt === right.createdAt &&
    left.contact === right.contact &&
    left.flow.index === right.flow.index &&
    left.environment === right.environment &&
    left.outcome === right.outcome &&
    left.repliesAt.length === right.repliesAt.length &&
    left.endedAt === right.endedAt &&
    left.given === right.given &&
    left.replaced?.value === right.replaced?.value
  )
}
