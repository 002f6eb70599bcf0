import type { components, operations } from '../../../spec/generated/qyvo.types.ts'
import type { HandlerContext, OperationInput } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { formatIsoSeconds } from '../../wire/date-time.ts'
import { addDuration, DAY } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { getEpoch } from './contact-profile.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { compareNames, normalizeText } from './request-body.ts'

type Schemas = components['schemas']

/** A message template of the workspace; every world has the same ones. */
interface MessageTemplate extends Pick<Schemas['Template'], 'name' | 'category' | 'status' | 'languages' | 'body'> {
  readonly header?: { readonly type: NonNullable<Schemas['Template']['header_type']>; readonly content: string }
  readonly footer?: string
  readonly buttons?: readonly Schemas['TemplateButton'][]
}

const STOP = 'Reply STOP to get no more messages.'

const TEMPLATES: readonly MessageTemplate[] = [
  {
    name: 'order_shipped',
    category: 'UTILITY',
    status: 'APPROVED',
    languages: ['en', 'nl', 'fr'],
    body: 'Hello {{1}}, order {{2}} left our shop today and arrives on {{3}}.',
    header: { type: 'TEXT', content: 'Your order' },
    buttons: [{ type: 'URL', text: 'Follow the parcel', url: 'https://shop.example.com/orders/{{1}}' }],
  },
  {
    name: 'cart_reminder',
    category: 'MARKETING',
    status: 'APPROVED',
    languages: ['en', 'nl'],
    body: 'Hello {{1}}, {{2}} is still in your cart. Can we help you with anything?',
    footer: STOP,
    buttons: [
      { type: 'QUICK_REPLY', text: 'Yes, please' },
      { type: 'QUICK_REPLY', text: 'No, thanks' },
    ],
  },
  {
    name: 'weekly_offer',
    category: 'MARKETING',
    status: 'APPROVED',
    languages: ['en'],
    body: 'New in our shop this week. Have a look before the weekend!',
    header: { type: 'IMAGE', content: 'https://media.example.com/templates/weekly-offer.jpg' },
    footer: STOP,
    buttons: [{ type: 'URL', text: 'To the shop', url: 'https://shop.example.com/new' }],
  },
  {
    name: 'welcome',
    category: 'MARKETING',
    status: 'APPROVED',
    languages: ['en', 'nl', 'fr', 'de'],
    body: 'Welcome to the club, {{1}}! Tell us what you like, and we write only about that.',
    footer: STOP,
  },
  {
    name: 'login_code',
    category: 'AUTHENTICATION',
    status: 'APPROVED',
    languages: ['en'],
    body: '{{1}} is your code. It is valid for ten minutes.',
  },
  {
    name: 'appointment_moved',
    category: 'UTILITY',
    status: 'PENDING',
    languages: ['en'],
    body: 'Hello {{1}}, your appointment has moved to {{2}}.',
    buttons: [{ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+31201234567' }],
  },
  {
    name: 'prize_draw',
    category: 'MARKETING',
    status: 'REJECTED',
    languages: ['en', 'nl'],
    body: 'Congratulations {{1}}, you have won! Send us your address.',
    footer: STOP,
  },
]

const STATUSES: readonly string[] = ['APPROVED', 'PENDING', 'REJECTED'] satisfies Schemas['Template']['status'][]

/** Returns the templates, sorted by name; only those of a status where one is given. */
export function listTemplates(
  body: OperationInput<operations['listTemplates']>['body'],
  { world }: HandlerContext,
): Schemas['ListedTemplate'][] {
  const status = normalizeText(body?.status)
  const isUnknown = status !== undefined && !STATUSES.includes(status)
  if (isUnknown && getQuirkPosition(world, quirks['qyvo.unknown-template-status']) === 'refused')
    throw new Problem('invalid', { issues: [{ in: 'body', at: '/status', rule: 'in' }] })
  return listByName()
    .filter((template) => status === undefined || template.status === status)
    .map((template) => {
      const { id, name, category, languages, created_at } = serializeTemplate(template, world)
      return { id, name, category, status: template.status, languages, created_at }
    })
}

/** @throws {Problem} "not-found" */
export function getTemplate(id: string, { world }: HandlerContext): Schemas['Template'] {
  return serializeTemplate(requireTemplate(id, world), world)
}

/** Returns the options of the template picker, sorted by name. */
export function listTemplateOptions({ world }: HandlerContext): Schemas['Option'][] {
  const isAll = getQuirkPosition(world, quirks['qyvo.template-choices']) === 'all'
  return listByName()
    .filter(({ status }) => isAll || status === 'APPROVED')
    .map((template) => ({ id: getTemplateId(template, world), label: template.name }))
}

/** Returns the placeholders of a template as options of a picker. @throws {Problem} "not-found" */
export function listTemplateVariables(id: string, { world }: HandlerContext): Schemas['VariableOption'][] {
  return listPlaceholders(requireTemplate(id, world)).map((name) => ({ id: name, label: `{{${name}}}` }))
}

/** Returns the template with an id. @throws {Problem} "not-found" */
export function requireTemplate(id: string, world: World): MessageTemplate {
  const template = TEMPLATES[getIds(world).template.decode(id.toLowerCase()) ?? -1]
  if (template === undefined) throw new Problem('not-found', { text: 'Template not found' })
  return template
}

/** Returns the names of the placeholders of a body, in the order of the text. */
export function listPlaceholders({ body }: MessageTemplate): readonly string[] {
  return [...new Set([...body.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))]
}

/** Returns the id and the name of the template that campaigns use. */
export function getCampaignTemplate(world: World): { readonly id: string; readonly name: string } {
  const template = TEMPLATES.find(({ name }) => name === 'weekly_offer')
  if (template === undefined) throw new Error('the templates do not include weekly_offer')
  return { id: getTemplateId(template, world), name: template.name }
}

function listByName(): readonly MessageTemplate[] {
  return TEMPLATES.toSorted((left, right) => compareNames(left.name, right.name))
}

function getTemplateId(template: MessageTemplate, world: World): string {
  return getIds(world).template.encode(TEMPLATES.indexOf(template))
}

function serializeTemplate(template: MessageTemplate, world: World): Schemas['Template'] {
  const { name, category, status, languages, body, header, footer = null, buttons = [] } = template
  const createdAt = addDuration(getEpoch(world), -DAY * (120 - 7 * TEMPLATES.indexOf(template)) + 5_432_109_876)
  return {
    id: getTemplateId(template, world),
    name,
    category,
    status,
    languages,
    body,
    header_type: header?.type ?? null,
    header_content: header?.content ?? null,
    footer,
    buttons: [...buttons],
    placeholders: [...listPlaceholders(template)],
    created_at: formatIsoSeconds(createdAt),
  }
}
