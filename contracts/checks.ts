import type { Check } from './kit/check.ts'
import type { Vendor } from './kit/vendor.ts'
import { idnow } from './vendors/idnow/index.ts'
import { qyvo } from './vendors/qyvo/index.ts'
import { rapidpro } from './vendors/rapidpro/index.ts'
import { recrubo } from './vendors/recrubo/index.ts'

/** Every vendor that the suite knows, by its name on the command line. */
export const vendors = { qyvo, recrubo, rapidpro, idnow } as const satisfies Readonly<Record<string, Vendor>>

export type VendorName = keyof typeof vendors

/** The catalogue: every check of every vendor, as data. */
export const checks: readonly { readonly vendor: VendorName; readonly check: Check }[] = (
  Object.keys(vendors) as readonly VendorName[]
).flatMap((vendor) => vendors[vendor].checks.map((check) => ({ vendor, check })))
