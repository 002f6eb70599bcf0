import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import { formatIsoMicroseconds, parseDuration, parseIso } from '../wire/date-time.ts'
import type { ClockMode } from '../world/time/clock.ts'
import { listRunEvents } from '../world/query/events.ts'
import { type Duration, NEVER, addDuration } from '../world/time/instant.ts'
import { getViewExpiry } from '../world/state/view.ts'
import type { World } from '../world/world.ts'

type ClockBody = components['schemas']['Clock']
type Move = components['schemas']['ClockMove']

/** Events of one move that are told one by one. */
const MAX_EVENTS = 1000

/** How a clock goes, as the control API says it. */
export function serializeClockMode(mode: ClockMode): string {
  return mode.kind === 'scaled' ? `${mode.rate}x` : mode.kind
}

/** The mode that a text says; the document's pattern has been checked before. */
export function parseClockMode(text: string): ClockMode {
  return text === 'live' || text === 'frozen' ? { kind: text } : { kind: 'scaled', rate: Number(text.slice(0, -1)) }
}

export function serializeClock(world: World): ClockBody {
  return { now: formatIsoMicroseconds(world.now), clock: serializeClockMode(world.clock) }
}

/**
 * Moves a world's clock, and tells what has happened meanwhile.
 * @throws {Problem} before anything has moved
 */
export function moveClock({ world, webhookDispatcher }: ServedWorld, move: Move): components['schemas']['ClockMoved'] {
  const mode = move.clock === undefined ? null : parseClockMode(move.clock)
  if (mode?.kind === 'scaled' && mode.rate === 0) throw createInvalidProblem('a clock at 0x stands still; say "frozen"')
  const from = world.now
  const by = computeMove(world, move)
  if (mode !== null) world.applyOperation({ kind: 'switch-clock', mode })
  if (by > 0) world.advanceClock(by)
  const { now } = world
  const events = by > 0 ? listRunEvents(world.view(), addDuration(from, 1), now) : []
  webhookDispatcher.dispatchDue()
  const serializedEvents = events.slice(0, MAX_EVENTS).map(({ at, kind, run }) => {
    return { at: formatIsoMicroseconds(at), what: kind, run: run.number, status: run.status }
  })
  return { ...serializeClock(world), events: serializedEvents, total: events.length }
}

function computeMove(world: World, { advance, to, next }: Move): Duration {
  const targets = [advance, to, next].filter((way) => way !== undefined)
  if (targets.length > 1) throw createInvalidProblem('give one of advance, to and next')
  if (advance !== undefined) {
    const by = parseDuration(advance)
    if (by === undefined) throw createInvalidProblem(`"${advance}" is no duration; write 90s, 31m, 1h30m or PT31M`)
    return by
  }
  if (to !== undefined) return computeMoveTo(world, to)
  return next === undefined ? 0 : computeMoveToNext(world)
}

function computeMoveTo(world: World, to: string): Duration {
  const at = parseIso(to)
  if (at === undefined) throw createInvalidProblem(`"${to}" is no instant; write one such as 2026-01-15T09:00:00Z`)
  if (at < world.now)
    throw new Problem('conflict', { text: `it is ${formatIsoMicroseconds(world.now)} already; time only goes forward` })
  return at - world.now
}

function computeMoveToNext(world: World): Duration {
  const until = getViewExpiry(world.view())
  if (until >= NEVER) throw new Problem('conflict', { text: 'nothing will happen by itself any more' })
  return Math.max(0, until - world.now)
}

function createInvalidProblem(text: string): Problem {
  return new Problem('invalid', { text })
}
