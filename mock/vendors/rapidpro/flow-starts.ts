import type { components } from '../../../spec/generated/rapidpro.types.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoMicrosecondsShort } from '../../wire/date-time.ts'
import type { PageRead, SortedRow } from '../../wire/pagination.ts'
import type { JsonObject } from '../../world/model/run.ts'
import { type DatasetBroadcast, findBroadcast, iterateBroadcasts } from '../../world/query/broadcasts.ts'
import type { InstantRange } from '../../world/query/filter.ts'
import { FIRST_CREATED_BROADCAST } from '../../world/state/run-operations.ts'
import type { VendorRecord } from '../../world/state/side-state.ts'
import { addDuration, type Instant, NEVER, SECOND } from '../../world/time/instant.ts'
import type { World } from '../../world/world.ts'
import { serializeNamedContact } from './contacts.ts'
import { getBroadcastGroup, serializeNamedFlow, serializeNamedGroup } from './flows-and-groups.ts'
import { encodeIntegerStartId, getIds } from './ids.ts'
import { isTruthy, parseIntegerParameter, parseTimeRange, parseUuidParameter, type TimeRange } from './query.ts'
import { getServerVersion, quirks, type ServerVersion } from './quirks.ts'
import { padMicroseconds } from './run-variant.ts'
import { toReadingRange } from './runs.ts'

export type FlowStart = components['schemas']['FlowStart']

/** The name under which starts are kept. */
export const STARTS_RESOURCE = 'rapidpro/flow-starts'

/** What is kept of a start that a client asked for. */
export interface StartRecord {
  readonly flow: number
  readonly contacts: readonly number[]
  readonly groups: readonly number[]
  readonly restart: boolean
  readonly excludeActive: boolean
  readonly params: JsonObject | null
  /** How many contacts it started. */
  readonly total: number
}

/** A start, wherever it comes from. */
export interface Start extends StartRecord {
  /** What its runs have as their start. */
  readonly number: number
  readonly createdAt: Instant
}

/** How far a start has come. */
type Stage = 'pending' | 'starting' | 'complete'

const STATUS_BY_STAGE = {
  v9: { pending: 'pending', starting: 'starting', complete: 'complete' },
  head: { pending: 'pending', starting: 'started', complete: 'completed' },
} as const satisfies Record<ServerVersion, Record<Stage, FlowStart['status']>>

/** When a start begins to start contacts, and when all are started, counted from its creation. */
const STARTING_DELAY = SECOND
export const COMPLETION_DELAY = 3 * SECOND

export function toRecordedStart({ number, createdAt, value }: VendorRecord): Start {
  // Written by `createFlowStart`, and by nobody else.
  const record = value as unknown as StartRecord
  return { ...record, number: FIRST_CREATED_BROADCAST + number, createdAt }
}

/** A broadcast of the universe as a start that somebody made for a group. */
export function toBroadcastStart({ number, flow, createdAt, from, to }: DatasetBroadcast, world: World): Start {
  const groups = [getBroadcastGroup(from, world)]
  const total = to - from
  return { number, flow, createdAt, contacts: [], groups, restart: true, excludeActive: false, params: null, total }
}

/** How far a start has come, since when, and until when that holds. */
export function getStage(createdAt: Instant, world: World): { stage: Stage; since: Instant; until: Instant } {
  if (getQuirkPosition(world, quirks.startPace) === 'at-once')
    return { stage: 'complete', since: createdAt, until: NEVER }
  const { now } = world
  const [begins, done] = [addDuration(createdAt, STARTING_DELAY), addDuration(createdAt, COMPLETION_DELAY)]
  if (now < begins) return { stage: 'pending', since: createdAt, until: begins }
  return now < done
    ? { stage: 'starting', since: begins, until: done }
    : { stage: 'complete', since: done, until: NEVER }
}

/** A start as a row of flow_starts.json; `fresh` is one that has only just been asked for. */
export function serializeFlowStart(start: Start, world: World, isNew = false): FlowStart {
  const { stage, since } = isNew
    ? { stage: 'pending' as const, since: start.createdAt }
    : getStage(start.createdAt, world)
  const instants = {
    created_on: padMicroseconds(formatIsoMicrosecondsShort(start.createdAt), world),
    modified_on: padMicroseconds(formatIsoMicrosecondsShort(since), world),
  }
  const legacyFields = { restart_participants: start.restart, exclude_active: start.excludeActive }
  const ids = { id: encodeIntegerStartId(start.number, world), uuid: getIds(world).start.encode(start.number) }
  const flow = serializeNamedFlow(start.flow, world)
  const contacts = start.contacts.map((contact) => serializeNamedContact(contact, world))
  const groups = start.groups.map((group) => serializeNamedGroup(group, world))
  const { params } = start
  const version = getServerVersion(world)
  const status = STATUS_BY_STAGE[version][stage]
  if (version === 'v9')
    return { ...ids, flow, contacts, groups, ...legacyFields, status, extra: params, params, ...instants }
  const progress = serializeProgress(start, stage)
  return {
    uuid: ids.uuid,
    flow,
    status,
    progress,
    groups,
    contacts,
    params,
    ...instants,
    id: ids.id,
    extra: params,
    ...legacyFields,
  }
}

