/** JSON that is written already: as text, or as pieces of bytes; standing for a value of type `Value`. */
export class Json<Value> {
  declare readonly stands: Value
  readonly written: string | readonly Uint8Array[]

  constructor(written: string | readonly Uint8Array[]) {
    this.written = written
  }
}

/** A value that can be sent: itself, its JSON, or an object some of whose members are JSON already. */
export type Sendable<Value> =
  | Value
  | Json<Value>
  | (Value extends object ? { readonly [Name in keyof Value]: Value[Name] | Json<NonNullable<Value[Name]>> } : never)

const OPEN = Buffer.from('[')
const COMMA = Buffer.from(',')
const CLOSE = Buffer.from(']')
const EMPTY = '[]'

/** The array of values that are bytes already; they are copied once, when the whole is sent. */
export function jsonArray<Value>(items: readonly Uint8Array[]): Json<readonly Value[]> {
  if (items.length === 0) return new Json(EMPTY)
  const pieces: Uint8Array[] = []
  for (const item of items) pieces.push(pieces.length === 0 ? OPEN : COMMA, item)
  pieces.push(CLOSE)
  return new Json(pieces)
}

/** The text of one value. */
export function jsonOf<Value>(value: Value): Json<Value> {
  return new Json<Value>(JSON.stringify(value))
}

/** What goes over the wire for a sendable value: bytes where some part of it is bytes, else text. */
export function encode(value: unknown): string | Uint8Array {
  if (value instanceof Json) return typeof value.written === 'string' ? value.written : joined([value.written])
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (!hasWritten(value)) return JSON.stringify(value)
  const parts: (string | readonly Uint8Array[])[] = []
  let text = '{'
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue
    text += `${text === '{' && parts.length === 0 ? '' : ','}"${name}":`
    const written = member instanceof Json ? member.written : JSON.stringify(member)
    if (typeof written === 'string') text += written
    else {
      parts.push(text, written)
      text = ''
    }
  }
  text += '}'
  return parts.length === 0 ? text : joined([...parts, text])
}

function hasWritten(value: object): boolean {
  for (const name in value) if ((value as Readonly<Record<string, unknown>>)[name] instanceof Json) return true
  return false
}

/** All parts in one piece of bytes. */
function joined(parts: readonly (string | readonly Uint8Array[])[]): Uint8Array {
  let length = 0
  const pieces: Uint8Array[] = []
  for (const part of parts) {
    for (const piece of typeof part === 'string' ? [Buffer.from(part)] : part) {
      pieces.push(piece)
      length += piece.length
    }
  }
  const whole = space(length)
  let end = 0
  for (const piece of pieces) {
    whole.set(piece, end)
    end += piece.length
  }
  return whole
}

const SLAB = 2 ** 20
let slab = Buffer.alloc(0)
let used = 0

/** Room for so many bytes, cut from a larger piece: asking the system for each page by itself costs more than filling it. */
function space(length: number): Uint8Array {
  if (length > SLAB / 4) return Buffer.allocUnsafe(length)
  if (used + length > slab.length) {
    slab = Buffer.allocUnsafeSlow(SLAB)
    used = 0
  }
  const start = used
  used += length
  return slab.subarray(start, used)
}
