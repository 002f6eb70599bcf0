import type { operations } from '../../spec/generated/control.types.ts'
import type { Incoming } from '../http/incoming.ts'
import type { RefusalOf } from '../http/operation-types.ts'
import type { Issue, Problem, ProblemCode } from '../http/problem.ts'

type Refusal = RefusalOf<operations[keyof operations]>

/** Every refusal says in one sentence what was wrong, where, and what would do. */
export const problems = {
  'unknown-route': (_, { path }) => refusal(404, `there is nothing at ${path}; see spec/control.yaml`),
  'method-not-allowed': ({ details }, { method, path }) => {
    const allow = (details.allow ?? []).join(', ')
    return { status: 400, body: { error: `${path} does not know ${method}; it knows ${allow}` }, headers: { allow } }
  },
  'not-acceptable': ({ message }) => refusal(400, message),
  'unsupported-media-type': () => refusal(415, 'send the body as application/json'),
  unauthenticated: ({ message }) => refusal(403, message),
  forbidden: ({ message }) => refusal(403, message),
  throttled: ({ message }) => refusal(400, message),
  'malformed-body': () => refusal(400, 'the body is not JSON that can be parsed'),
  invalid: ({ details }) => refusal(400, details.text ?? (details.issues ?? []).filter(says).map(sentence).join('; ')),
  'not-found': ({ message }) => refusal(404, message),
  conflict: ({ message }) => refusal(409, message),
  refused: ({ message }) => refusal(409, message),
  internal: () => ({ status: 400, body: { error: 'this is a bug of Flowtwin; the server has written it to stderr' } }),
} as const satisfies Record<ProblemCode, (problem: Problem, incoming: Incoming) => Refusal>

function refusal<Status extends Refusal['status']>(status: Status, error: string) {
  return { status, body: { error } }
}

/** That the part of a conditional schema failed which another issue tells of says nothing. */
function says({ rule }: Issue): boolean {
  return rule !== 'if'
}

function sentence({ in: place, at, rule, expected }: Issue): string {
  const wanted = expected === undefined ? '' : ` (${JSON.stringify(expected)})`
  return `${place}${at === '' ? '' : ` ${at}`} does not keep the rule "${rule}"${wanted}`
}
