import type { Check } from '../check.ts'
import type { Level } from '../spec/evidence.ts'

type RuleSource = Pick<Check, 'level' | 'source'>

/** The level and source of a rule that no document states. */
export const bestPractice = { level: 'SHOULD', source: { kind: 'best-practice' } } as const satisfies RuleSource

/** Returns the level and source of a statement of the vendor's document, named as in `findEvidence`. */
export function citeVendor(level: Level, statement: string): RuleSource {
  return { level, source: { kind: 'vendor', statement } }
}

/** Returns the level and source of a rule from a standard. */
export function citeStandard(level: Level, reference: string): RuleSource {
  return { level, source: { kind: 'standard', reference } }
}

/** Returns the level and source of a rule from the whole document; each finding has the level of its own statement. */
export function citeDocument(level: Level): RuleSource {
  return { level, source: { kind: 'document' } }
}
