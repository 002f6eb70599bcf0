import type { components, operations } from '../../../spec/generated/qyvo.types.ts'
import { type Answer, getAnswers } from '../../content/flow-texts.ts'
import type { HandlerContext, OperationInput } from '../../http/handler.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import type { JsonObject } from '../../world/model/json.ts'
import { toPartNumber } from '../../world/dataset/id-codec.ts'
import type { Run } from '../../world/model/run.ts'
import { deriveKey, randomFraction, randomInt } from '../../world/random.ts'
import { addDuration, HOUR } from '../../world/time.ts'
import { memoizePerWorld, type World } from '../../world/world.ts'
import { findOrCreateContact } from './contacts.ts'
import { flowContent } from './flow-content.ts'
import { getIds } from './ids.ts'
import { readMessageActivity, SENT_MESSAGES, visitRecentRuns } from './message-activity.ts'
import { quirks } from './quirks.ts'
import { normalizeText, requirePhone } from './request-body.ts'
import { listPlaceholders, requireTemplate } from './templates.ts'

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

/** Returns the number of messages that a run has room for in message numbers; runs of added flows may have more. */
function countMessagePlaces({ dataset }: World): number {
  return Math.max(16, dataset.maxQuestions)
}

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
  messages.sort(
    (left, right) => right.answer.at - left.answer.at || getMessageNumber(right, world) - getMessageNumber(left, world),
  )
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
    id: ids.message.encode(getMessageNumber(message, world), answer.at),
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
  const file = randomInt(getMessageKey(world), run.number, countMessagePlaces(world) + answer.step)
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

function getMessageNumber({ run, answer }: InboundMessage, world: World): number {
  return toPartNumber(run.number, answer.step, countMessagePlaces(world))
}

type SentMessage = components['schemas']['SentMessage']
type BodyOf<Id extends keyof operations> = OperationInput<operations[Id]>['body']

/** The time after a contact's last message in which WhatsApp delivers texts to the contact. */
const CUSTOMER_SERVICE_WINDOW = 24 * HOUR

/** The code of a text outside the window, "Re-engagement message". */
const REENGAGEMENT_CODE = 131047

/**
 * Sends a text to a contact who wrote a message in the last 24 hours.
 * @throws {Problem} "refused" outside this window, also for a phone number without a contact
 */
export function sendTextMessage(body: BodyOf<'sendTextMessage'>, context: HandlerContext): SentMessage {
  const { world } = context
  const phone = requirePhone(body.phone)
  const message = normalizeText(body.message)
  if (message === undefined)
    throw new Problem('invalid', { issues: [{ in: 'body', at: '/message', rule: 'required' }] })
  const contact = world.findContactByPhone(phone)
  const lastInboundAt = contact === undefined ? null : readMessageActivity(context, contact).lastInboundAt
  if (
    contact === undefined ||
    lastInboundAt === null ||
    addDuration(lastInboundAt, CUSTOMER_SERVICE_WINDOW) < world.now
  )
    throw new Problem('refused', {
      text: 'Re-engagement message',
      issues: [{ in: 'body', at: '/phone', rule: 'meta-code', expected: REENGAGEMENT_CODE }],
    })
  return recordMessage(context, contact, { type: 'text', body: message })
}

/**
 * Sends an approved template to a phone number; creates a contact if there is none.
 * @throws {Problem} "not-found" for an unknown template; "refused" for one that is not approved or lacks variables
 */
export function sendTemplateMessage(body: BodyOf<'sendTemplateMessage'>, context: HandlerContext): SentMessage {
  const { world } = context
  const phone = requirePhone(body.phone)
  const template = requireTemplate(body.template_id, world)
  if (template.status !== 'APPROVED') {
    if (getQuirkPosition(world, quirks['qyvo.unapproved-template']) === 'not-found')
      throw new Problem('not-found', { text: 'Template not found' })
    throw new Problem('refused', { text: 'Template is not approved.' })
  }
  const variables = (body.variables ?? {}) as JsonObject
  const placeholders = listPlaceholders(template)
  const missing = placeholders.filter((name) => isBlank(variables[name]))
  if (missing.length > 0)
    throw new Problem('refused', {
      text: 'Template requires variables that were not provided.',
      issues: missing.map((name): Issue => {
        return { in: 'body', at: `/variables/${name}`, rule: 'required', expected: placeholders }
      }),
    })
  const language = template.languages.find((code) => code === body.language) ?? template.languages[0] ?? 'en'
  const contact = findOrCreateContact(phone, context)
  return recordMessage(context, contact, { type: 'template', template: template.name, language, variables })
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function recordMessage({ world }: HandlerContext, contact: number, message: JsonObject): SentMessage {
  world.applyOperation({ kind: 'create-record', resource: SENT_MESSAGES, value: { contact, ...message } })
  const records = world.getRecords(SENT_MESSAGES)
  const record = records.item(records.size - 1)
  if (record === undefined) throw new Error('the operation "create-record" created no record')
  const id = getIds(world).sentMessage.encode(record.number, record.createdAt)
  const wamid = Buffer.from(`${world.getPerson(contact).phone.slice(1)} ${id}`).toString('base64')
  return {
    id,
    status: 'sent',
    whatsapp_message_id: `wamid.${wamid}`,
    contact_id: getIds(world).contact.encode(contact),
  }
}
