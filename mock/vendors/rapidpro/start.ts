import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoMicrosecondsShort } from '../../wire/instants.ts'
import type { VendorRecord } from '../../world/annex.ts'
import type { DatasetBroadcast } from '../../world/broadcasts.ts'
import { FIRST_CREATED_BROADCAST } from '../../world/fold.ts'
import { type Instant, NEVER, addDuration, SECOND } from '../../world/instant.ts'
import type { JsonObject } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { serializeNamedContact } from './contact.ts'
import { serializeNamedFlow } from './flow.ts'
import { getBroadcastGroup, serializeNamedGroup } from './group.ts'
import { encodeIntegerStartId, getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { padMicroseconds } from './run-manner.ts'
import { type ServerVersion, getServerVersion } from './version.ts'

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
