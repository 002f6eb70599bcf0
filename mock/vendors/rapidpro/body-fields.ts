import { Problem } from '../../http/problem.ts'
import type { HandlerContext } from '../../http/handler.ts'
import type { JsonObject, JsonValue } from '../../world/model/run.ts'
import { parsePhone } from './value-formats.ts'

/** The error texts of a field; for a list that is checked item by item, those of each invalid item by index. */
type FieldErrors = readonly string[] | Readonly<Record<string, readonly string[]>>

/** The body of a 400 response: errors by field name. */
export type BodyErrors = Readonly<Record<string, FieldErrors>>

/** A parsed value, or the errors of an invalid one. */
export type ParseResult<Value> = { readonly value: Value } | InvalidField

type ValueParser<Value> = (value: JsonValue) => ParseResult<Value>

interface InvalidField {
  readonly errors: FieldErrors
}

const TRUE_VALUES: readonly unknown[] = [true, 1, ...'t T y Y yes Yes YES true True TRUE on On ON 1'.split(' ')]
const FALSE_VALUES: readonly unknown[] = [false, 0, ...'f F n N no No NO false False FALSE off Off OFF 0'.split(' ')]
const MAX_ITEMS = 100

export function createFieldErrors(text: string): InvalidField {
  return { errors: [text] }
}

/** Returns a parser of references to objects; `find` returns undefined for an unknown one. */
export function createReferenceParser(find: (text: string) => number | undefined): ValueParser<number> {
  return (value) => {
    const found = typeof value === 'string' ? find(value) : undefined
    return found === undefined ? createFieldErrors(`No such object: ${formatValue(value)}`) : { value: found }
  }
}

export function createNonFieldErrors(text: string): { readonly errors: BodyErrors } {
  return { errors: { non_field_errors: [text] } }
}

/**
 * Parses the body of a request; an empty one is an empty object.
 * @throws {Problem} for another media type, or invalid JSON
 */
export function parseJsonBody({ request, bodyText }: HandlerContext): JsonValue {
  const header = request.getHeader('content-type') ?? ''
  if (bodyText === '') return {}
  if (header.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    throw new Problem('unsupported-media-type', { text: `Unsupported media type "${header}" in request.` })
  }
  try {
    return JSON.parse(bodyText) as JsonValue
  } catch {
    const text = 'JSON parse error - Expecting value: line 1 column 1 (char 0)'
    throw new Problem('malformed-body', { text, note: 'the real server reports the position of the error' })
  }
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads the fields of a body one by one and collects the errors of all. */
export class BodyFields {
  readonly #body: JsonObject
  readonly #errors: Record<string, FieldErrors> = {}

  constructor(body: JsonObject) {
    this.#body = body
  }

  get errors(): BodyErrors {
    return this.#errors
  }

  get isValid(): boolean {
    return Object.keys(this.#errors).length === 0
  }

  /** Returns the value of a field; the fallback for an absent or invalid one. Null is invalid. */
  readOptional<Value>(name: string, parse: ValueParser<Value>, fallback: Value): Value {
    const value = Object.hasOwn(this.#body, name) ? this.#body[name] : undefined
    if (value === undefined) return fallback
    const result = value === null ? createFieldErrors('This field may not be null.') : parse(value)
    if ('value' in result) return result.value
    this.#errors[name] = result.errors
    return fallback
  }

  /** Returns the value of a field; undefined for an absent or invalid one. Both are errors. */
  readRequired<Value>(name: string, parse: ValueParser<Value>): Value | undefined {
    if (this.#body[name] !== undefined) return this.readOptional<Value | undefined>(name, parse, undefined)
    this.#errors[name] = ['This field is required.']
    return undefined
  }
}

export function parseBoolean(value: JsonValue): ParseResult<boolean> {
  if (TRUE_VALUES.includes(value)) return { value: true }
  return FALSE_VALUES.includes(value) ? { value: false } : createFieldErrors('Must be a valid boolean.')
}

/** Parses a URN to the phone number in it. */
export function parseUrn(value: JsonValue): ParseResult<string> {
  const phone = typeof value === 'string' ? parsePhone(value) : undefined
  if (phone !== undefined) return { value: phone }
  return createFieldErrors(`Invalid URN: ${formatValue(value)}. Ensure phone numbers contain country codes.`)
}

function formatValue(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Returns a parser of lists that reports the first invalid item. */
export function createListParser<Value>(parseItem: ValueParser<Value>): ValueParser<readonly Value[]> {
  return (value) => parseItems(value, parseItem, ([first]) => first?.[1] ?? [])
}

/** Returns a parser of lists that reports every invalid item by its index. */
export function createIndexedListParser<Value>(parseItem: ValueParser<Value>): ValueParser<readonly Value[]> {
  return (value) => parseItems(value, parseItem, (invalid) => Object.fromEntries(invalid))
}

/** The index of an invalid item in its list, and its errors. */
type InvalidItem = readonly [index: string, errors: readonly string[]]

function parseItems<Value>(
  value: JsonValue,
  parseItem: ValueParser<Value>,
  toErrors: (invalid: readonly InvalidItem[]) => FieldErrors,
): ParseResult<readonly Value[]> {
  if (!Array.isArray(value)) {
    return createFieldErrors(`Expected a list of items but got type "${getPythonType(value)}".`)
  }
  if (value.length > MAX_ITEMS) return createFieldErrors(`Ensure this field has no more than ${MAX_ITEMS} elements.`)
  const results = (value as readonly JsonValue[]).map(parseItem)
  // The errors of an item are a list: items are no lists themselves.
  const invalid = results.flatMap((result, index): readonly InvalidItem[] =>
    'errors' in result ? [[String(index), result.errors as readonly string[]]] : [],
  )
  if (invalid.length > 0) return { errors: toErrors(invalid) }
  return { value: results.flatMap((result) => ('value' in result ? [result.value] : [])) }
}

function getPythonType(value: JsonValue): string {
  if (typeof value === 'string') return 'str'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return 'dict'
}
