type JsonContainer = Record<string, unknown> | unknown[]

/** Splits a JSON pointer (RFC 6901) into unescaped steps. */
export function parsePointer(pointer: string): readonly string[] {
  if (pointer === '') return []
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Returns the value at a pointer; undefined where there is none. */
export function resolvePointer(root: unknown, pointer: string): unknown {
  return parsePointer(pointer).reduce(getMember, root)
}

/**
 * Calls `visit` for every location that a pointer matches; a step "*" matches every member.
 * @returns the number of matches
 */
export function visitPointer(
  root: unknown,
  pointer: string,
  visit: (parent: JsonContainer, name: string) => void,
): number {
  const steps = parsePointer(pointer)
  const last = steps.at(-1)
  if (last === undefined) return 0
  let parents: readonly unknown[] = [root]
  for (const step of steps.slice(0, -1)) {
    parents = parents.flatMap((parent) => listMatchingNames(parent, step).map((name) => getMember(parent, name)))
  }
  let count = 0
  for (const parent of parents) {
    for (const name of listMatchingNames(parent, last).toReversed()) {
      if (!isContainer(parent)) continue
      visit(parent, name)
      count++
    }
  }
  return count
}

export function setMember(parent: JsonContainer, name: string, value: unknown): void {
  if (Array.isArray(parent)) parent[Number(name)] = value
  else parent[name] = value
}

export function removeMember(parent: JsonContainer, name: string): void {
  if (Array.isArray(parent)) parent.splice(Number(name), 1)
  else delete parent[name]
}

export function getMember(parent: unknown, name: string): unknown {
  if (!isContainer(parent)) return undefined
  return Array.isArray(parent) ? parent[Number(name)] : parent[name]
}

/** Returns the names of the existing members that a step matches. */
function listMatchingNames(parent: unknown, step: string): readonly string[] {
  if (!isContainer(parent)) return []
  if (step === '*') return Object.keys(parent)
  return Object.hasOwn(parent, step) ? [step] : []
}

function isContainer(value: unknown): value is JsonContainer {
  return typeof value === 'object' && value !== null
}
