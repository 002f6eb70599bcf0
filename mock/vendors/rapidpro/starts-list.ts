import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import type { SortedRow, PageRead } from '../../wire/cursor-page.ts'
import { findBroadcast, iterateBroadcasts } from '../../world/broadcasts.ts'
import type { InstantRange } from '../../world/filter.ts'
import { FIRST_CREATED_BROADCAST } from '../../world/fold.ts'
import { type Instant, NEVER, addDuration } from '../../world/instant.ts'
import { encodeIntegerStartId, getIds } from './ids.ts'
import { type TimeRange, parseTimeRange, parseIntegerParameter, isTruthy, parseUuidParameter } from './parameters.ts'
import { quirks } from './quirks.ts'
import { toReadingRange } from './runs-page.ts'
import { COMPLETION_DELAY, type Start, getStage, toBroadcastStart, toRecordedStart, STARTS_RESOURCE } from './start.ts'
import { getServerVersion } from './version.ts'

/** A start in the order of modification. */
export interface StartRef extends SortedRow {
  readonly start: Start
}

/** What a client asks of flow_starts.json. */
interface StartsQuery {
  /** The one that was asked for; null when there is none. */
  readonly start: Start | null | undefined
  readonly id: number | undefined
  readonly bounds: TimeRange
  readonly ascending: boolean
}

/** Reads starts in order of modification. */
export function createStartsReader(scene: HandlerContext): (reading: PageRead) => readonly StartRef[] {
  const { start, id, bounds, ascending } = parseStartsQuery(scene)
  if (bounds === null || start === null) return () => []
  return (reading) => {
    const range = toReadingRange({ ascending, ...bounds }, reading)
    const matches: StartRef[] = []
    let skipped = 0
    for (const ref of iterateStarts(scene, range)) {
      if (start !== undefined && ref.start.number !== start.number) continue
      if (id !== undefined && encodeIntegerStartId(ref.start.number, scene.world) !== id) continue
      if (skipped++ < reading.skip) continue
      matches.push(ref)
      if (matches.length === reading.limit) break
    }
    return matches
  }
}

/** When a start next changes its status, and with it its place in the list. */
export function findNextStageChange(scene: HandlerContext): Instant {
  const recent = [
    ...iterateByCreation(scene, { from: addDuration(scene.world.now, -COMPLETION_DELAY), descending: false }),
  ]
  return recent.reduce<Instant>((earliest, { createdAt }) => {
    const { until } = getStage(createdAt, scene.world)
    return until < earliest ? until : earliest
  }, NEVER)
}

function parseStartsQuery(scene: HandlerContext): StartsQuery {
  const { world, request } = scene
  const version = getServerVersion(world)
  const uuid = parseUuidParameter(request.query, 'uuid', version)
  return {
    start: uuid === undefined ? undefined : findStart(scene, uuid),
    id: version === 'v9' ? parseIntegerParameter(request.query, 'id') : undefined,
    bounds: parseTimeRange(request.query),
    ascending: isTruthy(request.query.getLast('reverse')),
  }
}

function findStart(scene: HandlerContext, uuid: string): Start | null {
  const number = getIds(scene.world).start.decode(uuid)
  if (number === undefined) return null
  if (number >= FIRST_CREATED_BROADCAST) {
    const record = scene.world.getRecords(STARTS_RESOURCE).get({ at: number - FIRST_CREATED_BROADCAST, number: 0 })
    return record === undefined ? null : toRecordedStart(record)
  }
  const broadcast = hasComputedStarts(scene) ? findBroadcast(scene.view, number) : undefined
  return broadcast === undefined ? null : toBroadcastStart(broadcast, scene.world)
}

interface StartRange extends InstantRange {
  readonly descending: boolean
}

/**
 * Once a start is done, its modification follows its creation at the same distance as everybody's; only the starts of
 * the last seconds have to be put in order.
 */
function* iterateStarts(scene: HandlerContext, range: StartRange): IterableIterator<StartRef> {
  const completedBefore = addDuration(scene.world.now, -COMPLETION_DELAY)
  const recent = [...iterateByCreation(scene, { from: completedBefore, descending: range.descending })]
    .map((start) => toStartRef(start, scene))
    .filter(({ modifiedAt: at }) => at >= (range.from ?? at) && at <= (range.to ?? at))
    .toSorted((left, right) => (precedes(left, right, range) ? -1 : 1))
  let next = 0
  for (const start of iterateByCreation(scene, toCompletedRange(range, completedBefore))) {
    const ref = toStartRef(start, scene)
    if (ref.modifiedAt < (range.from ?? ref.modifiedAt) || ref.modifiedAt > (range.to ?? ref.modifiedAt)) continue
    for (let other = recent[next]; other !== undefined && precedes(other, ref, range); other = recent[++next])
      yield other
    yield ref
  }
  yield* recent.slice(next)
}

/** Creations of starts that were done before `recently` and may be modified within the stretch. */
function toCompletedRange({ from, to, descending }: StartRange, completedBefore: Instant): StartRange {
  const before = addDuration(completedBefore, -1)
  return {
    from: from === undefined ? undefined : addDuration(from, -COMPLETION_DELAY),
    to: to === undefined || to > before ? before : to,
    descending,
  }
}

/** Starts in order of creation, of the universe and of operations together. */
function* iterateByCreation(scene: HandlerContext, { from, to, descending }: StartRange): IterableIterator<Start> {
  const records = scene.world.getRecords(STARTS_RESOURCE)
  const recorded = [...records.from(descending ? records.size - 1 : 0, descending)]
    .map(toRecordedStart)
    .filter(({ createdAt: at }) => at >= (from ?? at) && at <= (to ?? at))
  let next = 0
  const computed = hasComputedStarts(scene) ? iterateBroadcasts(scene.view, { from, to }, descending) : []
  for (const broadcast of computed) {
    const start = toBroadcastStart(broadcast, scene.world)
    for (let other = recorded[next]; other !== undefined; other = recorded[++next]) {
      if (descending ? other.createdAt < start.createdAt : other.createdAt >= start.createdAt) break
      yield other
    }
    yield start
  }
  yield* recorded.slice(next)
}

function toStartRef(start: Start, { world }: HandlerContext): StartRef {
  return { start, modifiedAt: getStage(start.createdAt, world).since }
}

function precedes(left: StartRef, right: StartRef, { descending }: StartRange): boolean {
  const distance = left.modifiedAt - right.modifiedAt || left.start.number - right.start.number
  return descending ? distance > 0 : distance < 0
}

function hasComputedStarts({ world }: HandlerContext): boolean {
  return getQuirkPosition(world, quirks.computedStarts) === 'listed'
}
