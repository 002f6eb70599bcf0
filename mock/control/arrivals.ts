import type { components } from '../../spec/generated/control.types.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import { type Instant, NEVER } from '../world/time.ts'
import type { World } from '../world/world.ts'
import { requireFlow, type WorldContext } from './flows.ts'
import { parseDurationField, parseInstantField, withProblems } from './input.ts'

type ArrivalsBody = components['schemas']['Arrivals']

export function serializeArrivals(world: World): ArrivalsBody {
  const { arrivals, dataset, datasetSnapshot } = world.view()
  const { every, arrivals: hasDefaultRate } = dataset.parameters
  const rate = arrivals.streams.find(({ kind }) => kind === 'rate')
  const isDefault = arrivals.datasetUntil === NEVER && (hasDefaultRate || datasetSnapshot.endIndex < 0)
  const nextAt = isDefault
    ? Math.min(arrivals.nextAt, dataset.schedule.getCreatedAt(datasetSnapshot.endIndex))
    : arrivals.nextAt
  return {
    intervalMicroseconds: isDefault ? every : (rate?.step ?? null),
    isDefault,
    remaining: rate === undefined ? null : rate.count - rate.takenCount,
    bursts: arrivals.streams
      .filter(({ kind }) => kind === 'burst')
      .map(({ from, count, takenCount }) => ({ from: formatIsoMicroseconds(from), remaining: count - takenCount })),
    scheduled: arrivals.scheduled.size,
    nextAt: nextAt >= NEVER ? null : formatIsoMicroseconds(nextAt as Instant),
  }
}

/** @throws {Problem} before anything has changed */
export function setArrivals(
  context: WorldContext,
  { interval, flow, environment = 'live' }: components['schemas']['NewArrivals'],
): ArrivalsBody {
  const every = interval === null ? null : parseDurationField('interval', interval)
  const flowIndex = flow === undefined ? null : requireFlow(context, flow, 'flow')
  withProblems(() => context.world.applyOperation({ kind: 'set-arrival-rate', every, flow: flowIndex, environment }))
  return serializeArrivals(context.world)
}

/** @throws {Problem} before anything has changed */
export function createBurst(
  context: WorldContext,
  { count, at, duration, flow, environment = 'live' }: components['schemas']['Burst'],
): ArrivalsBody {
  const from = at === undefined ? null : parseInstantField('at', at)
  const spread = duration === undefined ? 0 : parseDurationField('duration', duration)
  const flowIndex = flow === undefined ? null : requireFlow(context, flow, 'flow')
  withProblems(() => context.world.applyOperation({ kind: 'burst', count, from, spread, flow: flowIndex, environment }))
  return serializeArrivals(context.world)
}
