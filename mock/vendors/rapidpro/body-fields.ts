import { countCharacters } from '../../wire/python-values.ts'
import type { JsonObject, JsonValue } from '../../world/model/json.ts'
import type { FormValue, RequestBody } from './request-body.ts'
import type { ServerVersion } from './quirks.ts'
import { isValidUrn, normalizeUrn } from './value-formats.ts'

/** The error texts of a field; for a list or an object that is checked item by item, those of each invalid item. */
type FieldErrors = readonly string[] | Readonly<Record<string, readonly string[]>>

/** The body of a 400 response: errors by field name. */
export type BodyErrors = Readonly<Record<string, FieldErrors>>

interface InvalidField {
  readonly errors: FieldErrors
}

/** A parsed value, or the errors of an invalid one. */
export type ParseResult<Value> = { readonly value: Value } | InvalidField

/** A field of a serializer, by the rules of the framework. */
export interface Field<Value> {
  /** Decides how a form sends the field. */
  readonly kind: 'text' | 'reference' | 'references' | 'list' | 'object' | 'boolean' | 'json'
  readonly isNullable?: boolean
  /** True for an object whose members a form sends as `name.key`; others cannot be sent by form. */
  readonly hasFormMembers?: boolean
  /** Parses a value. Null occurs for JSON in a form only. */
  parse(value: JsonValue): ParseResult<Value>
}

const MAX_ITEMS = 100
const NOT_NULL = 'This field may not be null.'

export function createFieldErrors(...texts: readonly string[]): InvalidField {
  return { errors: texts }
}

