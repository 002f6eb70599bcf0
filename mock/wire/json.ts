import { acquireBuffer } from './buffer-pool.ts'

/** The item of an array that was written into a larger block, with a comma after it. */
export interface SerializedItem {
  readonly block: Buffer
  readonly start: number
  /** In bytes, the comma included. */
  readonly length: number
}

/**
 * Says the items of an array once more, with commas between them, as they were when it was made.
 * @param most so many characters will do, from the beginning
 */
export type Reserialize = (most: number) => string

/** An array of values that are bytes already. */
interface SerializedArray {
  readonly items: readonly SerializedItem[]
  /** Null where nobody knows how to say them again. */
  readonly reserialize: Reserialize | null
}

/** JSON that is written already: as text, or as the items of an array in bytes; standing for a value of type `Value`. */
export class SerializedJson<Value> {
  declare readonly valueType: Value
  readonly content: string | SerializedArray

  constructor(written: string | SerializedArray) {
    this.content = written
  }
}

/** A value that can be sent: itself, its JSON, or an object some of whose members are JSON already. */
export type Serializable<Value> =
  | Value
  | SerializedJson<Value>
  | (Value extends object
      ? { readonly [Name in keyof Value]: Value[Name] | SerializedJson<NonNullable<Value[Name]>> }
      : never)

/** The array of values that are bytes already; they are copied once, when the whole is sent. */
export function createJsonArray<Value>(
  items: readonly SerializedItem[],
  again: Reserialize | null = null,
): SerializedJson<readonly Value[]> {
  return new SerializedJson(items.length === 0 ? '[]' : { items, reserialize: again })
}

/** The text of one value. */
export function serializeJson<Value>(value: Value): SerializedJson<Value> {
  return new SerializedJson<Value>(JSON.stringify(value))
}

/** How bytes are said once more: piece by piece. */
export type JsonSource = readonly (string | Reserialize)[]

/** What is to go over the wire. */
export interface EncodedBody {
  /** Bytes where some part of the value is bytes, held by the caller, else text. */
  readonly body: string | Uint8Array
  /** How the same is said once more, so that nobody has to keep bytes; null for text, and where nobody knows. */
  readonly bodySource: JsonSource | null
}

/** What goes over the wire for a sendable value. */
export function encodeBody(value: unknown): EncodedBody {
  if (value instanceof SerializedJson)
    return typeof value.content === 'string' ? toTextBody(value.content) : joinParts(['[', value.content, ']'])
  if (typeof value !== 'object' || value === null || !hasSerializedMember(value))
    return toTextBody(JSON.stringify(value))
  const parts: (string | SerializedArray)[] = []
  let text = '{'
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue
    text += `${text === '{' && parts.length === 0 ? '' : ','}"${name}":`
    const content = member instanceof SerializedJson ? member.content : JSON.stringify(member)
    if (typeof content === 'string') text += content
    else {
      parts.push(`${text}[`, content)
      text = ']'
    }
  }
  text += '}'
  if (parts.length === 0) return toTextBody(text)
  parts.push(text)
  return joinParts(parts)
}

/** What bytes said. @param most so many characters will do, from the beginning */
export function reserializeBody(sayable: JsonSource, most = Infinity): string {
  let text = ''
  for (const piece of sayable) {
    if (text.length >= most) break
    text += typeof piece === 'string' ? piece : piece(most - text.length)
  }
  return text
}

function toTextBody(body: string): EncodedBody {
  return { body, bodySource: null }
}

function hasSerializedMember(value: object): boolean {
  for (const name in value)
    if ((value as Readonly<Record<string, unknown>>)[name] instanceof SerializedJson) return true
  return false
}

/** All parts in one piece of bytes; the comma of an array's last item makes room for what follows. */
function joinParts(parts: readonly (string | SerializedArray)[]): EncodedBody {
  let most = 0
  for (const part of parts) {
    if (typeof part === 'string')
      most += part.length < SHORT_TEXT ? MAX_BYTES_PER_UNIT * part.length : Buffer.byteLength(part)
    else for (const { length } of part.items) most += length
  }
  const whole = acquireBuffer(most)
  let at = 0
  for (const part of parts)
    at = typeof part === 'string' ? at + whole.write(part, at) : copyItems(part.items, whole, at) - 1
  return { body: whole.subarray(0, at), bodySource: toJsonSource(parts) }
}

function toJsonSource(parts: readonly (string | SerializedArray)[]): JsonSource | null {
  const pieces: (string | Reserialize)[] = []
  for (const part of parts) {
    const piece = typeof part === 'string' ? part : part.reserialize
    if (piece === null) return null
    pieces.push(piece)
  }
  return pieces
}

/** Shorter texts are given all the room that they might need: to count their bytes takes longer than to write them. */
const SHORT_TEXT = 1000
/** Bytes that one unit of a text takes in UTF-8 at most. */
const MAX_BYTES_PER_UNIT = 3

/** Copies items one after the other, neighbours of a block together. */
function copyItems(items: readonly SerializedItem[], to: Buffer, from: number): number {
  let at = from
  let first: SerializedItem | undefined
  let end = 0
  for (const item of items) {
    if (first?.block !== item.block || item.start !== end) {
      if (first !== undefined) at += first.block.copy(to, at, first.start, end)
      first = item
    }
    end = item.start + item.length
  }
  return first === undefined ? at : at + first.block.copy(to, at, first.start, end)
}
