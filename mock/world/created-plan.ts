import type { RandomKey } from './chance.ts'
import type { Environment } from './deck.ts'
import type { PlannedOutcome } from './fate.ts'
import type { Flow } from './flow.ts'
import type { Instant } from './instant.ts'
import { type TimelineInput, computeStart, type RunInstants, computeInstants } from './plan.ts'
import type { RunInput, Timeline, RunNumber } from './run.ts'

/** What a created run is from its beginning. */
export interface LazyTimelineInput extends Required<TimelineInput> {
  readonly number: RunNumber
  readonly contact: number
  readonly environment: Environment
  /** The broadcast that began it; null for a run of its own. */
  readonly broadcast: number | null
  readonly input: RunInput | null
}

/** The plan of a run that an operation creates. What comes after its start is worked out when somebody looks that far. */
export class LazyTimeline implements Timeline {
  readonly number: RunNumber
  readonly flow: Flow
  readonly contact: number
  readonly environment: Environment
  readonly plannedOutcome: PlannedOutcome
  readonly broadcast: number | null
  readonly createdAt: Instant
  readonly input: RunInput | null
  readonly startsAt: Instant
  readonly #key: RandomKey
  readonly #drawIndex: number
  readonly #isSlow: boolean
  #cachedInstants: RunInstants | undefined

  constructor(creation: LazyTimelineInput) {
    this.number = creation.number
    this.flow = creation.flow
    this.contact = creation.contact
    this.environment = creation.environment
    this.plannedOutcome = creation.plannedOutcome
    this.broadcast = creation.broadcast
    this.createdAt = creation.createdAt
    this.input = creation.input
    this.startsAt = computeStart(creation)
    this.#key = creation.key
    this.#drawIndex = creation.drawIndex
    this.#isSlow = creation.isSlow
  }

  get repliesAt(): readonly Instant[] {
    return this.#allInstants.repliesAt
  }

  get endsAt(): Instant {
    return this.#allInstants.endsAt
  }

  get #allInstants(): RunInstants {
    const { flow, plannedOutcome, createdAt } = this
    this.#cachedInstants ??= computeInstants({
      key: this.#key,
      drawIndex: this.#drawIndex,
      isSlow: this.#isSlow,
      flow,
      plannedOutcome: plannedOutcome,
      createdAt,
    })
    return this.#cachedInstants
  }
}
