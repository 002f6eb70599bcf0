import { Problem } from '../../http/problem.ts'
import type { IncomingRequest } from '../../http/request.ts'
import { matchesWildcards, parseMediaType } from '../../wire/media-type.ts'
import { isUtf8 } from '../../wire/python-values.ts'
import { QueryString } from '../../wire/query-string.ts'
import type { JsonValue } from '../../world/model/json.ts'
import { parsePythonJson } from './python-json.ts'

/** An uploaded file. No field of the API takes one, so its content is not kept. */
interface UploadedFile {
  readonly filename: string
}

/** The value of a form field. */
export type FormValue = string | UploadedFile

/** A parsed body: JSON of any kind, or the fields of a form by name, each with all of its values. */
export type RequestBody =
  | { readonly kind: 'json'; readonly value: JsonValue }
  | { readonly kind: 'form'; readonly fields: ReadonlyMap<string, readonly FormValue[]> }

/** The media types that the framework parses, in the order in which it compares them with that of a request. */
const PARSED_TYPES = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'] as const

/**
 * Parses the body of a request by its media type, as the framework does; an empty one is an empty JSON object.
 * @throws {Problem} for another media type, a text in another encoding, or invalid content
 */
export function parseRequestBody({
  request,
  bodyBytes,
}: {
  readonly request: IncomingRequest
  readonly bodyBytes: Uint8Array
}): RequestBody {
  const header = request.getHeader('content-type') ?? ''
  if (bodyBytes.length === 0) return { kind: 'json', value: {} }
  const { type, parameters } = parseMediaType(header)
  const charset = parameters.find(([name]) => name === 'charset')?.[1]
  switch (PARSED_TYPES.find((parsed) => matchesWildcards(type, parsed))) {
    case 'application/json':
      return { kind: 'json', value: parsePythonJson(decodeText(bodyBytes, charset)) }
    case 'application/x-www-form-urlencoded':
      return createForm(parseUrlEncoded(bodyBytes, charset))
    case 'multipart/form-data':
      return createForm(parseMultipart(bodyBytes, header))
    case undefined:
      throw new Problem('unsupported-media-type', { text: `Unsupported media type "${header}" in request.` })
  }
}

function createForm(pairs: readonly (readonly [string, FormValue])[]): RequestBody {
  const fields = new Map<string, FormValue[]>()
  for (const [name, value] of pairs) fields.set(name, [...(fields.get(name) ?? []), value])
  return { kind: 'form', fields }
}

