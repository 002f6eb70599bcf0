/** Prints, for each vendor's document, how its statements are known: so many documented, read in source, inferred, decided. */
import { BASES, computeEvidenceShares } from './evidence-shares.ts'

for (const [vendor, { total, percent }] of Object.entries(computeEvidenceShares())) {
  const shares = BASES.map((basis) => `${basis} ${percent[basis]} %`)
  console.log(`${vendor.padEnd(9)} ${String(total).padStart(4)} statements: ${shares.join(', ')}`)
}
