import type { VendorName } from './checks.ts'

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
