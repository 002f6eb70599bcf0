/** JSON that is written already, as text or as bytes, standing for a value of type `Value`. */
export class Json<Value> {
  declare readonly stands: Value
  readonly written: string | Uint8Array

  constructor(written: string | Uint8Array) {
    this.written = written
  }
}

/** A value that can be sent: itself, its JSON, or an object some of whose members are JSON already. */
export type Sendable<Value> =
  | Value
  | Json<Value>
  | (Value extends object ? { readonly [Name in keyof Value]: Value[Name] | Json<NonNullable<Value[Name]>> } : never)

const COMMA = 0x2c
const OPEN = 0x5b
const CLOSE = 0x5d

/** The array of values that are bytes already, copied into one piece. */
export function jsonArray<Value>(items: readonly Uint8Array[]): Json<readonly Value[]> {
  let length = Math.max(2, items.length + 1)
  for (const item of items) length += item.length
  const bytes = Buffer.allocUnsafe(length)
  bytes[0] = OPEN
  let end = 1
  for (const item of items) {
    if (end > 1) bytes[end++] = COMMA
    bytes.set(item, end)
    end += item.length
  }
  bytes[end] = CLOSE
  return new Json(bytes)
}

/** The text of one value. */
export function jsonOf<Value>(value: Value): Json<Value> {
  return new Json<Value>(JSON.stringify(value))
}

/** What goes over the wire for a sendable value: bytes where some part of it is bytes, else text. */
export function encode(value: unknown): string | Uint8Array {
  if (value instanceof Json) return value.written
  if (typeof value !== 'object' || value === null || !Object.values(value).some((member) => member instanceof Json)) {
    return JSON.stringify(value)
  }
  const pieces: (string | Uint8Array)[] = []
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue
    pieces.push(`${pieces.length === 0 ? '{' : ','}"${name}":`)
    pieces.push(member instanceof Json ? member.written : JSON.stringify(member))
  }
  pieces.push('}')
  return joined(pieces)
}

function joined(pieces: readonly (string | Uint8Array)[]): string | Uint8Array {
  let text = ''
  for (const piece of pieces) {
    if (typeof piece !== 'string')
      return Buffer.concat(pieces.map((one) => (typeof one === 'string' ? Buffer.from(one) : one)))
    text += piece
  }
  return text
}
