import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { getFlowText } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoMicrosecondsShort } from '../../wire/date-time.ts'
import type { SortedRow } from '../../wire/pagination.ts'
import type { Status } from '../../world/model/outcome.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { type Instant, MINUTE } from '../../world/time/instant.ts'
import type { World } from '../../world/world.ts'
import { getFlowCreatedAt, getFlowModifiedAt } from './creation-times.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'
import { isTruthy, parseTimeRange, parseUuidParameter } from './query.ts'
import { getServerVersion, quirks } from './quirks.ts'
import { padMicroseconds } from './run-variant.ts'

export type Group = components['schemas']['Group']
export type Named = components['schemas']['Named']

/** A set of the universe's contacts: every `step`th from the `first` on. */
interface GroupDefinition {
  readonly name: string
  readonly query: string | null
  readonly first: number
  readonly step: number
}

/** The groups that universe broadcasts are made for stand first: their contacts are all of even or all of odd number. */
const GROUPS: readonly GroupDefinition[] = [
  { name: 'Morning list', query: null, first: 0, step: 2 },
  { name: 'Evening list', query: null, first: 1, step: 2 },
  { name: 'Field staff', query: null, first: 5, step: 16 },
  { name: 'Lake district', query: 'district = "lake"', first: 3, step: 12 },
]

/** How many groups there are; their numbers lie in [0, countOfGroups). */
export const GROUP_COUNT = GROUPS.length

/** The contacts of a group, in order. */
export function listGroupMembers(group: number, world: World): readonly number[] {
  return Array.from({ length: countGroupMembers(group, world) }, (_, place) => getGroupMember(group, place))
}

/** The groups of a contact. */
export function listContactGroups(contact: number, world: World): readonly number[] {
  if (contact >= world.dataset.parameters.contacts) return []
  return GROUPS.flatMap(({ first, step }, group) => (contact % step === first ? [group] : []))
}

/** The group that a computed broadcast was made for. */
export function getBroadcastGroup(from: number, world: World): number {
  return world.dataset.contactRotation.getContact(from) % 2
}

/** The group with this UUID, or of this name in any case. */
export function findGroup(text: string, world: World): number | undefined {
  const byUuid = getIds(world).group.decode(text)
  if (byUuid !== undefined && byUuid >= 0 && byUuid < GROUPS.length) return byUuid
  const byName = GROUPS.findIndex(({ name }) => name.toLowerCase() === text.trim().toLowerCase())
  return byName === -1 ? undefined : byName
}

export function serializeNamedGroup(group: number, world: World): Named {
  return { uuid: getIds(world).group.encode(group), name: GROUPS[group]?.name ?? '' }
}

/** A group as a row of groups.json. */
export function serializeGroup(group: number, world: World): Group {
  const query = GROUPS[group]?.query ?? null
  return {
    ...serializeNamedGroup(group, world),
    query,
    status: 'ready',
    system: false,
    count: countGroupMembers(group, world),
  }
}

function countGroupMembers(group: number, world: World): number {
  const { first = 0, step = 1 } = GROUPS[group] ?? {}
  return Math.max(0, Math.ceil((world.dataset.parameters.contacts - first) / step))
}

function getGroupMember(group: number, place: number): number {
  const { first = 0, step = 1 } = GROUPS[group] ?? {}
  return first + place * step
}

export type Flow = components['schemas']['Flow']

/** Whether a flow is one that the parameters ask for. */
export function matchesFlowQuery(flow: number, { world, request: { query } }: HandlerContext): boolean {
  const [type, archived] = [query.getLast('type') ?? '', query.getLast('archived') ?? '']
  return (type === '' || type === 'message') && (archived === '' || isTruthy(archived) === isArchivedFlow(flow, world))
}

/** A draft, which nobody can be started in. */
export function isArchivedFlow(flow: number, world: World): boolean {
  return world.dataset.flows[flow]?.isPublished !== true
}

