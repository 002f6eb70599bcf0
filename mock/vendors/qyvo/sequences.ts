import type { components, operations } from '../../../spec/generated/qyvo.types.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { Handler } from '../../http/vendor.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import { getSpecialContact } from '../../world/model/contact.ts'
import type { JsonObject } from '../../world/model/json.ts'
import { createPermutation, deriveKey, randomFraction } from '../../world/random.ts'
import { addDuration, DAY, type Duration, HOUR, type Instant, MINUTE, NEVER } from '../../world/time.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { getEpoch } from './contact-profile.ts'
import { optInContact, requireContact } from './contacts.ts'
import { serializeContext } from './flows.ts'
import { getIds } from './ids.ts'
import { indexRecordsByContact } from './message-activity.ts'
import { quirks } from './quirks.ts'
import { parseContactReference, requirePhone } from './request-body.ts'

type Schemas = components['schemas']

interface Sequence {
  readonly name: string
  readonly isPublished: boolean
  /** The time from the first to the last message. */
  readonly duration: Duration
  /** The number of nodes that a session passes in this time. */
  readonly nodes: number
  /** The value of `source` in the contexts of the sessions that no action started. */
  readonly source: string
}

/** The sequences of the workspace; every world has the same ones. */
const SEQUENCES: readonly Sequence[] = [
  { name: 'Welcome, seven days', isPublished: true, duration: 7 * DAY, nodes: 4, source: 'signup' },
  { name: 'After the order', isPublished: true, duration: 14 * DAY, nodes: 3, source: 'order' },
  { name: 'Cart rescue, three nudges', isPublished: true, duration: 2 * DAY, nodes: 3, source: 'cart' },
  { name: 'Win-back, thirty days', isPublished: true, duration: 30 * DAY, nodes: 5, source: 'segment' },
  { name: 'Not published yet', isPublished: false, duration: 7 * DAY, nodes: 2, source: 'manual' },
]

/** The indexes of the sequences that sessions start in by themselves, in turn. */
const PUBLISHED = SEQUENCES.flatMap(({ isPublished }, index) => (isPublished ? index : []))

/** More than any duration: within it, no contact starts the same sequence twice by itself. */
const LONGEST = 31 * DAY

/** The time before the first flow session in which sequences were started as well. */
const LEAD = 45 * DAY

/** The resource name of the records of sessions that the action started; a record is `{ contact, sequence, context }`. */
const RESOURCE = 'qyvo/sequence-session'

const getSessionIndex = indexRecordsByContact(RESOURCE)

/** A session, started by the action or by itself. */
interface SequenceSession {
  /** The number that its id encodes: from 0 for those that started by themselves, below 0 for the action's. */
  readonly number: number
  readonly sequence: number
  readonly contact: number
  readonly createdAt: Instant
  readonly context: JsonObject
}

/** The sessions that start by themselves: one in each interval, for the published sequences and all contacts in turn. */
const getSchedule = memoizePerWorld((world) => {
  const { seed, contacts } = world.dataset.parameters
  const key = deriveKey(seed, RESOURCE)
  return {
    key,
    origin: addDuration(getEpoch(world), -LEAD),
    interval: Math.max(6 * HOUR, Math.ceil(LONGEST / (contacts * PUBLISHED.length))),
    contactOrder: createPermutation(key, contacts),
  }
})

/** Returns the session that started by itself in an interval. */
function createScheduledSession(world: World, number: number): SequenceSession {
  const { key, origin, interval, contactOrder } = getSchedule(world)
  const sequence = PUBLISHED[number % PUBLISHED.length] ?? 0
  return {
    number,
    sequence,
    contact: contactOrder.apply(Math.floor(number / PUBLISHED.length) % contactOrder.size, 0),
    createdAt: addDuration(origin, Math.floor(interval * (number + 0.9 * randomFraction(key, number, 0)))),
    context: { source: SEQUENCES[sequence]?.source ?? '' },
  }
}

/** Returns the number of the newest session that has started by itself; below 0 if none has. */
function findNewestScheduled(world: World): number {
  const { origin, interval } = getSchedule(world)
  const number = Math.floor((world.now - origin) / interval)
  return number >= 0 && createScheduledSession(world, number).createdAt > world.now ? number - 1 : number
}

/** Returns the sessions that the action started, newest first. */
function* iterateRecordedSessions(world: World): Generator<SequenceSession> {
  const records = world.getRecords(RESOURCE)
  for (const record of records.from(records.size - 1, true)) yield toSession(record)
}

function toSession({ number, createdAt, value }: { number: number; createdAt: Instant; value: JsonObject }) {
  const context = (value['context'] ?? {}) as JsonObject
  const [sequence, contact] = [Number(value['sequence']), Number(value['contact'])]
  return { number: -number, sequence, contact, createdAt, context } satisfies SequenceSession
}

