/** JSON text that stands for a value of type `Value`; it is embedded in a body as it is. */
export class SerializedJson<Value> {
  declare readonly valueType: Value
  readonly text: string

  constructor(text: string) {
    this.text = text
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
  return new SerializedJson<Value>(JSON.stringify(value))
}

/** The array of items that are JSON already. */
export function joinJsonArray<Value>(items: readonly string[]): SerializedJson<readonly Value[]> {
  return new SerializedJson(`[${items.join(',')}]`)
}

/** The JSON text of a body. */
export function stringifyBody(body: unknown): string {
  if (body instanceof SerializedJson) return body.text
  if (typeof body !== 'object' || body === null || !hasSerializedMember(body)) return JSON.stringify(body)
  const members = Object.entries(body)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `"${name}":${member instanceof SerializedJson ? member.text : JSON.stringify(member)}`)
  return `{${members.join(',')}}`
}

function hasSerializedMember(body: object): boolean {
  for (const name in body) if ((body as Readonly<Record<string, unknown>>)[name] instanceof SerializedJson) return true
  return false
}
