import { type VendorName, vendors } from '../../contracts/index.ts'
import { further } from './index.ts'

/** The families that a vendor has for itself, and the checks of all vendors that cost few requests. */
const FRUGAL =
  /^(?:POLL|JAPI|CUR|PAGE|ORD-00[123]|TIME-00[1-3]|AUTH-00[1-35]|ERR-00[12346]|NEG-00[28]|SCH-0(?:0[13457]|1[02])|HTTP-0(?:0[1-57]|1[2356]|20))/

/** Those that say most; how answers are written costs the most to judge and is proven with smaller servers. */
const TELLING = /^(?:POLL|JAPI|CUR|PAGE|ORD)-|^(?:AUTH-00[12]|ERR-00[24]|NEG-002|SCH-001|TIME-003)$/

/**
 * The checks of a vendor that the further faults are not made for: what a difference of the lists alone may not turn red.
 * The others see the lists from their side, beside what stands elsewhere, and are held against faults of their own.
 */
export function listChecks(vendor: VendorName): readonly string[] {
  const own = new Set<string>(further[vendor].flatMap(({ kills }) => kills))
  return vendors[vendor].checks.map(({ id }) => id).filter((id) => !own.has(id))
}

/** Those of them that cost little: what a fault of the lists may not turn red. */
export function elderChecks(vendor: VendorName): readonly string[] {
  return listChecks(vendor).filter((id) => FRUGAL.test(id))
}

/** Those of them that tell of a whole world at little cost. */
export function tellingChecks(vendor: VendorName): readonly string[] {
  return elderChecks(vendor).filter((id) => TELLING.test(id))
}
