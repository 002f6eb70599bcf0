import { FlowtwinError } from './errors.ts'
import type { Exchange } from './http/exchange.ts'
import type { Level } from './spec/evidence.ts'

/** One violation as a check reports it. */
export interface Violation {
  /** Describes the fault, in the same words for all items that have it. */
  readonly message: string
  /** Lower than the level of the check where the evidence for the statement is weaker. */
  readonly level?: Level
  /** JSON pointer into the body of the exchange; `*` stands for any item. */
  readonly pointer?: string
  /** Identifies the item: ids, timestamps, page numbers. */
  readonly example?: string
  readonly exchange?: Exchange
}

/** Result of a check: the number of units of evidence, and every violation among them. */
export interface Judgement {
  readonly evidence: number
  readonly violations: readonly Violation[]
  /** Limit of the claim where not everything was read, such as "the newest 40 pages". */
  readonly scope?: string
}

/** Violations of one kind, as the report shows them. */
export interface Finding {
  readonly level: Level
  /** The rule, with its level and source. */
  readonly expected: string
  readonly observed: string
  readonly pointer: string | null
  readonly operation: string | null
  /** Up to three items. */
  readonly examples: readonly string[]
  /** Number of violations of this kind. */
  readonly count: number
  readonly request: {
    readonly number: number
    readonly curl: string
    readonly status: number
    readonly excerpt: string
  } | null
  /** Equal for the same fault in every run: check, operation, pointer, message. */
  readonly fingerprint: string
}

/** Checks each item by itself; every item is one unit of evidence. */
export function checkEach<Item>(
  items: readonly Item[],
  check: (item: Item, index: number) => Violation | readonly Violation[] | null,
): Judgement {
  return {
    evidence: items.length,
    violations: items.flatMap((item, index) => check(item, index) ?? []),
  }
}

/** Merges several judgements of one check. */
export function mergeJudgements(judgements: readonly Judgement[]): Judgement {
  const scopes = [...new Set(judgements.flatMap(({ scope }) => scope ?? []))]
  return {
    evidence: judgements.reduce((sum, { evidence }) => sum + evidence, 0),
    violations: judgements.flatMap(({ violations }) => violations),
    ...(scopes.length === 0 ? {} : { scope: scopes.join('; ') }),
  }
}

/** Outcome of a check. Zero evidence is never a pass. */
export type Outcome =
  | { readonly kind: 'pass'; readonly evidence: number; readonly notes: readonly Finding[]; readonly scope?: string }
  | {
      readonly kind: 'fail'
      readonly evidence: number
      readonly findings: readonly Finding[]
      readonly scope?: string
      /** Further findings that a baseline expects. */
      readonly waived?: readonly Finding[]
    }
  /** A failure all of whose findings a baseline expects. */
  | {
      readonly kind: 'expected-failure'
      readonly evidence: number
      readonly findings: readonly Finding[]
      readonly scope?: string
    }
  /** No evidence; `hint` names the data that would give some. */
  | { readonly kind: 'inconclusive'; readonly reason: string; readonly hint: string }
  /** A request or probe that the check needs failed. */
  | { readonly kind: 'blocked'; readonly reason: string }
  | { readonly kind: 'not-applicable'; readonly reason: string }
  | { readonly kind: 'not-selected'; readonly reason: string }
  /** A bug of the suite. */
  | { readonly kind: 'error'; readonly reason: string }

/** Ends a check, or a probe and every check that needs it, with an outcome that is no judgement of the target. */
export class CheckStoppedError extends FlowtwinError {
  readonly code = 'check-stopped'
  readonly outcome: Outcome

  constructor(outcome: Exclude<Outcome, { readonly kind: 'pass' | 'fail' | 'expected-failure' }>, cause?: unknown) {
    super(outcome.reason, { cause })
    this.outcome = outcome
  }
}

/** Creates the error for a request or probe that failed. */
export function createBlocked(reason: string, cause?: unknown): CheckStoppedError {
  return new CheckStoppedError({ kind: 'blocked', reason }, cause)
}

/** Creates the error for missing data. */
export function createInconclusive(reason: string, hint: string): CheckStoppedError {
  return new CheckStoppedError({ kind: 'inconclusive', reason, hint })
}

/** Creates the error for a check that makes no sense for this target. */
export function createNotApplicable(reason: string): CheckStoppedError {
  return new CheckStoppedError({ kind: 'not-applicable', reason })
}

/** Creates the error for a check that requires an option which was not given. */
export function createNotSelected(reason: string): CheckStoppedError {
  return new CheckStoppedError({ kind: 'not-selected', reason })
}

/** Returns the id of the check that a fingerprint names. */
export function getFingerprintCheckId(fingerprint: string): string {
  return (fingerprint.split(' | ')[0] ?? '').trim()
}
