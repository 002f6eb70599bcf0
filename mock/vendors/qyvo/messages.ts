import type { components } from '../../../spec/generated/qyvo.types.ts'
import { type Answer, getAnswers } from '../../content/flavour.ts'
import { formatIsoSeconds } from '../../wire/instants.ts'
import { randomInt, randomFraction, deriveKey } from '../../world/chance.ts'
import { memoizePerWorld } from '../../world/per-world.ts'
import type { Run } from '../../world/run.ts'
import type { View } from '../../world/view.ts'
import type { World } from '../../world/world.ts'
import { visitRecentRuns } from './activity.ts'
import { flowContent } from './flavour.ts'
import { getIds } from './ids.ts'

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
