import type { HandlerContext } from '../../http/scene.ts'
import { FIRST_CREATED_BROADCAST } from '../../world/fold.ts'
import { listRunsByCreation } from '../../world/listing.ts'
import type { RunNumber } from '../../world/run.ts'
import { readRun, findRunRefs } from '../../world/view.ts'
import type { World } from '../../world/world.ts'
import { isActiveRun } from './contact.ts'
import { listGroupMembers } from './group.ts'
import { type Start, type StartRecord, STARTS_RESOURCE } from './start.ts'
import type { StartRequest } from './start-body.ts'

const CONTACT_BATCH_SIZE = 256
const NO_CONTACTS: ReadonlySet<number> = new Set()

/** Carries a start out: makes contacts of new numbers, interrupts what the others are in, and starts everybody at once. */
export function createStart(request: StartRequest, scene: HandlerContext): Start {
  const { world } = scene
  const phones = [...new Set(request.phones)]
  const knownContacts = phones.flatMap((phone) => world.findContactByPhone(phone) ?? [])
  const newPhones = phones.filter((phone) => world.findContactByPhone(phone) === undefined)
  const members = request.groups.flatMap((group) => listGroupMembers(group, world))
  const candidates = [...new Set([...request.contacts, ...knownContacts, ...members])]
  const active = findActiveRuns(scene)
  const previous = request.restart ? NO_CONTACTS : findParticipants(candidates, request.flow, scene)
  const selected = candidates.filter(
    (contact) => !previous.has(contact) && !(request.excludeActive && active.has(contact)),
  )
  const interrupted = selected.flatMap((contact) => active.get(contact) ?? [])
  const created = newPhones.map((phone) => createContactWithPhone(phone, world))
  for (const run of interrupted) world.applyOperation({ kind: 'change', run, end: 'cancelled', variables: null })
  return applyBroadcast(request, [...selected, ...created], world)
}

/** The runs that contacts are in the middle of, by contact. */
function findActiveRuns({ view }: HandlerContext): ReadonlyMap<number, readonly RunNumber[]> {
  const runsByContact = new Map<number, readonly RunNumber[]>()
  const runs = listRunsByCreation(view, { facet: isActiveRun })
  for (const ref of findRunRefs(view, runs.slice(0, runs.size))) {
    const { contact } = readRun(view, ref)
    runsByContact.set(contact, [...(runsByContact.get(contact) ?? []), ref.number])
  }
  return runsByContact
}

/** Which of these contacts were in the flow before; looked for some at a time, because groups may be large. */
function findParticipants(contacts: readonly number[], flow: number, { view }: HandlerContext): ReadonlySet<number> {
  const participants = new Set<number>()
  for (let from = 0; from < contacts.length; from += CONTACT_BATCH_SIZE) {
    const runs = listRunsByCreation(view, { contacts: contacts.slice(from, from + CONTACT_BATCH_SIZE), flow })
    for (const ref of findRunRefs(view, runs.slice(0, runs.size))) participants.add(readRun(view, ref).contact)
  }
  return participants
}

/** Of a newcomer nothing is known but the number. */
function createContactWithPhone(phone: string, world: World): number {
  const contact = world.contactCount
  world.applyOperation({
    kind: 'create-contact',
    person: { name: null, firstName: null, phone, email: null, language: 'en' },
  })
  return contact
}

function applyBroadcast(request: StartRequest, contacts: readonly number[], world: World): Start {
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
  const recordOperation = { resource: STARTS_RESOURCE, value: { ...record } }
  world.applyOperation({ kind: 'broadcast', flow, contacts, environment: 'live', given, record: recordOperation })
  // A live clock has gone on since; the start was made when the operation was carried out.
  const stored = world.getRecords(STARTS_RESOURCE).get({ at: world.revision, number: 0 })
  return { ...record, number: FIRST_CREATED_BROADCAST + world.revision, createdAt: stored?.createdAt ?? world.now }
}
