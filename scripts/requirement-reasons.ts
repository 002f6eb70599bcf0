import type { VendorName } from '../contracts/index.ts'

/** How an operation that is no plain read comes to be asked, or why nobody asks it. */
export type Coverage = { readonly asked: readonly string[] } | { readonly reason: string }

const FLOW_RUNS = { asked: ['JAPI-060 to JAPI-104', 'NEG-005', 'NEG-006', 'ENC-001', 'CONS-001'] } as const
const WEBHOOKS = { asked: ['JAPI-118', 'JAPI-119', 'JAPI-120'] } as const
const NO_UNDOING = 'it changes what no run could put back, so no run may send it'

/** The operations that the generic checks do not read: which checks ask them, or the reason why none does. */
export const COVERAGE: Readonly<Record<VendorName, Readonly<Record<string, Coverage>>>> = {
  qyvo: {
    triggerFlow: { asked: ['POLL-028', 'POLL-033', 'LIFE-006'] },
    getFlow: { asked: ['HTTP-001', 'SCH-001'] },
    createContact: { asked: ['POLL-041', 'HTTP-001', 'SCH-001'] },
    getContact: { asked: ['POLL-041', 'HTTP-001', 'SCH-001'] },
    updateContact: { asked: ['POLL-039', 'HTTP-001', 'SCH-001'] },
    searchContacts: { asked: ['HTTP-001', 'SCH-001', 'TIME-005'] },
  },
  recrubo: {
    createFlowRun: FLOW_RUNS,
    updateFlowRun: FLOW_RUNS,
    deleteFlowRun: FLOW_RUNS,
    createWebhook: WEBHOOKS,
    updateWebhook: WEBHOOKS,
    deleteWebhook: WEBHOOKS,
    updateOrganization: { reason: NO_UNDOING },
  },
  rapidpro: {
    createFlowStart: { asked: ['CUR-058', 'CUR-061', 'CUR-062', 'LIFE-006'] },
    writeContact: { asked: ['CUR-067', 'HTTP-001', 'SCH-001'] },
  },
  idnow: {
    issueToken: { reason: 'it needs the secret of a client, and a run has a token; only its refusal is asked for' },
    createSession: { asked: ['LIFE-006', 'HTTP-001', 'SCH-001'] },
  },
}

/** Which checks judge a documented status, by status, whatever the operation; a text in place of a list says why none does. */
export const STATUS_CHECKS: Readonly<Record<string, readonly string[] | string>> = {
  200: ['HTTP-001', 'HTTP-003', 'SCH-001'],
  201: ['HTTP-001', 'HTTP-003', 'SCH-001'],
  204: ['HTTP-001', 'HTTP-015'],
  302: ['HTTP-001', 'HTTP-024'],
  400: ['ERR-005', 'ERR-009', 'SCH-012'],
  401: ['AUTH-001', 'AUTH-002', 'AUTH-004', 'SCH-012'],
  403: ['AUTH-001', 'AUTH-002', 'SCH-012'],
  404: ['ERR-003', 'SCH-012'],
  405: ['HTTP-012', 'HTTP-013'],
  406: ['HTTP-019', 'SCH-012'],
  409: ['JAPI-068', 'JAPI-089'],
  415: ['JAPI-020'],
  422: ['ERR-005', 'SCH-012'],
  429: ['ERR-008', 'RATE-002'],
  500: 'a sound target does not fail when it is asked to; NEG-* see one that does',
}

/** Where a status means something else than usual, or a run does not come to see it. */
export const UNSEEN_STATUSES: Readonly<Partial<Record<VendorName, Readonly<Record<string, string>>>>> = {
  qyvo: {
    302: 'only people with browsers are redirected; the suite always asks for JSON',
    403: 'a token without the scope is not among the credentials of a run',
    404: 'no operation that the suite reads has an id in its path',
  },
  recrubo: { 403: 'a key without the right to read is not among the credentials of a run' },
  rapidpro: {
    404: 'what is not found here is a format or a cursor; CUR-012 judges the cursor',
    406: 'the suffix of the path decides the format before Accept is looked at',
  },
  idnow: {
    400: ['PAGE-011', 'PAGE-012', 'PAGE-017'].join(', '),
    403: 'a token of the other environment is not among the credentials of a run',
  },
}
