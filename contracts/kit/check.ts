import type { CheckContext } from './check-context.ts'
import type { Judgement } from './outcome.ts'
import type { Level } from './spec/evidence.ts'

/** Source of a rule. A MUST comes from a vendor's document or from a standard, never from Flowtwin. */
export type CheckSource =
  /** One statement of the vendor's document, named as in `findEvidence`. */
  | { readonly kind: 'vendor'; readonly statement: string }
  /** The whole document; each finding takes the level of the statement that it breaks. */
  | { readonly kind: 'document' }
  | { readonly kind: 'standard'; readonly reference: string }
  | { readonly kind: 'best-practice' }

/** Permission that a check requires beyond reading; `control` is a control API that moves the clock and adds data. */
export type CheckNeed = 'writes' | 'probe-methods' | 'control' | 'second-credential' | 'load'

/** One rule as data, with the function that checks it. */
export interface Check {
  /** Permanent: never reused, never given another meaning. */
  readonly id: string
  readonly level: Level
  readonly source: CheckSource
  /** The rule as one present-tense sentence without a full stop. */
  readonly title: string
  /** One unit of evidence, in the singular. */
  readonly unit: string
  /** Data that would give evidence where there is none. */
  readonly hint: string
  /** Absent for a check that only reads. */
  readonly needs?: readonly CheckNeed[]
  /** True when a violation is a security vulnerability of the target. */
  readonly security?: boolean
  /** True for a check of all exchanges of the run; it runs last. */
  readonly isRecordCheck?: boolean
  readonly run: (context: CheckContext) => Promise<Judgement>
}

export type RuleSource = Pick<Check, 'level' | 'source'>

/** A check without its id and source. */
export interface CheckRule extends Pick<Check, 'title' | 'needs' | 'security' | 'isRecordCheck' | 'run'> {
  /** One unit of evidence, in the singular, and the data that would give evidence where there is none. */
  readonly evidence: readonly [unit: string, hint: string]
}

export function defineCheck(
  id: string,
  { level, source }: RuleSource,
  { evidence: [unit, hint], ...rule }: CheckRule,
): Check {
  return { id, level, source, unit, hint, ...rule }
}

/** Creates a check that requires permission to write. */
export function defineWriteCheck(id: string, source: RuleSource, rule: Omit<CheckRule, 'needs'>): Check {
  return defineCheck(id, source, { ...rule, needs: ['writes'] })
}

/** The level and source of a rule that no document states. */
export const bestPractice = { level: 'SHOULD', source: { kind: 'best-practice' } } as const satisfies RuleSource

/** The level and source of a measurement that no document asks for. */
export const informative = { level: 'INFO', source: { kind: 'best-practice' } } as const satisfies RuleSource

/** Returns the level and source of a statement of the vendor's document, named as in `findEvidence`. */
export function citeVendor(level: Level, statement: string): RuleSource {
  return { level, source: { kind: 'vendor', statement } }
}

/** Returns the level and source of a rule from a standard. */
export function citeStandard(level: Level, reference: string): RuleSource {
  return { level, source: { kind: 'standard', reference } }
}

/** Returns the level and source of a section of JSON:API 1.1. */
export function citeJsonApi(level: Level, section: string): RuleSource {
  return citeStandard(level, `JSON:API 1.1, ${section}`)
}

/** Returns the level and source of a rule from the whole document; each finding has the level of its own statement. */
export function citeDocument(level: Level): RuleSource {
  return { level, source: { kind: 'document' } }
}
