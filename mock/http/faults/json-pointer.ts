/** A value of JSON that may be looked into. */
type JsonContainer = Record<string, unknown> | unknown[]

/** The steps of a JSON pointer (RFC 6901), unescaped. */
export function parsePointer(pointer: string): readonly string[] {
  if (pointer === '') return []
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** What a pointer points at; undefined when there is nothing. */
export function resolvePointer(root: unknown, pointer: string): unknown {
  let value = root
  for (const step of parsePointer(pointer)) {
    if (!isContainer(value)) return undefined
    value = Array.isArray(value) ? value[Number(step)] : value[step]
  }
  return value
}

/**
 * Does something at every place that a pointer points at; a step "*" stands for every item.
 * @returns how many places there were
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

/** Puts a value in the place of another one. */
export function setMember(parent: JsonContainer, name: string, value: unknown): void {
  if (Array.isArray(parent)) parent[Number(name)] = value
  else parent[name] = value
}

/** Takes a member or an item out. */
export function removeMember(parent: JsonContainer, name: string): void {
  if (Array.isArray(parent)) parent.splice(Number(name), 1)
  else delete parent[name]
}

export function getMember(parent: unknown, name: string): unknown {
  if (!isContainer(parent)) return undefined
  return Array.isArray(parent) ? parent[Number(name)] : parent[name]
}

/** The names of the members that a step points at, of those that there are. */
function listMatchingNames(parent: unknown, step: string): readonly string[] {
  if (!isContainer(parent)) return []
  if (step === '*') return Object.keys(parent)
  return Object.hasOwn(parent, step) ? [step] : []
}

function isContainer(value: unknown): value is JsonContainer {
  return typeof value === 'object' && value !== null
}
