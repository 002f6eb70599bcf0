import type { JsonSchema } from '../../spec/open-api-document.ts'
import { ownDataSchema } from '../../spec/own-data-schema.ts'
import { findNearestWord } from '../wire/nearest-word.ts'
import { ParameterError } from '../world/dataset/parameters.ts'

/** The path to a value: names of members and places in lists. */
export type DataPath = readonly (string | number)[]

/** A value of own data that is invalid. */
export interface OwnDataIssue {
  readonly path: DataPath
  /** True when the issue is about the name of the last member of the path, not its value. */
  readonly isAboutName: boolean
  /** Continues the path to a sentence: "must be ...". */
  readonly message: string
}

const MAX_SHOWN_ISSUES = 10

/** Own data is invalid; the message has one sentence for each issue. */
export class OwnDataError extends ParameterError {
  readonly issues: readonly OwnDataIssue[]

  /** @param formatPlace names the place of an issue; by default by its path */
  constructor(issues: readonly OwnDataIssue[], formatPlace = ({ path }: OwnDataIssue) => formatPath(path)) {
    const lines = issues.slice(0, MAX_SHOWN_ISSUES).map((issue) => `${formatPlace(issue)} ${issue.message}`)
    const rest = issues.length - lines.length
    super([...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n'))
    this.issues = issues
  }
}

/** Formats a path such as "flows[2].ttl". */
export function formatPath(path: DataPath): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  return text === '' ? 'the own data' : text.replace(/^\./, '')
}

/**
 * Checks a value against the schema of own data. The schema uses few keywords, and the messages are sentences with the
 * nearest known name, so no general validator is used (docs/decisions/038-own-data.md).
 */
export function findSchemaIssues(value: unknown): readonly OwnDataIssue[] {
  const issues: OwnDataIssue[] = []
  checkValue(value, ownDataSchema, [], issues)
  return issues
}

function checkValue(value: unknown, schema: JsonSchema, path: DataPath, issues: OwnDataIssue[]): void {
  const { anyOf, enum: allowed } = schema as { readonly anyOf?: readonly JsonSchema[]; readonly enum?: unknown[] }
  const report = (message: string) => issues.push({ path, isAboutName: false, message })
  if (anyOf !== undefined) {
    const alternative = anyOf.find((one) => hasType(value, one))
    if (alternative === undefined) report(`must be ${anyOf.map(describeType).join(' or ')}`)
    else checkValue(value, alternative, path, issues)
  } else if (allowed !== undefined) {
    if (!allowed.includes(value)) report(`must be ${allowed.join(' or ')}${suggestWord(value, allowed)}`)
  } else if (!hasType(value, schema)) {
    const advice = typeof value === 'number' && hasType('', schema) ? '; put it in quotes' : ''
    report(`must be ${describeType(schema)}${advice}`)
  } else if (typeof value === 'string') {
    checkText(value, schema, report)
  } else if (typeof value === 'number') {
    checkNumber(value, schema, report)
  } else if (Array.isArray(value)) {
    checkCount(value.length, schema, ['minItems', 'maxItems', 'item'], report)
    value.forEach((item, place) => checkValue(item, (schema['items'] ?? {}) as JsonSchema, [...path, place], issues))
  } else if (typeof value === 'object' && value !== null) {
    checkObject(value, schema, path, issues)
  }
}

type Report = (message: string) => void

function checkText(text: string, schema: JsonSchema, report: Report): void {
  const { pattern, patternErrorMessage = '' } = schema as { pattern?: string; patternErrorMessage?: string }
  if (pattern !== undefined && !new RegExp(pattern).test(text)) report(`${patternErrorMessage}, not "${shorten(text)}"`)
  else checkCount(Array.from(text).length, schema, ['minLength', 'maxLength', 'character'], report)
}

function checkNumber(value: number, schema: JsonSchema, report: Report): void {
  const { minimum = -Infinity, maximum = Infinity } = schema as { minimum?: number; maximum?: number }
  if (value < minimum || value > maximum) report(`must be from ${minimum} to ${maximum}, not ${value}`)
}

function checkCount(
  count: number,
  schema: JsonSchema,
  [least, most, unit]: readonly [string, string, string],
  report: Report,
): void {
  const [minimum, maximum] = [Number(schema[least] ?? 0), Number(schema[most] ?? Infinity)]
  if (count < minimum) report(`must have at least ${minimum} ${unit}${minimum === 1 ? '' : 's'}`)
  if (count > maximum) report(`must have at most ${maximum} ${unit}s, not ${count}`)
}

/** Names with a special meaning in JavaScript are no names of members. */
const UNSAFE_NAMES: readonly string[] = ['__proto__', 'constructor', 'prototype']

function checkObject(value: object, schema: JsonSchema, path: DataPath, issues: OwnDataIssue[]): void {
  const { properties = {}, required = [] } = schema as {
    readonly properties?: Readonly<Record<string, JsonSchema>>
    readonly required?: readonly string[]
  }
  const others = schema['additionalProperties'] as boolean | JsonSchema | undefined
  const names = Object.keys(value)
  for (const name of required)
    if (!names.includes(name)) issues.push({ path, isAboutName: false, message: `needs \`${name}\`` })
  checkCount(names.length, schema, ['minProperties', 'maxProperties', 'member'], (message) =>
    issues.push({ path, isAboutName: false, message }),
  )
  for (const [name, member] of Object.entries(value)) {
    const inside = [...path, name]
    if (UNSAFE_NAMES.includes(name)) {
      issues.push({ path: inside, isAboutName: true, message: 'is not allowed as a name; remove it' })
    } else if (Object.hasOwn(properties, name)) {
      checkValue(member, properties[name] ?? {}, inside, issues)
    } else if (others === false) {
      const known = Object.keys(properties)
      const hint = findNearestWord(name, known)
      const advice = hint === undefined ? `use ${known.join(', ')}` : `did you mean "${hint}"?`
      issues.push({ path: inside, isAboutName: true, message: `is an unknown member; ${advice}` })
    } else {
      checkValue(member, typeof others === 'object' ? others : {}, inside, issues)
    }
  }
}

function hasType(value: unknown, { type }: JsonSchema): boolean {
  if (type === undefined) return true
  return [type].flat().some((name) => {
    if (name === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
    if (name === 'array') return Array.isArray(value)
    if (name === 'null') return value === null
    if (name === 'integer') return Number.isSafeInteger(value)
    return typeof value === name
  })
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
}

function describeType({ type }: JsonSchema): string {
  return [type]
    .flat()
    .map((name) => TYPE_NAMES[String(name)] ?? 'a value')
    .join(' or ')
}

function suggestWord(value: unknown, allowed: readonly unknown[]): string {
  if (typeof value !== 'string') return ''
  const hint = findNearestWord(value, allowed.map(String))
  return hint === undefined ? `, not "${shorten(value)}"` : `, not "${shorten(value)}"; did you mean "${hint}"?`
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 80)}...`
}
