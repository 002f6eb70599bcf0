import { isSameJson } from '../model/json.ts'
import type { Run, RunNumber } from '../model/run.ts'
import { toRunNumber } from '../dataset/dataset.ts'
import { findRunRef, readRun, type View } from '../state/view.ts'

/** A run that differs in two views of one dataset. */
export interface RunDiff {
  readonly number: RunNumber
  readonly before: Run | null
  readonly after: Run | null
}

/** The most runs that are compared for one page. */
const MAX_COMPARED = 20_000

/**
 * Returns the runs that differ, by number. Only runs that operations changed or that were active at the earlier instant
 * are compared, whatever the size of the dataset.
 * @returns `next`: the number up to which runs were compared; null when that is all
 */
export function diffRuns(
  before: View,
  after: View,
  page: { readonly after: RunNumber; readonly limit: number },
): { readonly diffs: readonly RunDiff[]; readonly next: RunNumber | null } {
  const diffs: RunDiff[] = []
  let compared = 0
  for (const number of listCandidates(before, after, page.after)) {
    const [oldRun, newRun] = [findRunIn(before, number), findRunIn(after, number)]
    const differs = oldRun !== newRun && !(oldRun !== null && newRun !== null && isSameRun(oldRun, newRun))
    if (differs) diffs.push({ number, before: oldRun, after: newRun })
    if (diffs.length >= page.limit || ++compared >= MAX_COMPARED) return { diffs, next: number }
  }
  return { diffs, next: null }
}

/** Returns the contacts that operations created or changed and that differ in the views. */
export function diffContacts(before: View, after: View, limit: number): readonly number[] {
  const oldContacts = before.sideState.renderSettings.contacts
  const newContacts = after.sideState.renderSettings.contacts
  const contacts = new Set<number>()
  if (oldContacts === newContacts) return []
  for (const [left, right] of [
    [oldContacts, newContacts],
    [newContacts, oldContacts],
  ] as const) {
    for (const record of left) {
      if (contacts.size >= limit) break
      if (!isSameJson(right.get(right.getKey(record)), record)) contacts.add(record.contact)
    }
  }
  return [...contacts].toSorted((left, right) => left - right)
}

/** Returns the numbers that may differ, ascending, at least `MAX_COMPARED` of them where there are so many. */
function listCandidates(before: View, after: View, beyond: RunNumber): readonly RunNumber[] {
  const numbers = new Set(listDatasetNumbers(before, after, beyond))
  for (const { overlay } of [before, after]) {
    const key = { at: beyond, number: Infinity }
    const [first, firstHidden] = [overlay.runs.rank(key), overlay.hiddenNumbers.rank(key)]
    for (const { number } of overlay.runs.slice(first, first + MAX_COMPARED)) numbers.add(number)
    for (const number of overlay.hiddenNumbers.slice(firstHidden, firstHidden + MAX_COMPARED)) numbers.add(number)
  }
  return [...numbers].toSorted((left, right) => left - right)
}

/** Returns the computed runs that may be active or new. */
function listDatasetNumbers(before: View, after: View, beyond: RunNumber): readonly RunNumber[] {
  const [left, right] = [before.datasetSnapshot, after.datasetSnapshot]
  if (left === right) return []
  const from = Math.max(Math.min(left.firstActive, right.firstActive), Math.floor(beyond / 2) + 1)
  const count = Math.max(left.endIndex, right.endIndex) - from
  return Array.from({ length: Math.min(Math.max(0, count), MAX_COMPARED) }, (_, place) => toRunNumber(from + place))
}

function findRunIn(view: View, number: RunNumber): Run | null {
  const ref = findRunRef(view, number)
  return ref === undefined ? null : readRun(view, ref)
}

/** Returns whether the runs are the same for every serializer. */
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
    isSameJson(left.input, right.input) &&
    isSameJson(left.replacedVariables?.value, right.replacedVariables?.value)
  )
}
