import type { Clock } from './clock.ts'
import { createBlocked, createNotApplicable } from './outcome.ts'

/** What a control adapter may be able to do. */
export type ControlAbility = 'reset' | 'insert' | 'advance'

/**
 * What a target may offer beside its API, so that checks which need time to pass or data to arrive can be judged: the mock
 * does, and a staging system may. Nobody guesses one: it is named by whoever starts the run.
 */
export interface ControlAdapter {
  /** As in a report: what is controlled, and where. */
  readonly name: string
  readonly abilities: readonly ControlAbility[]
  /** Puts the target's data back to where it began. */
  readonly reset: () => Promise<void>
  /** Lets `count` further runs arrive. */
  readonly insert: (count: number) => Promise<TimePassed>
  /** Lets time pass on the target at once, in milliseconds. */
  readonly advance: (milliseconds: number) => Promise<TimePassed>
}

/** How far the target's time went on, in milliseconds. */
export interface TimePassed {
  readonly milliseconds: number
}

/** The control adapter of this run if it can do what a check needs; the check does not apply otherwise. */
export function requireControl(
  { control }: { readonly control: ControlAdapter | null },
  ability: ControlAbility,
): ControlAdapter {
  if (control?.abilities.includes(ability) === true) return control
  throw createNotApplicable(`nothing lets the target ${ability}; name its control API with --control`)
}

/** A clock that goes on with the target's when the run moves that, so that dates still agree; and the control that moves both. */
export function synchronizeClock(
  clock: Clock,
  control: ControlAdapter | null,
): { readonly clock: Clock; readonly control: ControlAdapter | null } {
  if (control === null) return { clock, control }
  let ahead = 0
  const runAndFollow = async (move: () => Promise<TimePassed>): Promise<TimePassed> => {
    const before = clock.now()
    const moved = await runControlAction(move)
    // In memory the clock may be the target's own, which has gone on already.
    ahead += Math.max(0, moved.milliseconds - (clock.now() - before))
    return moved
  }
  return {
    clock: { now: () => clock.now() + ahead, sleep: clock.sleep },
    control: {
      ...control,
      reset: async () => await runControlAction(control.reset),
      insert: async (count) => await runAndFollow(() => control.insert(count)),
      advance: async (milliseconds) => await runAndFollow(() => control.advance(milliseconds)),
    },
  }
}

/** What the adapter cannot do says nothing about the target. */
async function runControlAction<Value>(move: () => Promise<Value>): Promise<Value> {
  try {
    return await move()
  } catch (error) {
    throw createBlocked(`the control adapter failed: ${error instanceof Error ? error.message : String(error)}`, error)
  }
}
