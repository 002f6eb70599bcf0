import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import { addDuration, type ClockMode, type Duration, NEVER } from '../world/time.ts'
import { finishSlices, type RunEvents, summarizeRunEvents } from '../world/query/events.ts'
import { getViewExpiry, type View } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import { createInvalidProblem, parseDurationField, parseInstantField } from './input.ts'

type ClockUpdate = components['schemas']['ClockUpdate']

/** Resolves after the callbacks that wait in the process have run. */
export type WaitTurn = () => Promise<void>

/** Runs a computation in slices to its end, and lets others run after each slice. */
export async function finishInTurns<Value>(slices: Generator<void, Value>, waitTurn: WaitTurn): Promise<Value> {
  for (;;) {
    const { done, value } = slices.next()
    if (done === true) return value
    await waitTurn()
  }
}

/** The maximum number of events in the response to a clock update. */
const MAX_EVENTS = 1000

/** The most events of one advance while a webhook is subscribed: each becomes a message that waits for its delivery. */
const MAX_WEBHOOK_EVENTS = 50_000

/** Formats a clock mode as the control API writes it, such as "60x". */
export function serializeClockMode(mode: ClockMode): string {
  return mode.kind === 'scaled' ? `${mode.rate}x` : mode.kind
}

/** Parses a clock mode that matches the pattern in the document. */
export function parseClockMode(text: string): ClockMode {
  return text === 'live' || text === 'frozen' ? { kind: text } : { kind: 'scaled', rate: Number(text.slice(0, -1)) }
}

export function serializeClock(world: World): components['schemas']['Clock'] {
  return { now: formatIsoMicroseconds(world.now), clock: serializeClockMode(world.clockMode) }
}

/**
 * Prepares a change of the mode and an advance, in slices, so that a long advance lets other requests through.
 * @returns a function that makes the change. It returns the first events that happen in between, and the number of all;
 * it throws a {Problem} before anything has changed
 * @throws {Problem}
 */
export async function prepareClockUpdate(
  { world: present }: ServedWorld,
  update: ClockUpdate,
  waitTurn: WaitTurn,
): Promise<(served: ServedWorld) => components['schemas']['ClockUpdateResult']> {
  const mode = update.clock === undefined ? null : parseClockMode(update.clock)
  if (mode?.kind === 'scaled' && mode.rate === 0) {
    throw createInvalidProblem('`clock` must be faster than 0x; "frozen" stops the clock')
  }
  const planned = await planAdvance(present, update, waitTurn)
  return ({ world, webhookDispatcher }) => {
    const plan = isCurrent(planned, world) ? planned : finishSlices(iterateAdvance(world, update))
    if (webhookDispatcher.hasSubscribers && plan.total > MAX_WEBHOOK_EVENTS) {
      throw createInvalidProblem(
        `${plan.total} events until then are more than the ${MAX_WEBHOOK_EVENTS} that webhooks are sent for; advance in smaller steps, or delete the webhooks`,
      )
    }
    if (mode !== null) world.applyOperation({ kind: 'switch-clock', mode })
    if (plan.by > 0) world.advanceClock(plan.by, plan.view)
    webhookDispatcher.dispatchDue()
    const events = plan.events.map(({ at, kind, run }) => {
      return { at: formatIsoMicroseconds(at), type: kind, run: run.number, status: run.status }
    })
    return { ...serializeClock(world), events, total: plan.total }
  }
}

/** Writes to the world make a plan obsolete; after this many, the next one is made with the change. */
const MAX_PLANS_IN_TURNS = 3

/** Computes the view after an advance, the first events until then, and the number of all. */
async function planAdvance(world: World, update: ClockUpdate, waitTurn: WaitTurn): Promise<AdvancePlan | undefined> {
  for (let attempt = 0; attempt < MAX_PLANS_IN_TURNS; attempt++) {
    const plan = await finishInTurns(iterateAdvance(world, update), waitTurn)
    if (isCurrent(plan, world)) return plan
  }
  return undefined
}

function isCurrent(plan: AdvancePlan | undefined, world: World): plan is AdvancePlan {
  return plan !== undefined && plan.world === world && plan.revision === world.revision
}

interface AdvancePlan extends RunEvents {
  readonly world: World
  /** The revision of the world for which the plan was made. */
  readonly revision: number
  readonly by: Duration
  readonly view: View
}

function* iterateAdvance(world: World, update: ClockUpdate): Generator<void, AdvancePlan> {
  const { revision, now: from } = world
  const by = computeAdvance(world, update)
  if (by === 0) return { world, revision, by, events: [], total: 0, view: world.view() }
  const view = yield* world.prepareAdvance(by)
  const range = { from: addDuration(from, 1), to: addDuration(from, by), limit: MAX_EVENTS }
  return { world, revision, by, ...(yield* summarizeRunEvents(view, range)), view }
}

function computeAdvance(world: World, { advance, to, next }: ClockUpdate): Duration {
  if ([advance, to, next].filter((value) => value !== undefined).length > 1) {
    throw createInvalidProblem('give only one of `advance`, `to` and `next`')
  }
  if (advance !== undefined) return parseDurationField('advance', advance)
  if (to !== undefined) {
    const target = parseInstantField('to', to)
    if (target >= world.now) return target - world.now
    throw new Problem('conflict', {
      text: `\`to\` is in the past; the clock is at ${formatIsoMicroseconds(world.now)} and only moves forward`,
    })
  }
  if (next === undefined) return 0
  const nextChangeAt = getViewExpiry(world.view())
  if (nextChangeAt >= NEVER) throw new Problem('conflict', { text: 'no further change is scheduled in this world' })
  return Math.max(0, nextChangeAt - world.now)
}
