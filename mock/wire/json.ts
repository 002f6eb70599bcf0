/** JSON that is already bytes, standing for a value of type `Value`. */
export class Json<Value> {
  declare readonly stands: Value
  readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
}

/** A value that can be sent: itself, its bytes, or an object some of whose members are bytes already. */
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
  items.forEach((item, at) => {
    if (at > 0) bytes[end++] = COMMA
    bytes.set(item, end)
    end += item.length
  })
  bytes[end] = CLOSE
  return new Json(bytes)
}

/** The bytes of one value. */
export function jsonOf<Value>(value: Value): Json<Value> {
  return new Json<Value>(Buffer.from(JSON.stringify(value)))
}

/** What goes over the wire for a sendable value. */
export function encode(value: unknown): Uint8Array {
  if (value instanceof Json) return value.bytes
  if (typeof value !== 'object' || value === null || !Object.values(value).some((member) => member instanceof Json)) {
    return Buffer.from(JSON.stringify(value))
  }
  const pieces: Uint8Array[] = []
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue
    pieces.push(Buffer.from(`${pieces.length === 0 ? '{' : ','}${JSON.stringify(name)}:`))
    pieces.push(member instanceof Json ? member.bytes : Buffer.from(JSON.stringify(member)))
  }
  return Buffer.concat([...pieces, Buffer.from('}')])
}
