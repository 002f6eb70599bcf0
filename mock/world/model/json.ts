/** JSON data that clients send and read back; never changed in place. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [key: string]: JsonValue
}

/** Returns whether two values have the same JSON, whatever the order of members. */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const [leftMembers, rightMembers] = [toMembers(left), toMembers(right)]
  const hasSame = ([name, value]: readonly [string, unknown]) =>
    Object.hasOwn(right, name) && isSameJson(value, right[name as keyof typeof right])
  return leftMembers.length === rightMembers.length && leftMembers.every(hasSame)
}

/** JSON has no undefined members. */
function toMembers(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, member]) => member !== undefined)
}