/** Returns the newest sessions of all sequences or of one, newest first, and the time of the next change of the feed. */
export function listNewestSequenceSessions(
  { world }: HandlerContext,
  sequence: number | undefined,
  limit: number,
): { readonly rows: Schemas['SequenceSession'][]; readonly validUntil: Instant } {
  const sessions: SequenceSession[] = []
  for (const session of iterateRecordedSessions(world)) {
    if (sessions.length >= limit) break
    if (sequence === undefined || session.sequence === sequence) sessions.push(session)
  }
  const newest = findNewestScheduled(world)
  let validUntil = createScheduledSession(world, newest + 1).createdAt
  for (let number = newest, missing = limit; number >= 0 && missing > 0; number--) {
    const session = createScheduledSession(world, number)
    if (sequence !== undefined && session.sequence !== sequence) continue
    sessions.push(session)
    missing--
  }
  sessions.sort((left, right) => right.createdAt - left.createdAt || left.number - right.number)
  const rows = sessions.slice(0, limit).map((session) => {
    const { changesAt, row } = serializeSession(session, world)
    if (changesAt < validUntil) validUntil = changesAt
    return row
  })
  return { rows, validUntil }
}

/** Returns the index of the sequence with an id; undefined if the workspace has none. */
export function findSequence(id: string, world: World): number | undefined {
  const index = getIds(world).sequence.decode(id.toLowerCase())
  return index !== undefined && SEQUENCES[index] !== undefined ? index : undefined
}

/** @throws {Problem} "not-found" */
export function getSequence(id: string, { world }: HandlerContext): Schemas['Sequence'] {
  const index = findSequence(id, world)
  const sequence = SEQUENCES[index ?? -1]
  if (index === undefined || sequence === undefined) throw new Problem('not-found', { text: 'Sequence not found' })
  const createdAt = addDuration(getEpoch(world), -LEAD - DAY * (2 + 4 * (SEQUENCES.length - index)) - 7_654_321)
  const publishedAt = addDuration(createdAt, 20 * HOUR)
  return {
    id: getIds(world).sequence.encode(index),
    name: sequence.name,
    status: sequence.isPublished ? 'published' : 'draft',
    sessions_count: countSessions(world, index),
    published_at: sequence.isPublished ? formatIsoSeconds(publishedAt) : null,
    created_at: formatIsoSeconds(createdAt),
  }
}

function countSessions(world: World, sequence: number): number {
  const turn = PUBLISHED.indexOf(sequence)
  const scheduled = turn < 0 ? 0 : Math.max(0, Math.ceil((findNewestScheduled(world) + 1 - turn) / PUBLISHED.length))
  let recorded = 0
  for (const session of iterateRecordedSessions(world)) if (session.sequence === sequence) recorded++
  return scheduled + recorded
}

/** Returns the options of the sequence picker, in the order of creation. */
export function listSequenceOptions({ world }: HandlerContext): Schemas['Option'][] {
  const isAll = getQuirkPosition(world, quirks['qyvo.sequence-choices']) === 'all'
  return SEQUENCES.flatMap(({ name, isPublished }, index) => {
    return isAll || isPublished ? { id: getIds(world).sequence.encode(index), label: name } : []
  })
}

/** Starts a sequence for a contact, unless the contact has a running session of this sequence. */
export const triggerSequence: Handler<operations['triggerSequence']> = ({ body }, context) => {
  const { world } = context
  const several = getQuirkPosition(world, quirks['qyvo.contact-and-phone'])
  const reference = parseContactReference(body, ['contact_id', 'phone'], several)
  const phone = reference.field === 'phone' ? requirePhone(reference.value) : undefined
  const sequence = findSequence(body.sequence_id, world)
  if (sequence === undefined || SEQUENCES[sequence]?.isPublished !== true)
    throw new Problem('not-found', { text: 'Sequence not found or not published' })
  const contact = phone === undefined ? requireContact(reference, context) : optInContact(phone, context)
  const running = findRunningSession(world, contact, sequence)
  if (running !== undefined) {
    const hasId = getQuirkPosition(world, quirks['qyvo.already-running-body']) === 'with-id'
    return { status: 200, body: { ...(hasId ? { id: getSessionId(running, world) } : {}), status: 'already_running' } }
  }
  // The schema admits only an object here, and parsed JSON holds only JSON values.
  const value = { contact, sequence, context: (body.context ?? {}) as JsonObject }
  world.applyOperation({ kind: 'create-record', resource: RESOURCE, value })
  const [session] = iterateRecordedSessions(world)
  if (session === undefined) throw new Error('the operation "create-record" created no record')
  return { status: 201, body: { id: getSessionId(session, world), status: 'started' } }
}

