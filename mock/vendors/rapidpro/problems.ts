import type { operations } from '../../../spec/generated/rapidpro.types.ts'
import type { Incoming } from '../../http/incoming.ts'
import type { RefusalOf } from '../../http/operation-types.ts'
import type { Problem } from '../../http/problem.ts'

type Refusal = RefusalOf<operations[keyof operations]>

const detail = (text: string) => ({ detail: text })

/** Every refusal is one sentence under `detail`; there is no 401, and what the server itself fails at is a plain page. */
export const problems = {
  'unknown-route': () => ({ status: 404, body: '<h1>Not Found</h1>', type: 'text/html' }),
  'method-not-allowed': (_: Problem, incoming: Incoming): Refusal => ({
    status: 405,
    body: detail(`Method "${incoming.method}" not allowed.`),
  }),
  'not-acceptable': (): Refusal => ({ status: 406, body: detail('Could not satisfy the request Accept header.') }),
  'unsupported-media-type': (problem: Problem): Refusal => ({ status: 415, body: detail(problem.message) }),
  unauthenticated: (problem: Problem): Refusal => ({ status: 403, body: detail(problem.message) }),
  forbidden: (): Refusal => ({ status: 403, body: detail('You do not have permission to perform this action.') }),
  throttled: ({ details }: Problem): Refusal => {
    const seconds = details.retryAfter
    if (seconds === undefined) return { status: 429, body: detail('Request was throttled.') }
    const text = `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`
    return { status: 429, body: detail(text), headers: { 'retry-after': String(seconds) } }
  },
  'malformed-body': (problem: Problem): Refusal => ({ status: 400, body: detail(problem.message) }),
  invalid: (problem: Problem): Refusal => ({ status: 400, body: detail(problem.message) }),
  'not-found': (problem: Problem): Refusal => ({ status: 404, body: detail(problem.message) }),
  conflict: serverError,
  refused: serverError,
  internal: serverError,
}

function serverError(): Refusal {
  return { status: 500, body: 'Server Error. Site administrators have been notified.' }
}
