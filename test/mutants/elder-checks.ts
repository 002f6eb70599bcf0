import { type VendorName, vendors } from '../../contracts/index.ts'
import { further } from './index.ts'

/** The families that say most; how answers are written costs the most to judge and is proven with smaller servers. */
const TELLING = /^(?:POLL|JAPI|CUR|PAGE|ORD|NEG|ERR|AUTH)-|^SCH-001$|^TIME-003$/

/**
 * The checks of a vendor that the further faults are not made for: what a fault of the lists may not turn red. The others
 * see many such faults from their side, and are held against faults of their own.
 */
export function elderChecks(vendor: VendorName): readonly string[] {
  const own = new Set<string>(further[vendor].flatMap(({ kills }) => kills))
  return vendors[vendor].checks.map(({ id }) => id).filter((id) => !own.has(id))
}

/** Those of them that cost little to judge. */
export function tellingChecks(vendor: VendorName): readonly string[] {
  return elderChecks(vendor).filter((id) => TELLING.test(id))
}
