import type { Issue } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { type ErrorObject, plainError, requestError, validationError } from './error-objects.ts'
import { quirks } from './quirks.ts'
import { ATTRIBUTES as KNOWN, messageOf, NOT_FOUND } from './sentences.ts'

const ATTRIBUTES = '/data/attributes'
const RELATIONSHIPS = '/data/relationships/'

/** Errors of one status; the status is that of the first group that has any. */
export interface BodyErrors {
  readonly status: (typeof GRAVEST_FIRST)[number]
  readonly errors: readonly ErrorObject[]
}

interface Placed {
  readonly status: BodyErrors['status']
  readonly error: ErrorObject
}

const GRAVEST_FIRST = [400, 409, 403, 404, 422] as const

/** The errors of a request document, gravest group first: no document, wrong resource, forbidden member, unfit value. */
export function bodyErrorsOf(issues: readonly Issue[], world: World): BodyErrors {
  const groups: Readonly<Record<BodyErrors['status'], ErrorObject[]>> = { 400: [], 409: [], 403: [], 404: [], 422: [] }
  const seen = new Set<string>()
  for (const issue of issues) {
    const { status, error } = errorOf(issue, world)
    const key = `${status} ${error.source?.pointer} ${error.meta?.attribute}`
    if (!seen.has(key)) groups[status].push(error)
    seen.add(key)
  }
  const status = GRAVEST_FIRST.find((one) => groups[one].length > 0) ?? 422
  return { status, errors: groups[status] }
}

function errorOf(issue: Issue, world: World): Placed {
  const { at, rule } = issue
  if (at.startsWith(`${ATTRIBUTES}/`)) return attributeError(issue, world)
  if (at.startsWith(RELATIONSHIPS)) return relationshipError(at)
  if (at === '/data/type' && rule === 'const') return conflict('/data/type')
  if (at === '/data/id' && rule !== 'required' && rule !== 'type') return conflict('/data/id')
  if (at === '/data' && (rule === 'not' || rule === 'propertyNames')) {
    return { status: 403, error: requestError(403, { pointer: '/data/id', attribute: 'data.id', ...UNWRITABLE }) }
  }
  return { status: 400, error: structureError(issue) }
}

const UNWRITABLE = { message: 'cannot be written', code: 'unwritable_attribute' }
const UNKNOWN = { message: 'is an unknown attribute', code: 'unknown_attribute' }

function attributeError({ at, rule }: Issue, world: World): Placed {
  const steps = at.slice(ATTRIBUTES.length + 1).split('/')
  const [step = ''] = steps
  const attribute = step.replaceAll('~1', '/').replaceAll('~0', '~')
  const pointer = `${ATTRIBUTES}/${step}`
  if (rule === 'additionalProperties') return unwritableError(attribute, pointer, world)
  if (rule === 'required' && steps.length === 1) {
    // A pointer has to point at something that was sent (JSON:API 1.1), so at the object that lacks the member.
    const fault = { pointer: ATTRIBUTES, attribute, message: 'is missing', code: 'missing' }
    return { status: 422, error: validationError(fault) }
  }
  if (rule === 'exists') return unknownReference(attribute, pointer, world)
  // What a message lacks is told of the whole of it; a schedule and a field are named themselves.
  const deep = steps.length > 1 && ['state', 'fields'].includes(attribute)
  const exact = deep ? `${pointer}/${steps[1]}` : pointer
  return { status: 422, error: validationError({ pointer: exact, attribute, ...messageOf(attribute, rule, deep) }) }
}

function unwritableError(attribute: string, pointer: string, world: World): Placed {
  if (attribute === 'initialMessage') {
    const fault = { pointer, attribute, message: 'can not be updated', code: 'unwritable_attribute' }
    const detail = 'opening message can not be updated'
    const status = positionOf(world, quirks.openingMessage) === 'conflict' ? 409 : 422
    return { status, error: status === 409 ? requestError(409, fault, detail) : validationError(fault, detail) }
  }
  const kind = KNOWN.includes(attribute) ? UNWRITABLE : UNKNOWN
  const status = positionOf(world, quirks.unwritable) === 'bad-request' ? 400 : 403
  return { status, error: requestError(status, { pointer, attribute: `data.attributes.${attribute}`, ...kind }) }
}

function unknownReference(attribute: string, pointer: string, world: World): Placed {
  const detail = NOT_FOUND[attribute] ?? 'not found'
  if (positionOf(world, quirks.unknownReference) === 'not-found') {
    return { status: 404, error: plainError(404, detail, { pointer }) }
  }
  return { status: 422, error: validationError({ pointer, attribute, message: 'must exist', code: 'blank' }) }
}

function relationshipError(at: string): Placed {
  const pointer = RELATIONSHIPS + (at.slice(RELATIONSHIPS.length).split('/')[0] ?? '')
  const fault = { message: 'cannot be written', code: 'unwritable_relationship' }
  return { status: 403, error: requestError(403, { pointer, attribute: dotted(pointer), ...fault }) }
}

function conflict(pointer: string): Placed {
  const fault = { message: 'does not match the server endpoint', code: 'attribute_mismatch' }
  return { status: 409, error: requestError(409, { pointer, attribute: dotted(pointer), ...fault }) }
}

function structureError({ at, rule, expected }: Issue): ErrorObject {
  const attribute = dotted(at) || 'the document'
  if (rule === 'required') {
    const pointer = at.slice(0, Math.max(0, at.lastIndexOf('/')))
    return requestError(400, { pointer, attribute, message: 'is missing', code: 'missing' })
  }
  const type = (expected as { readonly type?: unknown } | undefined)?.type
  const message = `should be type ${typeof type === 'string' ? type : 'object'}`
  return requestError(400, { pointer: at, attribute, message, code: 'type_error' })
}

function dotted(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.')
}
