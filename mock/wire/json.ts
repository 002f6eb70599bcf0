/** JSON that stands for a value of type `Value`: its pieces, which are embedded in a body as they are. */
export class SerializedJson<Value> {
  declare readonly valueType: Value
  readonly pieces: readonly (string | Buffer)[]

  constructor(pieces: readonly (string | Buffer)[]) {
    this.pieces = pieces
  }
}

/** A body: a value, its JSON, or an object with some members that are JSON already. */
export type Serializable<Value> =
  | Value
  | SerializedJson<Value>
  | (Value extends object
      ? { readonly [Name in keyof Value]: Value[Name] | SerializedJson<NonNullable<Value[Name]>> }
      : never)

export function serializeJson<Value>(value: Value): SerializedJson<Value> {
  return new SerializedJson<Value>([JSON.stringify(value)])
}

/** The JSON of an item of an array, with a comma before it. */
export function serializeItem(item: unknown): string {
  return `,${JSON.stringify(item)}`
}

/** The array of encoded items. */
export function joinItems<Value>(items: readonly Buffer[]): SerializedJson<readonly Value[]> {
  const [first, ...others] = items
  return new SerializedJson(first === undefined ? ['[]'] : ['[', first.subarray(1), ...others, ']'])
}
