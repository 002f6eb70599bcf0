import type { Issue } from './problem.ts'
import { suggestName } from '../wire/nearest-word.ts'

/** Schema keywords that combine other schemas; the issues of those are more specific. */
const COMBINING_KEYWORDS: ReadonlySet<string> = new Set(['if', 'anyOf', 'oneOf', 'allOf'])

/** Describes schema violations in one sentence: "`name` must be ..., not "x"; `runs` must be ...". */
export function describeIssues(issues: readonly Issue[]): string {
  const alternatives = issues.filter(({ rule }) => rule === 'anyOf' || rule === 'oneOf').map(({ at }) => at)
  const texts = new Map<string, { readonly descriptions: Set<string>; readonly given: string }>()
  for (const issue of issues) {
    if (COMBINING_KEYWORDS.has(issue.rule)) continue
    // Where one alternative fails only inside, the others do not apply.
    const isOtherAlternative = issues.some(({ at }) => alternatives.includes(issue.at) && at.startsWith(`${issue.at}/`))
    if (isOtherAlternative) continue
    const field = formatField(issue)
    const entry = texts.get(field) ?? { descriptions: new Set(), given: formatGiven(issue) }
    entry.descriptions.add(describeIssue(issue))
    texts.set(field, entry)
  }
  const [first] = issues
  if (texts.size === 0 && first !== undefined) return `${formatField(first)} has no valid form`
  return [...texts]
    .map(([field, { descriptions, given }]) => `${field} ${joinAlternatives(descriptions)}${given}`)
    .join('; ')
}

/** Joins "must be a", "must be b" and "must be c" as "must be a, b or c". */
function joinAlternatives(descriptions: ReadonlySet<string>): string {
  const all = [...descriptions]
  const [first = ''] = all
  const verb = ['must be ', 'must have '].find((start) => all.every((text) => text.startsWith(start))) ?? ''
  const parts = all.map((text) => text.slice(verb.length))
  const last = parts.at(-1) ?? ''
  return parts.length === 1 ? first : `${verb}${parts.slice(0, -1).join(', ')} or ${last}`
}

/** Formats a JSON pointer or parameter name, such as "`rules[0].operation`" or "query parameter `limit`". */
function formatField({ in: place, at }: Issue): string {
  if (place !== 'body') return `${place} parameter \`${at}\``
  if (at === '') return 'the body'
  const steps = at.slice(1).replaceAll('~1', '/').replaceAll('~0', '~').split('/')
  const path = steps.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join('')
  return `\`${path.replace(/^\./, '')}\``
}

/** The keywords whose violation depends on the value alone. */
const VALUE_KEYWORDS: ReadonlySet<string> = new Set([
  'type',
  'const',
  'enum',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
])

/** Formats the rejected value as `, not "x"`; empty for an object, a list and a long text. */
function formatGiven({ rule, given }: Issue): string {
  return VALUE_KEYWORDS.has(rule) && given !== undefined ? `, not ${JSON.stringify(given)}` : ''
}

/** Explanations of the patterns in the documents. */
const PATTERN_TEXTS: Readonly<Record<string, string>> = {
  '^[a-z0-9][a-z0-9-]{0,62}$': 'must be 1 to 63 lower-case letters, digits or hyphens',
  '^(live|frozen|\\d+(\\.\\d+)?x)$': 'must be live, frozen or a speed such as 60x',
  '^\\+[1-9][0-9]{7,14}$': 'must be a phone number such as +31612345678',
  '^[a-z]{2}$': 'must be a language code of two lower-case letters',
  '^[a-z]+\\.(\\w+|\\*)$': 'must be a vendor, a dot and an operation, such as idnow.listSessions or idnow.*',
}

/** Describes a pattern of words and separators by its words. */
function describePattern(pattern: string): string {
  const words = [...new Set(pattern.match(/[A-Za-z]\w+/g) ?? [])]
  const isWordList = words.length > 1 && /^[\w^$()|,?*+-]+$/.test(pattern)
  return PATTERN_TEXTS[pattern] ?? (isWordList ? `must consist of ${words.join(', ')}` : `must match ${pattern}`)
}

const TYPE_TEXTS: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}

const FORMAT_TEXTS: Readonly<Record<string, string>> = {
  'date-time': 'an instant such as 2026-01-15T09:00:00Z',
  uuid: 'a UUID such as 019bc0e0-ccd0-7e2d-914d-dffd5f366c98',
  email: 'an e-mail address',
}

/** @param issue its `expected` has the parameters of an Ajv error */
function describeIssue({ rule, expected, at }: Issue): string {
  const { type, limit, allowedValue, allowedValues, pattern, format, multipleOf, known } = (expected ??
    {}) as AjvParameters
  switch (rule) {
    case 'type':
      return `must be ${[type ?? []]
        .flat()
        .map((name) => TYPE_TEXTS[name] ?? name)
        .join(' or ')}`
    case 'required':
      return 'is missing'
    case 'additionalProperties':
      return `is an unknown field; ${known === undefined ? 'remove it' : suggestName(at.slice(at.lastIndexOf('/') + 1), known)}`
    case 'const':
      return `must be ${JSON.stringify(allowedValue)}`
    case 'enum':
    case 'in':
      return `must be one of ${(allowedValues ?? []).join(', ')}`
    case 'pattern':
      return describePattern(pattern ?? '')
    case 'format': {
      const name = format ?? (typeof expected === 'string' ? expected : '')
      return FORMAT_TEXTS[name] === undefined ? `is no valid ${name}`.trimEnd() : `must be ${FORMAT_TEXTS[name]}`
    }
    case 'minimum':
      return `must be at least ${limit}`
    case 'maximum':
      return `must be at most ${limit}`
    case 'exclusiveMinimum':
      return `must be more than ${limit}`
    case 'exclusiveMaximum':
      return `must be less than ${limit}`
    case 'multipleOf':
      return `must be a multiple of ${multipleOf}`
    case 'uniqueItems':
      return 'must have no item twice'
    case 'minProperties':
    case 'maxProperties':
    case 'minItems':
    case 'maxItems':
    case 'minLength':
    case 'maxLength': {
      const unit = rule.endsWith('Properties') ? 'field' : rule.endsWith('Items') ? 'item' : 'character'
      return `must have at ${rule.startsWith('min') ? 'least' : 'most'} ${limit} ${unit}${limit === 1 ? '' : 's'}`
    }
    default:
      return typeof expected === 'string' || typeof expected === 'number'
        ? `is not valid (${rule} ${expected})`
        : 'is not valid'
  }
}

interface AjvParameters {
  readonly type?: string | readonly string[]
  readonly limit?: number
  readonly allowedValue?: unknown
  readonly allowedValues?: readonly unknown[]
  readonly pattern?: string
  readonly format?: string
  readonly multipleOf?: number
  /** The documented fields of the object, for an unknown one. */
  readonly known?: readonly string[]
}
