import type { components, operations } from '../../../spec/generated/recrubo.types.ts'
import type { Incoming } from '../../http/incoming.ts'
import type { RefusalOf } from '../../http/operation-types.ts'
import type { Issue, Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { bodyErrorsOf } from './body-errors.ts'
import { type ErrorObject, plainError } from './error-objects.ts'
import { nobodyServes, notFoundAt } from './neighbours.ts'
import { quirks } from './quirks.ts'

type Refusal = RefusalOf<operations[Exclude<keyof operations, 'flowRunEvent'>]>
type ErrorDocument = components['schemas']['ErrorDocument']

/** Every refusal is a JSON:API document with at least one error object, in Graphiti's words. */
export const problems = {
  'unknown-route': (_: Problem, incoming: Incoming) => ({
    status: 404,
    body: { errors: [plainError(404, nobodyServes(incoming.path))] },
    type: 'application/vnd.api+json',
  }),
  'method-not-allowed': ({ details }: Problem, incoming: Incoming): Refusal => {
    const allow = (details.allow ?? []).toSorted()
    const methods = [allow.slice(0, -1).join(', '), allow.at(-1)].filter(Boolean).join(' or ')
    const detail = `${incoming.method} is not allowed here; use ${methods}`
    return { status: 405, body: { errors: [plainError(405, detail)] }, headers: { allow: allow.join(', ') } }
  },
  'not-acceptable': (): Refusal => {
    const detail = 'each application/vnd.api+json in Accept has parameters; send one without'
    return { status: 406, body: { errors: [plainError(406, detail, { header: 'Accept' })] } }
  },
  'unsupported-media-type': (problem: Problem): Refusal => ({
    status: 415,
    body: { errors: [plainError(415, problem.message, { header: 'Content-Type' })] },
  }),
  unauthenticated: (): Refusal => ({
    status: 401,
    body: { errors: [plainError(401, 'access denied', { header: 'Authorization' })] },
    // RFC 9110 section 15.5.2 wants a challenge with every 401.
    headers: { 'www-authenticate': 'Bearer' },
  }),
  forbidden: (): Refusal => ({ status: 403, body: { errors: [plainError(403, 'access denied')] } }),
  throttled: serverError,
  'malformed-body': (): Refusal => ({ status: 400, body: { errors: [plainError(400, 'the body is not valid JSON')] } }),
  invalid: (problem: Problem, incoming: Incoming, world: World): Refusal => {
    const issues = problem.details.issues ?? []
    // A path parameter that is not even a UUID belongs to nothing.
    if (issues.some((issue) => issue.in === 'path')) return notFound(notFoundAt(incoming.path))
    if (issues.some((issue) => issue.in === 'body')) return bodyRefusal(issues, world)
    return { status: 400, body: { errors: issues.map((issue) => queryError(issue, problem, incoming)) } }
  },
  'not-found': (problem: Problem): Refusal => notFound(problem.message),
  conflict: serverError,
  refused: (problem: Problem, _: Incoming, world: World): Refusal => bodyRefusal(problem.details.issues ?? [], world),
  internal: serverError,
}

function bodyRefusal(issues: readonly Issue[], world: World): Refusal {
  const { status, errors } = bodyErrorsOf(
    issues.filter((issue) => issue.in === 'body'),
    world,
  )
  const bare = positionOf(world, quirks.pointers) === 'graphiti'
  const body: ErrorDocument = { errors: bare ? errors.map(withBarePointer) : errors }
  return { status, body }
}

function withBarePointer(error: ErrorObject): ErrorObject {
  const pointer = error.source?.pointer
  return pointer === undefined ? error : { ...error, source: { pointer: pointer.slice(1) } }
}

function notFound(detail: string): Refusal {
  return { status: 404, body: { errors: [plainError(404, detail)] } }
}

function serverError(): Refusal {
  return {
    status: 500,
    body: { errors: [plainError(500, 'the server could not answer this request; try again later')] },
  }
}

function queryError(issue: Issue, problem: Problem, incoming: Incoming) {
  const detail = problem.details.text ?? schemaSentence(issue, incoming.query.last(issue.at) ?? '')
  return plainError(400, detail, { parameter: issue.at })
}

const SORTABLE = ['createdAt', 'updatedAt', 'status', 'name', 'created_at', 'updated_at']

/** What is wrong with a parameter that its schema does not let pass. */
function schemaSentence({ at, rule }: Issue, value: string): string {
  const unknown = (known: readonly string[]) => value.split(',').find((one) => !known.includes(one.replace('-', '')))
  if (at === 'include') return `${unknown(['flow', 'messageThread'])} cannot be included; flow and messageThread can`
  if (at === 'sort') return `${unknown(SORTABLE) ?? value} cannot be sorted by`
  if (rule === 'maximum') return `a page of ${value} is more than the maximum of 200`
  return at.startsWith('page') ? `${at} must be an integer from 1 up` : `${at} must be a list of names`
}
