import type { Exchange } from './http/exchange.ts'
import type { Level } from './spec/evidence.ts'

/** One breach as a check sees it. */
export interface Violation {
  /** What was seen, in words that are the same for all items with the same fault. */
  readonly message: string
  /** Lower than the check's own when the statement behind it is known less well. */
  readonly level?: Level
  /** JSON pointer into the body of the exchange, with `*` where any item is meant. */
  readonly pointer?: string
  /** The item: ids, instants, page numbers. */
  readonly witness?: string
  readonly exchange?: Exchange
}

/** What a check found: how many units it could judge, and every breach among them. */
export interface Judgement {
  readonly evidence: number
  readonly violations: readonly Violation[]
  /** What the claim is about where that is less than everything, such as "the newest 40 pages". */
  readonly scope?: string
}

/** Breaches of one kind, as the report shows them. */
export interface Finding {
  readonly level: Level
  /** What was expected, with the authority that says so. */
  readonly expected: string
  readonly observed: string
  readonly pointer: string | null
  readonly operation: string | null
  /** Up to three. */
  readonly witnesses: readonly string[]
  /** How many breaches of this kind there were, witnesses included. */
  readonly count: number
  readonly request: {
    readonly number: number
    readonly curl: string
    readonly status: number
    readonly excerpt: string
  } | null
  /** The same for the same fault in every run: check, operation, pointer, kind. */
  readonly fingerprint: string
}

/** Judges each item by itself; every item is one unit of evidence. */
export function checkEach<Item>(
  items: readonly Item[],
  judge: (item: Item, index: number) => Violation | readonly Violation[] | null,
): Judgement {
  return {
    evidence: items.length,
    violations: items.flatMap((item, index) => judge(item, index) ?? []),
  }
}

/** Several judgements of one check as one. */
export function mergeJudgements(judgements: readonly Judgement[]): Judgement {
  const scopes = [...new Set(judgements.flatMap(({ scope }) => scope ?? []))]
  return {
    evidence: judgements.reduce((sum, { evidence }) => sum + evidence, 0),
    violations: judgements.flatMap(({ violations }) => violations),
    ...(scopes.length === 0 ? {} : { scope: scopes.join('; ') }),
  }
}

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
