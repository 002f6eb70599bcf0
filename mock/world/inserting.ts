import { type Annex, withMade } from './annex.ts'
import { type Arrival, type Coming, MOST_TOLD, type Stream } from './arrivals.ts'
import { keyOf } from './chance.ts'
import { countOfContacts } from './contacts.ts'
import { fateOf, type Logged, planned } from './fold.ts'
import { DAY, type Duration, instant, type Instant, plus } from './instant.ts'
import { DriveRefusal, Refusal } from './operation.ts'
import type { Plan } from './run.ts'
import { replanned } from './replanned.ts'
import { refuseUntrue, toldFate, toldTimeline, UntrueRun } from './told-run.ts'
import type { Universe } from './universe.ts'
import type { View } from './view.ts'

/** Runs of one burst at most, and of one rate before it must be set anew; what has arrived is held, unlike computed runs. */
export const MOST_OF_STREAM = 100_000
export const MOST_STREAMS = 100
export const SHORTEST_STEP: Duration = 1000

/** Every vendor's flows were published by then. */
export function earliestOf({ parameters, calendar, first }: Universe): Instant {
  return plus(instant(Math.min(parameters.start, calendar.createdAt(first))), -DAY)
}

/**
 * Judges told runs, and the people who are made for them.
 * @throws {UntrueRun} for the first that cannot be told truthfully
 * @throws {DriveRefusal} for more than one operation may tell
 */
export function refuseInsert({ universe, annex }: View, { at, operation }: Logged<'insert'>): void {
  if (operation.runs.length > MOST_TOLD) throw new DriveRefusal(`tell at most ${MOST_TOLD} runs at once`)
  const contacts = countOfContacts({ universe, annex }) + operation.people.length
  const earliest = earliestOf(universe)
  for (const [place, told] of operation.runs.entries()) {
    const flow = universe.flows[told.flow]
    if (flow === undefined) throw new UntrueRun(place, 'flow', 'there is no such flow; GET flows lists them')
    if (!flow.published) throw new UntrueRun(place, 'flow', 'a draft cannot be entered, so it has no runs')
    if (told.contact < 0 || told.contact >= contacts)
      throw new UntrueRun(place, 'contact', 'there is no such contact; GET contacts lists them')
    refuseUntrue(told, { place, flow, createdAt: told.createdAt ?? at, earliest })
  }
}

/** Told runs, apart: those that exist now and those whose instant has not come. */
export function apart({ sequence, at, operation }: Logged<'insert'>): readonly [readonly Arrival[], readonly Coming[]] {
  const runs = operation.runs.map((told, place) => {
    return { at: told.createdAt ?? at, order: sequence * MOST_TOLD + place, told }
  })
  const past = runs.filter((run) => run.at <= at)
  return [past.map((run) => ({ ...run, cameAt: at })), runs.filter((run) => run.at > at)]
}

/** With the people of an insertion, who get the next numbers. */
export function withPeople(annex: Annex, { at, operation }: Logged<'insert'>, next: number): Annex {
  return operation.people.reduce((made, { person, since }, place) => {
    return withMade(made, { contact: next + place, person, createdAt: since, modifiedAt: at })
  }, annex)
}

/** What will happen to a run that arrives. @param draw how many runs have come before, besides computed ones */
export function arrivedPlan(view: View, draw: number, { at, told, cameAt = at }: Arrival): Plan {
  const { universe, arrivals } = view
  const flow = universe.flows[told.flow]
  if (flow === undefined) throw new Refusal('unknown-flow')
  const { contact, environment, given = null } = told
  const fate = toldFate(told, flow) ?? fateOf(universe, flow, { contact, draw })
  const end = universe.end(cameAt < arrivals.own ? cameAt : arrivals.own)
  const plan = planned(universe, { flow, contact, environment, given, fate, createdAt: at, draw, end })
  return replanned(plan, toldTimeline(told, plan))
}

/** The stream of a burst. @throws {Refusal | DriveRefusal} */
export function burstOf({ universe, arrivals }: View, { sequence, at, operation }: Logged<'burst'>): Stream {
  const { count, spread, flow, environment } = operation
  const from = operation.from ?? at
  refuseStream(universe, flow)
  if (from < at) throw new DriveRefusal('a burst comes now or later; insert runs to tell of the past')
  if (count < 1 || count > MOST_OF_STREAM) throw new DriveRefusal(`a burst has from 1 to ${MOST_OF_STREAM} runs`)
  if (arrivals.streams.length >= MOST_STREAMS)
    throw new DriveRefusal(`${MOST_STREAMS} bursts are still to come; let time pass until some have`)
  const key = keyOf(universe.parameters.seed, `arrivals/${sequence}`)
  return { sequence, key, kind: 'burst', from, step: spread / count, count, taken: 0, flow, environment }
}

/** The stream of a rate; null when nothing is to arrive. @throws {Refusal | DriveRefusal} */
export function rateOf({ universe }: View, { sequence, at, operation }: Logged<'arrivals'>): Stream | null {
  const { every, flow, environment } = operation
  refuseStream(universe, flow)
  if (every === null) return null
  if (every < SHORTEST_STEP) throw new DriveRefusal('runs arrive at most once a millisecond; use a burst for more')
  const key = keyOf(universe.parameters.seed, `arrivals/${sequence}`)
  return { sequence, key, kind: 'rate', from: at, step: every, count: MOST_OF_STREAM, taken: 0, flow, environment }
}

function refuseStream({ flows }: Universe, flow: number | null): void {
  if (flow === null) return
  if (flows[flow] === undefined) throw new Refusal('unknown-flow')
  if (!flows[flow].published) throw new Refusal('draft-flow')
}
