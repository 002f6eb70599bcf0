import type { components } from '../../../spec/generated/rapidpro.types.ts'
import type { HandlerContext } from '../../http/handler.ts'
import type { World } from '../../world/world.ts'
import { toRowsByCreation } from './creation-times.ts'
import { getIds } from './ids.ts'
import { createArrayReader, type NumberedRow, type PageReader } from './list-page.ts'
import { isTruthy, parseUuidParameter } from './query.ts'
import { getServerVersion } from './quirks.ts'

type Group = components['schemas']['Group']
type Named = components['schemas']['Named']

/**
 * Sets of the dataset's contacts: `first` and every `step`th contact after it. Broadcasts of the dataset are sent to the first two
 * groups: their contacts have even or odd numbers only.
 */
const GROUPS = [
  { name: 'Morning list', query: null, first: 0, step: 2 },
  { name: 'Evening list', query: null, first: 1, step: 2 },
  { name: 'Field staff', query: null, first: 5, step: 16 },
  { name: 'Lake district', query: 'district = "lake"', first: 3, step: 12 },
]

/** The contacts of a group, in ascending order. */
export function listGroupMembers(group: number, world: World): readonly number[] {
  const { first = 0, step = 1 } = GROUPS[group] ?? {}
  return Array.from({ length: countGroupMembers(group, world) }, (_, index) => first + index * step)
}

function countGroupMembers(group: number, world: World): number {
  const { first = 0, step = 1 } = GROUPS[group] ?? {}
  return Math.max(0, Math.ceil((world.dataset.parameters.contacts - first) / step))
}

/** The groups of a contact; contacts that operations created are in no group. */
export function listContactGroups(contact: number, world: World): readonly number[] {
  if (contact >= world.dataset.parameters.contacts) return []
  return GROUPS.flatMap(({ first, step }, group) => (contact % step === first ? [group] : []))
}

/** The group that a broadcast of the dataset was sent to, by the index of its first run. */
export function getBroadcastGroup(firstRun: number, world: World): number {
  return world.dataset.contactRotation.getContact(firstRun) % 2
}

/** Finds a group by UUID, or by name in any case. */
export function findGroup(text: string, world: World): number | undefined {
  const byUuid = getIds(world).group.decode(text)
  if (byUuid !== undefined && byUuid >= 0 && byUuid < GROUPS.length) return byUuid
  const byName = GROUPS.findIndex(({ name }) => name.toLowerCase() === text.trim().toLowerCase())
  return byName === -1 ? undefined : byName
}

export function serializeNamedGroup(group: number, world: World): Named {
  return { uuid: getIds(world).group.encode(group), name: GROUPS[group]?.name ?? '' }
}

/** Serializes a group as a row of groups.json. */
export function serializeGroup(group: number, world: World): Group {
  return {
    ...serializeNamedGroup(group, world),
    query: GROUPS[group]?.query ?? null,
    status: 'ready',
    system: false,
    count: countGroupMembers(group, world),
  }
}

/** Reads groups.json: by creation, newest first unless `reverse` is set. */
export function createGroupsReader({ world, request: { query } }: HandlerContext): PageReader<NumberedRow> {
  const ascending = isTruthy(query.getLast('reverse'))
  const uuid = parseUuidParameter(query, 'uuid', getServerVersion(world))
  const name = query.getLast('name') ?? ''
  const groups = [...GROUPS.keys()]
    .filter((group) => uuid === undefined || getIds(world).group.encode(group) === uuid)
    .filter((group) => name === '' || findGroup(name, world) === group)
  return createArrayReader(toRowsByCreation(groups, ascending, world), ascending)
}
