import type { operations } from '../../../spec/generated/qyvo.types.ts'
import type { Incoming } from '../../http/incoming.ts'
import type { RefusalOf } from '../../http/operation-types.ts'
import type { Issue, Problem, ProblemCode } from '../../http/problem.ts'

type Refusal = RefusalOf<operations[keyof operations]>

/** Qyvo's two families of error bodies: `message` from the framework, `error` from the business rules. */
export const problems = {
  'unknown-route': (_, incoming) => ({
    status: 404,
    body: { message: `The route ${route(incoming)} could not be found.` },
  }),
  'method-not-allowed': ({ details }, incoming) => {
    const allow = (details.allow ?? []).join(', ')
    const message = `The ${incoming.method} method is not supported for route ${route(incoming)}. Supported methods: ${allow}.`
    return { status: 405, body: { message }, headers: { allow } }
  },
  'not-acceptable': serverError,
  'unsupported-media-type': serverError,
  unauthenticated: () => ({ status: 401, body: { message: 'Unauthenticated.' } }),
  forbidden: () => ({ status: 403, body: { message: 'Invalid scope(s) provided.' } }),
  throttled: ({ details }) => ({
    status: 429,
    body: { message: 'Too Many Attempts.' },
    headers: { 'retry-after': String(details.retryAfter ?? 1) },
  }),
  'malformed-body': serverError,
  invalid: ({ details }) => ({ status: 422, body: validationError(details.issues ?? []) }),
  'not-found': (_, incoming) => ({
    status: 404,
    body: { message: `The route ${route(incoming)} could not be found.` },
  }),
  conflict: serverError,
  refused: serverError,
  internal: serverError,
} as const satisfies Record<ProblemCode, (problem: Problem, incoming: Incoming) => Refusal>

function serverError(): Refusal {
  return { status: 500, body: { message: 'Server Error' } }
}

function validationError(issues: readonly Issue[]) {
  const fields = new Set(issues.map((issue) => issue.at))
  const errors = [...fields].map((field) => [field, [`The ${field.replaceAll('_', ' ')} field must be a valid UUID.`]])
  return { message: 'The given data was invalid.', errors: Object.fromEntries(errors) as Record<string, string[]> }
}

function route(incoming: Incoming): string {
  return incoming.path.slice(1)
}
