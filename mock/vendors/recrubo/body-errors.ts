import type { components } from '../../../spec/generated/recrubo.types.ts'
import type { Issue } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'
import { FLOW_RUN_ATTRIBUTES as KNOWN, formatIssue, NOT_FOUND_MESSAGES } from './validation-messages.ts'

export type ErrorObject = components['schemas']['ErrorObject']

/** The statuses that errors are sent under, in Graphiti's words. */
const STATUS_WORDS = {
  400: ['bad_request', 'Bad Request'],
  401: ['unauthorized', 'Unauthorized'],
  403: ['forbidden', 'Forbidden'],
  404: ['not_found', 'Not Found'],
  405: ['method_not_allowed', 'Method Not Allowed'],
  406: ['not_acceptable', 'Not Acceptable'],
  // Graphiti's conflicts are request errors and keep their code.
  409: ['bad_request', 'Conflict'],
  415: ['unsupported_media_type', 'Unsupported Media Type'],
  422: ['unprocessable_entity', 'Validation Error'],
  500: ['internal_server_error', 'Internal Server Error'],
} as const

export type ErrorStatus = keyof typeof STATUS_WORDS

/** An error about the request as a whole, a parameter or a header. */
export function createErrorObject(status: ErrorStatus, detail: string, source?: ErrorObject['source']): ErrorObject {
  const [code, title] = STATUS_WORDS[status]
  return { code, status: String(status), title, detail, ...(source === undefined ? {} : { source }) }
}

/** Where a member of a request document stands, and what is wrong with it. */
export interface MemberFault {
  readonly pointer: string
  /** As a dotted path, or by its bare name where a value is at fault. */
  readonly attribute: string
  readonly message: string
  readonly code: string
}

/** An error about a member that may not be in the document, or must be. */
export function createRequestError(
  status: 400 | 403 | 409,
  fault: MemberFault,
  detail = `${fault.attribute} ${fault.message}`,
): ErrorObject {
  const { pointer, ...meta } = fault
  const [code] = STATUS_WORDS[status]
  return { code, status: String(status), title: 'Request Error', detail, source: { pointer }, meta }
}

/** An error about the value of an attribute. */
export function createValidationError(
  fault: MemberFault,
  detail = `${humanize(fault.attribute)} ${fault.message}`,
): ErrorObject {
  const { pointer, ...meta } = fault
  const [code, title] = STATUS_WORDS[422]
  return { code, status: '422', title, detail, source: { pointer }, meta }
}

