/** Prints, for each vendor's document, how its statements are known: so many documented, read in source, inferred, decided. */
import { document as idnow } from '../spec/generated/idnow.document.ts'
import { document as qyvo } from '../spec/generated/qyvo.document.ts'
import { document as rapidpro } from '../spec/generated/rapidpro.document.ts'
import { document as recrubo } from '../spec/generated/recrubo.document.ts'

const BASES = ['documented', 'source', 'inferred', 'decided']

for (const [vendor, document] of Object.entries({ qyvo, recrubo, rapidpro, idnow })) {
  const counts = new Map<string, number>()
  count(document, counts)
  const total = [...counts.values()].reduce((sum, one) => sum + one, 0)
  const shares = BASES.map((basis) => `${basis} ${Math.round((100 * (counts.get(basis) ?? 0)) / total)} %`)
  console.log(`${vendor.padEnd(9)} ${String(total).padStart(4)} statements: ${shares.join(', ')}`)
}

/** Counts every x-evidence below a value. */
function count(value: unknown, counts: Map<string, number>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    const basis = name === 'x-evidence' ? basisOf(member) : undefined
    if (basis === undefined) count(member, counts)
    else counts.set(basis, (counts.get(basis) ?? 0) + 1)
  }
}

function basisOf(evidence: unknown): string | undefined {
  const basis = typeof evidence === 'object' && evidence !== null && 'basis' in evidence ? evidence.basis : evidence
  return BASES.find((one) => one === basis)
}
