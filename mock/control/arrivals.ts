import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import { formatIsoMicroseconds, parseDuration, parseIso } from '../wire/date-time.ts'
import { NEVER } from '../world/time/instant.ts'
import { InvalidOperationError, type Operation, OperationError } from '../world/state/operation.ts'
import type { World } from '../world/world.ts'
import type { FlowLookup } from './lookups.ts'

type ArrivalsBody = components['schemas']['Arrivals']

/** What arrives as time passes. */
export function serializeArrivals(world: World): ArrivalsBody {
  const { arrivals, dataset, datasetSnapshot } = world.view()
  const { every, arrivals: arrive } = dataset.parameters
  const rate = arrivals.streams.find(({ kind }) => kind === 'rate')
  const isDefault = arrivals.datasetUntil === NEVER && (arrive || datasetSnapshot.endIndex < 0)
  const next = isDefault
    ? Math.min(arrivals.nextAt, dataset.schedule.getCreatedAt(datasetSnapshot.endIndex))
    : arrivals.nextAt
  return {
    intervalMicroseconds: isDefault ? every : (rate?.step ?? null),
    isDefault: isDefault,
    remaining: rate === undefined ? null : rate.count - rate.takenCount,
    bursts: arrivals.streams
      .filter(({ kind }) => kind === 'burst')
      .map(({ from, count, takenCount }) => ({ from: formatIsoMicroseconds(from), left: count - takenCount })),
    scheduled: arrivals.scheduled.size,
    nextAt: next >= NEVER ? null : formatIsoMicroseconds(next as typeof arrivals.nextAt),
  }
}

/** @throws {Problem} before anything has changed */
export function setArrivals(
  world: World,
  options: components['schemas']['NewArrivals'],
  flows: FlowLookup,
): ArrivalsBody {
  const { interval, flow, environment = 'live' } = options
  applyOperation(world, {
    kind: 'set-arrival-rate',
    every: interval === null ? null : parseDurationMember('every', interval),
    flow: flow === undefined ? null : flows.requireFlow(world, flow, 'flow'),
    environment,
  })
  return serializeArrivals(world)
}

/** @throws {Problem} before anything has changed */
export function createBurst(world: World, options: components['schemas']['Burst'], flows: FlowLookup): ArrivalsBody {
  const { count, at, duration, flow, environment = 'live' } = options
  const from = at === undefined ? null : parseIso(at)
  if (from === undefined)
    throw new Problem('invalid', { text: `at: "${at}" is no instant; write one such as 2026-01-15T09:00:00Z` })
  applyOperation(world, {
    kind: 'burst',
    count,
    from,
    spread: duration === undefined ? 0 : parseDurationMember('spread', duration),
    flow: flow === undefined ? null : flows.requireFlow(world, flow, 'flow'),
    environment,
  })
  return serializeArrivals(world)
}

function parseDurationMember(member: string, text: string): number {
  const duration = parseDuration(text)
  if (duration !== undefined) return duration
  throw new Problem('invalid', { text: `${member}: "${text}" is no duration; write 30s, 31m or PT31M` })
}

function applyOperation(world: World, operation: Operation): void {
  try {
    world.applyOperation(operation)
  } catch (error) {
    if (error instanceof InvalidOperationError) throw new Problem('invalid', { text: error.message })
    if (error instanceof OperationError)
      throw new Problem('invalid', { text: 'flow: a draft cannot be entered, so it has no runs' })
    throw error
  }
}
