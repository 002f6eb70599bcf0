import type { Scene } from '../../http/scene.ts'
import { FIRST_OPERATED_START } from '../../world/fold.ts'
import { created } from '../../world/listing.ts'
import type { RunNumber } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { isActive } from './contact.ts'
import { membersOf } from './group.ts'
import { type Start, type StartRecord, STARTS } from './start.ts'
import type { StartRequest } from './start-body.ts'

/** Carries a start out: makes contacts of new numbers, interrupts what the others are in, and starts everybody at once. */
export function createStart(request: StartRequest, scene: Scene): Start {
  const { world } = scene
  const phones = [...new Set(request.phones)]
  const known = phones.flatMap((phone) => world.contactOfPhone(phone) ?? [])
  const newcomers = phones.filter((phone) => world.contactOfPhone(phone) === undefined)
  const members = request.groups.flatMap((group) => membersOf(group, world))
  const wanted = [...new Set([...request.contacts, ...known, ...members])]
  const chosen = wanted.filter((contact) => isIncluded(contact, request, scene))
  const left = chosen.flatMap((contact) => activeRuns(contact, scene))
  const made = newcomers.map((phone) => contactMade(phone, world))
  for (const run of left) world.apply({ kind: 'change', run, end: 'cancelled', variables: null })
  return broadcast(request, [...chosen, ...made], world)
}

function isIncluded(contact: number, { flow, restart, excludeActive }: StartRequest, { view }: Scene): boolean {
  if (!restart && created(view, { contacts: [contact], flow }).size > 0) return false
  return !excludeActive || created(view, { contacts: [contact], facet: isActive }).size === 0
}

function activeRuns(contact: number, { view }: Scene): readonly RunNumber[] {
  const runs = created(view, { contacts: [contact], facet: isActive })
  return runs.spots(0, runs.size).map(({ number }) => number)
}

/** Of a newcomer nothing is known but the number. */
function contactMade(phone: string, world: World): number {
  const contact = world.contacts
  world.apply({ kind: 'create-contact', person: { name: null, firstName: null, phone, email: null, language: 'en' } })
  return contact
}

function broadcast(request: StartRequest, contacts: readonly number[], world: World): Start {
  const { flow, params } = request
  const record: StartRecord = {
    flow,
    contacts: request.contacts,
    groups: request.groups,
    restart: request.restart,
    excludeActive: request.excludeActive,
    params,
    total: contacts.length,
  }
  const given = params === null ? null : { variables: params, opening: {} }
  const kept = { resource: STARTS, value: { ...record } }
  world.apply({ kind: 'broadcast', flow, contacts, environment: 'live', given, record: kept })
  return { ...record, number: FIRST_OPERATED_START + world.revision, createdAt: world.now }
}