/** `messageThreadId` as Rails speaks of it: "Message thread id". */
function humanize(attribute: string): string {
  const spaced = attribute.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

const ATTRIBUTES_POINTER = '/data/attributes'
const RELATIONSHIPS_POINTER = '/data/relationships/'

/** Errors of one status; the status is that of the first group that has any. */
export interface BodyErrorList {
  readonly status: (typeof STATUS_PRECEDENCE)[number]
  readonly errors: readonly ErrorObject[]
}

interface StatusError {
  readonly status: BodyErrorList['status']
  readonly error: ErrorObject
}

const STATUS_PRECEDENCE = [400, 409, 403, 404, 422] as const

/** The errors of a request document, gravest group first: no document, wrong resource, forbidden member, unfit value. */
export function createBodyErrors(issues: readonly Issue[], world: World): BodyErrorList {
  const groups: Readonly<Record<BodyErrorList['status'], ErrorObject[]>> = {
    400: [],
    409: [],
    403: [],
    404: [],
    422: [],
  }
  const seen = new Set<string>()
  for (const issue of issues) {
    const { status, error } = createBodyError(issue, world)
    const key = `${status} ${error.source?.pointer} ${error.meta?.attribute}`
    if (!seen.has(key)) groups[status].push(error)
    seen.add(key)
  }
  const status = STATUS_PRECEDENCE.find((one) => groups[one].length > 0) ?? 422
  return { status, errors: groups[status] }
}

function createBodyError(issue: Issue, world: World): StatusError {
  const { at, rule } = issue
  if (at.startsWith(`${ATTRIBUTES_POINTER}/`)) return createAttributeError(issue, world)
  if (at.startsWith(RELATIONSHIPS_POINTER)) return createRelationshipError(at)
  if (at === '/data/type' && rule === 'const') return createConflictError('/data/type')
  if (at === '/data/id' && rule !== 'required' && rule !== 'type') return createConflictError('/data/id')
  if (at === '/data' && (rule === 'not' || rule === 'propertyNames')) {
    return { status: 403, error: createRequestError(403, { pointer: '/data/id', attribute: 'data.id', ...UNWRITABLE }) }
  }
  return { status: 400, error: createStructureError(issue) }
}

const UNWRITABLE = { message: 'cannot be written', code: 'unwritable_attribute' }
const UNKNOWN = { message: 'is an unknown attribute', code: 'unknown_attribute' }

function createAttributeError({ at, rule }: Issue, world: World): StatusError {
  const steps = at.slice(ATTRIBUTES_POINTER.length + 1).split('/')
  const [step = ''] = steps
  const attribute = step.replaceAll('~1', '/').replaceAll('~0', '~')
  const pointer = `${ATTRIBUTES_POINTER}/${step}`
  if (rule === 'additionalProperties') return createUnwritableError(attribute, pointer, world)
  if (rule === 'required' && steps.length === 1) {
    // A pointer has to point at something that was sent (JSON:API 1.1), so at the object that lacks the member.
    const fault = { pointer: ATTRIBUTES_POINTER, attribute, message: 'is missing', code: 'missing' }
    return { status: 422, error: createValidationError(fault) }
  }
  if (rule === 'exists') return createUnknownReferenceError(attribute, pointer, world)
  // What a message lacks is told of the whole of it; a schedule and a field are named themselves.
  const isNested = steps.length > 1 && ['state', 'fields'].includes(attribute)
  const exactPointer = isNested ? `${pointer}/${steps[1]}` : pointer
  return {
    status: 422,
    error: createValidationError({ pointer: exactPointer, attribute, ...formatIssue(attribute, rule, isNested) }),
  }
}

function createUnwritableError(attribute: string, pointer: string, world: World): StatusError {
  if (attribute === 'initialMessage') {
    const fault = { pointer, attribute, message: 'can not be updated', code: 'unwritable_attribute' }
    const detail = 'opening message can not be updated'
    const status = getQuirkPosition(world, quirks.openingMessage) === 'conflict' ? 409 : 422
    return {
      status,
      error: status === 409 ? createRequestError(409, fault, detail) : createValidationError(fault, detail),
    }
  }
  const kind = KNOWN.includes(attribute) ? UNWRITABLE : UNKNOWN
  const status = getQuirkPosition(world, quirks.unwritable) === 'bad-request' ? 400 : 403
  return { status, error: createRequestError(status, { pointer, attribute: `data.attributes.${attribute}`, ...kind }) }
}

function createUnknownReferenceError(attribute: string, pointer: string, world: World): StatusError {
  const detail = NOT_FOUND_MESSAGES[attribute] ?? 'not found'
  if (getQuirkPosition(world, quirks.unknownReference) === 'not-found') {
    return { status: 404, error: createErrorObject(404, detail, { pointer }) }
  }
  return { status: 422, error: createValidationError({ pointer, attribute, message: 'must exist', code: 'blank' }) }
}

function createRelationshipError(at: string): StatusError {
  const pointer = RELATIONSHIPS_POINTER + (at.slice(RELATIONSHIPS_POINTER.length).split('/')[0] ?? '')
  const fault = { message: 'cannot be written', code: 'unwritable_relationship' }
  return { status: 403, error: createRequestError(403, { pointer, attribute: toDottedPath(pointer), ...fault }) }
}

function createConflictError(pointer: string): StatusError {
  const fault = { message: 'does not match the server endpoint', code: 'attribute_mismatch' }
  return { status: 409, error: createRequestError(409, { pointer, attribute: toDottedPath(pointer), ...fault }) }
}

function createStructureError({ at, rule, expected }: Issue): ErrorObject {
  const attribute = toDottedPath(at) || 'the document'
  if (rule === 'required') {
    const pointer = at.slice(0, Math.max(0, at.lastIndexOf('/')))
    return createRequestError(400, { pointer, attribute, message: 'is missing', code: 'missing' })
  }
  const type = (expected as { readonly type?: unknown } | undefined)?.type
  const message = `should be type ${typeof type === 'string' ? type : 'object'}`
  return createRequestError(400, { pointer: at, attribute, message, code: 'type_error' })
}

function toDottedPath(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.')
}
