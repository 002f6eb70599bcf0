import type { VendorName } from '../../contracts/index.ts'

/** Checks that do not apply in memory, because they concern the socket. */
const IN_MEMORY = ['HTTP-014', 'HTTP-032']

/** Checks of features that these servers lack: redirects, compression, ETag, Retry-After. */
const MISSING_FEATURES = ['ERR-008', 'HTTP-018', 'HTTP-022', 'HTTP-024']

/** Checks that require further credentials or --load. */
const OPT_IN = ['AUTH-009', 'AUTH-010', 'AUTH-012', 'CONS-003', 'HTTP-034', 'RATE-002']

const ALWAYS = [...IN_MEMORY, ...MISSING_FEATURES, ...OPT_IN]

/** Checks of resources and behaviour that the twins lack: other endpoints, other clients, a control API. */
const MISSING_RESOURCES: Readonly<Record<VendorName, readonly string[]>> = {
  qyvo: [
    'POLL-018',
    'POLL-019',
    'POLL-021',
    'POLL-024',
    'SCH-008',
    'POLL-028',
    'POLL-029',
    'POLL-030',
    'POLL-031',
    'POLL-032',
    'POLL-033',
    'POLL-034',
    'POLL-035',
    'POLL-036',
    'POLL-037',
    'POLL-038',
    'POLL-039',
    'POLL-040',
    'POLL-041',
    'POLL-042',
    'POLL-043',
    'POLL-044',
    'POLL-045',
    'LIFE-006',
    'LIFE-007',
  ],
  recrubo: [
    'JAPI-013',
    'JAPI-015',
    'JAPI-037',
    'JAPI-040',
    'JAPI-106',
    'JAPI-112',
    'JAPI-113',
    'JAPI-114',
    'JAPI-115',
    'JAPI-116',
    'JAPI-117',
    'JAPI-118',
    'JAPI-119',
    'JAPI-120',
    'LIFE-007',
  ],
  rapidpro: [
    'CUR-013',
    'CUR-016',
    'CUR-017',
    'CUR-057',
    'CUR-058',
    'CUR-059',
    'CUR-060',
    'CUR-061',
    'CUR-062',
    'CUR-063',
    'CUR-064',
    'CUR-065',
    'CUR-066',
    'CUR-067',
    'CUR-068',
    'LIFE-006',
    'LIFE-007',
  ],
  idnow: [
    'PAGE-028',
    'PAGE-031',
    'PAGE-032',
    'PAGE-033',
    'PAGE-034',
    'PAGE-035',
    'PAGE-036',
    'PAGE-037',
    'PAGE-038',
    'PAGE-039',
    'PAGE-040',
    'PAGE-041',
    'LIFE-004',
    'LIFE-006',
    'LIFE-007',
  ],
}

/** Checks without an outcome for the twins, which have one resource each. */
export const unjudgedOfTwins: Readonly<Record<VendorName, readonly string[]>> = {
  qyvo: [...ALWAYS, 'ERR-003', 'HTTP-031', 'NEG-003', 'SEC-004', ...MISSING_RESOURCES.qyvo],
  recrubo: [...ALWAYS, 'AUTH-011', 'CONS-004', 'ENC-002', 'PRE-007', 'RATE-001', ...MISSING_RESOURCES.recrubo],
  rapidpro: [
    ...ALWAYS,
    ...MISSING_RESOURCES.rapidpro,
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
    ...ALWAYS,
    ...MISSING_RESOURCES.idnow,
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

/** Checks without an outcome for the mock: some vendors have no single reads, filters, links or rate-limit headers. */
export const unjudgedOfMock: Readonly<Record<VendorName, readonly string[]>> = {
  qyvo: [...ALWAYS, 'ERR-003', 'HTTP-016', 'HTTP-031', 'NEG-003', 'SEC-004'],
  recrubo: [...ALWAYS, 'AUTH-011', 'CONS-004', 'ENC-002', 'HTTP-016', 'PRE-007', 'RATE-001'],
  rapidpro: [
    ...ALWAYS,
    'AUTH-004',
    'CUR-013',
    'ERR-003',
    'HTTP-010',
    'HTTP-016',
    'HTTP-031',
    'NEG-003',
    'PRE-007',
    'RATE-001',
  ],
  idnow: [
    ...ALWAYS.filter((id) => id !== 'HTTP-024'),
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
