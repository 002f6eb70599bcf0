/** A value of JSON that may be looked into. */
type Branch = Record<string, unknown> | unknown[]

/** The steps of a JSON pointer (RFC 6901), unescaped. */
export function stepsOf(pointer: string): readonly string[] {
  if (pointer === '') return []
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** What a pointer points at; undefined when there is nothing. */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root
  for (const step of stepsOf(pointer)) {
    if (!isBranch(value)) return undefined
    value = Array.isArray(value) ? value[Number(step)] : value[step]
  }
  return value
}

/**
 * Does something at every place that a pointer points at; a step "*" stands for every item.
 * @returns how many places there were
 */
export function atEach(root: unknown, pointer: string, change: (parent: Branch, name: string) => void): number {
  const steps = stepsOf(pointer)
  const last = steps.at(-1)
  if (last === undefined) return 0
  let parents: readonly unknown[] = [root]
  for (const step of steps.slice(0, -1)) {
    parents = parents.flatMap((parent) => namesOf(parent, step).map((name) => memberOf(parent, name)))
  }
  let places = 0
  for (const parent of parents) {
    for (const name of namesOf(parent, last).toReversed()) {
      if (!isBranch(parent)) continue
      change(parent, name)
      places++
    }
  }
  return places
}

/** Puts a value in the place of another one. */
export function put(parent: Branch, name: string, value: unknown): void {
  if (Array.isArray(parent)) parent[Number(name)] = value
  else parent[name] = value
}

/** Takes a member or an item out. */
export function remove(parent: Branch, name: string): void {
  if (Array.isArray(parent)) parent.splice(Number(name), 1)
  else delete parent[name]
}

export function memberOf(parent: unknown, name: string): unknown {
  if (!isBranch(parent)) return undefined
  return Array.isArray(parent) ? parent[Number(name)] : parent[name]
}

/** The names of the members that a step points at, of those that there are. */
function namesOf(parent: unknown, step: string): readonly string[] {
  if (!isBranch(parent)) return []
  if (step === '*') return Object.keys(parent)
  return Object.hasOwn(parent, step) ? [step] : []
}

function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null
}
