import type { Check, CheckNeed } from './check.ts'
import type { LedgerEntry } from './http/ledger.ts'
import type { BaselineResult } from './config/baseline.ts'
import type { Traffic } from './http/client.ts'
import type { Level } from './spec/evidence.ts'
import type { Outcome } from './outcome.ts'
import type { Profile } from './config/profile.ts'
import type { Limits } from './http/limits.ts'
import type { RunIdentity } from './run/run-identity.ts'
import type { PaginationWalk } from './report/pagination-walk.ts'
import type { Permits } from './http/guard.ts'

/** One check of a run: what it says, and what became of it. */
export interface CheckResult extends Pick<Check, 'id' | 'level' | 'title' | 'unit'> {
  readonly needs: readonly CheckNeed[]
  readonly source: Check['source']['kind']
  readonly authority: string
  readonly security: boolean
  readonly outcome: Outcome
}

/** Something that targets may do in one way or another, and what this one does. */
export interface Capability {
  readonly name: string
  readonly value: string
  /** `probed`: found out in this run. `profile`: said by whoever started it, or a default. */
  readonly known: 'probed' | 'profile'
}

/** Whether the target could be checked at all. */
export type Preflight =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unreachable' | 'credential-refused' | 'wrong-api'; readonly reason: string }
  /** The person who started the run has to say something first. */
  | { readonly kind: 'unconfigured'; readonly reason: string }

/** All that a run found out: the one thing that every report is made from. */
export interface Result {
  /** Raised when the meaning of a member changes; new members may come at any time. */
  readonly format: 1
  readonly run: RunIdentity
  readonly vendor: { readonly name: string; readonly title: string; readonly documentVersion: string }
  readonly target: string
  readonly profile: Profile
  readonly permits: Permits
  readonly preflight: Preflight
  /** In the order of the catalogue. */
  readonly checks: readonly CheckResult[]
  /** What the target was found to do where the documents leave a choice. */
  readonly capabilities: readonly Capability[]
  /** The longest walk through each list, for pictures. */
  readonly walks: readonly PaginationWalk[]
  /** Everything that the run created. */
  readonly ledger: readonly LedgerEntry[]
  readonly traffic: Traffic
  /** How much it was allowed to ask. */
  readonly budget: Limits
  /** Seconds that the target's clock is ahead of ours; null when no answer told the time. */
  readonly skewSeconds: number | null
  /** Seconds that the run took. */
  readonly seconds: number
  /** What a list of known faults made of the findings; null without one. */
  readonly baseline: BaselineResult | null
}

/** How many checks of a level held, of those that could have. */
export interface Score {
  readonly passed: number
  readonly total: number
}

export interface Summary {
  readonly must: Score
  readonly should: Score
  /** Checks without evidence, or whose way to it failed. */
  readonly inconclusive: readonly CheckResult[]
}

/** The headline of a result. */
export function summarizeResult({ checks }: Result): Summary {
  const applicable = checks.filter(({ outcome }) => !['not-selected', 'not-applicable'].includes(outcome.kind))
  return {
    must: countScore(applicable, 'MUST'),
    should: countScore(applicable, 'SHOULD'),
    inconclusive: applicable.filter(({ outcome }) => ['inconclusive', 'blocked', 'error'].includes(outcome.kind)),
  }
}

/** The level at which a check failed: that of its worst finding; null when it did not fail. */
export function getBrokenLevel({ outcome }: CheckResult): Level | null {
  if (outcome.kind !== 'fail') return null
  return outcome.findings.some(({ level }) => level === 'MUST') ? 'MUST' : 'SHOULD'
}

function countScore(checks: readonly CheckResult[], level: Level): Score {
  const counted = checks.filter((check) => (getBrokenLevel(check) ?? check.level) === level)
  return { passed: counted.filter(({ outcome }) => outcome.kind === 'pass').length, total: counted.length }
}
