/** JSON:API error objects, worded as in Graphiti, and how schema violations of a body map to them. */

import type { components } from '../../../spec/generated/recrubo.types.ts'
import type { Issue } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { FLOW_RUN_ATTRIBUTES } from './query.ts'
import { quirks } from './quirks.ts'

export type ErrorObject = components['schemas']['ErrorObject']

/** The code and title of each status, as in Graphiti. */
const STATUS_TEXTS = {
  400: ['bad_request', 'Bad Request'],
  401: ['unauthorized', 'Unauthorized'],
  403: ['forbidden', 'Forbidden'],
  404: ['not_found', 'Not Found'],
  405: ['method_not_allowed', 'Method Not Allowed'],
  406: ['not_acceptable', 'Not Acceptable'],
  // In Graphiti a conflict is a request error with the code of 400.
  409: ['bad_request', 'Conflict'],
  413: ['payload_too_large', 'Payload Too Large'],
  415: ['unsupported_media_type', 'Unsupported Media Type'],
  422: ['unprocessable_entity', 'Validation Error'],
  500: ['internal_server_error', 'Internal Server Error'],
  503: ['service_unavailable', 'Service Unavailable'],
} as const

export type ErrorStatus = keyof typeof STATUS_TEXTS

/** An error about the request as a whole, a parameter or a header. */
export function createErrorObject(status: ErrorStatus, detail: string, source?: ErrorObject['source']): ErrorObject {
  const [code, title] = STATUS_TEXTS[status]
  return { code, status: String(status), title, detail, ...(source === undefined ? {} : { source }) }
}

/** An invalid member of a request document. */
interface InvalidMember {
  readonly pointer: string
  /** A dotted path, or the bare name of an attribute whose value is invalid. */
  readonly attribute: string
  readonly message: string
  readonly code: string
}

/** Creates the error for a member: 422 for an invalid value; else it is missing, not allowed or of the wrong type. */
function createMemberError(status: 400 | 403 | 409 | 422, member: InvalidMember, detail?: string): ErrorObject {
  const { pointer, ...meta } = member
  const [code, title] = STATUS_TEXTS[status]
  const isValue = status === 422
  return {
    code,
    status: String(status),
    title: isValue ? title : 'Request Error',
    detail: detail ?? `${isValue ? humanize(meta.attribute) : meta.attribute} ${meta.message}`,
    source: { pointer },
    meta,
  }
}

