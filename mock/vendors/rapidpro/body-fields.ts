import { Problem } from '../../http/problem.ts'
import type { HandlerContext } from '../../http/handler-context.ts'
import type { JsonObject, JsonValue } from '../../world/model/run.ts'

/** What is wrong with a field: sentences, or sentences for items of a list by their place. */
export type FieldErrors = readonly string[] | Readonly<Record<string, readonly string[]>>

/** The body of a refusal: complaints by field. */
export type BodyErrors = Readonly<Record<string, FieldErrors>>

/** A value that was read, or what is wrong with it. */
export type ParseResult<Value> = { readonly value: Value } | { readonly complaint: FieldErrors }

const TRUE_VALUES: readonly unknown[] = [
  true,
  1,
  't',
  'T',
  'y',
  'Y',
  'yes',
  'Yes',
  'YES',
  'true',
  'True',
  'TRUE',
  'on',
  'On',
  'ON',
  '1',
]
const FALSE_VALUES: readonly unknown[] = [
  false,
  0,
  'f',
  'F',
  'n',
  'N',
  'no',
  'No',
  'NO',
  'false',
  'False',
  'FALSE',
  'off',
  'Off',
  'OFF',
  '0',
]
const MAX_ITEMS = 100

export const createFieldErrors = (text: string): { readonly complaint: FieldErrors } => ({ complaint: [text] })
export const createNoSuchObjectErrors = (value: JsonValue): { readonly complaint: FieldErrors } =>
  createFieldErrors(`No such object: ${typeof value === 'string' ? value : JSON.stringify(value)}`)

/**
 * The body of a request as JSON; an empty one is an object without members.
 * @throws {Problem} for another media type, and for what is no JSON
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
    throw new Problem('malformed-body', { text, note: 'the real server tells the place of the error' })
  }
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The fields of a body, read one by one; complaints are gathered, so that a client hears all of them at once. */
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

  /** A field's value; the fallback when it was not sent or is wrong. Null is wrong. */
  readOptional<Value>(name: string, parse: (value: JsonValue) => ParseResult<Value>, fallback: Value): Value {
    const response = Object.hasOwn(this.#body, name) ? this.#body[name] : undefined
    if (response === undefined) return fallback
    const found = response === null ? createFieldErrors('This field may not be null.') : parse(response)
    if ('value' in found) return found.value
    this.#errors[name] = found.complaint
    return fallback
  }

  /** As `read`, for a field that must be sent. */
  readRequired<Value>(name: string, parse: (value: JsonValue) => ParseResult<Value>): Value | undefined {
    if (this.#body[name] !== undefined) return this.readOptional<Value | undefined>(name, parse, undefined)
    this.#errors[name] = ['This field is required.']
    return undefined
  }
}

export function parseBoolean(value: JsonValue): ParseResult<boolean> {
  if (TRUE_VALUES.includes(value)) return { value: true }
  return FALSE_VALUES.includes(value) ? { value: false } : createFieldErrors('Must be a valid boolean.')
}

/** A list of at most a hundred items; the first item that is wrong speaks for all. */
export function createListParser<Value>(
  parse: (item: JsonValue) => ParseResult<Value>,
): (value: JsonValue) => ParseResult<readonly Value[]> {
  return (value) => {
    const items = readItems(value)
    if ('complaint' in items) return items
    const results = items.map(parse)
    const failure = results.find((one) => 'complaint' in one)
    return failure !== undefined && 'complaint' in failure ? failure : { value: collectValues(results) }
  }
}

/** The same, but each wrong item is complained of under its place. */
export function createIndexedListParser<Value>(
  parse: (item: JsonValue) => ParseResult<Value>,
): (value: JsonValue) => ParseResult<readonly Value[]> {
  return (value) => {
    const items = readItems(value)
    if ('complaint' in items) return items
    const results = items.map(parse)
    const failures = results.flatMap((one, place) =>
      'complaint' in one ? [[String(place), one.complaint as readonly string[]] as const] : [],
    )
    return failures.length > 0 ? { complaint: Object.fromEntries(failures) } : { value: collectValues(results) }
  }
}

function readItems(value: JsonValue): readonly JsonValue[] | { readonly complaint: FieldErrors } {
  if (!Array.isArray(value))
    return createFieldErrors(`Expected a list of items but got type "${getPythonType(value)}".`)
  const items = value as readonly JsonValue[]
  return items.length > MAX_ITEMS
    ? createFieldErrors(`Ensure this field has no more than ${MAX_ITEMS} elements.`)
    : items
}

function collectValues<Value>(read: readonly ParseResult<Value>[]): readonly Value[] {
  return read.flatMap((one) => ('value' in one ? [one.value] : []))
}

function getPythonType(value: JsonValue): string {
  if (typeof value === 'string') return 'str'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return 'dict'
}
