import type { Exchange } from './exchange.ts'
import type { Level } from './level.ts'

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
