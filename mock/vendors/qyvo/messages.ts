import type { components } from '../../../spec/generated/qyvo.types.ts'
import { type Answer, getAnswers } from '../../content/flow-texts.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import type { Run } from '../../world/model/run.ts'
import { listRunsByCreation } from '../../world/query/by-creation.ts'
import { listRunsByModification } from '../../world/query/by-modification.ts'
import { deriveKey, randomFraction, randomInt } from '../../world/random.ts'
import { findRunRefs, readRun, type View } from '../../world/state/view.ts'
import type { Instant } from '../../world/time/instant.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'

/** Runs that a look back goes through at most; what lies further back is not found. */
const MAX_RUNS = 5000

/** So many runs are looked at before it is asked again whether they are enough. */
const CHECK_INTERVAL = 64

/** So many are fetched first, then twice as many, and so on. */
const FIRST_BATCH = 256

/** How a contact has been in conversation. */
export interface MessageActivity {
  /** The last message in either direction; null before the first. */
  readonly lastMessageAt: Instant | null
  /** Messages in both directions. */
  readonly messageCount: number
}

/** The last message of a run; null before the flow has asked anything. Every answer is followed by a word of the flow. */
export function getLastMessageAt({ startedAt, repliesAt }: Run): Instant | null {
  return startedAt === null ? null : (repliesAt.at(-1) ?? startedAt)
}

export function readMessageActivity(view: View, contact: number): MessageActivity {
  const runs = listRunsByCreation(view, { contacts: [contact] })
  let lastAt: Instant | null = null
  let messageCount = 0
  for (const run of findRunRefs(view, runs.slice(0, runs.size)).map((ref) => readRun(view, ref))) {
    const at = getLastMessageAt(run)
    if (at !== null && (lastAt === null || at > lastAt)) lastAt = at
    messageCount += at === null ? 0 : 1 + 2 * run.repliesAt.length
  }
  return { lastMessageAt: lastAt, messageCount: messageCount }
}

/** Goes back through the runs, the last modified first. */
export interface RecentRunsVisitor {
  readonly visit: (run: Run) => void
  /** Whether nothing that happened at or before this instant matters any more; no run to come holds anything later. */
  readonly isEnough: (bound: Instant) => boolean
}

/** @returns whether nothing was left out: all runs were seen, or enough of them */
export function visitRecentRuns(view: View, { visit, isEnough }: RecentRunsVisitor): boolean {
  let visited = 0
  for (let batch = FIRST_BATCH; visited < MAX_RUNS; batch *= 2) {
    const limit = Math.min(batch, MAX_RUNS - visited)
    const refs = listRunsByModification(view, { filter: {}, descending: true, skip: visited, limit })
    for (const ref of refs) {
      if (visited % CHECK_INTERVAL === 0 && isEnough(ref.modifiedAt)) return true
      visit(readRun(view, ref))
      visited++
    }
    if (refs.length < limit) return true
  }
  return false
}

type Message = components['schemas']['Message']

/** The types that the page lists, and the one that only the published node does. */
export const MESSAGE_TYPES = [
  'text',
  'image',
  'audio',
  'document',
  'video',
  'location',
  'contacts',
  'interactive',
  'sticker',
] as const

type MessageType = (typeof MESSAGE_TYPES)[number]

/** What a share of the answers comes as; the rest is text. */
const TYPE_SHARES: readonly (readonly [MessageType, number])[] = [
  ['interactive', 0.12],
  ['image', 0.03],
  ['audio', 0.02],
  ['location', 0.01],
]

/** More answers than any run holds, so that a message is known by its run and its place there. */
const MAX_MESSAGES_PER_RUN = 16

const getMessageKey = memoizePerWorld((world) => deriveKey(world.dataset.parameters.seed, 'qyvo/message'))

/** An answer of a contact, seen as a message. */
interface InboundMessage {
  readonly run: Run
  readonly answer: Answer
  readonly type: MessageType
}

/** The newest messages that contacts sent, newest first; all of them are answers to what flows asked. */
export function listNewestMessages(
  world: World,
  view: View,
  { type, limit }: { readonly type: string | undefined; readonly limit: number },
): readonly Message[] {
  if (type !== undefined && !isGeneratedType(type)) return []
  const messages: InboundMessage[] = []
  visitRecentRuns(view, {
    visit: (run) =>
      messages.push(...collectInboundMessages(run, world).filter((one) => type === undefined || one.type === type)),
    isEnough: (bound) => messages.filter(({ answer }) => answer.at > bound).length >= limit,
  })
  messages.sort((left, right) => right.answer.at - left.answer.at || getMessageNumber(right) - getMessageNumber(left))
  return messages.slice(0, limit).map((inbound) => serializeMessage(inbound, world))
}

function isGeneratedType(type: string): boolean {
  return type === 'text' || TYPE_SHARES.some(([name]) => name === type)
}

function collectInboundMessages(run: Run, world: World): readonly InboundMessage[] {
  if (run.repliesAt.length === 0) return []
  const key = getMessageKey(world)
  return getAnswers(flowContent, world, run).map((answer) => {
    let rest = randomFraction(key, run.number, answer.step)
    const type = TYPE_SHARES.find(([, share]) => (rest -= share) < 0)?.[0] ?? 'text'
    return { run, answer, type }
  })
}

function serializeMessage(inbound: InboundMessage, world: World): Message {
  const { run, answer, type } = inbound
  const ids = getIds(world)
  const person = world.getPerson(run.contact)
  return {
    id: ids.message.encode(getMessageNumber(inbound), answer.at),
    direction: 'inbound',
    type,
    content: buildContent(inbound, world),
    status: 'received',
    contact_id: ids.contact.encode(run.contact),
    contact_phone: person.phone,
    contact_name: person.name,
    contact_email: person.email,
    sent_at: null,
    delivered_at: null,
    read_at: null,
    created_at: formatIsoSeconds(answer.at),
  }
}

function buildContent({ run, answer, type }: InboundMessage, world: World): Message['content'] {
  const file = randomInt(getMessageKey(world), run.number, MAX_MESSAGES_PER_RUN + answer.step)
    .toString(16)
    .padStart(8, '0')
  switch (type) {
    case 'image':
      return { url: `https://media.example.com/inbound/${file}.jpg`, mime_type: 'image/jpeg' }
    case 'audio':
      return { url: `https://media.example.com/inbound/${file}.ogg`, mime_type: 'audio/ogg' }
    case 'location':
      return { latitude: 52 + (Number.parseInt(file, 16) % 1000) / 1000, longitude: 4.9 }
    case 'interactive':
      return { type: 'button_reply', id: answer.question.key, title: answer.text }
    default:
      return { body: answer.text }
  }
}

function getMessageNumber({ run, answer }: InboundMessage): number {
  return MAX_MESSAGES_PER_RUN * run.number + answer.step
}
