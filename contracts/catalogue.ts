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

/** A row of the plan for the suite that no check judges, with the reason; its id is never given to another rule. */
export interface UntestedRule {
  readonly id: string
  readonly vendor: VendorName
  readonly rule: string
  readonly reason: string
}

/** What the suite knows that it does not check. */
export const untestedRules: readonly UntestedRule[] = [
  {
    id: 'CUR-018',
    vendor: 'rapidpro',
    rule: 'Deletions during a walk make nobody else skip',
    reason: 'neither the API nor a control adapter can delete a run',
  },
  {
    id: 'LIFE-003',
    vendor: 'recrubo',
    rule: 'The instant of the end is set together with the end, and stays',
    reason: 'a run does not say when it ended',
  },
  {
    id: 'LIFE-004',
    vendor: 'qyvo',
    rule: 'A list and a read of one item say the same of how far it has come',
    reason: 'no operation reads one session',
  },
]
