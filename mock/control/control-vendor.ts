import { operations } from '../../spec/generated/control.operations.ts'
import type { operations as Operations } from '../../spec/generated/control.types.ts'
import type { OperationErrorReply } from '../http/operation.ts'
import { type Issue, Problem, type ProblemCode } from '../http/problem.ts'
import type { IncomingRequest } from '../http/request.ts'
import { defineVendor, type Vendor } from '../http/vendor.ts'
import { parseCredential } from '../wire/credentials.ts'
import { parseMediaType } from '../wire/media-type.ts'
import { type AccessPolicy, assertAllowedOrigin, assertToken, assertWritable } from './access-policy.ts'
import { type ControlDeps, createControlHandlers } from './handlers.ts'

type ErrorReply = OperationErrorReply<Operations[keyof Operations]>

/** Every refusal says in one sentence what was wrong, where, and what would do. */
export const problems = {
  'unknown-route': (_, { path }) => createErrorReply(404, `there is nothing at ${path}; see spec/control.yaml`),
  'method-not-allowed': ({ details }, { method, path }) => {
    const allow = (details.allow ?? []).join(', ')
    return { status: 400, body: { error: `${path} does not know ${method}; it knows ${allow}` }, headers: { allow } }
  },
  'not-acceptable': ({ message }) => createErrorReply(400, message),
  'unsupported-media-type': () => createErrorReply(415, 'send the body as application/json'),
  unauthenticated: ({ message }) => createErrorReply(403, message),
  forbidden: ({ message }) => createErrorReply(403, message),
  throttled: ({ message }) => createErrorReply(400, message),
  'malformed-body': () => createErrorReply(400, 'the body is not JSON that can be parsed'),
  invalid: ({ details }) =>
    createErrorReply(400, details.text ?? (details.issues ?? []).filter(isInformative).map(formatIssue).join('; ')),
  'not-found': ({ message }) => createErrorReply(404, message),
  conflict: ({ message }) => createErrorReply(409, message),
  refused: ({ message }) => createErrorReply(409, message),
  internal: () => ({ status: 400, body: { error: 'this is a bug of Flowtwin; the server has written it to stderr' } }),
} as const satisfies Record<ProblemCode, (problem: Problem, incoming: IncomingRequest) => ErrorReply>

function createErrorReply<Status extends ErrorReply['status']>(status: Status, error: string) {
  return { status, body: { error } }
}

/** That the part of a conditional schema failed which another issue tells of says nothing. */
function isInformative({ rule }: Issue): boolean {
  return rule !== 'if'
}

function formatIssue({ in: place, at, rule, expected }: Issue): string {
  const wanted = expected === undefined ? '' : ` (${JSON.stringify(expected)})`
  return `${place}${at === '' ? '' : ` ${at}`} does not keep the rule "${rule}"${wanted}`
}

/** How the control API receives whoever asks it, whatever it is asked. */
export function createControlDefaults(getAccessPolicy: () => AccessPolicy) {
  return {
    name: 'control',
    isOutsideWorlds: true,
    prefixes: ['/_twin'],
    auth: {
      authenticate(request) {
        assertAllowedOrigin(request, getAccessPolicy())
        const credential = parseCredential(request.getHeader('authorization'))
        return { token: credential?.scheme === 'bearer' ? credential.value : null, credentialStatus: 'member' }
      },
      authorize({ token }, operation) {
        // Whoever looks after containers asks for health without a credential.
        if (operation.id !== 'readHealth') assertToken(token, getAccessPolicy())
        assertWritable(operation, getAccessPolicy())
      },
    },
    negotiate(request, { requestBody }) {
      if (Object.keys(requestBody).length === 0) return
      if (parseMediaType(request.getHeader('content-type') ?? '').type !== 'application/json') {
        throw new Problem('unsupported-media-type')
      }
    },
    supportsHead: true,
    problems,
    demo: { basePath: '/_twin/v1', credential: '', authorization: '', buildExamplePath: () => '/_twin/v1/health' },
    quirks: [],
  } as const satisfies Omit<Vendor, 'operations' | 'handlers'>
}

/** Member names that mean something to JavaScript itself; nothing that the control API takes has any of them. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Levels of objects and lists that a body may have. */
const MAX_DEPTH = 64

/**
 * The body as it was sent.
 * @throws {Problem} "invalid" for one with such a member, at any depth; text that is no JSON is judged elsewhere
 */
export function rejectUnsafeKeys(text: string): string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text
  }
  assertSafeValue(value, '', 0)
  return text
}

function assertSafeValue(value: unknown, pointer: string, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > MAX_DEPTH)
    throw new Problem('invalid', { text: `body ${pointer}: it goes deeper than ${MAX_DEPTH} levels` })
  for (const [name, member] of Object.entries(value)) {
    const memberPointer = `${pointer}/${name}`
    if (!Array.isArray(value) && FORBIDDEN_NAMES.has(name)) {
      throw new Problem('invalid', {
        text: `body ${memberPointer}: a member may not be called "${name}"; leave it out`,
      })
    }
    assertSafeValue(member, memberPointer, depth + 1)
  }
}

/** The control API, built as a vendor is: from its document, by the same pipeline. */
export function createControlVendor(deps: ControlDeps): Vendor {
  return defineVendor<Operations>({
    ...createControlDefaults(deps.getAccessPolicy),
    operations,
    handlers: createControlHandlers(deps),
    normalizeBody: rejectUnsafeKeys,
  })
}