/** Returns the fields of a form; an escape is a byte of the declared charset. */
function parseUrlEncoded(bytes: Uint8Array, charset: string | undefined): readonly (readonly [string, string])[] {
  const escaped = Buffer.from(bytes).toString('latin1')
  return new QueryString(escaped, (text) => {
    const unescaped = text
      .replaceAll('+', ' ')
      .replaceAll(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    return decodeLeniently(Buffer.from(unescaped, 'latin1'), charset)
  }).pairs
}

const BOUNDARY = /^[ -~]{0,200}[!-~]$/

/**
 * Returns the fields of a multipart body, those with files last, as the framework reads it: a boundary counts anywhere, and a
 * part without a name is ignored.
 * @throws {Problem} for a Content-Type that is not ASCII or not in lower case, and without a valid boundary
 */
function parseMultipart(bytes: Uint8Array, contentType: string): readonly (readonly [string, FormValue])[] {
  // oxlint-disable-next-line no-control-regex -- all of ASCII
  if (!/^[\u0000-\u007f]*$/.test(contentType))
    throw createFormProblem(`Invalid non-ASCII Content-Type in multipart: ${contentType}`)
  if (!contentType.startsWith('multipart/')) throw createFormProblem(`Invalid Content-Type: ${contentType}`)
  const { parameters } = parseMediaType(contentType)
  const getParameter = (name: string) => parameters.find(([other]) => other === name)?.[1]
  const boundary = getParameter('boundary')
  if (boundary === undefined || !BOUNDARY.test(boundary)) {
    throw createFormProblem(`Invalid boundary in multipart: ${boundary ?? 'None'}`)
  }
  const parts = Buffer.from(bytes).toString('latin1').split(`--${boundary}`)
  const fields = parts.flatMap((part, index): readonly (readonly [string, FormValue])[] => {
    const isLast = index === parts.length - 1
    const field = parsePart(isLast ? part : part.replace(/\r?\n$/, ''), getParameter('charset'))
    // A file without an end is dropped, a text without one is complete.
    return field === undefined || (isLast && typeof field[1] !== 'string') ? [] : [field]
  })
  return [
    ...fields.filter(([, value]) => typeof value === 'string'),
    ...fields.filter(([, value]) => typeof value !== 'string'),
  ]
}

function parsePart(part: string, charset: string | undefined): readonly [string, FormValue] | undefined {
  const end = part.indexOf('\r\n\r\n')
  const headers = part.slice(0, Math.max(0, end)).split('\r\n')
  const disposition = findHeader(headers, 'content-disposition')
  const name = disposition === undefined ? undefined : findParameter(disposition, 'name')
  if (disposition === undefined || name === undefined) return undefined
  const decode = (text: string) => decodeLeniently(Buffer.from(text, 'latin1'), charset)
  const filename = findParameter(disposition, 'filename') ?? ''
  if (filename !== '') return [decode(name), { filename: decode(filename) }]
  const content = part.slice(end + 4)
  const isBase64 = findHeader(headers, 'content-transfer-encoding')?.trim() === 'base64'
  return [decode(name), decode(isBase64 ? Buffer.from(content, 'base64').toString('latin1') : content)]
}

function findHeader(headers: readonly string[], name: string): string | undefined {
  const header = headers.find((line) => line.toLowerCase().startsWith(`${name}:`))
  return header?.slice(name.length + 1)
}

/** Finds a parameter of a Content-Disposition header. */
function findParameter(header: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;]*))`, 'i').exec(header)
  return match === null ? undefined : (match[1] ?? match[2]?.trim())?.replaceAll(/\\(["\\])/g, '$1')
}

function createFormProblem(text: string): Problem {
  return new Problem('malformed-body', { text: `Multipart form parse error - ${text}` })
}

const UTF_8 = 'utf-8'
const BYTE_ORDER_MARK = '\ufeff'

/**
 * Decodes the text of JSON in a charset that has one of Python's names. An unknown charset means UTF-8, without one UTF-8 is
 * the default.
 * @throws {Problem} for bytes that the charset does not have
 */
function decodeText(bytes: Uint8Array, charset: string | undefined): string {
  const name = findCharset(charset)
  if (name === 'utf-16' && !/^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(toLatin1(bytes.subarray(0, 2)))) {
    throw createDecodingProblem('UTF-16 stream does not start with BOM')
  }
  const error = name === 'ascii' ? findAsciiError(bytes) : isUtf8Charset(name) ? findUtf8Error(bytes) : undefined
  if (error !== undefined) throw createDecodingProblem(error)
  const text = decodeLeniently(bytes, charset)
  // The framework's reader drops a character that the end of the body cuts off.
  return isUtf8Charset(name) && !isUtf8(bytes) ? text.replace(/\ufffd$/, '') : text
}

/** Decodes the text of a form value: bytes that the charset does not have become replacement characters. */
function decodeLeniently(bytes: Uint8Array, charset: string | undefined): string {
  const name = findCharset(charset)
  if (name === 'latin-1') return toLatin1(bytes)
  if (name === 'utf-8-sig') return decodeLeniently(bytes, UTF_8).replace(BYTE_ORDER_MARK, '')
  if (name === 'utf-16') {
    const text = new TextDecoder(bytes[0] === 0xfe ? 'utf-16be' : 'utf-16le', { ignoreBOM: true }).decode(bytes)
    return text.replace(BYTE_ORDER_MARK, '')
  }
  return new TextDecoder(name === 'ascii' ? UTF_8 : name, { ignoreBOM: true }).decode(bytes)
}

/** Python's names of charsets that the platform has by another name, or reads in another way. */
const PYTHON_NAMES: ReadonlyMap<string, string> = new Map([
  ['utf8', UTF_8],
  ['latin-1', 'latin-1'],
  ['latin1', 'latin-1'],
  ['iso-8859-1', 'latin-1'],
  ['ascii', 'ascii'],
  ['us-ascii', 'ascii'],
  ['utf-16', 'utf-16'],
  ['utf16', 'utf-16'],
  ['utf-8-sig', 'utf-8-sig'],
])

function findCharset(charset = UTF_8): string {
  const name = charset.toLowerCase().replaceAll('_', '-')
  const known = PYTHON_NAMES.get(name)
  if (known !== undefined) return known
  try {
    return new TextDecoder(name).encoding
  } catch {
    return UTF_8
  }
}

function isUtf8Charset(name: string): boolean {
  return name === UTF_8 || name === 'utf-8-sig'
}

function toLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

function createDecodingProblem(text: string): Problem {
  return new Problem('malformed-body', { text: `JSON parse error - ${text}` })
}

function findAsciiError(bytes: Uint8Array): string | undefined {
  const position = bytes.findIndex((byte) => byte > 0x7f)
  if (position === -1) return undefined
  const hex = (bytes[position] ?? 0).toString(16)
  return `'ascii' codec can't decode byte 0x${hex} in position ${position}: ordinal not in range(128)`
}

/** Describes the first invalid bytes like Python's decoder; undefined if only the last character is incomplete. */
function findUtf8Error(bytes: Uint8Array): string | undefined {
  if (isUtf8(bytes)) return undefined
  const codec = "'utf-8' codec can't decode"
  for (let start = 0; start < bytes.length;) {
    const first = bytes[start] ?? 0
    const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
    const hex = `0x${first.toString(16).padStart(2, '0')}`
    if (length === 0) return `${codec} byte ${hex} in position ${start}: invalid start byte`
    let valid = 1
    while (valid < length && start + valid < bytes.length && isContinuation(bytes, start, valid)) valid++
    if (valid < length) {
      if (start + valid === bytes.length) return undefined
      const place = valid === 1 ? `byte ${hex} in position ${start}` : `bytes in position ${start}-${start + valid - 1}`
      return `${codec} ${place}: invalid continuation byte`
    }
    start += length
  }
  return undefined
}

/** Tests a byte after the first of a character; the second one also excludes overlong forms and surrogates. */
function isContinuation(bytes: Uint8Array, start: number, offset: number): boolean {
  const byte = bytes[start + offset] ?? 0
  const first = bytes[start] ?? 0
  if (offset > 1) return byte >= 0x80 && byte <= 0xbf
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  return byte >= low && byte <= high
}
