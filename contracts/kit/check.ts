import type { Judgement } from './outcome.ts'
import type { Level } from './spec/evidence.ts'
import type { CheckContext } from './check-context.ts'

/** Where a rule comes from. A MUST comes from a vendor's document or from a standard, never from us. */
export type CheckSource =
  /** One statement of the vendor's document; see `evidenceOf` for how it is named. */
  | { readonly kind: 'vendor'; readonly statement: string }
  /** The document as a whole; each finding counts by the evidence of the statement that it breaks. */
  | { readonly kind: 'document' }
  | { readonly kind: 'standard'; readonly reference: string }
  | { readonly kind: 'house' }

/** Leave that a check needs beyond reading; `control` is a control adapter, which can let time pass and data arrive. */
export type CheckNeed = 'writes' | 'probe-methods' | 'control' | 'second-credential' | 'load'

/** One rule as data, with the function that judges it. */
export interface Check {
  /** Permanent: never reused, never given another meaning. */
  readonly id: string
  readonly level: Level
  readonly source: CheckSource
  /** What it says, as one present-tense sentence without a final stop. */
  readonly title: string
  /** One unit of evidence, in the singular. */
  readonly unit: string
  /** What data would give evidence where there was none. */
  readonly remedy: string
  /** Absent for a check that only reads. */
  readonly needs?: readonly CheckNeed[]
  /** Whether a breach is a hole in the target's security. */
  readonly security?: boolean
  /** Judges everything that was exchanged, so it comes last. */
  readonly isRecordCheck?: boolean
  readonly run: (context: CheckContext) => Promise<Judgement>
}
