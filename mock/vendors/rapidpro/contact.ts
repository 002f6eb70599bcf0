import type { components } from '../../../spec/generated/rapidpro.types.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { formatIsoMicrosecondsShort } from '../../wire/instants.ts'
import { findContactRecord } from '../../world/annex.ts'
import type { Facet } from '../../world/filter.ts'
import type { Instant } from '../../world/instant.ts'
import { listRunsByCreation } from '../../world/listing.ts'
import type { Run } from '../../world/run.ts'
import { readRun, findRunRefs } from '../../world/view.ts'
import type { World } from '../../world/world.ts'
import { serializeNamedFlow } from './flow.ts'
import { listContactGroups, serializeNamedGroup } from './group.ts'
import { getIds } from './ids.ts'
import { getContactCreatedAt } from './past.ts'
import { padMicroseconds, maskUrn, getAnonymousFields } from './run-manner.ts'
import { isAnonymousWorkspace } from './version.ts'

export type Contact = components['schemas']['Contact']
export type NamedContact = components['schemas']['NamedContact']

/** ISO 639-1 to ISO 639-3, for the languages that people speak here. */
export const ISO_639_3_CODES: Readonly<Record<string, string>> = {
  en: 'eng',
  nl: 'nld',
  de: 'deu',
  fr: 'fra',
  pt: 'por',
}

const RECENT_RUN_LIMIT = 20

export function serializeNamedContact(contact: number, world: World): NamedContact {
  return { uuid: getIds(world).contact.encode(contact), name: world.getPerson(contact).name }
}

/** Runs that a contact is in the middle of. */
export const isActiveRun = ({ status }: Facet): boolean => status === 'queued' || status === 'running'

/** When a contact's own data last changed; runs do not count. */
export function getContactModifiedAt(contact: number, world: World): Instant {
  return findContactRecord(world.sideState, contact)?.modifiedAt ?? getContactCreatedAt(contact, world)
}

/** A contact as a row of contacts.json. */
export function serializeContact(contact: number, scene: HandlerContext): Contact {
  const { world } = scene
  const person = world.getPerson(contact)
  const urn = `tel:${person.phone}`
  const recentRuns = findLatestRuns(contact, scene)
  const activeRun = recentRuns.find(({ endedAt }) => endedAt === null)
  const lastReplyAt = recentRuns.find(({ repliesAt }) => repliesAt.length > 0)?.repliesAt.at(-1)
  const createdAt = findContactRecord(world.sideState, contact)?.createdAt ?? getContactCreatedAt(contact, world)
  return {
    ...serializeNamedContact(contact, world),
    status: 'active',
    language: ISO_639_3_CODES[person.language] ?? null,
    urns: [isAnonymousWorkspace(world) ? maskUrn(urn) : urn],
    groups: listContactGroups(contact, world).map((group) => serializeNamedGroup(group, world)),
    notes: [],
    fields: {},
    flow: activeRun === undefined ? null : serializeNamedFlow(activeRun.flow.index, world),
    created_on: padMicroseconds(formatIsoMicrosecondsShort(createdAt), world),
    modified_on: padMicroseconds(formatIsoMicrosecondsShort(getContactModifiedAt(contact, world)), world),
    last_seen_on: lastReplyAt === undefined ? null : padMicroseconds(formatIsoMicrosecondsShort(lastReplyAt), world),
    blocked: false,
    stopped: false,
    ...(isAnonymousWorkspace(world) ? getAnonymousFields(contact, world) : {}),
  }
}

/** The contact's latest runs, newest first. */
function findLatestRuns(contact: number, { view }: HandlerContext): readonly Run[] {
  const runs = listRunsByCreation(view, { contacts: [contact] })
  const latest = findRunRefs(view, runs.slice(runs.size - RECENT_RUN_LIMIT, runs.size))
  return latest.map((ref) => readRun(view, ref)).toReversed()
}
