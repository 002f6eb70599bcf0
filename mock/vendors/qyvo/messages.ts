import type { components } from '../../../spec/generated/qyvo.types.ts'
import { type Answer, getAnswers } from '../../content/flow-texts.ts'
import type { HandlerContext } from '../../http/handler.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import type { Run } from '../../world/model/run.ts'
import { deriveKey, randomFraction, randomInt } from '../../world/random.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'
import { visitRecentRuns } from './message-activity.ts'

type Message = components['schemas']['Message']

/** The message types that the page lists, and `sticker`, which only the published node lists. */
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

/** The share of generated messages of each type; the rest is text, and no other type is generated. */
const TYPE_SHARES: readonly (readonly [MessageType, number])[] = [
  ['interactive', 0.12],
  ['image', 0.03],
  ['audio', 0.02],
  ['location', 0.01],
]

/** More answers than any run has, so that run number and step together number a message. */
const MAX_MESSAGES_PER_RUN = 16

const getMessageKey = memoizePerWorld((world) => deriveKey(world.dataset.parameters.seed, 'qyvo/message'))

/** An answer of a contact, as a message. */
interface InboundMessage {
  readonly run: Run
  readonly answer: Answer
  readonly type: MessageType
}

/** Returns the newest messages of contacts, of all types or of one, newest first. Every message answers a question. */
export function listNewestMessages({ world, view }: HandlerContext, type: string | undefined, limit: number) {
  const isGenerated = type === undefined || type === 'text' || TYPE_SHARES.some(([name]) => name === type)
  if (!isGenerated) return []
  const messages: InboundMessage[] = []
  visitRecentRuns(view, {
    visit(run) {
      const inbound = collectInboundMessages(run, world)
      messages.push(...inbound.filter((message) => type === undefined || message.type === type))
    },
    isEnough: (bound) => messages.filter(({ answer }) => answer.at > bound).length >= limit,
  })
  messages.sort((left, right) => right.answer.at - left.answer.at || getMessageNumber(right) - getMessageNumber(left))
  return messages.slice(0, limit).map((message) => serializeMessage(message, world))
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

function serializeMessage(message: InboundMessage, world: World): Message {
  const { run, answer, type } = message
  const ids = getIds(world)
  const person = world.getPerson(run.contact)
  return {
    id: ids.message.encode(getMessageNumber(message), answer.at),
    direction: 'inbound',
    type,
    content: createContent(message, world),
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

function createContent({ run, answer, type }: InboundMessage, world: World): Message['content'] {
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
