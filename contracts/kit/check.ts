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
