import type { Finding } from './finding.ts'

/** What became of a check. Zero evidence is never a pass. */
export type Outcome =
  | { readonly kind: 'pass'; readonly evidence: number; readonly notes: readonly Finding[]; readonly scope?: string }
  | {
      readonly kind: 'fail'
      readonly evidence: number
      readonly findings: readonly Finding[]
      readonly scope?: string
      /** Findings beside them that a baseline expects. */
      readonly waived?: readonly Finding[]
    }
  /** It failed, and a baseline expects every one of its findings. */
  | {
      readonly kind: 'expected-failure'
      readonly evidence: number
      readonly findings: readonly Finding[]
      readonly scope?: string
    }
  /** Nothing to judge by; `remedy` says which data would change that. */
  | { readonly kind: 'inconclusive'; readonly reason: string; readonly remedy: string }
  /** Something that the check stands on failed. */
  | { readonly kind: 'blocked'; readonly reason: string }
  | { readonly kind: 'not-applicable'; readonly reason: string }
  | { readonly kind: 'not-selected'; readonly reason: string }
  /** Our own fault, not the target's. */
  | { readonly kind: 'error'; readonly reason: string }

/** Ends a check, or an observation and with it every check that needs it, with an outcome that is no judgement of the target. */
export class CheckStoppedError extends Error {
  readonly outcome: Outcome

  constructor(outcome: Exclude<Outcome, { readonly kind: 'pass' | 'fail' | 'expected-failure' }>, cause?: unknown) {
    super(outcome.reason, { cause })
    this.name = 'Interruption'
    this.outcome = outcome
  }
}

/** For when something that is needed to judge does not work. */
export function createBlocked(reason: string, cause?: unknown): CheckStoppedError {
  return new CheckStoppedError({ kind: 'blocked', reason }, cause)
}

/** For when the data to judge by is not there. */
export function createInconclusive(reason: string, remedy: string): CheckStoppedError {
  return new CheckStoppedError({ kind: 'inconclusive', reason, remedy })
}

/** For when the check makes no sense for this target. */
export function createNotApplicable(reason: string): CheckStoppedError {
  return new CheckStoppedError({ kind: 'not-applicable', reason })
}

/** For when the person who started the run has not given what the check needs. */
export function createNotSelected(reason: string): CheckStoppedError {
  return new CheckStoppedError({ kind: 'not-selected', reason })
}
