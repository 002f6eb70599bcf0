import type { Scene } from '../../http/scene.ts'
import { FIRST_OPERATED_START } from '../../world/fold.ts'
import { created } from '../../world/listing.ts'
import type { RunNumber } from '../../world/run.ts'
import { readRun, refs } from '../../world/view.ts'
import type { World } from '../../world/world.ts'
import { isActive } from './contact.ts'
import { membersOf } from './group.ts'
import { type Start, type StartRecord, STARTS } from './start.ts'
import type { StartRequest } from './start-body.ts'

const AT_A_TIME = 256
const NOBODY: ReadonlySet<number> = new Set()

/** Carries a start out: makes contacts of new numbers, interrupts what the others are in, and starts everybody at once. */
export function createStart(request: StartRequest, scene: Scene): Start {
  const { world } = scene
  const phones = [...new Set(request.phones)]
  const known = phones.flatMap((phone) => world.contactOfPhone(phone) ?? [])
  const newcomers = phones.filter((phone) => world.contactOfPhone(phone) === undefined)
  const members = request.groups.flatMap((group) => membersOf(group, world))
  const wanted = [...new Set([...request.contacts, ...known, ...members])]
  const active = activeRuns(scene)
  const before = request.restart ? NOBODY : participants(wanted, request.flow, scene)
  const chosen = wanted.filter((contact) => !before.has(contact) && !(request.excludeActive && active.has(contact)))
  const left = chosen.flatMap((contact) => active.get(contact) ?? [])
  const made = newcomers.map((phone) => contactMade(phone, world))
  for (const run of left) world.apply({ kind: 'change', run, end: 'cancelled', variables: null })
  return broadcast(request, [...chosen, ...made], world)
}

/** The runs that contacts are in the middle of, by contact. */
function activeRuns({ view }: Scene): ReadonlyMap<number, readonly RunNumber[]> {
  const found = new Map<number, readonly RunNumber[]>()
  const runs = created(view, { facet: isActive })
  for (const ref of refs(view, runs.spots(0, runs.size))) {
    const { contact } = readRun(view, ref)
    found.set(contact, [...(found.get(contact) ?? []), ref.number])
  }
  return found
}

/** Which of these contacts were in the flow before; looked for some at a time, because groups may be large. */
function participants(contacts: readonly number[], flow: number, { view }: Scene): ReadonlySet<number> {
  const found = new Set<number>()
  for (let from = 0; from < contacts.length; from += AT_A_TIME) {
    const runs = created(view, { contacts: contacts.slice(from, from + AT_A_TIME), flow })
    for (const ref of refs(view, runs.spots(0, runs.size))) found.add(readRun(view, ref).contact)
  }
  return found
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
  // A live clock has gone on since; the start was made when the operation was carried out.
  const made = world.records(STARTS).get({ at: world.revision, number: 0 })
  return { ...record, number: FIRST_OPERATED_START + world.revision, createdAt: made?.createdAt ?? world.now }
}
