import type { Clock } from './clock.ts'
import { blocked, notApplicable } from './outcome.ts'

/** What a control adapter may be able to do. */
export type Ability = 'reset' | 'insert' | 'advance'

/**
 * What a target may offer beside its API, so that checks which need time to pass or data to arrive can be judged: the mock
 * does, and a staging system may. Nobody guesses one: it is named by whoever starts the run.
 */
export interface Control {
  /** As in a report: what is controlled, and where. */
  readonly name: string
  readonly abilities: readonly Ability[]
  /** Puts the target's data back to where it began. */
  readonly reset: () => Promise<void>
  /** Lets `count` further runs arrive. */
  readonly insert: (count: number) => Promise<Moved>
  /** Lets time pass on the target at once, in milliseconds. */
  readonly advance: (milliseconds: number) => Promise<Moved>
}

/** How far the target's time went on, in milliseconds. */
export interface Moved {
  readonly milliseconds: number
}

/** The control adapter of this run if it can do what a check needs; the check does not apply otherwise. */
export function controlFor({ control }: { readonly control: Control | null }, ability: Ability): Control {
  if (control?.abilities.includes(ability) === true) return control
  throw notApplicable(`nothing lets the target ${ability}; name its control API with --control`)
}

/** A clock that goes on with the target's when the run moves that, so that dates still agree; and the control that moves both. */
export function inStep(
  clock: Clock,
  control: Control | null,
): { readonly clock: Clock; readonly control: Control | null } {
  if (control === null) return { clock, control }
  let ahead = 0
  const followed = async (move: () => Promise<Moved>): Promise<Moved> => {
    const before = clock.now()
    const moved = await managed(move)
    // In memory the clock may be the target's own, which has gone on already.
    ahead += Math.max(0, moved.milliseconds - (clock.now() - before))
    return moved
  }
  return {
    clock: { now: () => clock.now() + ahead, sleep: clock.sleep },
    control: {
      ...control,
      reset: async () => await managed(control.reset),
      insert: async (count) => await followed(() => control.insert(count)),
      advance: async (milliseconds) => await followed(() => control.advance(milliseconds)),
    },
  }
}

/** What the adapter cannot do says nothing about the target. */
async function managed<Value>(move: () => Promise<Value>): Promise<Value> {
  try {
    return await move()
  } catch (error) {
    throw blocked(`the control adapter failed: ${error instanceof Error ? error.message : String(error)}`, error)
  }
}
