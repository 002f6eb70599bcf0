import { Problem } from '../http/problem.ts'

/** Member names that mean something to JavaScript itself; nothing that the control API takes has any of them. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Levels of objects and lists that a body may have. */
const MAX_DEPTH = 64

/**
 * The body as it was sent.
 * @throws {Problem} "invalid" for one with such a member, at any depth; text that is no JSON is judged elsewhere
 */
export function rejectUnsafeKeys(text: string): string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text
  }
  assertSafeValue(value, '', 0)
  return text
}

function assertSafeValue(value: unknown, pointer: string, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > MAX_DEPTH)
    throw new Problem('invalid', { text: `body ${pointer}: it goes deeper than ${MAX_DEPTH} levels` })
  for (const [name, member] of Object.entries(value)) {
    const memberPointer = `${pointer}/${name}`
    if (!Array.isArray(value) && FORBIDDEN_NAMES.has(name)) {
      throw new Problem('invalid', {
        text: `body ${memberPointer}: a member may not be called "${name}"; leave it out`,
      })
    }
    assertSafeValue(member, memberPointer, depth + 1)
  }
}
