import type { operations } from '../../../spec/generated/qyvo.types.ts'
import type { Incoming } from '../../http/incoming.ts'
import type { RefusalOf } from '../../http/operation-types.ts'
import type { Problem, ProblemCode, ProblemDetails } from '../../http/problem.ts'
import { positionOf, type Quirk } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'
import { rateHeaders, REQUESTS } from './rate.ts'
import { sentencesOf } from './sentences.ts'
import { unservedNotice } from './unserved.ts'

type Refusal = RefusalOf<operations[keyof operations]>

/** Qyvo's two families of error bodies: `message` from the framework, `error` from the business rules. */
export const problems = {
  'unknown-route': (_, incoming) => ({ status: 404, body: { message: unservedNotice(route(incoming)) } }),
  'method-not-allowed': ({ details }, incoming) => {
    const allow = (details.allow ?? []).join(', ')
    const message = `The ${incoming.method} method is not supported for route ${route(incoming)}. Supported methods: ${allow}.`
    return { status: 405, body: { message }, headers: { allow } }
  },
  'not-acceptable': serverError,
  'unsupported-media-type': serverError,
  unauthenticated: (_, incoming, world) =>
    isForPeople(incoming, world)
      ? redirect(`${incoming.origin}/login`)
      : {
          status: 401,
          body: said(world, quirks.unauthenticatedBody, 'Unauthenticated.'),
          // RFC 9110 section 15.5.2 wants a challenge with every 401.
          headers: { 'www-authenticate': 'Bearer' },
        },
  forbidden: (_, __, world) => ({
    status: 403,
    body: said(world, quirks.forbiddenBody, 'Invalid scope(s) provided.'),
  }),
  throttled: ({ details }, _, world) => ({
    status: 429,
    body: said(world, quirks.throttledBody, 'Too Many Attempts.'),
    headers: throttledHeaders(details, world),
  }),
  'malformed-body': serverError,
  invalid: ({ details }, incoming, world) =>
    isForPeople(incoming, world)
      ? redirect(incoming.header('referer') ?? incoming.origin)
      : { status: 422, body: validationError(details, world) },
  'not-found': ({ details }) => ({ status: 404, body: { error: details.text ?? 'Not found' } }),
  conflict: serverError,
  refused: ({ details }) => ({ status: 422, body: { error: details.text ?? 'Unprocessable' } }),
  internal: serverError,
} as const satisfies Record<ProblemCode, (problem: Problem, incoming: Incoming, world: World) => Refusal>

function serverError(): Refusal {
  return { status: 500, body: { message: 'Server Error' } }
}

/** Whether the framework would take the client for a browser: it looks for JSON in Accept. */
function isForPeople(incoming: Incoming, world: World): boolean {
  if (positionOf(world, quirks.acceptWithoutJson) === 'json') return false
  return !/[/+]json\b/.test(incoming.header('accept') ?? '')
}

function redirect(location: string): Refusal {
  const body = `<!DOCTYPE html><title>Redirecting</title><a href="${escaped(location)}">${escaped(location)}</a>`
  return { status: 302, body, headers: { location } }
}

type Body = { readonly message: string } | { readonly error: string }

function said(world: World, quirk: Quirk<'message' | 'error' | 'both'>, text: string): Body {
  const bodies = { message: { message: text }, error: { error: text }, both: { message: text, error: text } }
  return bodies[positionOf(world, quirk)]
}

function throttledHeaders(
  { retryAfter, limit = REQUESTS }: ProblemDetails,
  world: World,
): Readonly<Record<string, string>> {
  const headers = { 'retry-after': String(retryAfter ?? 1) }
  if (positionOf(world, quirks.throttledHeaders) === 'retry-after-only') return headers
  return { ...headers, ...rateHeaders({ limit, remaining: 0 }) }
}

function validationError({ issues = [] }: ProblemDetails, world: World) {
  const errors = sentencesOf(issues)
  const [first = '', ...others] = Object.values(errors).flat()
  const more = others.length === 0 ? '' : ` (and ${others.length} more error${others.length === 1 ? '' : 's'})`
  const documented = positionOf(world, quirks.validationMessage) === 'documented'
  return { message: documented ? 'The given data was invalid.' : `${first}${more}`, errors }
}

function route(incoming: Incoming): string {
  return incoming.path.slice(1)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
