import { room } from './sheets.ts'

/** The item of an array that was written into a larger block, with a comma after it. */
export interface WrittenItem {
  readonly block: Buffer
  readonly start: number
  /** The comma included. */
  readonly bytes: Uint8Array
}

/** JSON that is written already: as text, or as the items of an array in bytes; standing for a value of type `Value`. */
export class Json<Value> {
  declare readonly stands: Value
  readonly written: string | readonly WrittenItem[]

  constructor(written: string | readonly WrittenItem[]) {
    this.written = written
  }
}

/** A value that can be sent: itself, its JSON, or an object some of whose members are JSON already. */
export type Sendable<Value> =
  | Value
  | Json<Value>
  | (Value extends object ? { readonly [Name in keyof Value]: Value[Name] | Json<NonNullable<Value[Name]>> } : never)

/** The array of values that are bytes already; they are copied once, when the whole is sent. */
export function jsonArray<Value>(items: readonly WrittenItem[]): Json<readonly Value[]> {
  return new Json(items.length === 0 ? '[]' : items)
}

/** The text of one value. */
export function jsonOf<Value>(value: Value): Json<Value> {
  return new Json<Value>(JSON.stringify(value))
}

/** What goes over the wire for a sendable value: bytes where some part of it is bytes, held by the caller, else text. */
export function encode(value: unknown): string | Uint8Array {
  if (value instanceof Json)
    return typeof value.written === 'string' ? value.written : joined(['[', value.written, ']'])
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (!hasWritten(value)) return JSON.stringify(value)
  const parts: (string | readonly WrittenItem[])[] = []
  let text = '{'
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue
    text += `${text === '{' && parts.length === 0 ? '' : ','}"${name}":`
    const written = member instanceof Json ? member.written : JSON.stringify(member)
    if (typeof written === 'string') text += written
    else {
      parts.push(`${text}[`, written)
      text = ']'
    }
  }
  text += '}'
  if (parts.length === 0) return text
  parts.push(text)
  return joined(parts)
}

function hasWritten(value: object): boolean {
  for (const name in value) if ((value as Readonly<Record<string, unknown>>)[name] instanceof Json) return true
  return false
}

/** All parts in one piece of bytes; the comma of an array's last item makes room for what follows. */
function joined(parts: readonly (string | readonly WrittenItem[])[]): Uint8Array {
  let most = 0
  for (const part of parts) {
    if (typeof part === 'string') most += part.length < SHORT ? MOST_PER_UNIT * part.length : Buffer.byteLength(part)
    else for (const { bytes } of part) most += bytes.length
  }
  const whole = room(most)
  let at = 0
  for (const part of parts) at = typeof part === 'string' ? at + whole.write(part, at) : copied(part, whole, at) - 1
  return whole.subarray(0, at)
}

/** Shorter texts are given all the room that they might need: to count their bytes takes longer than to write them. */
const SHORT = 1000
/** Bytes that one unit of a text takes in UTF-8 at most. */
const MOST_PER_UNIT = 3

/** Copies items one after the other, neighbours of a block together. */
function copied(items: readonly WrittenItem[], to: Buffer, from: number): number {
  let at = from
  let first: WrittenItem | undefined
  let end = 0
  for (const item of items) {
    if (first?.block !== item.block || item.start !== end) {
      at = copiedOnce(first, end, to, at)
      first = item
    }
    end = item.start + item.bytes.length
  }
  return copiedOnce(first, end, to, at)
}

/** Copies what stands in a block from an item on. */
// oxlint-disable-next-line max-params -- called for every row of every page: an object would be made only to be read
function copiedOnce(first: WrittenItem | undefined, end: number, to: Buffer, at: number): number {
  if (first === undefined) return at
  const { block, start, bytes } = first
  to.set(end - start === bytes.length ? bytes : block.subarray(start, end), at)
  return at + end - start
}