function findRunningSession(world: World, contact: number, sequence: number): SequenceSession | undefined {
  const records = world.getRecords(RESOURCE)
  const recorded = (getSessionIndex(world).get(contact) ?? []).flatMap((number) => {
    const record = records.get({ at: number, number: 0 })
    return record === undefined ? [] : toSession(record)
  })
  return [...recorded, ...listScheduledSessions(world, contact, sequence)].find((session) => {
    return session.sequence === sequence && computeState(session, world).status === 'running'
  })
}

/** Returns the newest session of a contact and a sequence that started by itself, if there is one. */
function listScheduledSessions(world: World, contact: number, sequence: number): readonly SequenceSession[] {
  const { contactOrder } = getSchedule(world)
  if (contact >= contactOrder.size) return []
  const first = contactOrder.invert(contact, 0) * PUBLISHED.length + PUBLISHED.indexOf(sequence)
  const round = Math.floor((findNewestScheduled(world) - first) / (contactOrder.size * PUBLISHED.length))
  if (round < 0) return []
  return [createScheduledSession(world, first + round * contactOrder.size * PUBLISHED.length)]
}

/** The state of a session at one instant. */
interface SessionState {
  readonly status: Schemas['SequenceSession']['status']
  /** The number of the node that it is at, from 1; null before the first. */
  readonly node: number | null
  /** The time at which it reached the node. */
  readonly at: Instant
  readonly expiresAt: Instant
  readonly changesAt: Instant
}

/** Computes what a session has become by now. */
function computeState({ sequence, contact, createdAt }: SequenceSession, world: World): SessionState {
  const { duration, nodes } = SEQUENCES[sequence] ?? { duration: DAY, nodes: 1 }
  const special = getSpecialContact(contact, world.dataset.parameters)
  const expiresAt = addDuration(createdAt, 2 * duration)
  const elapsed = world.now - createdAt
  if (special === 'stays-queued') return { status: 'running', node: null, at: createdAt, expiresAt, changesAt: NEVER }
  if (special === 'always-fails') {
    const failsAt = addDuration(createdAt, MINUTE)
    const isFailed = world.now >= failsAt
    const status = isFailed ? 'failed' : 'running'
    return { status, node: 1, at: createdAt, expiresAt, changesAt: isFailed ? NEVER : failsAt }
  }
  const length = special === 'always-expires' ? 2 * duration : duration
  const step = duration / nodes
  const passed = special === 'always-expires' ? 0 : Math.min(nodes, Math.floor(elapsed / step))
  const at = addDuration(createdAt, Math.floor(passed * step))
  if (elapsed >= length) {
    const status = special === 'always-expires' ? 'expired' : 'completed'
    return { status, node: Math.max(1, passed), at, expiresAt, changesAt: NEVER }
  }
  const next = special === 'always-expires' ? expiresAt : addDuration(createdAt, Math.ceil((passed + 1) * step))
  return { status: 'running', node: passed + 1, at, expiresAt, changesAt: next }
}

/** Serializes a session as a row of the feed; `changesAt` is the time of its next change. */
function serializeSession(session: SequenceSession, world: World) {
  const { sequence, contact, createdAt, context } = session
  const ids = getIds(world)
  const person = world.getPerson(contact)
  const { status, node, at, expiresAt, changesAt } = computeState(session, world)
  const isNodeKept = status === 'running' || getQuirkPosition(world, quirks['qyvo.node-after-end']) === 'kept'
  const isEndShown = status === 'completed' || getQuirkPosition(world, quirks['qyvo.completed-at']) === 'every-end'
  const endedAt = status === 'expired' ? expiresAt : status === 'failed' ? addDuration(createdAt, MINUTE) : at
  const row: Schemas['SequenceSession'] = {
    id: getSessionId(session, world),
    sequence_id: ids.sequence.encode(sequence),
    sequence_name: SEQUENCES[sequence]?.name ?? '',
    contact_id: ids.contact.encode(contact),
    contact_phone: person.phone,
    contact_name: person.name,
    contact_email: person.email,
    status,
    current_node_id: node === null || !isNodeKept ? null : `node_${node}`,
    context: serializeContext(context, world),
    last_interaction_at: formatIsoSeconds(at),
    expires_at: formatIsoSeconds(expiresAt),
    completed_at: status !== 'running' && isEndShown ? formatIsoSeconds(endedAt) : null,
    created_at: formatIsoSeconds(createdAt),
  }
  return { changesAt, row }
}

function getSessionId({ number, createdAt }: SequenceSession, world: World): string {
  return getIds(world).sequenceSession.encode(number, createdAt)
}
