/** Any value that a JSON text can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [name: string]: Json
}

/** Whether a value is a JSON object: not null, not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value that lies at `steps` below `value`; undefined when the way ends early, whatever the target sent instead. */
export function getPath(value: Json | undefined, ...steps: readonly (string | number)[]): Json | undefined {
  return steps.reduce<Json | undefined>((inner, step) => {
    if (typeof step === 'number') return Array.isArray(inner) ? (inner as readonly Json[])[step] : undefined
    return isObject(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined
  }, value)
}

/** The string that lies at `steps` below `value`, or undefined. */
export function getString(value: Json | undefined, ...steps: readonly (string | number)[]): string | undefined {
  const found = getPath(value, ...steps)
  return typeof found === 'string' ? found : undefined
}

/** The number that lies at `steps` below `value`, or undefined. */
export function getNumber(value: Json | undefined, ...steps: readonly (string | number)[]): number | undefined {
  const found = getPath(value, ...steps)
  return typeof found === 'number' ? found : undefined
}

/** The objects in the array at `steps` below `value`; none when there is no array, and members that are no objects are left out. */
export function getObjects(value: Json | undefined, ...steps: readonly (string | number)[]): readonly JsonObject[] {
  const found = getPath(value, ...steps)
  return Array.isArray(found) ? (found as readonly Json[]).filter(isObject) : []
}

/** Whether two values are the same JSON, whatever the order of members. */
export function isSameJson(left: Json | undefined, right: Json | undefined): boolean {
  return canonicalize(left) === canonicalize(right)
}

/** JSON text with the members of every object sorted by name. */
export function canonicalize(value: Json | undefined): string {
  return JSON.stringify(value, (_, inner: Json) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  )
}
