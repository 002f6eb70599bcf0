import type { components } from '../../../spec/generated/rapidpro.types.ts'
import type { World } from '../../world/world.ts'
import { getIds } from './ids.ts'

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