export function createNonFieldErrors(text: string): { readonly errors: BodyErrors } {
  return { errors: { non_field_errors: [text] } }
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads the fields of a body one by one and collects the errors of all. */
export class BodyFields {
  readonly #body: RequestBody
  readonly #errors: Record<string, FieldErrors> = {}

  constructor(body: RequestBody) {
    this.#body = body
  }

  /** The error of a body that is no object; undefined for an object. */
  get shapeErrors(): { readonly errors: BodyErrors } | undefined {
    if (this.#body.kind === 'form' || isJsonObject(this.#body.value)) return undefined
    return createNonFieldErrors('Request body should be a single JSON object')
  }

  get errors(): BodyErrors {
    return this.#errors
  }

  get isValid(): boolean {
    return Object.keys(this.#errors).length === 0
  }

  /** Returns the value of a field; undefined for an absent or invalid one, null only for a nullable one. */
  readOptional<Value>(name: string, field: Field<Value>): Value | null | undefined {
    return this.#parseValue(name, this.#getValue(name, field), field)
  }

  /** Returns the value of a field; undefined for an absent or invalid one. Both are errors. */
  readRequired<Value>(name: string, field: Field<Value>): Value | null | undefined {
    const sent = this.#getValue(name, field, true)
    if (sent === undefined) this.#errors[name] = ['This field is required.']
    return this.#parseValue(name, sent, field)
  }

  #parseValue<Value>(name: string, sent: JsonValue | undefined, field: Field<Value>): Value | null | undefined {
    if (sent === undefined) return undefined
    // References treat an empty text as null.
    const value = field.kind === 'reference' && sent === '' ? null : sent
    if (value === null && field.isNullable === true) return null
    const result =
      value === null
        ? createFieldErrors(NOT_NULL)
        : this.#isJsonText(value, field)
          ? parseJsonText(value, field)
          : field.parse(value)
    if ('value' in result) return result.value
    this.#errors[name] = result.errors
    return undefined
  }

  #isJsonText(value: JsonValue, { kind }: Field<unknown>): value is string {
    return typeof value === 'string' && this.#body.kind === 'form' && kind === 'json'
  }

  #getValue(name: string, field: Field<unknown>, isRequired = false): JsonValue | undefined {
    if (this.#body.kind === 'form') return getFormValue(this.#body.fields, name, field, isRequired)
    const { value } = this.#body
    return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  }
}

/**
 * The value of a field in a form: an absent boolean is false, absent references are none. Lists and JSON take the name of a
 * file as their text.
 */
function getFormValue(
  fields: ReadonlyMap<string, readonly FormValue[]>,
  name: string,
  { kind, isNullable = false, hasFormMembers = false }: Field<unknown>,
  isRequired: boolean,
): JsonValue | undefined {
  const values = fields.get(name) ?? []
  const last = values.at(-1)
  switch (kind) {
    case 'references':
      return values.map(toJsonValue)
    case 'list': {
      const items = values.length > 0 ? values : listIndexedValues(fields, name)
      return items.length === 0 ? undefined : items.map(toText)
    }
    case 'object':
      return hasFormMembers ? collectMembers(fields, name) : {}
    case 'json':
      return last === undefined ? undefined : toText(last)
    default:
      if (last === undefined) return kind === 'boolean' ? false : undefined
      if (last !== '') return toJsonValue(last)
      return isNullable ? null : isRequired ? '' : undefined
  }
}

/** The values of `name[0]`, `name[1]` and so on. */
function listIndexedValues(fields: ReadonlyMap<string, readonly FormValue[]>, name: string): readonly FormValue[] {
  return [...fields].flatMap(([key, values]) => {
    const isItem = key.startsWith(`${name}[`) && /^\[\d+\]$/.test(key.slice(name.length))
    return isItem ? values.slice(-1) : []
  })
}

/** Collects the fields `name.key` of a form by key. */
function collectMembers(fields: ReadonlyMap<string, readonly FormValue[]>, name: string): JsonObject {
  const members = [...fields].flatMap(([key, values]) => {
    const [last] = values.slice(-1)
    return key.startsWith(`${name}.`) && last !== undefined ? [[key.slice(name.length + 1), toJsonValue(last)]] : []
  })
  return Object.fromEntries(members) as JsonObject
}

function toText(value: FormValue): string {
  return typeof value === 'string' ? value : value.filename
}

/** A file is an object to the fields that take a single value. */
function toJsonValue(value: FormValue): JsonValue {
  return typeof value === 'string' ? value : { ...value }
}

function parseJsonText<Value>(text: string, field: Field<Value>): ParseResult<Value> {
  try {
    return field.parse(JSON.parse(text) as JsonValue)
  } catch (error) {
    if (error instanceof SyntaxError) return createFieldErrors('Value must be valid JSON.')
    throw error
  }
}

interface TextRules {
  readonly minLength?: number
  readonly maxLength?: number
  readonly isBlankAllowed?: boolean
  readonly isNullable?: boolean
  /** Returns the error of a valid text, or undefined. */
  readonly findError?: (text: string) => string | undefined
}

export function createTextField(rules: TextRules): Field<string> {
  const { minLength = 0, maxLength = Infinity, isBlankAllowed = false, isNullable = false, findError } = rules
  return {
    kind: 'text',
    isNullable,
    parse(value) {
      if (typeof value === 'boolean' || typeof value === 'object') return createFieldErrors('Not a valid string.')
      const text = String(value).trim()
      if (text === '') return isBlankAllowed ? { value: '' } : createFieldErrors('This field may not be blank.')
      const length = countCharacters(text)
      const errors = [
        ...(length > maxLength ? [`Ensure this field has no more than ${maxLength} characters.`] : []),
        ...(length < minLength ? [`Ensure this field has at least ${minLength} characters.`] : []),
        ...(text.includes('\0') ? ['Null characters are not allowed.'] : []),
      ]
      const error = errors.length === 0 ? findError?.(text) : undefined
      if (error !== undefined) errors.push(error)
      return errors.length === 0 ? { value: text } : createFieldErrors(...errors)
    },
  }
}

const TRUE_TEXTS = ['t', 'y', 'yes', 'true', 'on', '1']
const FALSE_TEXTS = ['f', 'n', 'no', 'false', 'off', '0']

/** A boolean, its number or one of its words: in any case in the newer line, in lower case, upper case or capitalized in version 9. */
export function createBooleanField(version: ServerVersion): Field<boolean> {
  return {
    kind: 'boolean',
    parse(value) {
      const isBoolean = typeof value === 'boolean' || value === 0 || value === 1
      const text = isBoolean ? String(Number(value)) : typeof value === 'string' ? value : ''
      const word = text.toLowerCase()
      const isWord = version === 'head' || [word, word.toUpperCase(), capitalize(word)].includes(text)
      if (isWord && TRUE_TEXTS.includes(word)) return { value: true }
      return isWord && FALSE_TEXTS.includes(word) ? { value: false } : createFieldErrors('Must be a valid boolean.')
    },
  }
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** Finds the object with an id or name; undefined for an unknown one. */
type FindObject = (text: string) => number | undefined

function parseReference(value: JsonValue, find: FindObject): ParseResult<number> {
  const isReference = typeof value === 'string' || typeof value === 'boolean' || Number.isInteger(value)
  if (!isReference) return createFieldErrors('Must be a string or integer')
  const text = formatPython(value)
  const found = find(text)
  return found === undefined ? createFieldErrors(`No such object: ${text}`) : { value: found }
}

export function createReferenceField(find: FindObject): Field<number> {
  return { kind: 'reference', parse: (value) => parseReference(value, find) }
}

/** A list of references; its first invalid item is reported, and an object is a list of its keys. */
export function createReferencesField(
  find: FindObject,
  validate?: (item: number, text: string) => string | undefined,
): Field<readonly number[]> {
  return {
    kind: 'references',
    parse(value) {
      const items = isJsonObject(value) ? Object.keys(value) : value
      if ((Array.isArray(items) || typeof items === 'string') && items.length > MAX_ITEMS) return createLengthErrors()
      if (!Array.isArray(items)) return createListErrors(value)
      const found: number[] = []
      for (const item of items as readonly JsonValue[]) {
        const result = parseReference(item, find)
        if (!('value' in result)) return result
        const error = validate?.(result.value, formatPython(item))
        if (error !== undefined) return createFieldErrors(error)
        found.push(result.value)
      }
      return { value: [...new Set(found)] }
    },
  }
}

/** A list of URNs, in their normalized form; every invalid item is reported by its index. */
export const urnsField: Field<readonly string[]> = {
  kind: 'list',
  parse(value) {
    if (!Array.isArray(value)) return createListErrors(value)
    const results = (value as readonly JsonValue[]).map(parseUrn)
    const invalid = results.flatMap((result, index) => ('errors' in result ? [[String(index), result.errors]] : []))
    if (invalid.length > 0) return { errors: Object.fromEntries(invalid) as FieldErrors }
    if (value.length > MAX_ITEMS) return createLengthErrors()
    return { value: results.flatMap((result) => ('value' in result ? [result.value] : [])) }
  },
}

function parseUrn(value: JsonValue): ParseResult<string> {
  if (value === null) return createFieldErrors(NOT_NULL)
  const text = formatPython(value)
  if (text.trim() === '') return createFieldErrors('This field may not be blank.')
  const urn = parseValidUrn(text)
  return urn === undefined ? createFieldErrors(describeInvalidUrn(text)) : { value: urn }
}

/** Returns a URN in its normalized form; undefined for an invalid one. */
export function parseValidUrn(text: string): string | undefined {
  const urn = normalizeUrn(text)
  return urn !== undefined && isValidUrn(urn) ? urn : undefined
}

export function describeInvalidUrn(text: string): string {
  return `Invalid URN: ${text}. Ensure phone numbers contain country codes.`
}

/** An object of texts or null by key. A form can send it to the newer line only. */
export function createTextsField(
  version: ServerVersion,
  findError: (value: Readonly<Record<string, string | null>>) => string | undefined,
): Field<Readonly<Record<string, string | null>>> {
  const textField = createTextField({ isBlankAllowed: true, isNullable: true })
  return {
    kind: 'object',
    hasFormMembers: version === 'head',
    parse(value) {
      if (!isJsonObject(value)) {
        return createFieldErrors(`Expected a dictionary of items but got type "${getPythonType(value)}".`)
      }
      if (Object.keys(value).length > MAX_ITEMS) return createLengthErrors()
      const entries = Object.entries(value).map(
        ([key, item]) => [key, item === null ? { value: null } : textField.parse(item)] as const,
      )
      const invalid = entries.flatMap(([key, result]) => ('errors' in result ? [[key, result.errors]] : []))
      if (invalid.length > 0) return { errors: Object.fromEntries(invalid) as FieldErrors }
      const texts = Object.fromEntries(
        entries.flatMap(([key, result]) => ('value' in result ? [[key, result.value] as const] : [])),
      )
      const error = findError(texts)
      return error === undefined ? { value: texts } : createFieldErrors(error)
    },
  }
}

function createLengthErrors(): InvalidField {
  return createFieldErrors(`Ensure this field has no more than ${MAX_ITEMS} elements.`)
}

function createListErrors(value: JsonValue): InvalidField {
  return createFieldErrors(`Expected a list of items but got type "${getPythonType(value)}".`)
}

function getPythonType(value: JsonValue): string {
  if (typeof value === 'string') return 'str'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return Array.isArray(value) ? 'list' : 'dict'
}

/** Formats a value like Python's `str()`. */
export function formatPython(value: JsonValue): string {
  return typeof value === 'string' ? value : formatPythonLiteral(value)
}

function formatPythonLiteral(value: JsonValue): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') {
    const quote = value.includes("'") && !value.includes('"') ? '"' : "'"
    return `${quote}${JSON.stringify(value)
      .slice(1, -1)
      .replaceAll(String.raw`\"`, '"')
      .replaceAll(quote, `\\${quote}`)}${quote}`
  }
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(formatPythonLiteral).join(', ')}]`
  const members = Object.entries(value).map(
    ([key, item]) => `${formatPythonLiteral(key)}: ${formatPythonLiteral(item)}`,
  )
  return `{${members.join(', ')}}`
}
