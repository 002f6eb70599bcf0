/** Any value of a JSON text. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [name: string]: Json
}

/** Returns true for a JSON object: not null, not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns the value at `steps` below `value`; undefined where a step is missing or the value has another type. */
export function getPath(value: Json | undefined, ...steps: readonly (string | number)[]): Json | undefined {
  let inner = value
  for (const step of steps) {
    if (typeof step === 'number') inner = Array.isArray(inner) ? (inner as readonly Json[])[step] : undefined
    else inner = isObject(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined
  }
  return inner
}

/** Returns the string at `steps` below `value`, or undefined. */
export function getString(value: Json | undefined, ...steps: readonly (string | number)[]): string | undefined {
  const member = getPath(value, ...steps)
  return typeof member === 'string' ? member : undefined
}

/** Returns the number at `steps` below `value`, or undefined. */
export function getNumber(value: Json | undefined, ...steps: readonly (string | number)[]): number | undefined {
  const member = getPath(value, ...steps)
  return typeof member === 'number' ? member : undefined
}

/** Returns the objects in the array at `steps` below `value`; empty without an array. */
export function getObjects(value: Json | undefined, ...steps: readonly (string | number)[]): readonly JsonObject[] {
  const list = getPath(value, ...steps)
  return Array.isArray(list) ? (list as readonly Json[]).filter(isObject) : []
}

/** Compares two JSON values without regard to the order of members. */
export function isSameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true
  if (Array.isArray(left) && Array.isArray(right)) {
    const elements = left as readonly Json[]
    return elements.length === right.length && elements.every((element, index) => isSameJson(element, right[index]))
  }
  if (!isObject(left) || !isObject(right)) return false
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isSameJson(left[name], right[name]))
  )
}

/** Serializes a JSON value with the members of every object sorted by name. */
export function canonicalize(value: Json | undefined): string {
  return JSON.stringify(value, (_, inner: Json) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  )
}

/** Escapes one step of a JSON pointer (RFC 6901 section 3). */
export function escapePointerStep(name: string): string {
  return /[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name
}

/** Returns the unescaped steps of a JSON pointer, also in its form as a URI fragment (`#/paths/~1runs`). */
export function parsePointer(pointer: string): readonly string[] {
  return pointer
    .replace(/^#/, '')
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Returns the value at a JSON pointer in an object or array; undefined where a step is missing. */
export function resolvePointer(value: unknown, pointer: string): unknown {
  return parsePointer(pointer).reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[step] : undefined,
    value,
  )
}

/** Replaces array positions in a pointer by `*`, so that the same fault in two items has the same pointer. */
export function toPointerTemplate(pointer = ''): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*')
}

/** Applies `visit` to a value and to all values below it, with the member name or null; returns the concatenated results. */
export function collectJson<Result>(
  value: Json | undefined,
  visit: (value: Json, name: string | null) => readonly Result[],
): readonly Result[] {
  const results: Result[] = []
  const visitAll = (inner: Json, name: string | null): void => {
    results.push(...visit(inner, name))
    if (Array.isArray(inner)) for (const element of inner as readonly Json[]) visitAll(element, null)
    else if (isObject(inner)) for (const [key, member] of Object.entries(inner)) visitAll(member, key)
  }
  if (value !== undefined) visitAll(value, null)
  return results
}

/** The sorted member names of an object, or the type of any other value; equal for bodies of the same form. */
export function describeShape(value: Json | undefined): string {
  if (Array.isArray(value)) return 'array'
  return isObject(value) ? Object.keys(value).toSorted().join() : typeof value
}

/** Groups items by key; groups stand in the order of their first item. */
export function groupBy<Item>(
  items: readonly Item[],
  getKey: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = getKey(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
