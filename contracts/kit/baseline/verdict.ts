/** What somebody expects of a check, and why that is all right for a while. */
export interface Waiver {
  /** A fingerprint as findings have it, or the id of a check; `*` stands for anything. */
  readonly fingerprint: string
  readonly expect: 'fail' | 'warn' | 'inconclusive' | 'skip'
  readonly reason: string
  readonly ticket: string
  /** Days as `2026-05-04`; the waiver ends with the day that it expires. */
  readonly expires: string
  readonly added: string
  readonly lastSeen?: string
  /** Which targets it is for, by their base URL; all when left out. */
  readonly target?: string
}

/** Known faults of a target, in the order of the file. */
export interface Baseline {
  readonly version: 1
  readonly waivers: readonly Waiver[]
}

/**
 * What became of a waiver. `met`: it happened as expected. `unexpected-pass`: the check ran with evidence and did not break.
 * `unobserved`: the check did not run, or could not judge. `elsewhere`: it is for another target. `expired`: its day is over.
 * `refused`: it would hide a hole in security, and nobody gave leave for that.
 */
export type WaiverState = 'met' | 'unexpected-pass' | 'unobserved' | 'elsewhere' | 'expired' | 'refused'

export interface WaiverResult extends Waiver {
  readonly state: WaiverState
}

/** What a baseline made of a result. */
export interface BaselineResult {
  readonly waivers: readonly WaiverResult[]
  /** Findings that are waived. */
  readonly expected: number
  /** One sentence for each waiver that fails the run. */
  readonly problems: readonly string[]
}