function serializeProgress({ total }: Start, stage: Stage): NonNullable<FlowStart['progress']> {
  if (stage === 'pending') return { total: -1, started: 0 }
  return { total, started: stage === 'complete' ? total : Math.floor(total / 2) }
}

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
export function createStartsReader(context: HandlerContext): (reading: PageRead) => readonly StartRef[] {
  const { start, id, bounds, ascending } = parseStartsQuery(context)
  if (bounds === null || start === null) return () => []
  return (reading) => {
    const range = toReadingRange({ ascending, ...bounds }, reading)
    const matches: StartRef[] = []
    let skipped = 0
    for (const ref of iterateStarts(context, range)) {
      if (start !== undefined && ref.start.number !== start.number) continue
      if (id !== undefined && encodeIntegerStartId(ref.start.number, context.world) !== id) continue
      if (skipped++ < reading.skip) continue
      matches.push(ref)
      if (matches.length === reading.limit) break
    }
    return matches
  }
}

/** When a start next changes its status, and with it its place in the list. */
export function findNextStageChange(context: HandlerContext): Instant {
  const recent = [
    ...iterateByCreation(context, { from: addDuration(context.world.now, -COMPLETION_DELAY), descending: false }),
  ]
  return recent.reduce<Instant>((earliest, { createdAt }) => {
    const { until } = getStage(createdAt, context.world)
    return until < earliest ? until : earliest
  }, NEVER)
}

function parseStartsQuery(context: HandlerContext): StartsQuery {
  const { world, request } = context
  const version = getServerVersion(world)
  const uuid = parseUuidParameter(request.query, 'uuid', version)
  return {
    start: uuid === undefined ? undefined : findStart(context, uuid),
    id: version === 'v9' ? parseIntegerParameter(request.query, 'id') : undefined,
    bounds: parseTimeRange(request.query),
    ascending: isTruthy(request.query.getLast('reverse')),
  }
}

function findStart(context: HandlerContext, uuid: string): Start | null {
  const number = getIds(context.world).start.decode(uuid)
  if (number === undefined) return null
  if (number >= FIRST_CREATED_BROADCAST) {
    const record = context.world.getRecords(STARTS_RESOURCE).get({ at: number - FIRST_CREATED_BROADCAST, number: 0 })
    return record === undefined ? null : toRecordedStart(record)
  }
  const broadcast = hasComputedStarts(context) ? findBroadcast(context.view, number) : undefined
  return broadcast === undefined ? null : toBroadcastStart(broadcast, context.world)
}

interface StartRange extends InstantRange {
  readonly descending: boolean
}

/**
 * Once a start is done, its modification follows its creation at the same distance as everybody's; only the starts of
 * the last seconds have to be put in order.
 */
function* iterateStarts(context: HandlerContext, range: StartRange): IterableIterator<StartRef> {
  const completedBefore = addDuration(context.world.now, -COMPLETION_DELAY)
  const recent = [...iterateByCreation(context, { from: completedBefore, descending: range.descending })]
    .map((start) => toStartRef(start, context))
    .filter(({ modifiedAt: at }) => at >= (range.from ?? at) && at <= (range.to ?? at))
    .toSorted((left, right) => (precedes(left, right, range) ? -1 : 1))
  let next = 0
  for (const start of iterateByCreation(context, toCompletedRange(range, completedBefore))) {
    const ref = toStartRef(start, context)
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
function* iterateByCreation(context: HandlerContext, { from, to, descending }: StartRange): IterableIterator<Start> {
  const records = context.world.getRecords(STARTS_RESOURCE)
  const recorded = [...records.from(descending ? records.size - 1 : 0, descending)]
    .map(toRecordedStart)
    .filter(({ createdAt: at }) => at >= (from ?? at) && at <= (to ?? at))
  let next = 0
  const computed = hasComputedStarts(context) ? iterateBroadcasts(context.view, { from, to }, descending) : []
  for (const broadcast of computed) {
    const start = toBroadcastStart(broadcast, context.world)
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
