import { type Calendar, calendarFor } from './calendar.ts'
import { type Key, keyOf } from './chance.ts'
import { type Dealing, dealingFor } from './dealing.ts'
import { cellEnvironment, cellFate, cellFlow, type Deck, deckFor } from './deck.ts'
import { type Flow, flowsOf } from './flow.ts'
import type { Instant } from './instant.ts'
import { type Parameters, parametersFrom } from './parameters.ts'
import { endOfCourse, timelineOf } from './plan.ts'
import { type Rounds, roundsFor } from './rounds.ts'
import type { Plan, RunNumber } from './run.ts'

/**
 * The base data set of a world: computed, never stored. Run `index` is a pure function of (parameters, index); indices
 * below 0 are history at the world's start, index 0 is the first to arrive after it.
 */
export interface Universe {
  readonly parameters: Parameters
  readonly flows: readonly Flow[]
  readonly deck: Deck
  readonly calendar: Calendar
  readonly dealing: Dealing
  readonly rounds: Rounds
  /** The key that created runs are drawn with. */
  readonly createdKey: Key
  /** The first index of all. */
  readonly first: number
  /** The index after the newest run at `now`. */
  end(now: Instant): number
  plan(index: number): Plan
  /** When run `index` ends, without the rest of its plan. */
  endsAt(index: number): Instant
}

/** The number of the computed run at `index`. */
export function numberOfIndex(index: number): RunNumber {
  return 2 * index
}

/** The index of a computed run; undefined for the number of a created one. */
export function indexOfNumber(number: RunNumber): number | undefined {
  return number % 2 === 0 ? number / 2 : undefined
}

export function createUniverse(given: Partial<Parameters> = {}): Universe {
  const parameters = parametersFrom(given)
  const deck = deckFor(parameters)
  const calendar = calendarFor(parameters, deck)
  const dealing = dealingFor(parameters, deck, calendar)
  const rounds = roundsFor(parameters)
  const flows = flowsOf(parameters.flows)
  const courseKey = keyOf(parameters.seed, 'course')
  const first = parameters.runs === 0 ? 0 : -parameters.runs

  function courseOf(index: number) {
    const cell = dealing.cell(index)
    const flow = flows[cellFlow(cell)]
    if (flow === undefined) throw new RangeError(`no flow for run ${index}`)
    return { key: courseKey, draw: index, flow, fate: cellFate(cell), createdAt: calendar.createdAt(index), cell }
  }

  function plan(index: number): Plan {
    const course = courseOf(index)
    return {
      number: numberOfIndex(index),
      flow: course.flow,
      contact: rounds.contact(index),
      environment: cellEnvironment(course.cell),
      fate: course.fate,
      start: dealing.broadcast(index),
      createdAt: course.createdAt,
      given: null,
      ...timelineOf(course),
    }
  }

  return {
    parameters,
    flows,
    deck,
    calendar,
    dealing,
    rounds,
    createdKey: keyOf(parameters.seed, 'created'),
    first,
    end: (now) =>
      Math.max(first, parameters.arrivals ? calendar.indexAfter(now) : Math.min(0, calendar.indexAfter(now))),
    plan,
    endsAt: (index) => endOfCourse(courseOf(index)),
  }
}
