import { room } from './sheets.ts'

/** The item of an array that was written into a larger block, with a comma after it. */
export interface WrittenItem {
  readonly block: Buffer
  readonly start: number
  /** In bytes, the comma included. */
  readonly length: number
}

/**
 * Says the items of an array once more, with commas between them, as they were when it was made.
 * @param most so many characters will do, from the beginning
 */
export type Again = (most: number) => string

/** An array of values that are bytes already. */
interface WrittenArray {
  readonly items: readonly WrittenItem[]
  /** Null where nobody knows how to say them again. */
  readonly again: Again | null
}

/** JSON that is written already: as text, or as the items of an array in bytes; standing for a value of type `Value`. */
export class Json<Value> {
  declare readonly stands: Value
  readonly written: string | WrittenArray

  constructor(written: string | WrittenArray) {
    this.written = written
  }
}

/** A value that can be sent: itself, its JSON, or an object some of whose members are JSON already. */
export type Sendable<Value> =
  | Value
  | Json<Value>
  | (Value extends object ? { readonly [Name in keyof Value]: Value[Name] | Json<NonNullable<Value[Name]>> } : never)

/** The array of values that are bytes already; they are copied once, when the whole is sent. */
export function jsonArray<Value>(items: readonly WrittenItem[], again: Again | null = null): Json<readonly Value[]> {
  return new Json(items.length === 0 ? '[]' : { items, again })
}

/** The text of one value. */
export function jsonOf<Value>(value: Value): Json<Value> {
  return new Json<Value>(JSON.stringify(value))
}

/** How bytes are said once more: piece by piece. */
export type Sayable = readonly (string | Again)[]

/** What is to go over the wire. */
export interface Encoded {
  /** Bytes where some part of the value is bytes, held by the caller, else text. */
  readonly body: string | Uint8Array
  /** How the same is said once more, so that nobody has to keep bytes; null for text, and where nobody knows. */
  readonly sayable: Sayable | null
}

/** What goes over the wire for a sendable value. */
export function encode(value: unknown): Encoded {
  if (value instanceof Json)
    return typeof value.written === 'string' ? texted(value.written) : joined(['[', value.written, ']'])
  if (typeof value !== 'object' || value === null || !hasWritten(value)) return texted(JSON.stringify(value))
  const parts: (string | WrittenArray)[] = []
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
  if (parts.length === 0) return texted(text)
  parts.push(text)
  return joined(parts)
}

/** What bytes said. @param most so many characters will do, from the beginning */
export function saidAgain(sayable: Sayable, most = Infinity): string {
  let text = ''
  for (const piece of sayable) {
    if (text.length >= most) break
    text += typeof piece === 'string' ? piece : piece(most - text.length)
  }
  return text
}

function texted(body: string): Encoded {
  return { body, sayable: null }
}

function hasWritten(value: object): boolean {
  for (const name in value) if ((value as Readonly<Record<string, unknown>>)[name] instanceof Json) return true
  return false
}

/** All parts in one piece of bytes; the comma of an array's last item makes room for what follows. */
function joined(parts: readonly (string | WrittenArray)[]): Encoded {
  let most = 0
  for (const part of parts) {
    if (typeof part === 'string') most += part.length < SHORT ? MOST_PER_UNIT * part.length : Buffer.byteLength(part)
    else for (const { length } of part.items) most += length
  }
  const whole = room(most)
  let at = 0
  for (const part of parts)
    at = typeof part === 'string' ? at + whole.write(part, at) : copied(part.items, whole, at) - 1
  return { body: whole.subarray(0, at), sayable: sayableOf(parts) }
}

function sayableOf(parts: readonly (string | WrittenArray)[]): Sayable | null {
  const pieces: (string | Again)[] = []
  for (const part of parts) {
    const piece = typeof part === 'string' ? part : part.again
    if (piece === null) return null
    pieces.push(piece)
  }
  return pieces
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
      if (first !== undefined) at += first.block.copy(to, at, first.start, end)
      first = item
    }
    end = item.start + item.length
  }
  return first === undefined ? at : at + first.block.copy(to, at, first.start, end)
}
