import type { components } from '../../../spec/generated/rapidpro.types.ts'
import type { World } from '../../world/world.ts'
import { idsOf } from './ids.ts'

export type Group = components['schemas']['Group']
export type Named = components['schemas']['Named']

/** A set of the universe's contacts: every `step`th from the `first` on. */
interface Membership {
  readonly name: string
  readonly query: string | null
  readonly first: number
  readonly step: number
}

/** The groups that universe broadcasts are made for stand first: their contacts are all of even or all of odd number. */
const GROUPS: readonly Membership[] = [
  { name: 'Morning list', query: null, first: 0, step: 2 },
  { name: 'Evening list', query: null, first: 1, step: 2 },
  { name: 'Field staff', query: null, first: 5, step: 16 },
  { name: 'Lake district', query: 'district = "lake"', first: 3, step: 12 },
]

/** How many groups there are; their numbers lie in [0, countOfGroups). */
export const countOfGroups = GROUPS.length

/** The contacts of a group, in order. */
export function membersOf(group: number, world: World): readonly number[] {
  return Array.from({ length: sizeOf(group, world) }, (_, place) => memberAt(group, place))
}

/** The groups of a contact. */
export function groupsOf(contact: number, world: World): readonly number[] {
  if (contact >= world.universe.parameters.contacts) return []
  return GROUPS.flatMap(({ first, step }, group) => (contact % step === first ? [group] : []))
}

/** The group that a computed broadcast was made for. */
export function groupOfBroadcast(from: number, world: World): number {
  return world.universe.rounds.contact(from) % 2
}

/** The group with this UUID, or of this name in any case. */
export function groupNamed(text: string, world: World): number | undefined {
  const byUuid = idsOf(world).group.decode(text)
  if (byUuid !== undefined && byUuid >= 0 && byUuid < GROUPS.length) return byUuid
  const byName = GROUPS.findIndex(({ name }) => name.toLowerCase() === text.trim().toLowerCase())
  return byName === -1 ? undefined : byName
}

export function toNamedGroup(group: number, world: World): Named {
  return { uuid: idsOf(world).group.encode(group), name: GROUPS[group]?.name ?? '' }
}

/** A group as a row of groups.json. */
export function toGroup(group: number, world: World): Group {
  const query = GROUPS[group]?.query ?? null
  return { ...toNamedGroup(group, world), query, status: 'ready', system: false, count: sizeOf(group, world) }
}

function sizeOf(group: number, world: World): number {
  const { first = 0, step = 1 } = GROUPS[group] ?? {}
  return Math.max(0, Math.ceil((world.universe.parameters.contacts - first) / step))
}

function memberAt(group: number, place: number): number {
  const { first = 0, step = 1 } = GROUPS[group] ?? {}
  return first + place * step
}
