import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import { addDuration, type ClockMode, type Duration, NEVER } from '../world/time.ts'
import { listRunEvents } from '../world/query/events.ts'
import { getViewExpiry } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import { createInvalidProblem, parseDurationField, parseInstantField } from './input.ts'

type ClockUpdate = components['schemas']['ClockUpdate']

/** The maximum number of events in the response to a clock update. */
const MAX_EVENTS = 1000

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
 * Changes the mode, then advances the clock. Returns the events that happened in between.
 * @throws {Problem} before anything has changed
 */
export function updateClock(
  { world, webhookDispatcher }: ServedWorld,
  update: ClockUpdate,
): components['schemas']['ClockUpdateResult'] {
  const mode = update.clock === undefined ? null : parseClockMode(update.clock)
  if (mode?.kind === 'scaled' && mode.rate === 0) {
    throw createInvalidProblem('`clock` must be faster than 0x; "frozen" stops the clock')
  }
  const from = world.now
  const by = computeAdvance(world, update)
  if (mode !== null) world.applyOperation({ kind: 'switch-clock', mode })
  if (by > 0) world.advanceClock(by)
  const events = by > 0 ? listRunEvents(world.view(), addDuration(from, 1), world.now) : []
  webhookDispatcher.dispatchDue()
  const serializedEvents = events.slice(0, MAX_EVENTS).map(({ at, kind, run }) => {
    return { at: formatIsoMicroseconds(at), type: kind, run: run.number, status: run.status }
  })
  return { ...serializeClock(world), events: serializedEvents, total: events.length }
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
