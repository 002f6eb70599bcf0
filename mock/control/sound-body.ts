import { Problem } from '../http/problem.ts'

/** Member names that mean something to JavaScript itself; nothing that the control API takes has any of them. */
const REFUSED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Levels of objects and lists that a body may have. */
const DEEPEST = 64

/**
 * The body as it was sent.
 * @throws {Problem} "invalid" for one with such a member, at any depth; text that is no JSON is judged elsewhere
 */
export function soundBody(text: string): string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text
  }
  refuseUnsound(value, '', 0)
  return text
}

function refuseUnsound(value: unknown, at: string, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > DEEPEST) throw new Problem('invalid', { text: `body ${at}: it goes deeper than ${DEEPEST} levels` })
  for (const [name, member] of Object.entries(value)) {
    const here = `${at}/${name}`
    if (!Array.isArray(value) && REFUSED.has(name)) {
      throw new Problem('invalid', { text: `body ${here}: a member may not be called "${name}"; leave it out` })
    }
    refuseUnsound(member, here, depth + 1)
  }
}
