import type { components } from '../../../spec/generated/rapidpro.types.ts'
import type { Scene } from '../../http/scene.ts'
import { toMicrosecondsShort } from '../../wire/instants.ts'
import { knownContact } from '../../world/annex.ts'
import type { Facet } from '../../world/filter.ts'
import type { Instant } from '../../world/instant.ts'
import { created } from '../../world/listing.ts'
import type { Run } from '../../world/run.ts'
import { readRun, refs } from '../../world/view.ts'
import type { World } from '../../world/world.ts'
import { toNamedFlow } from './flow.ts'
import { groupsOf, toNamedGroup } from './group.ts'
import { idsOf } from './ids.ts'
import { contactCreatedAt } from './past.ts'
import { inDigits, maskedUrn, masksFor } from './run-manner.ts'
import { isAnonymous } from './version.ts'

export type Contact = components['schemas']['Contact']
export type NamedContact = components['schemas']['NamedContact']

/** ISO 639-1 to ISO 639-3, for the languages that people speak here. */
export const LANGUAGES: Readonly<Record<string, string>> = { en: 'eng', nl: 'nld', de: 'deu', fr: 'fra', pt: 'por' }

const RUNS_LOOKED_AT = 20

export function toNamedContact(contact: number, world: World): NamedContact {
  return { uuid: idsOf(world).contact.encode(contact), name: world.person(contact).name }
}

/** Runs that a contact is in the middle of. */
export const isActive = ({ status }: Facet): boolean => status === 'queued' || status === 'running'

/** When a contact's own data last changed; runs do not count. */
export function contactModifiedAt(contact: number, world: World): Instant {
  return knownContact(world.annex, contact)?.modifiedAt ?? contactCreatedAt(contact, world)
}

/** A contact as a row of contacts.json. */
export function toContact(contact: number, scene: Scene): Contact {
  const { world } = scene
  const person = world.person(contact)
  const urn = `tel:${person.phone}`
  const last = latestRuns(contact, scene)
  const current = last.find(({ endedAt }) => endedAt === null)
  const seen = last.find(({ repliesAt }) => repliesAt.length > 0)?.repliesAt.at(-1)
  const createdAt = knownContact(world.annex, contact)?.createdAt ?? contactCreatedAt(contact, world)
  return {
    ...toNamedContact(contact, world),
    status: 'active',
    language: LANGUAGES[person.language] ?? null,
    urns: [isAnonymous(world) ? maskedUrn(urn) : urn],
    groups: groupsOf(contact, world).map((group) => toNamedGroup(group, world)),
    notes: [],
    fields: {},
    flow: current === undefined ? null : toNamedFlow(current.flow.index, world),
    created_on: inDigits(toMicrosecondsShort(createdAt), world),
    modified_on: inDigits(toMicrosecondsShort(contactModifiedAt(contact, world)), world),
    last_seen_on: seen === undefined ? null : inDigits(toMicrosecondsShort(seen), world),
    blocked: false,
    stopped: false,
    ...(isAnonymous(world) ? masksFor(contact, world) : {}),
  }
}

/** The contact's latest runs, newest first. */
function latestRuns(contact: number, { view }: Scene): readonly Run[] {
  const runs = created(view, { contacts: [contact] })
  const found = refs(view, runs.spots(runs.size - RUNS_LOOKED_AT, runs.size))
  return found.map((ref) => readRun(view, ref)).toReversed()
}
