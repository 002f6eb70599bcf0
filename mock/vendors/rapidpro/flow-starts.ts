import type { components } from '../../../spec/generated/rapidpro.types.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { JsonObject } from '../../world/model/json.ts'
import { type DatasetBroadcast, findBroadcast, iterateBroadcasts } from '../../world/query/broadcasts.ts'
import { FIRST_CREATED_BROADCAST } from '../../world/state/run-operations.ts'
import type { VendorRecord } from '../../world/state/side-state.ts'
import { addDuration, type Instant, NEVER, SECOND } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { serializeNamedContact } from './contacts.ts'
import { serializeNamedFlow } from './flows.ts'
import { getBroadcastGroup, serializeNamedGroup } from './groups.ts'
import { encodeIntegerStartId, getIds } from './ids.ts'
import {
  isInRange,
  mergeRows,
  mergeSorted,
  type NumberedRow,
  type PageReader,
  type ReadRange,
  takePage,
  toReadRange,
} from './list-page.ts'
import { isTruthy, parseIntegerParameter, parseTimeRange, parseUuidParameter } from './query.ts'
import { getServerVersion, quirks, type ServerVersion } from './quirks.ts'
import { formatDate } from './value-formats.ts'

type FlowStart = components['schemas']['FlowStart']

/** The world's record collection that holds starts created by POST. */
export const STARTS_RESOURCE = 'rapidpro/flow-starts'

/** The stored value of a start. */
export interface StartRecord {
  readonly flow: number
  readonly contacts: readonly number[]
  readonly groups: readonly number[]
  readonly restart: boolean
  readonly excludeActive: boolean
  readonly params: JsonObject
  /** The number of contacts that it started. */
  readonly total: number
}

/** A start by POST, or a broadcast of the dataset. */
export interface Start extends StartRecord {
  /** The broadcast number of its runs. */
  readonly number: number
  readonly createdAt: Instant
}

type Stage = 'pending' | 'starting' | 'complete'

const STATUS_BY_STAGE = {
  v9: { pending: 'pending', starting: 'starting', complete: 'complete' },
  head: { pending: 'pending', starting: 'started', complete: 'completed' },
} as const satisfies Record<ServerVersion, Record<Stage, FlowStart['status']>>

/** The times from creation to the stages "starting" and "complete". */
const STARTING_DELAY = SECOND
const COMPLETION_DELAY = 3 * SECOND

function toRecordedStart({ number, createdAt, value }: VendorRecord): Start {
  // Only `createStart` writes these records.
  const record = value as unknown as StartRecord
  return { ...record, number: FIRST_CREATED_BROADCAST + number, createdAt }
}

/** Converts a broadcast of the dataset to a start of a group. */
function toBroadcastStart({ number, flow, createdAt, from, to }: DatasetBroadcast, world: World): Start {
  const groups = [getBroadcastGroup(from, world)]
  const total = to - from
  return { number, flow, createdAt, contacts: [], groups, restart: true, excludeActive: false, params: {}, total }
}

/** Returns the current stage of a start, its begin and its end. */
function getStage(
  createdAt: Instant,
  world: World,
): { readonly stage: Stage; readonly since: Instant; readonly until: Instant } {
  if (getQuirkPosition(world, quirks['rapidpro.start-pace']) === 'at-once') {
    return { stage: 'complete', since: createdAt, until: NEVER }
  }
  const startingAt = addDuration(createdAt, STARTING_DELAY)
  const completedAt = addDuration(createdAt, COMPLETION_DELAY)
  if (world.now < startingAt) return { stage: 'pending', since: createdAt, until: startingAt }
  return world.now < completedAt
    ? { stage: 'starting', since: startingAt, until: completedAt }
    : { stage: 'complete', since: completedAt, until: NEVER }
}

/**
 * Serializes a start as a row of flow_starts.json.
 * @param isNew in the response to POST a start is always pending
 */
export function serializeFlowStart(start: Start, world: World, isNew = false): FlowStart {
  const { createdAt, params } = start
  const { stage, since } = isNew ? { stage: 'pending' as const, since: createdAt } : getStage(createdAt, world)
  const version = getServerVersion(world)
  const ids = { id: encodeIntegerStartId(start.number, world), uuid: getIds(world).start.encode(start.number) }
  const flow = serializeNamedFlow(start.flow, world)
  const contacts = start.contacts.map((contact) => serializeNamedContact(contact, world))
  const groups = start.groups.map((group) => serializeNamedGroup(group, world))
  const status = STATUS_BY_STAGE[version][stage]
  const dates = { created_on: formatDate(createdAt, world), modified_on: formatDate(since, world) }
  const options = { restart_participants: start.restart, exclude_active: start.excludeActive }
  const deprecated = { extra: params, ...options }
  if (version === 'v9') return { ...ids, flow, status, groups, contacts, params, ...dates, ...deprecated }
  const progress = serializeProgress(start, stage)
  return { uuid: ids.uuid, flow, status, progress, groups, contacts, params, ...dates, id: ids.id, ...deprecated }
}

