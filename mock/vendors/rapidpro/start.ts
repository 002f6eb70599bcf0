import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { positionOf } from '../../http/quirk.ts'
import { toMicrosecondsShort } from '../../wire/instants.ts'
import type { KeptRecord } from '../../world/annex.ts'
import type { ComputedBroadcast } from '../../world/broadcasts.ts'
import { FIRST_OPERATED_START } from '../../world/fold.ts'
import { type Instant, NEVER, plus, SECOND } from '../../world/instant.ts'
import type { JsonObject } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { toNamedContact } from './contact.ts'
import { toNamedFlow } from './flow.ts'
import { groupOfBroadcast, toNamedGroup } from './group.ts'
import { idOfStart, idsOf } from './ids.ts'
import { quirks } from './quirks.ts'
import { inDigits } from './run-manner.ts'
import { type Version, versionOf } from './version.ts'

export type FlowStart = components['schemas']['FlowStart']

/** The name under which starts are kept. */
export const STARTS = 'rapidpro/flow-starts'

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

const STATUS = {
  v9: { pending: 'pending', starting: 'starting', complete: 'complete' },
  head: { pending: 'pending', starting: 'started', complete: 'completed' },
} as const satisfies Record<Version, Record<Stage, FlowStart['status']>>

/** When a start begins to start contacts, and when all are started, counted from its creation. */
const BEGINS = SECOND
export const DONE = 3 * SECOND

export function startOfRecord({ number, createdAt, value }: KeptRecord): Start {
  // Written by `createFlowStart`, and by nobody else.
  const record = value as unknown as StartRecord
  return { ...record, number: FIRST_OPERATED_START + number, createdAt }
}

/** A broadcast of the universe as a start that somebody made for a group. */
export function startOfBroadcast({ number, flow, createdAt, from, to }: ComputedBroadcast, world: World): Start {
  const groups = [groupOfBroadcast(from, world)]
  const total = to - from
  return { number, flow, createdAt, contacts: [], groups, restart: true, excludeActive: false, params: null, total }
}

/** How far a start has come, since when, and until when that holds. */
export function stageOf(createdAt: Instant, world: World): { stage: Stage; since: Instant; until: Instant } {
  if (positionOf(world, quirks.startPace) === 'at-once') return { stage: 'complete', since: createdAt, until: NEVER }
  const { now } = world
  const [begins, done] = [plus(createdAt, BEGINS), plus(createdAt, DONE)]
  if (now < begins) return { stage: 'pending', since: createdAt, until: begins }
  return now < done
    ? { stage: 'starting', since: begins, until: done }
    : { stage: 'complete', since: done, until: NEVER }
}

/** A start as a row of flow_starts.json; `fresh` is one that has only just been asked for. */
export function toFlowStart(start: Start, world: World, fresh = false): FlowStart {
  const { stage, since } = fresh
    ? { stage: 'pending' as const, since: start.createdAt }
    : stageOf(start.createdAt, world)
  const instants = {
    created_on: inDigits(toMicrosecondsShort(start.createdAt), world),
    modified_on: inDigits(toMicrosecondsShort(since), world),
  }
  const old = { restart_participants: start.restart, exclude_active: start.excludeActive }
  const ids = { id: idOfStart(start.number, world), uuid: idsOf(world).start.encode(start.number) }
  const flow = toNamedFlow(start.flow, world)
  const contacts = start.contacts.map((contact) => toNamedContact(contact, world))
  const groups = start.groups.map((group) => toNamedGroup(group, world))
  const { params } = start
  const version = versionOf(world)
  const status = STATUS[version][stage]
  if (version === 'v9') return { ...ids, flow, contacts, groups, ...old, status, extra: params, params, ...instants }
  const progress = progressOf(start, stage)
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
    ...old,
  }
}

function progressOf({ total }: Start, stage: Stage): NonNullable<FlowStart['progress']> {
  if (stage === 'pending') return { total: -1, started: 0 }
  return { total, started: stage === 'complete' ? total : Math.floor(total / 2) }
}
