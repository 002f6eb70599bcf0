import type { Check } from './kit/check.ts'
import type { Vendor } from './kit/vendor.ts'
import { idnow } from './vendors/idnow/index.ts'
import { qyvo } from './vendors/qyvo/index.ts'
import { rapidpro } from './vendors/rapidpro/index.ts'
import { recrubo } from './vendors/recrubo/index.ts'

/** All vendors by their name on the command line. */
export const vendors = { qyvo, recrubo, rapidpro, idnow } as const satisfies Readonly<Record<string, Vendor>>

export type VendorName = keyof typeof vendors

export const checks: readonly { readonly vendor: VendorName; readonly check: Check }[] = (
  Object.keys(vendors) as readonly VendorName[]
).flatMap((vendor) => vendors[vendor].checks.map((check) => ({ vendor, check })))

/** A rule that no check covers, with the reason; its id is never given to another rule. */
export interface UntestedRule {
  readonly id: string
  readonly vendor: VendorName
  readonly rule: string
  readonly reason: string
}

export const untestedRules: readonly UntestedRule[] = [
  {
    id: 'CUR-018',
    vendor: 'rapidpro',
    rule: 'Deletions during a pagination walk do not skip other runs',
    reason: 'neither the API nor a control adapter can delete a run',
  },
  {
    id: 'LIFE-003',
    vendor: 'recrubo',
    rule: 'The end time is set together with the end status and does not change',
    reason: 'runs have no end time',
  },
  {
    id: 'LIFE-004',
    vendor: 'qyvo',
    rule: 'A list and a read of one item return the same progress',
    reason: 'no operation reads one session',
  },
]
