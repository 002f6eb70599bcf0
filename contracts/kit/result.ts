import type { Check, Need } from './check.ts'
import type { LedgerEntry } from './ledger.ts'
import type { Level } from './level.ts'
import type { Outcome } from './outcome.ts'
import type { Profile } from './profile.ts'
import type { Permits } from './writes.ts'

/** One check of a run: what it says, and what became of it. */
export interface CheckResult extends Pick<Check, 'id' | 'level' | 'title' | 'unit'> {
  readonly needs: readonly Need[]
  readonly source: Check['source']['kind']
  readonly authority: string
  readonly security: boolean
  readonly outcome: Outcome
}

/** Whether the target could be checked at all. */
export type Preflight =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unreachable' | 'credential-refused' | 'wrong-api'; readonly reason: string }
  /** The person who started the run has to say something first. */
  | { readonly kind: 'unconfigured'; readonly reason: string }

/** All that a run found out: the one thing that every report is made from. */
export interface Result {
  /** Raised when the meaning of a member changes. */
  readonly format: 1
  readonly vendor: { readonly name: string; readonly title: string; readonly documentVersion: string }
  readonly target: string
  readonly profile: Profile
  readonly permits: Permits
  readonly preflight: Preflight
  /** In the order of the catalogue. */
  readonly checks: readonly CheckResult[]
  /** Everything that the run created. */
  readonly ledger: readonly LedgerEntry[]
  readonly traffic: { readonly requests: number; readonly repeated: number }
}

/** How many checks of a level held, of those that could have. */
export interface Score {
  readonly held: number
  readonly of: number
}

export interface Summary {
  readonly must: Score
  readonly should: Score
  /** Checks without evidence, or whose way to it failed. */
  readonly unjudged: readonly CheckResult[]
}

/** The headline of a result. */
export function summaryOf({ checks }: Result): Summary {
  const applicable = checks.filter(({ outcome }) => !['not-selected', 'not-applicable'].includes(outcome.kind))
  return {
    must: scoreOf(applicable, 'MUST'),
    should: scoreOf(applicable, 'SHOULD'),
    unjudged: applicable.filter(({ outcome }) => ['inconclusive', 'blocked', 'error'].includes(outcome.kind)),
  }
}

/** The level at which a check failed: that of its worst finding; null when it did not fail. */
export function brokenLevel({ outcome }: CheckResult): Level | null {
  if (outcome.kind !== 'fail') return null
  return outcome.findings.some(({ level }) => level === 'MUST') ? 'MUST' : 'SHOULD'
}

function scoreOf(checks: readonly CheckResult[], level: Level): Score {
  const counted = checks.filter((check) => (brokenLevel(check) ?? check.level) === level)
  return { held: counted.filter(({ outcome }) => outcome.kind === 'pass').length, of: counted.length }
}
