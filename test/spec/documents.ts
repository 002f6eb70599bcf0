import { document as idnow } from '../../spec/generated/idnow.document.ts'
import { document as qyvo } from '../../spec/generated/qyvo.document.ts'
import { document as rapidpro } from '../../spec/generated/rapidpro.document.ts'
import { document as recrubo } from '../../spec/generated/recrubo.document.ts'

/** The documents by vendor. */
export const documents = { qyvo, recrubo, rapidpro, idnow } as const

/** Iterates over all objects in a JSON value, each with its path; examples are left out. */
export function* iterateNodes(
  value: unknown,
  path = '',
): IterableIterator<readonly [string, Readonly<Record<string, unknown>>]> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield [path, value as Readonly<Record<string, unknown>>]
  for (const [name, inner] of Object.entries(value)) {
    if (name !== 'examples' && name !== 'example') yield* iterateNodes(inner, `${path}/${name}`)
  }
}
