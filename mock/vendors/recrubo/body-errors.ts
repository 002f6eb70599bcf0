import type { Issue } from '../../http/problem.ts'
import { type ErrorObject, requestError, validationError } from './error-objects.ts'

const ATTRIBUTES = '/data/attributes'
const RESOURCE_ATTRIBUTES = [
  'createdAt',
  'updatedAt',
  'flowId',
  'messageThreadId',
  'state',
  'initialMessage',
  'status',
  'cost',
]

const TYPE_MESSAGES: Readonly<Record<string, string>> = {
  flowId: 'must be a UUID',
  messageThreadId: 'must be a UUID',
  state: 'must be an object',
  initialMessage: 'must be a message or empty',
  status: 'must be finished, timeout, cancelled or exception',
}

/** What handlers say of a member whose value the schema could not judge. */
const RULE_MESSAGES: Readonly<Record<string, string>> = {
  running: 'cannot be updated while the run is running',
  ended: 'cannot be updated because the run has ended',
  template_required: 'must be a template on WhatsApp',
  unpublished: 'belongs to a flow that is not published',
}

/** Errors of one status; the status is that of the first group that has any. */
export interface BodyErrors {
  readonly status: 400 | 403 | 409 | 422
  readonly errors: readonly ErrorObject[]
}

/** The errors of a request document, gravest group first: no document, wrong resource, forbidden member, unfit value. */
export function bodyErrorsOf(issues: readonly Issue[]): BodyErrors {
  const groups: Readonly<Record<BodyErrors['status'], ErrorObject[]>> = { 400: [], 409: [], 403: [], 422: [] }
  const seen = new Set<string>()
  for (const issue of issues) {
    const { status, error } = errorOf(issue)
    const key = `${status} ${error.source?.pointer} ${error.meta?.attribute}`
    if (!seen.has(key)) groups[status].push(error)
    seen.add(key)
  }
  const status = ([400, 409, 403, 422] as const).find((one) => groups[one].length > 0) ?? 422
  return { status, errors: groups[status] }
}

function errorOf(issue: Issue): { readonly status: BodyErrors['status']; readonly error: ErrorObject } {
  const { at, rule } = issue
  const attribute = at.startsWith(`${ATTRIBUTES}/`) ? (at.slice(ATTRIBUTES.length + 1).split('/')[0] ?? '') : undefined
  if (attribute !== undefined) return attributeError(attribute, rule)
  if (at === '/data/type' && rule === 'const') return conflict('/data/type')
  if (at === '/data/id' && rule !== 'required') return conflict('/data/id')
  if (at === '/data' && (rule === 'not' || rule === 'propertyNames')) {
    return { status: 403, error: requestError(403, { pointer: '/data/id', attribute: 'data.id', ...UNWRITABLE }) }
  }
  return { status: 400, error: structureError(issue) }
}

const UNWRITABLE = { message: 'cannot be written', code: 'unwritable_attribute' }
const UNKNOWN = { message: 'is an unknown attribute', code: 'unknown_attribute' }

function attributeError(attribute: string, rule: string): { readonly status: 403 | 422; readonly error: ErrorObject } {
  const pointer = `${ATTRIBUTES}/${attribute}`
  if (rule === 'additionalProperties') {
    if (attribute === 'initialMessage') return { status: 422, error: openingMessageError(pointer) }
    const kind = RESOURCE_ATTRIBUTES.includes(attribute) ? UNWRITABLE : UNKNOWN
    return { status: 403, error: requestError(403, { pointer, attribute: `data.attributes.${attribute}`, ...kind }) }
  }
  if (rule === 'required') {
    // A pointer has to point at something that was sent (JSON:API 1.1), so at the object that lacks the member.
    const fault = { pointer: ATTRIBUTES, attribute, message: 'is missing', code: 'missing' }
    return { status: 422, error: validationError(fault) }
  }
  const own = RULE_MESSAGES[rule]
  const code = own !== undefined ? rule : attribute === 'status' ? 'inclusion' : 'type_error'
  const message = own ?? TYPE_MESSAGES[attribute] ?? 'is not valid'
  return { status: 422, error: validationError({ pointer, attribute, message, code }) }
}

function openingMessageError(pointer: string): ErrorObject {
  const fault = { pointer, attribute: 'initialMessage', message: 'can not be updated', code: 'unwritable_attribute' }
  return validationError(fault, 'opening message can not be updated')
}

function conflict(pointer: string): { readonly status: 409; readonly error: ErrorObject } {
  const fault = {
    pointer,
    attribute: dotted(pointer),
    message: 'does not match the server endpoint',
    code: 'attribute_mismatch',
  }
  return { status: 409, error: requestError(409, fault) }
}

function structureError({ at, rule }: Issue): ErrorObject {
  const parent = at.slice(0, Math.max(0, at.lastIndexOf('/')))
  return rule === 'required'
    ? requestError(400, { pointer: parent, attribute: dotted(at), message: 'is missing', code: 'missing' })
    : requestError(400, {
        pointer: at,
        attribute: dotted(at) || 'the document',
        message: 'should be type object',
        code: 'type_error',
      })
}

function dotted(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.')
}
