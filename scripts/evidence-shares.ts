import { document as idnow } from '../spec/generated/idnow.document.ts'
import { document as qyvo } from '../spec/generated/qyvo.document.ts'
import { document as rapidpro } from '../spec/generated/rapidpro.document.ts'
import { document as recrubo } from '../spec/generated/recrubo.document.ts'

/** Kinds of evidence for a statement, strongest first. */
export const BASES = ['documented', 'source', 'inferred', 'decided'] as const

/** Number of statements in one vendor's document, and the percentage of each kind of evidence. */
export interface Shares {
  readonly total: number
  readonly percent: Readonly<Record<(typeof BASES)[number], number>>
}

/** Returns the evidence shares by vendor. */
export function computeEvidenceShares(): Readonly<Record<string, Shares>> {
  return Object.fromEntries(
    Object.entries({ qyvo, recrubo, rapidpro, idnow }).map(([vendor, document]) => [vendor, computeShares(document)]),
  )
}

function computeShares(document: object): Shares {
  const counts = new Map<string, number>()
  countEvidence(document, counts)
  const total = [...counts.values()].reduce((sum, one) => sum + one, 0)
  const computePercent = (basis: string) => Math.round((100 * (counts.get(basis) ?? 0)) / total)
  const percent = Object.fromEntries(BASES.map((basis) => [basis, computePercent(basis)]))
  return { total, percent: percent as Shares['percent'] }
}

/** Counts every `x-evidence` in a value, at any depth. */
function countEvidence(value: unknown, counts: Map<string, number>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    const basis = name === 'x-evidence' ? parseBasis(member) : undefined
    if (basis === undefined) countEvidence(member, counts)
    else counts.set(basis, (counts.get(basis) ?? 0) + 1)
  }
}

function parseBasis(evidence: unknown): string | undefined {
  const basis = typeof evidence === 'object' && evidence !== null && 'basis' in evidence ? evidence.basis : evidence
  return BASES.find((one) => one === basis)
}
