import type { Key } from './chance.ts'
import type { Environment } from './deck.ts'
import type { Fate } from './fate.ts'
import type { Flow } from './flow.ts'
import type { Instant } from './instant.ts'
import { type Course, startOf, type Timeline, timelineOf } from './plan.ts'
import type { Given, Plan, RunNumber } from './run.ts'

/** What a created run is from its beginning. */
export interface Creation extends Required<Course> {
  readonly number: RunNumber
  readonly contact: number
  readonly environment: Environment
  /** The broadcast that began it; null for a run of its own. */
  readonly start: number | null
  readonly given: Given | null
}

/** The plan of a run that an operation creates. What comes after its start is worked out when somebody looks that far. */
export class CreatedPlan implements Plan {
  readonly number: RunNumber
  readonly flow: Flow
  readonly contact: number
  readonly environment: Environment
  readonly fate: Fate
  readonly start: number | null
  readonly createdAt: Instant
  readonly given: Given | null
  readonly startsAt: Instant
  readonly #key: Key
  readonly #draw: number
  readonly #slow: boolean
  #timeline: Timeline | undefined

  constructor(creation: Creation) {
    this.number = creation.number
    this.flow = creation.flow
    this.contact = creation.contact
    this.environment = creation.environment
    this.fate = creation.fate
    this.start = creation.start
    this.createdAt = creation.createdAt
    this.given = creation.given
    this.startsAt = startOf(creation)
    this.#key = creation.key
    this.#draw = creation.draw
    this.#slow = creation.slow
  }

  get repliesAt(): readonly Instant[] {
    return this.#whole.repliesAt
  }

  get endsAt(): Instant {
    return this.#whole.endsAt
  }

  get #whole(): Timeline {
    const { flow, fate, createdAt } = this
    this.#timeline ??= timelineOf({ key: this.#key, draw: this.#draw, slow: this.#slow, flow, fate, createdAt })
    return this.#timeline
  }
}