/** `messageThreadId` as Rails writes it: "Message thread id". */
function humanize(attribute: string): string {
  const spaced = attribute.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

const ATTRIBUTES_POINTER = '/data/attributes'
const RELATIONSHIPS_POINTER = '/data/relationships/'

const STATUS_PRECEDENCE = [400, 409, 403, 404, 422] as const

/**
 * Converts the issues of a request body to errors of one status. Precedence: 400 invalid document, 409 wrong resource,
 * 403 read-only member, 404 unknown reference, 422 invalid value.
 */
export function createBodyErrors(issues: readonly Issue[], world: World) {
  const errorsByKey = new Map<string, ErrorObject>()
  for (const issue of issues) {
    const error = createBodyError(issue, world)
    const key = `${error.status} ${error.source?.pointer} ${error.meta?.attribute}`
    if (!errorsByKey.has(key)) errorsByKey.set(key, error)
  }
  const errors = [...errorsByKey.values()]
  const listErrors = (status: number) => errors.filter((error) => error.status === String(status))
  const status = STATUS_PRECEDENCE.find((candidate) => listErrors(candidate).length > 0) ?? 422
  return { status, errors: listErrors(status) }
}

function createBodyError(issue: Issue, world: World): ErrorObject {
  const { at, rule } = issue
  if (at.startsWith(`${ATTRIBUTES_POINTER}/`)) return createAttributeError(issue, world)
  if (at.startsWith(RELATIONSHIPS_POINTER)) {
    const pointer = RELATIONSHIPS_POINTER + (at.slice(RELATIONSHIPS_POINTER.length).split('/')[0] ?? '')
    const text = { message: READ_ONLY.message, code: 'unwritable_relationship' }
    return createMemberError(403, { pointer, attribute: toDottedPath(pointer), ...text })
  }
  if ((at === '/data/type' && rule === 'const') || (at === '/data/id' && rule !== 'required' && rule !== 'type')) {
    const text = { message: 'does not match the server endpoint', code: 'attribute_mismatch' }
    return createMemberError(409, { pointer: at, attribute: toDottedPath(at), ...text })
  }
  if (at === '/data' && (rule === 'not' || rule === 'propertyNames')) {
    return createMemberError(403, { pointer: '/data/id', attribute: 'data.id', ...READ_ONLY })
  }
  return createStructureError(issue)
}

const READ_ONLY = { message: 'cannot be written', code: 'unwritable_attribute' }
const UNKNOWN = { message: 'is an unknown attribute', code: 'unknown_attribute' }

function createAttributeError({ at, rule }: Issue, world: World): ErrorObject {
  const segments = at.slice(ATTRIBUTES_POINTER.length + 1).split('/')
  const [segment = ''] = segments
  const attribute = segment.replaceAll('~1', '/').replaceAll('~0', '~')
  const pointer = `${ATTRIBUTES_POINTER}/${segment}`
  if (rule === 'additionalProperties') return createUnwritableError(attribute, pointer, world)
  if (rule === 'required' && segments.length === 1) {
    // A pointer must name a value in the request (JSON:API 1.1): here the object that lacks the member.
    return createMemberError(422, { pointer: ATTRIBUTES_POINTER, attribute, message: 'is missing', code: 'missing' })
  }
  if (rule === 'exists') {
    return getQuirkPosition(world, quirks['recrubo.unknown-reference']) === 'not-found'
      ? createErrorObject(404, NOT_FOUND_MESSAGES[attribute] ?? 'not found', { pointer })
      : createMemberError(422, { pointer, attribute, message: 'must exist', code: 'blank' })
  }
  // The pointer names the schedule or field at fault, but the whole of a message.
  const isNested = segments.length > 1 && ['state', 'fields'].includes(attribute)
  const exactPointer = isNested ? `${pointer}/${segments[1]}` : pointer
  return createMemberError(422, { pointer: exactPointer, attribute, ...formatIssue(attribute, rule, isNested) })
}

function createUnwritableError(attribute: string, pointer: string, world: World): ErrorObject {
  if (attribute === 'initialMessage') {
    const status = getQuirkPosition(world, quirks['recrubo.opening-message']) === 'conflict' ? 409 : 422
    const member = { pointer, attribute, message: 'can not be updated', code: 'unwritable_attribute' }
    return createMemberError(status, member, `opening message ${member.message}`)
  }
  const text = FLOW_RUN_ATTRIBUTES.includes(attribute) ? READ_ONLY : UNKNOWN
  const status = getQuirkPosition(world, quirks['recrubo.unwritable-attribute']) === 'bad-request' ? 400 : 403
  return createMemberError(status, { pointer, attribute: `data.attributes.${attribute}`, ...text })
}

function createStructureError({ at, rule, expected }: Issue): ErrorObject {
  const attribute = toDottedPath(at) || 'the document'
  if (rule === 'required') {
    const pointer = at.slice(0, Math.max(0, at.lastIndexOf('/')))
    return createMemberError(400, { pointer, attribute, message: 'is missing', code: 'missing' })
  }
  const type = (expected as { readonly type?: unknown } | undefined)?.type
  const message = `should be type ${typeof type === 'string' ? type : 'object'}`
  return createMemberError(400, { pointer: at, attribute, message, code: 'type_error' })
}

function toDottedPath(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.')
}

const NOT_FOUND_MESSAGES: Readonly<Record<string, string>> = {
  flowId: 'Flow not found',
  messageThreadId: 'MessageThread not found',
}

const TYPE_MESSAGES: Readonly<Record<string, string>> = {
  flowId: 'must be a UUID',
  messageThreadId: 'must be a UUID',
  state: 'must be an object',
  initialMessage: 'must be a message or empty',
  status: 'must be finished, timeout, cancelled or exception',
  resourceType: 'must be flowRuns; Flowtwin supports no other type',
  event: 'must be create, update or delete',
  fields: 'must be a list of names',
  webhookUrl: 'must be a URL that begins with http:// or https://',
  webhookSecret: 'must be a text of visible ASCII characters',
}

/** Messages for an invalid member inside an attribute. */
const MEMBER_MESSAGES: Readonly<Record<string, string>> = {
  state: 'must have a text or a list of texts as scheduleId',
  fields: 'must name attributes of flow runs',
}

/** Messages for the rules that handlers check in addition to the schema. */
const RULE_MESSAGES: Readonly<Record<string, string>> = {
  running: 'cannot be updated while the run is running',
  queued: 'cannot be updated before the run has ended',
  ended: 'cannot be updated because the run has ended',
  template_required: 'must be a template on WhatsApp',
  schedule_required: 'must have a scheduleId, because the flow has a custom scheduling step',
  unpublished: 'belongs to a flow that is not published',
}

/** The message and code for an invalid attribute value, or for a member nested inside it. */
function formatIssue(attribute: string, rule: string, isNested: boolean): { message: string; code: string } {
  const ruleMessage = RULE_MESSAGES[rule]
  if (ruleMessage !== undefined) return { message: ruleMessage, code: rule }
  const code = ['status', 'event', 'resourceType'].includes(attribute) ? 'inclusion' : 'type_error'
  const typeMessage = (isNested ? MEMBER_MESSAGES : TYPE_MESSAGES)[attribute]
  return { message: typeMessage ?? 'is not valid', code }
}

const UNDOCUMENTED_ATTRIBUTES = ['/data/attributes/context', '/data/attributes/publicApiInitiated']

/** Returns true if a quirk accepts a request that violates the schema in this way. */
export function isTolerated({ in: location, at, rule }: Issue, world: World): boolean {
  if (location === 'query') return isPageTolerated(at, rule, world)
  if (location !== 'body') return false
  if (at === '/data' && (rule === 'not' || rule === 'propertyNames')) {
    return getQuirkPosition(world, quirks['recrubo.client-id']) === 'ignored'
  }
  if (rule === 'additionalProperties' && UNDOCUMENTED_ATTRIBUTES.includes(at)) {
    return getQuirkPosition(world, quirks['recrubo.undocumented-attributes']) === 'ignored'
  }
  if (rule === 'type' && at === '/data/attributes/state') {
    return getQuirkPosition(world, quirks['recrubo.state-as-text']) === 'parsed'
  }
  if (rule === 'required' && at === '/data/attributes/initialMessage') {
    return getQuirkPosition(world, quirks['recrubo.missing-initial-message']) === 'empty'
  }
  return false
}

function isPageTolerated(at: string, rule: string, world: World): boolean {
  if (!at.startsWith('page[')) return false
  if (rule === 'maximum') return getQuirkPosition(world, quirks['recrubo.page-size-over-limit']) === 'clamped'
  return getQuirkPosition(world, quirks['recrubo.page-out-of-range']) === 'defaulted'
}
