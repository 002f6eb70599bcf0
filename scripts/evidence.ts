/** Prints the share of documented, source, inferred and decided statements of each vendor's document. */
import { BASES, computeEvidenceShares } from './evidence-shares.ts'

for (const [vendor, { total, percent }] of Object.entries(computeEvidenceShares())) {
  const shares = BASES.map((basis) => `${basis} ${percent[basis]} %`)
  console.log(`${vendor.padEnd(9)} ${String(total).padStart(4)} statements: ${shares.join(', ')}`)
}
