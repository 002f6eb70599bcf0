import type { operations as Operations } from '../../spec/generated/control.types.ts'
import type { OperationErrorReply } from '../http/handler.ts'
import type { Issue, Problem, ProblemCode } from '../http/problem.ts'
import type { IncomingRequest } from '../http/request.ts'

type ErrorReply = OperationErrorReply<Operations[keyof Operations]>

/** The error responses of the control API: one sentence with the problem, the field and the remedy. */
export const problems = {
  'unknown-route': (_, { path }) => createErrorReply(404, `${path} does not exist; spec/control.yaml lists all paths`),
  'method-not-allowed': ({ details }, { method, path }) => {
    const allow = (details.allow ?? []).join(', ')
    const error = `${method} is not allowed for ${path}; allowed: ${allow}`
    return { status: 405, body: { error }, headers: { allow } }
  },
  'not-acceptable': ({ message }) => createErrorReply(400, message),
  'unsupported-media-type': () => createErrorReply(415, 'send the body with content-type application/json'),
  unauthenticated: ({ message }) => createErrorReply(403, message),
  forbidden: ({ message }) => createErrorReply(403, message),
  throttled: ({ message }) => createErrorReply(400, message),
  'malformed-body': () => createErrorReply(400, 'the body is not valid JSON'),
  invalid: ({ details }) => createErrorReply(400, details.text ?? describeIssues(details.issues ?? [])),
  'not-found': ({ message }) => createErrorReply(404, message),
  conflict: ({ message }) => createErrorReply(409, message),
  refused: ({ message }) => createErrorReply(409, message),
  internal: () => createErrorReply(500, 'internal error in Flowtwin; see the stderr of the server'),
} as const satisfies Record<ProblemCode, (problem: Problem, request: IncomingRequest) => ErrorReply>

function createErrorReply<Status extends ErrorReply['status']>(status: Status, error: string) {
  return { status, body: { error } }
}

/** Schema keywords that combine other schemas; the issues of those are more specific. */
const COMBINING_KEYWORDS: ReadonlySet<string> = new Set(['if', 'anyOf', 'oneOf', 'allOf'])

/** Describes schema violations in one sentence: "`name` must be ...; `runs` must be ...". */
function describeIssues(issues: readonly Issue[]): string {
  const alternatives = issues.filter(({ rule }) => rule === 'anyOf' || rule === 'oneOf').map(({ at }) => at)
  const texts = new Map<string, Set<string>>()
  for (const issue of issues) {
    if (COMBINING_KEYWORDS.has(issue.rule)) continue
    // Where one alternative fails only inside, the others do not apply.
    const isOtherAlternative = issues.some(({ at }) => alternatives.includes(issue.at) && at.startsWith(`${issue.at}/`))
    if (isOtherAlternative) continue
    const field = formatField(issue)
    texts.set(field, (texts.get(field) ?? new Set()).add(describeIssue(issue)))
  }
  const [first] = issues
  if (texts.size === 0 && first !== undefined) return `${formatField(first)} has no valid form`
  const joined = [...texts].map(([field, descriptions]) => `${field} ${[...descriptions].join(' or ')}`)
  return joined.join('; ')
}

/** Formats a JSON pointer or parameter name, such as "`rules[0].operation`" or "query parameter `limit`". */
function formatField({ in: place, at }: Issue): string {
  if (place !== 'body') return `${place} parameter \`${at}\``
  if (at === '') return 'the body'
  const steps = at.slice(1).replaceAll('~1', '/').replaceAll('~0', '~').split('/')
  const path = steps.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join('')
  return `\`${path.replace(/^\./, '')}\``
}

/** Explanations of the patterns in spec/control.yaml. */
const PATTERN_TEXTS: Readonly<Record<string, string>> = {
  '^[a-z0-9][a-z0-9-]{0,62}$': 'must be 1 to 63 lower-case letters, digits or hyphens',
  '^(live|frozen|\\d+(\\.\\d+)?x)$': 'must be "live", "frozen" or a speed such as "60x"',
  '^\\+[1-9][0-9]{7,14}$': 'must be a phone number such as +31612345678',
  '^[a-z]{2}$': 'must be a language code of two lower-case letters',
  '^[a-z]+\\.(\\w+|\\*)$': 'must be a vendor, a dot and an operation, such as idnow.listSessions or idnow.*',
}

/** @param issue its `expected` holds the parameters of an Ajv error */
function describeIssue({ rule, expected }: Issue): string {
  const { type, limit, allowedValue, allowedValues, pattern, format } = (expected ?? {}) as AjvParameters
  switch (rule) {
    case 'type':
      return `must be of type ${[type].flat().join(' or ')}`
    case 'required':
      return 'is required'
    case 'additionalProperties':
      return 'is an unknown field; remove it'
    case 'const':
      return `must be ${JSON.stringify(allowedValue)}`
    case 'enum':
      return `must be one of ${(allowedValues ?? []).join(', ')}`
    case 'pattern':
      return PATTERN_TEXTS[pattern ?? ''] ?? `must match ${pattern}`
    case 'format':
      return format === 'date-time' ? 'must be an instant such as 2026-01-15T09:00:00Z' : `must be a valid ${format}`
    case 'minimum':
      return `must be at least ${limit}`
    case 'maximum':
      return `must be at most ${limit}`
    case 'minProperties':
    case 'maxProperties':
    case 'minItems':
    case 'maxItems':
    case 'minLength':
    case 'maxLength': {
      const unit = rule.endsWith('Properties') ? 'fields' : rule.endsWith('Items') ? 'items' : 'characters'
      return `must have at ${rule.startsWith('min') ? 'least' : 'most'} ${limit} ${unit}`
    }
    default:
      return `violates the rule "${rule}"`
  }
}

interface AjvParameters {
  readonly type?: string | readonly string[]
  readonly limit?: number
  readonly allowedValue?: unknown
  readonly allowedValues?: readonly unknown[]
  readonly pattern?: string
  readonly format?: string
}
