import type { VendorName } from '../../contracts/index.ts'

/** Checks that nobody can judge of a target in memory: its requests and answers never see a socket. */
const IN_MEMORY = ['HTTP-014', 'HTTP-032']

/** Checks of what these servers do not do: redirect, pack, tag what they send, ask to wait. */
const CALM = ['ERR-008', 'HTTP-018', 'HTTP-022', 'HTTP-024']

/** Checks that need more than a run is given by default: further credentials, or leave to send much at once. */
const OPT_IN = ['AUTH-009', 'AUTH-010', 'AUTH-012', 'CONS-003', 'HTTP-034', 'RATE-002']

const always = [...IN_MEMORY, ...CALM, ...OPT_IN]

/** What cannot be judged of the small twins, each of which has one resource. */
export const unjudgedOfTwins: Readonly<Record<VendorName, readonly string[]>> = {
  qyvo: [...always, 'ERR-003', 'HTTP-031', 'NEG-003', 'SCH-008', 'SEC-004'],
  recrubo: [...always, 'AUTH-011', 'CONS-004', 'ENC-002', 'PRE-007', 'RATE-001'],
  rapidpro: [
    ...always,
    'AUTH-004',
    'ERR-003',
    'HTTP-010',
    'HTTP-031',
    'NEG-003',
    'ORD-004',
    'PRE-007',
    'RATE-001',
    'SCH-008',
  ],
  idnow: [
    ...always,
    'ENC-002',
    'ERR-003',
    'HTTP-030',
    'HTTP-031',
    'PRE-007',
    'RATE-001',
    'SCH-011',
    'SCH-013',
    'SEC-004',
    'SEC-005',
    'SEC-006',
    'TIME-007',
  ],
}

/** What cannot be judged of the mock: some vendors have no single reads, no filters, no links, no rate headers. */
export const unjudgedOfMock: Readonly<Record<VendorName, readonly string[]>> = {
  qyvo: [...always, 'ERR-003', 'HTTP-016', 'HTTP-031', 'NEG-003', 'SCH-008', 'SEC-004'],
  recrubo: [...always, 'AUTH-011', 'CONS-004', 'ENC-002', 'HTTP-016', 'PRE-007', 'RATE-001'],
  rapidpro: [...always, 'AUTH-004', 'ERR-003', 'HTTP-010', 'HTTP-016', 'HTTP-031', 'NEG-003', 'PRE-007', 'RATE-001'],
  idnow: [
    ...always.filter((id) => id !== 'HTTP-024'),
    'ENC-002',
    'HTTP-016',
    'HTTP-030',
    'PRE-007',
    'RATE-001',
    'SEC-004',
    'SEC-005',
    'SEC-006',
  ],
}
