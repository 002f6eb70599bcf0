import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import { parseDuration } from '../wire/duration.ts'
import { toMicroseconds } from '../wire/instants.ts'
import { parseIso } from '../wire/iso-8601.ts'
import { NEVER } from '../world/instant.ts'
import { DriveRefusal, type Operation, Refusal } from '../world/operation.ts'
import type { World } from '../world/world.ts'
import type { FlowDesk } from './flows.ts'

type Body = components['schemas']['Arrivals']

/** What arrives as time passes. */
export function sayArrivals(world: World): Body {
  const { arrivals, universe, present } = world.view()
  const { every, arrivals: arrive } = universe.parameters
  const rate = arrivals.streams.find(({ kind }) => kind === 'rate')
  const own = arrivals.own === NEVER && (arrive || present.end < 0)
  const next = own ? Math.min(arrivals.next, universe.calendar.createdAt(present.end)) : arrivals.next
  return {
    every: own ? every : (rate?.step ?? null),
    own,
    left: rate === undefined ? null : rate.count - rate.taken,
    bursts: arrivals.streams
      .filter(({ kind }) => kind === 'burst')
      .map(({ from, count, taken }) => ({ from: toMicroseconds(from), left: count - taken })),
    told: arrivals.coming.size,
    next: next >= NEVER ? null : toMicroseconds(next as typeof arrivals.next),
  }
}

/** @throws {Problem} before anything has changed */
export function setArrivals(world: World, wanted: components['schemas']['NewArrivals'], flows: FlowDesk): Body {
  const { every, flow, environment = 'live' } = wanted
  carriedOut(world, {
    kind: 'arrivals',
    every: every === null ? null : durationOf('every', every),
    flow: flow === undefined ? null : flows.named(world, flow, 'flow'),
    environment,
  })
  return sayArrivals(world)
}

/** @throws {Problem} before anything has changed */
export function burst(world: World, wanted: components['schemas']['Burst'], flows: FlowDesk): Body {
  const { count, at, spread, flow, environment = 'live' } = wanted
  const from = at === undefined ? null : parseIso(at)
  if (from === undefined)
    throw new Problem('invalid', { text: `at: "${at}" is no instant; write one such as 2026-01-15T09:00:00Z` })
  carriedOut(world, {
    kind: 'burst',
    count,
    from,
    spread: spread === undefined ? 0 : durationOf('spread', spread),
    flow: flow === undefined ? null : flows.named(world, flow, 'flow'),
    environment,
  })
  return sayArrivals(world)
}

function durationOf(member: string, text: string): number {
  const duration = parseDuration(text)
  if (duration !== undefined) return duration
  throw new Problem('invalid', { text: `${member}: "${text}" is no duration; write 30s, 31m or PT31M` })
}

function carriedOut(world: World, operation: Operation): void {
  try {
    world.apply(operation)
  } catch (error) {
    if (error instanceof DriveRefusal) throw new Problem('invalid', { text: error.message })
    if (error instanceof Refusal)
      throw new Problem('invalid', { text: 'flow: a draft cannot be entered, so it has no runs' })
    throw error
  }
}
