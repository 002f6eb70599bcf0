import type { Check, CheckNeed } from './check.ts'
import type { BaselineResult } from './config/baseline.ts'
import type { Profile } from './config/profile.ts'
import type { ConnectionSummary } from './http/connection.ts'
import type { Traffic } from './http/client.ts'
import type { Permits } from './http/guard.ts'
import type { LedgerEntry } from './http/ledger.ts'
import type { Limits } from './http/limits.ts'
import type { Finding, Outcome } from './outcome.ts'
import type { OperationLists } from './operations.ts'
import type { PaginationWalk } from './report/pagination-walk.ts'
import type { RunIdentity } from './run/run-identity.ts'
import type { Level } from './spec/evidence.ts'

/** One check of a run with its outcome. */
export interface CheckResult extends Pick<Check, 'id' | 'level' | 'title' | 'unit'> {
  readonly needs: readonly CheckNeed[]
  readonly source: Check['source']['kind']
  readonly authority: string
  readonly security: boolean
  /** Duration of the check in seconds, with the requests that it was the first to need. */
  readonly seconds: number
  readonly outcome: Outcome
}

/** One behaviour that the documents leave open, with the choice of this target. */
export interface Capability {
  readonly name: string
  readonly value: string
  /** `probed`: measured in this run. `profile`: given in the configuration, or a default. */
  readonly source: 'probed' | 'profile'
}

/** Result of the first request: the target can be checked, or the reason why not. */
export type Preflight =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unreachable' | 'credential-refused' | 'wrong-api'; readonly reason: string }
  /** A required id was not given. */
  | { readonly kind: 'unconfigured'; readonly reason: string }

/** Everything that a run found out; all reports are made from it. */
export interface Result {
  /** Raised when the meaning of a member changes; members may be added at any time. */
  readonly format: 2
  readonly run: RunIdentity
  readonly vendor: { readonly name: string; readonly title: string; readonly documentVersion: string }
  readonly target: string
  readonly connection: ConnectionSummary
  readonly profile: Profile
  readonly permits: Permits
  readonly preflight: Preflight
  /** In the order of the catalogue. */
  readonly checks: readonly CheckResult[]
  /** The documented operations, by whether the target has them. */
  readonly operations: OperationLists
  /** Behaviour of the target where the documents leave a choice. */
  readonly capabilities: readonly Capability[]
  /** The longest walk through each list, for charts. */
  readonly walks: readonly PaginationWalk[]
  /** Everything that the run created. */
  readonly ledger: readonly LedgerEntry[]
  /** Error of recording a created item, after which the run created nothing more; null without one. */
  readonly ledgerFailure: string | null
  readonly traffic: Traffic
  /** The limits of the run. */
  readonly budget: Limits
  /** Seconds by which the target's clock is ahead of the local one; null without a Date header. */
  readonly skewSeconds: number | null
  /** Duration of the run in seconds. */
  readonly seconds: number
  /** Verdict on the waivers of a baseline; null without one. */
  readonly baseline: BaselineResult | null
}

/** Lists what weakens the result of a run, one sentence each; every report shows them. */
export function listWarnings({ connection }: Result): readonly string[] {
  return connection.insecure
    ? ['INSECURE: certificates were not verified (--insecure), so the responses may come from another server.']
    : []
}

/** Passed checks of a level, of those that applied. */
export interface Score {
  readonly passed: number
  readonly total: number
}

export interface Summary {
  readonly must: Score
  readonly should: Score
  /** Checks that ended inconclusive, blocked or with an error. */
  readonly inconclusive: readonly CheckResult[]
}

/** Returns the figures of the headline. */
export function summarizeResult({ checks }: Result): Summary {
  const applicable = checks.filter(({ outcome }) => !['not-selected', 'not-applicable'].includes(outcome.kind))
  return {
    must: countScore(applicable, 'MUST'),
    should: countScore(applicable, 'SHOULD'),
    inconclusive: applicable.filter(({ outcome }) => ['inconclusive', 'blocked', 'error'].includes(outcome.kind)),
  }
}

/** Returns the level at which a check failed, that of its worst finding; null when it did not fail. */
export function getBrokenLevel({ outcome }: CheckResult): Level | null {
  if (outcome.kind !== 'fail') return null
  return outcome.findings.some(({ level }) => level === 'MUST') ? 'MUST' : 'SHOULD'
}

/** Returns the findings of a check that failed, as expected or not. */
export function getFailedFindings({ outcome }: Pick<CheckResult, 'outcome'>): readonly Finding[] {
  return outcome.kind === 'fail' || outcome.kind === 'expected-failure' ? outcome.findings : []
}

function countScore(checks: readonly CheckResult[], level: Level): Score {
  const counted = checks.filter((check) => (getBrokenLevel(check) ?? check.level) === level)
  return { passed: counted.filter(({ outcome }) => outcome.kind === 'pass').length, total: counted.length }
}
