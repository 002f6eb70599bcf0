import { Problem } from '../../http/problem.ts'
import type { Scene } from '../../http/scene.ts'
import type { JsonObject, JsonValue } from '../../world/run.ts'

/** What is wrong with a field: sentences, or sentences for items of a list by their place. */
export type Complaint = readonly string[] | Readonly<Record<string, readonly string[]>>

/** The body of a refusal: complaints by field. */
export type Complaints = Readonly<Record<string, Complaint>>

/** A value that was read, or what is wrong with it. */
export type Read<Value> = { readonly value: Value } | { readonly complaint: Complaint }

const YES: readonly unknown[] = [
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
const NO: readonly unknown[] = [
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
const MOST_ITEMS = 100

export const complaint = (text: string): { readonly complaint: Complaint } => ({ complaint: [text] })
export const noSuchObject = (value: JsonValue): { readonly complaint: Complaint } =>
  complaint(`No such object: ${typeof value === 'string' ? value : JSON.stringify(value)}`)

/**
 * The body of a request as JSON; an empty one is an object without members.
 * @throws {Problem} for another media type, and for what is no JSON
 */
export function jsonBodyOf({ incoming, content }: Scene): JsonValue {
  const header = incoming.header('content-type') ?? ''
  if (content === '') return {}
  if (header.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    throw new Problem('unsupported-media-type', { text: `Unsupported media type "${header}" in request.` })
  }
  try {
    return JSON.parse(content) as JsonValue
  } catch {
    const text = 'JSON parse error - Expecting value: line 1 column 1 (char 0)'
    throw new Problem('malformed-body', { text, note: 'the real server tells the place of the error' })
  }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The fields of a body, read one by one; complaints are gathered, so that a client hears all of them at once. */
export class Fields {
  readonly #body: JsonObject
  readonly #complaints: Record<string, Complaint> = {}

  constructor(body: JsonObject) {
    this.#body = body
  }

  get complaints(): Complaints {
    return this.#complaints
  }

  get areRight(): boolean {
    return Object.keys(this.#complaints).length === 0
  }

  /** A field's value; the fallback when it was not sent or is wrong. Null is wrong. */
  read<Value>(name: string, parse: (value: JsonValue) => Read<Value>, fallback: Value): Value {
    const sent = Object.hasOwn(this.#body, name) ? this.#body[name] : undefined
    if (sent === undefined) return fallback
    const found = sent === null ? complaint('This field may not be null.') : parse(sent)
    if ('value' in found) return found.value
    this.#complaints[name] = found.complaint
    return fallback
  }

  /** As `read`, for a field that must be sent. */
  required<Value>(name: string, parse: (value: JsonValue) => Read<Value>): Value | undefined {
    if (this.#body[name] !== undefined) return this.read<Value | undefined>(name, parse, undefined)
    this.#complaints[name] = ['This field is required.']
    return undefined
  }
}

export function booleanFrom(value: JsonValue): Read<boolean> {
  if (YES.includes(value)) return { value: true }
  return NO.includes(value) ? { value: false } : complaint('Must be a valid boolean.')
}

/** A list of at most a hundred items; the first item that is wrong speaks for all. */
export function listFrom<Value>(parse: (item: JsonValue) => Read<Value>): (value: JsonValue) => Read<readonly Value[]> {
  return (value) => {
    const items = itemsOf(value)
    if ('complaint' in items) return items
    const read = items.map(parse)
    const wrong = read.find((one) => 'complaint' in one)
    return wrong !== undefined && 'complaint' in wrong ? wrong : { value: valuesOf(read) }
  }
}

/** The same, but each wrong item is complained of under its place. */
export function listByPlace<Value>(
  parse: (item: JsonValue) => Read<Value>,
): (value: JsonValue) => Read<readonly Value[]> {
  return (value) => {
    const items = itemsOf(value)
    if ('complaint' in items) return items
    const read = items.map(parse)
    const wrong = read.flatMap((one, place) =>
      'complaint' in one ? [[String(place), one.complaint as readonly string[]] as const] : [],
    )
    return wrong.length > 0 ? { complaint: Object.fromEntries(wrong) } : { value: valuesOf(read) }
  }
}

function itemsOf(value: JsonValue): readonly JsonValue[] | { readonly complaint: Complaint } {
  if (!Array.isArray(value)) return complaint(`Expected a list of items but got type "${pythonType(value)}".`)
  const items = value as readonly JsonValue[]
  return items.length > MOST_ITEMS ? complaint(`Ensure this field has no more than ${MOST_ITEMS} elements.`) : items
}

function valuesOf<Value>(read: readonly Read<Value>[]): readonly Value[] {
  return read.flatMap((one) => ('value' in one ? [one.value] : []))
}

function pythonType(value: JsonValue): string {
  if (typeof value === 'string') return 'str'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return 'dict'
}
