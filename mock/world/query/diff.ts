import type { ContactRecord } from '../state/side-state.ts'
import type { SortedList } from '../collections/sorted-list.ts'
import type { Run, RunNumber } from '../model/run.ts'
import { toRunNumber } from '../dataset/dataset.ts'
import { findRunRef, readRun, type View } from '../state/view.ts'

/** A run that is not the same in two views of one universe. */
export interface RunDiff {
  readonly number: RunNumber
  readonly before: Run | null
  readonly after: Run | null
}

/** Numbers looked at for one page: what is the same in both costs time, too. */
const MAX_COMPARED = 20_000

/**
 * The runs that differ, in order of their numbers: only those that operations touched or that were not over yet at the
 * earlier instant are looked at, whatever the size of the universe.
 * @param after only runs with a greater number
 * @returns the number up to which all was looked at, or null when that is everything
 */
export function diffRuns(
  before: View,
  after: View,
  asked: { readonly after: RunNumber; readonly limit: number },
): { readonly diffs: readonly RunDiff[]; readonly next: RunNumber | null } {
  const found: RunDiff[] = []
  let compared = 0
  for (const number of iterateCandidates(before, after, asked.after)) {
    const [old, young] = [findRunIn(before, number), findRunIn(after, number)]
    const differs = old !== young && !(old !== null && young !== null && isSameRun(old, young))
    if (differs) found.push({ number, before: old, after: young })
    if (found.length >= asked.limit || ++compared >= MAX_COMPARED) return { diffs: found, next: number }
  }
  return { diffs: found, next: null }
}

/** Contacts that operations made or changed, and that are not the same in both views. */
export function diffContacts(before: View, after: View, limit: number): readonly number[] {
  const [old, young] = [before.sideState.renderSettings.contacts, after.sideState.renderSettings.contacts]
  const contacts = new Set<number>()
  if (old === young) return []
  for (const [these, those] of [
    [old, young],
    [young, old],
  ] as const) {
    for (const known of these) {
      if (contacts.size >= limit) break
      if (findRecord(those, known) !== known) contacts.add(known.contact)
    }
  }
  return [...contacts].toSorted((left, right) => left - right)
}

function findRecord(contacts: SortedList<ContactRecord>, { contact }: ContactRecord): ContactRecord | undefined {
  return contacts.get({ at: contact, number: 0 })
}

/** The numbers of what may differ, ascending: computed runs that may be active or new, and whatever operations touched. */
function* iterateCandidates(before: View, after: View, beyond: RunNumber): IterableIterator<RunNumber> {
  const lists = [iterateDatasetNumbers(before, after, beyond)]
  for (const { overlay } of [before, after]) {
    const place = { at: beyond, number: Infinity }
    lists.push(mapNumbers(overlay.runs.from(overlay.runs.rank(place)), ({ timeline }) => timeline.number))
    lists.push(mapNumbers(overlay.hiddenNumbers.from(overlay.hiddenNumbers.rank(place)), (number) => number))
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

function* iterateDatasetNumbers(before: View, after: View, beyond: RunNumber): IterableIterator<RunNumber> {
  if (before.datasetSnapshot === after.datasetSnapshot) return
  const from = Math.max(
    Math.min(before.datasetSnapshot.firstActive, after.datasetSnapshot.firstActive),
    Math.floor(beyond / 2) + 1,
  )
  const to = Math.max(before.datasetSnapshot.endIndex, after.datasetSnapshot.endIndex)
  for (let index = from; index < to; index++) yield toRunNumber(index)
}

function* mapNumbers<Item>(items: Iterable<Item>, numberOf: (item: Item) => RunNumber): IterableIterator<RunNumber> {
  for (const item of items) yield numberOf(item)
}

function findRunIn(view: View, number: RunNumber): Run | null {
  const ref = findRunRef(view, number)
  return ref === undefined ? null : readRun(view, ref)
}

/** Whether nothing that can be told of them differs. */
function isSameRun(left: Run, right: Run): boolean {
  return (
    left.revision === right.revision &&
    left.status === right.status &&
    left.modifiedAt === right.modifiedAt &&
    left.nextChangeAt === right.nextChangeAt &&
    left.createdAt === right.createdAt &&
    left.contact === right.contact &&
    left.flow.index === right.flow.index &&
    left.environment === right.environment &&
    left.outcome === right.outcome &&
    left.repliesAt.length === right.repliesAt.length &&
    left.endedAt === right.endedAt &&
    left.input === right.input &&
    left.replacedVariables?.value === right.replacedVariables?.value
  )
}