function serializeProgress({ total }: Start, stage: Stage): NonNullable<FlowStart['progress']> {
  if (stage === 'pending') return { total: -1, started: 0 }
  return { total, started: stage === 'complete' ? total : Math.floor(total / 2) }
}

/** A start by its modification: the begin of its current stage. */
interface StartRow extends NumberedRow {
  readonly start: Start
}

/** Reads flow_starts.json, in order of modification. */
export function createStartsReader(context: HandlerContext): PageReader<StartRow> {
  const { world, request } = context
  const version = getServerVersion(world)
  const uuid = parseUuidParameter(request.query, 'uuid', version)
  const id = version === 'v9' ? parseIntegerParameter(request.query, 'id') : undefined
  const range = parseTimeRange(request.query)
  const ascending = isTruthy(request.query.getLast('reverse'))
  const start = uuid === undefined ? undefined : findStart(uuid, context)
  if (range === null || (uuid !== undefined && start === undefined)) return () => []
  const matches = ({ number }: StartRow) =>
    (start === undefined || number === start.number) && (id === undefined || encodeIntegerStartId(number, world) === id)
  return (read) => takePage(iterateStarts(context, toReadRange({ ascending, ...range }, read)), read, matches)
}

export function findStart(uuid: string, { world, view }: HandlerContext): Start | undefined {
  const number = getIds(world).start.decode(uuid)
  if (number === undefined) return undefined
  if (number >= FIRST_CREATED_BROADCAST) {
    const record = world.getRecords(STARTS_RESOURCE).get({ at: number - FIRST_CREATED_BROADCAST, number: 0 })
    return record === undefined ? undefined : toRecordedStart(record)
  }
  const broadcast = hasDatasetStarts(world) ? findBroadcast(view, number) : undefined
  return broadcast === undefined ? undefined : toBroadcastStart(broadcast, world)
}

/** The next instant at which a start changes its stage, and with it its place in the list. */
export function findNextStageChange(context: HandlerContext): Instant {
  const { world } = context
  const recent = iterateByCreation(context, { from: addDuration(world.now, -COMPLETION_DELAY), descending: false })
  let earliest: Instant = NEVER
  for (const { createdAt } of recent) {
    const { until } = getStage(createdAt, world)
    if (until < earliest) earliest = until
  }
  return earliest
}

/**
 * Iterates over starts by modification. All complete starts were modified at the same distance from their creation, so
 * only the starts of the last seconds have to be sorted.
 */
function iterateStarts(context: HandlerContext, range: ReadRange): IterableIterator<StartRow> {
  const from = addDuration(context.world.now, -COMPLETION_DELAY)
  const recent = [...iterateByCreation(context, { from, descending: range.descending })]
  const rows = recent.map((start) => toRow(start, context))
  return mergeRows(iterateCompleted(context, range, from), rows, range)
}

function* iterateCompleted(context: HandlerContext, range: ReadRange, before: Instant): IterableIterator<StartRow> {
  const { from, to, descending } = range
  const last = addDuration(before, -1)
  const created = {
    from: from === undefined ? undefined : addDuration(from, -COMPLETION_DELAY),
    to: to === undefined || to > last ? last : to,
    descending,
  }
  for (const start of iterateByCreation(context, created)) {
    const row = toRow(start, context)
    if (isInRange(row.modifiedAt, range)) yield row
  }
}

/** Iterates over starts by creation: those by POST, merged into those of the dataset. */
function iterateByCreation(context: HandlerContext, range: ReadRange): IterableIterator<Start> {
  const { descending } = range
  const records = context.world.getRecords(STARTS_RESOURCE)
  const recorded = [...records.from(descending ? records.size - 1 : 0, descending)]
    .map(toRecordedStart)
    .filter(({ createdAt }) => isInRange(createdAt, range))
  return mergeSorted(iterateDatasetStarts(context, range), recorded, (left, right) =>
    descending ? left.createdAt >= right.createdAt : left.createdAt < right.createdAt,
  )
}

function* iterateDatasetStarts({ world, view }: HandlerContext, range: ReadRange): IterableIterator<Start> {
  if (!hasDatasetStarts(world)) return
  for (const broadcast of iterateBroadcasts(view, range, range.descending)) yield toBroadcastStart(broadcast, world)
}

function toRow(start: Start, { world }: HandlerContext): StartRow {
  return { number: start.number, start, modifiedAt: getStage(start.createdAt, world).since }
}

function hasDatasetStarts(world: World): boolean {
  return getQuirkPosition(world, quirks['rapidpro.computed-starts']) === 'listed'
}
