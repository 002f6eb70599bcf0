import type { Cell } from './deck.ts'
import type { Selection } from './dealing.ts'
import { admitsCell, EVERYTHING, facetOfCell, type Filter, matches, within } from './filter.ts'
import { instant, type Instant, plus } from './instant.ts'
import { LONGEST_RUN } from './plan.ts'
import { type Present, recentRun } from './present.ts'
import { settle } from './run.ts'
import { firstPlace, type Sequence, sequence, type Spot } from './sequence.ts'
import { indexOfNumber, numberOfIndex, type Universe } from './universe.ts'

/**
 * The computed runs that match a filter, in order of creation. Stretches in which every run has long ended are counted
 * by arithmetic; runs that may still be active, and the edges of an interval of modification, are looked at one by one.
 */
export function computedSequence(present: Present, filter: Filter): Sequence {
  if (filter === EVERYTHING) return everything(present)
  const stretches =
    filter.contacts === undefined && filter.numbers === undefined ? split(present, filter) : listed(present, filter)
  const starts: number[] = [0]
  for (const stretch of stretches) starts.push((starts.at(-1) ?? 0) + stretch.size)
  const size = starts.at(-1) ?? 0

  function spot(rank: number): Spot {
    const which = firstPlace(stretches.length, (place) => (starts[place + 1] ?? 0) > rank)
    const index = stretches[which]?.index(rank - (starts[which] ?? 0)) ?? 0
    return { at: present.universe.calendar.createdAt(index), number: numberOfIndex(index) }
  }

  function rank(spot: Spot): number {
    const bound = indexOfNumber(spot.number) ?? present.universe.calendar.indexAfter(instant(spot.at))
    return stretches.reduce((before, stretch) => before + stretch.before(bound), 0)
  }

  return sequence(size, spot, rank)
}

function everything({ universe, end }: Present): Sequence {
  const { first, calendar } = universe
  return sequence(
    end - first,
    (rank) => ({ at: calendar.createdAt(first + rank), number: numberOfIndex(first + rank) }),
    (spot) => {
      const bound = indexOfNumber(spot.number) ?? calendar.indexAfter(instant(spot.at))
      return Math.max(first, Math.min(bound, end)) - first
    },
  )
}

/** Consecutive matches of one kind. */
interface Stretch {
  readonly size: number
  index(place: number): number
  /** How many matches have an index below the bound. */
  before(bound: number): number
}

function split(present: Present, filter: Filter): readonly Stretch[] {
  const { universe } = present
  const { created, modified } = filter
  const from = Math.max(
    universe.first,
    created?.from === undefined ? universe.first : indexFrom(universe, created.from),
  )
  const to = Math.min(present.end, created?.to === undefined ? present.end : universe.calendar.indexAfter(created.to))
  // Modified in [a, b] is certain for runs created in [a, b - longest run], impossible outside [a - longest run, b].
  const low = modified?.from === undefined ? from : indexFrom(universe, plus(modified.from, -LONGEST_RUN))
  const sure = modified?.from === undefined ? from : indexFrom(universe, modified.from)
  const unsure = modified?.to === undefined ? to : universe.calendar.indexAfter(plus(modified.to, -LONGEST_RUN))
  const high = modified?.to === undefined ? to : universe.calendar.indexAfter(modified.to)
  const bounds = [low, sure, Math.min(unsure, present.settled), high]
  const [a = from, b = from, c = from, d = from] = ascending(bounds.map((bound) => Math.min(to, Math.max(from, bound))))
  return [list(present, filter, [a, b]), dense(present, filter, [b, c]), list(present, filter, [c, d])]
}

function dense(present: Present, filter: Filter, [from, to]: readonly [number, number]): Stretch {
  const { universe } = present
  const selection = selectionOf(universe, filter)
  if (selection === null) return { size: to - from, index: (place) => from + place, before: clampedBefore(from, to) }
  const { runsPerEpoch } = universe.calendar
  const perEpoch = universe.dealing.perEpoch(selection)

  function upTo(index: number): number {
    const epoch = universe.calendar.epochOf(index)
    const inside = universe.dealing.within(selection as Selection, epoch)
    const rest = index - epoch * runsPerEpoch
    return epoch * perEpoch + firstPlace(inside.length, (place) => (inside[place] ?? 0) >= rest)
  }

  const base = from < to && perEpoch > 0 ? upTo(from) : 0
  const size = from < to && perEpoch > 0 ? upTo(to) - base : 0

  function index(place: number): number {
    const epoch = Math.floor((base + place) / perEpoch)
    const inside = universe.dealing.within(selection as Selection, epoch)
    return epoch * runsPerEpoch + (inside[base + place - epoch * perEpoch] ?? 0)
  }

  return { size, index, before: (bound) => (size === 0 || bound <= from ? 0 : bound >= to ? size : upTo(bound) - base) }
}

/** The cells that a settled run must lie in to match; null when all do. */
export function selectionOf(universe: Universe, filter: Filter): Selection | null {
  const { facet } = filter
  if (facet === undefined && filter.flow === undefined && filter.environment === undefined) return null
  const chosen = new Set<Cell>()
  for (let cell = 0; cell < universe.deck.cells; cell++) {
    if (admitsCell(filter, cell) && (facet === undefined || facet(facetOfCell(universe, cell)))) chosen.add(cell)
  }
  return { key: [...chosen].join(), has: (cell) => chosen.has(cell) }
}

function list(present: Present, filter: Filter, [from, to]: readonly [number, number]): Stretch {
  const indices: number[] = []
  for (let index = from; index < to; index++) if (matchesAt(present, filter, index)) indices.push(index)
  return listStretch(indices)
}

function listed(present: Present, filter: Filter): readonly Stretch[] {
  const { universe } = present
  const named = filter.numbers?.flatMap((number) => indexOfNumber(number) ?? []).toSorted((left, right) => left - right)
  const indices = named ?? runsOfContacts(present, filter.contacts ?? [])
  const inside = [...new Set(indices)].filter((index) => index >= universe.first && index < present.end)
  return [listStretch(inside.filter((index) => matchesAt(present, filter, index)))]
}

function matchesAt(present: Present, filter: Filter, index: number): boolean {
  const { universe } = present
  const recent = recentRun(present, index)
  if (recent !== null) return matches(filter, recent)
  if (!within(filter.created, universe.calendar.createdAt(index))) return false
  if (!admitsCell(filter, universe.dealing.cell(index))) return false
  return matches(filter, settle(universe.plan(index), present.now))
}

/** The computed runs of these contacts, in order of creation. */
export function runsOfContacts(present: Present, contacts: readonly number[]): readonly number[] {
  const { rounds, first } = present.universe
  const indices = [...new Set(contacts)].flatMap((contact) => rounds.runsOf(contact, first, present.end))
  return indices.toSorted((left, right) => left - right)
}

function listStretch(indices: readonly number[]): Stretch {
  return {
    size: indices.length,
    index: (place) => indices[place] ?? 0,
    before: (bound) => firstPlace(indices.length, (place) => (indices[place] ?? 0) >= bound),
  }
}

function clampedBefore(from: number, to: number): (bound: number) => number {
  return (bound) => Math.max(0, Math.min(bound, to) - from)
}

/** The first index created at or after `at`. */
function indexFrom(universe: Universe, at: Instant): number {
  return universe.calendar.indexAfter(plus(at, -1))
}

/** Each bound raised to the one before it. */
function ascending(bounds: readonly number[]): readonly number[] {
  let highest = -Infinity
  return bounds.map((bound) => (highest = Math.max(highest, bound)))
}
