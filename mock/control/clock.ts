import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/served-world.ts'
import { parseDuration } from '../wire/duration.ts'
import { toMicroseconds } from '../wire/instants.ts'
import { parseIso } from '../wire/iso-8601.ts'
import type { ClockMode } from '../world/clock.ts'
import { eventsBetween } from '../world/events.ts'
import { type Duration, NEVER, plus } from '../world/instant.ts'
import { viewUntil } from '../world/view.ts'
import type { World } from '../world/world.ts'

type ClockBody = components['schemas']['Clock']
type Move = components['schemas']['ClockMove']

/** Events of one move that are told one by one. */
const MOST_EVENTS = 1000

/** How a clock goes, as the control API says it. */
export function sayMode(mode: ClockMode): string {
  return mode.kind === 'scaled' ? `${mode.rate}x` : mode.kind
}

/** The mode that a text says; the document's pattern has been checked before. */
export function readMode(text: string): ClockMode {
  return text === 'live' || text === 'frozen' ? { kind: text } : { kind: 'scaled', rate: Number(text.slice(0, -1)) }
}

export function clockOf(world: World): ClockBody {
  return { now: toMicroseconds(world.now), clock: sayMode(world.clock) }
}

/**
 * Moves a world's clock, and tells what has happened meanwhile.
 * @throws {Problem} before anything has moved
 */
export function moveClock({ world, courier }: ServedWorld, move: Move): components['schemas']['ClockMoved'] {
  const mode = move.clock === undefined ? null : readMode(move.clock)
  if (mode?.kind === 'scaled' && mode.rate === 0) throw refused('a clock at 0x stands still; say "frozen"')
  const from = world.now
  const by = wayOf(world, move)
  if (mode !== null) world.apply({ kind: 'switch-clock', mode })
  if (by > 0) world.advance(by)
  const { now } = world
  const events = by > 0 ? eventsBetween(world.view(), plus(from, 1), now) : []
  courier.look()
  const told = events.slice(0, MOST_EVENTS).map(({ at, kind, run }) => {
    return { at: toMicroseconds(at), what: kind, run: run.number, status: run.status }
  })
  return { ...clockOf(world), events: told, total: events.length }
}

function wayOf(world: World, { advance, to, next }: Move): Duration {
  const ways = [advance, to, next].filter((way) => way !== undefined)
  if (ways.length > 1) throw refused('give one of advance, to and next')
  if (advance !== undefined) {
    const by = parseDuration(advance)
    if (by === undefined) throw refused(`"${advance}" is no duration; write 90s, 31m, 1h30m or PT31M`)
    return by
  }
  if (to !== undefined) return wayTo(world, to)
  return next === undefined ? 0 : wayToNext(world)
}

function wayTo(world: World, to: string): Duration {
  const at = parseIso(to)
  if (at === undefined) throw refused(`"${to}" is no instant; write one such as 2026-01-15T09:00:00Z`)
  if (at < world.now)
    throw new Problem('conflict', { text: `it is ${toMicroseconds(world.now)} already; time only goes forward` })
  return at - world.now
}

function wayToNext(world: World): Duration {
  const until = viewUntil(world.view())
  if (until >= NEVER) throw new Problem('conflict', { text: 'nothing will happen by itself any more' })
  return Math.max(0, until - world.now)
}

function refused(text: string): Problem {
  return new Problem('invalid', { text })
}