export function serializeNamedFlow(flow: number, world: World): Named {
  return { uuid: getIds(world).flow.encode(flow), name: getFlowText(flowContent, world, flow).name }
}

/** A flow as a row of flows.json, with its runs counted now. */
export function serializeFlow(flow: number, context: HandlerContext): Flow {
  const { world } = context
  const { timeToLive = 0 } = world.dataset.flows[flow] ?? {}
  return {
    ...serializeNamedFlow(flow, world),
    type: 'message',
    archived: isArchivedFlow(flow, world),
    labels: [],
    expires: timeToLive / MINUTE,
    runs: countRuns(flow, context),
    results: serializeResults(flow, world),
    parent_refs: [],
    created_on: padMicroseconds(formatIsoMicrosecondsShort(getFlowCreatedAt(flow, world)), world),
    modified_on: padMicroseconds(formatIsoMicrosecondsShort(getFlowModifiedAt(flow, world)), world),
  }
}

function countRuns(flow: number, { world, view }: HandlerContext): Flow['runs'] {
  const countByStatus = (status: Status) =>
    listRunsByCreation(view, { flow, facet: (facet) => facet.status === status }).size
  const [interrupted, failed] = [countByStatus('cancelled'), countByStatus('failed')]
  const isMerged = getQuirkPosition(world, quirks.failedRuns) === 'interrupted'
  return {
    active: countByStatus('queued'),
    waiting: countByStatus('running'),
    completed: countByStatus('completed'),
    expired: countByStatus('expired'),
    interrupted: isMerged ? interrupted + failed : interrupted,
    failed: isMerged ? 0 : failed,
  }
}

function serializeResults(flow: number, world: World): Flow['results'] {
  const questionCount = world.dataset.flows[flow]?.questions ?? 0
  return getFlowText(flowContent, world, flow)
    .questions.slice(0, questionCount)
    .map(({ key, name, answers }, step) => ({
      key,
      name,
      categories: Object.keys(answers),
      node_uuids: [getIds(world).node(flow, step)],
    }))
}

/** A flow or a group in the order of creation. */
export interface NumberedRef extends SortedRow {
  readonly number: number
}

/** The flows that were asked for, in order of creation, the latest first unless the oldest are wanted. */
export function listFlowRefs(context: HandlerContext, ascending: boolean): readonly NumberedRef[] {
  const { world, request } = context
  const uuid = parseUuidParameter(request.query, 'uuid', getServerVersion(world))
  const bounds = parseTimeRange(request.query)
  if (bounds === null) return []
  const isInRange = (at: Instant) => at >= (bounds.from ?? at) && at <= (bounds.to ?? at)
  const matches = world.dataset.flows
    .map(({ index }) => index)
    .filter((flow) => uuid === undefined || getIds(world).flow.encode(flow) === uuid)
    .filter((flow) => isInRange(getFlowModifiedAt(flow, world)) && matchesFlowQuery(flow, context))
  return toNumberedRefs(matches, context, ascending)
}

/** The same for groups; they were made one day after the other, as the flows were. */
export function listGroupRefs(context: HandlerContext, ascending: boolean): readonly NumberedRef[] {
  const { world, request } = context
  const uuid = parseUuidParameter(request.query, 'uuid', getServerVersion(world))
  const name = request.query.getLast('name') ?? ''
  const matches = Array.from({ length: GROUP_COUNT }, (_, group) => group)
    .filter((group) => uuid === undefined || getIds(world).group.encode(group) === uuid)
    .filter((group) => name === '' || findGroup(name, world) === group)
  return toNumberedRefs(matches, context, ascending)
}

function toNumberedRefs(
  numbers: readonly number[],
  { world }: HandlerContext,
  ascending: boolean,
): readonly NumberedRef[] {
  const refs = numbers.map((number) => ({ number, modifiedAt: getFlowCreatedAt(number, world) }))
  return ascending ? refs : refs.toReversed()
}
