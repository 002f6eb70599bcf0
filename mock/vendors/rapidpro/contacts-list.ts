import type { Scene } from '../../http/scene.ts'
import type { Placed, Reading } from '../../wire/cursor-page.ts'
import { knownContact } from '../../world/annex.ts'
import type { Instant } from '../../world/instant.ts'
import { firstPlace } from '../../world/sequence.ts'
import type { World } from '../../world/world.ts'
import { contactModifiedAt } from './contact.ts'
import { groupNamed, groupsOf } from './group.ts'
import { idsOf } from './ids.ts'
import { type Bounds, boundsOf, isTruthy, type Named, uuidOf } from './parameters.ts'
import { contactCreatedAt } from './past.ts'
import { stretchOf } from './runs-page.ts'
import { phoneOf } from './urn.ts'
import { versionOf } from './version.ts'

/** A contact in the order of modification. */
export interface ContactRef extends Placed {
  readonly contact: number
}

/** What a client asks of contacts.json. */
interface ContactsQuery {
  readonly one: Named
  readonly group: Named
  readonly bounds: Bounds
  readonly ascending: boolean
}

/** Reads contacts in order of modification: those that operations touched, and the universe's own, who never change. */
export function contactsReader(scene: Scene): (reading: Reading) => readonly ContactRef[] {
  const { world } = scene
  const query = queryOf(scene)
  const { one, group, bounds, ascending } = query
  if (bounds === null || one === null || group === null) return () => []
  return (reading) => {
    const stretch = stretchOf({ ascending, ...bounds }, reading)
    const found: ContactRef[] = []
    let passed = 0
    for (const ref of inOrder(world, stretch)) {
      if (one !== undefined && ref.contact !== one) continue
      if (group !== undefined && !groupsOf(ref.contact, world).includes(group)) continue
      if (passed++ < reading.skip) continue
      found.push(ref)
      if (found.length === reading.limit) break
    }
    return found
  }
}

/** The contact that `uuid` or `urn` names; null when there is none, undefined when neither was sent. */
export function namedContact({ world, incoming: { query } }: Scene): Named {
  const uuid = uuidOf(query, 'uuid', versionOf(world))
  if (uuid !== undefined) return existing(idsOf(world).contact.decode(uuid), world)
  const urn = query.last('urn') ?? ''
  if (urn === '') return undefined
  const phone = phoneOf(urn)
  return phone === undefined ? null : (world.contactOfPhone(phone) ?? null)
}

function queryOf(scene: Scene): ContactsQuery {
  const { query } = scene.incoming
  const group = query.last('group') ?? ''
  return {
    one: namedContact(scene),
    group: group === '' ? undefined : (groupNamed(group, scene.world) ?? null),
    bounds: boundsOf(query),
    ascending: isTruthy(query.last('reverse')),
  }
}

function existing(contact: number | undefined, world: World): number | null {
  return contact !== undefined && contact >= 0 && contact < world.contacts ? contact : null
}

interface Stretch {
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  readonly descending: boolean
}

function* inOrder(world: World, stretch: Stretch): IterableIterator<ContactRef> {
  const touched = touchedRefs(world, stretch)
  let next = 0
  for (const ref of untouchedRefs(world, stretch)) {
    for (let other = touched[next]; other !== undefined && comesFirst(other, ref, stretch); other = touched[++next])
      yield other
    yield ref
  }
  yield* touched.slice(next)
}

function touchedRefs(world: World, stretch: Stretch): readonly ContactRef[] {
  const refs = [...world.annex.manner.contacts].map(({ contact, modifiedAt }) => ({ contact, modifiedAt }))
  const { from, to } = stretch
  return refs
    .filter(({ modifiedAt: at }) => (from === undefined || at >= from) && (to === undefined || at <= to))
    .toSorted((left, right) => (comesFirst(left, right, stretch) ? -1 : 1))
}

function* untouchedRefs(world: World, { from, to, descending }: Stretch): IterableIterator<ContactRef> {
  const count = world.contacts - world.annex.manner.made
  const at = (contact: number) => contactCreatedAt(contact, world)
  const low = from === undefined ? 0 : firstPlace(count, (contact) => at(contact) >= from)
  const high = to === undefined ? count : firstPlace(count, (contact) => at(contact) > to)
  for (let step = 0; step < high - low; step++) {
    const contact = descending ? high - 1 - step : low + step
    if (knownContact(world.annex, contact) === undefined) {
      yield { contact, modifiedAt: contactModifiedAt(contact, world) }
    }
  }
}

function comesFirst(left: ContactRef, right: ContactRef, { descending }: Stretch): boolean {
  const distance = left.modifiedAt - right.modifiedAt || left.contact - right.contact
  return descending ? distance > 0 : distance < 0
}
