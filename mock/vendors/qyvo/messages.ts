import type { components } from '../../../spec/generated/qyvo.types.ts'
import { type Answer, answersOf } from '../../content/flavour.ts'
import { toSeconds } from '../../wire/instants.ts'
import { draw, fraction, keyOf } from '../../world/chance.ts'
import { perWorld } from '../../world/per-world.ts'
import type { Run } from '../../world/run.ts'
import type { View } from '../../world/view.ts'
import type { World } from '../../world/world.ts'
import { lookBack } from './activity.ts'
import { flavour } from './flavour.ts'
import { idsOf } from './ids.ts'

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

type Type = (typeof MESSAGE_TYPES)[number]

/** What a share of the answers comes as; the rest is text. */
const SHARES: readonly (readonly [Type, number])[] = [
  ['interactive', 0.12],
  ['image', 0.03],
  ['audio', 0.02],
  ['location', 0.01],
]

/** More answers than any run holds, so that a message is known by its run and its place there. */
const PER_RUN = 16

const messageKey = perWorld((world) => keyOf(world.universe.parameters.seed, 'qyvo/message'))

/** An answer of a contact, seen as a message. */
interface Inbound {
  readonly run: Run
  readonly answer: Answer
  readonly type: Type
}

/** The newest messages that contacts sent, newest first; all of them are answers to what flows asked. */
export function newestMessages(
  world: World,
  view: View,
  { type, limit }: { readonly type: string | undefined; readonly limit: number },
): readonly Message[] {
  if (type !== undefined && !isSent(type)) return []
  const found: Inbound[] = []
  lookBack(view, {
    visit: (run) => found.push(...inboundOf(run, world).filter((one) => type === undefined || one.type === type)),
    isEnough: (bound) => found.filter(({ answer }) => answer.at > bound).length >= limit,
  })
  found.sort((left, right) => right.answer.at - left.answer.at || numberOf(right) - numberOf(left))
  return found.slice(0, limit).map((inbound) => toMessage(inbound, world))
}

function isSent(type: string): boolean {
  return type === 'text' || SHARES.some(([name]) => name === type)
}

function inboundOf(run: Run, world: World): readonly Inbound[] {
  if (run.repliesAt.length === 0) return []
  const key = messageKey(world)
  return answersOf(flavour, world, run).map((answer) => {
    let rest = fraction(key, run.number, answer.step)
    const type = SHARES.find(([, share]) => (rest -= share) < 0)?.[0] ?? 'text'
    return { run, answer, type }
  })
}

function toMessage(inbound: Inbound, world: World): Message {
  const { run, answer, type } = inbound
  const ids = idsOf(world)
  const person = world.person(run.contact)
  return {
    id: ids.message.encode(numberOf(inbound), answer.at),
    direction: 'inbound',
    type,
    content: contentOf(inbound, world),
    status: 'received',
    contact_id: ids.contact.encode(run.contact),
    contact_phone: person.phone,
    contact_name: person.name,
    contact_email: person.email,
    sent_at: null,
    delivered_at: null,
    read_at: null,
    created_at: toSeconds(answer.at),
  }
}

function contentOf({ run, answer, type }: Inbound, world: World): Message['content'] {
  const file = draw(messageKey(world), run.number, PER_RUN + answer.step)
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

function numberOf({ run, answer }: Inbound): number {
  return PER_RUN * run.number + answer.step
}
