import { bestPractice, citeVendor, type Check, defineCheck } from '../../check.ts'
import { type CheckRequest, type Credential, type Exchange, isClientError, isSuccess } from '../../http/exchange.ts'
import { checkEach, type Violation } from '../../outcome.ts'
import { type CheckContext, type Probe, defineProbe } from '../../check-context.ts'
import { isSameJson, type Json } from '../../json.ts'
import type { Survey } from '../readable-api.ts'
import { sendIfApplicable } from '../send.ts'
import { createProtectedReadsProbe } from './credentials.ts'

/** The input of the authentication checks. */
interface AuthenticationRules {
  /** A valid read that needs a credential; it is sent with every invalid one. */
  readonly requests: Probe<readonly CheckRequest[]>
  /** The other readable operations; each is sent with the most common invalid credentials. */
  readonly survey: Survey
  /** True when a document of the vendor shows the credential without a scheme. */
  readonly mayOmitScheme?: boolean
  /** Ids that must not be visible without a valid credential. */
  readonly knownIds: Probe<readonly string[]>
  /** The vendor statement that a credential is needed. */
  readonly statement: string
}

const UNKNOWN_TOKEN = 'flowtwinMadeUp0'
/** Long for a credential, but below the header limit of most servers. */
const LONG_TOKEN_LENGTH = 4096

interface Rule extends Pick<Check, 'title' | 'unit'> {
  readonly id: Attempt['check']
  /** True when the vendor's document states the rule. */
  readonly isDocumented: boolean
}

const RULES: readonly Rule[] = [
  {
    id: 'AUTH-001',
    isDocumented: true,
    title: 'A request without a credential is rejected',
    unit: 'request without a credential',
  },
  {
    id: 'AUTH-002',
    isDocumented: true,
    title: 'An unknown well-formed credential is rejected',
    unit: 'request with an unknown credential',
  },
  {
    id: 'AUTH-003',
    isDocumented: false,
    title: 'Malformed credentials are rejected: empty, over-long, garbage, with another scheme, without a scheme',
    unit: 'request with a malformed credential',
  },
]

const HINT = 'a read that needs a credential'

/** Creates the checks that invalid credentials are rejected. The preflight has checked that the valid one works. */
export function createAuthenticationChecks(rules: AuthenticationRules): readonly Check[] {
  const { knownIds, statement } = rules
  const attempts = createAttemptsProbe(rules)
  return [
    ...RULES.map(({ id, title, unit, isDocumented }) =>
      defineCheck(id, isDocumented ? citeVendor('MUST', statement) : bestPractice, {
        security: true,
        title,
        evidence: [unit, HINT],
        run: async (context) => {
          const [attemptList, ids] = [await context.probeOnce(attempts), await context.probeOnce(knownIds)]
          const ownAttempts = attemptList.filter(({ check }) => check === id)
          return checkEach(ownAttempts, (attempt) => findRejectionViolation(attempt, ids, context))
        },
      }),
    ),
    defineCheck('AUTH-005', bestPractice, {
      security: true,
      title: 'Authentication errors contain no resource data and do not echo the credential',
      evidence: ['rejected credential', HINT],
      run: async ({ probeOnce }) => {
        const [attemptList, ids] = [await probeOnce(attempts), await probeOnce(knownIds)]
        const rejected = attemptList.filter(({ exchange }) => !isSuccess(exchange))
        return checkEach(rejected, ({ exchange }) => findLeakViolation(exchange, ids))
      },
    }),
  ]
}

interface Attempt {
  readonly check: 'AUTH-001' | 'AUTH-002' | 'AUTH-003'
  readonly exchange: Exchange
}

function createAttemptsProbe({
  requests,
  survey,
  mayOmitScheme = false,
}: AuthenticationRules): Probe<readonly Attempt[]> {
  const protectedReads = createProtectedReadsProbe(survey)
  return defineProbe('sending invalid credentials', async (context) => {
    const reads = (await context.probeOnce(protectedReads)).map(({ request }) => request)
    const [first, ...others] = await context.probeOnce(requests)
    const remaining = [...others, ...reads].filter(({ path }) => path !== first?.path)
    return [
      ...(first === undefined
        ? []
        : await attempt([first], listInvalidCredentials(context.scheme, mayOmitScheme), context)),
      ...(await attempt(remaining, listWrongCredentials(context.scheme), context)),
    ]
  })
}

type InvalidCredential = readonly [Attempt['check'], Credential]

async function attempt(
  requests: readonly CheckRequest[],
  credentials: readonly InvalidCredential[],
  context: CheckContext,
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = []
  for (const request of requests) {
    for (const [check, credential] of credentials) {
      const exchange = await sendIfApplicable({ ...request, credential, intent: 'invalid' }, context)
      if (exchange !== null) attempts.push({ check, exchange })
    }
  }
  return attempts
}

/** The credentials that a server accepts if an operation or a comparison is not protected. */
function listWrongCredentials(scheme: string): readonly InvalidCredential[] {
  return [
    ['AUTH-001', 'none'],
    ['AUTH-002', { header: `${scheme} ${UNKNOWN_TOKEN.repeat(3)}` }],
    ['AUTH-002', 'longer'],
    ['AUTH-002', 'swapped-case'],
    ['AUTH-003', { scheme: getOtherScheme(scheme) }],
  ]
}

function getOtherScheme(scheme: string): string {
  return scheme === 'Bearer' ? 'Token' : 'Bearer'
}

function listInvalidCredentials(scheme: string, mayOmitScheme: boolean): readonly InvalidCredential[] {
  const malformed = [
    `${scheme} `,
    `${scheme} ${UNKNOWN_TOKEN} ${UNKNOWN_TOKEN}`,
    `${scheme} %00${UNKNOWN_TOKEN}`,
    `${scheme} ${UNKNOWN_TOKEN.repeat(LONG_TOKEN_LENGTH / UNKNOWN_TOKEN.length)}`,
    `Digest ${UNKNOWN_TOKEN}`,
    UNKNOWN_TOKEN,
  ]
  return [
    ...listWrongCredentials(scheme),
    ['AUTH-002', 'shorter'],
    ['AUTH-003', { scheme: 'Digest' }],
    ...(mayOmitScheme ? [] : [['AUTH-003', { scheme: '' }] as const]),
    ...malformed.map((header) => ['AUTH-003', { header }] as const),
  ]
}

function findRejectionViolation(attempt: Attempt, ids: readonly string[], context: CheckContext): Violation | null {
  const { check, exchange } = attempt
  const { authErrorStatuses } = context.profile
  const leaked = ids.find((id) => exchange.text.includes(id))
  const example = `${exchange.method} ${exchange.request.path}`
  if (isSuccess(exchange)) return { message: `status ${exchange.status} instead of a rejection`, example, exchange }
  if (leaked !== undefined) return { message: 'resource data without a valid credential', example: leaked, exchange }
  if (authErrorStatuses.includes(exchange.status) || (check === 'AUTH-003' && isClientError(exchange))) return null
  const expected = authErrorStatuses.join(' or ')
  const message = `rejected with status ${exchange.status} instead of ${expected}`
  return { message, level: 'SHOULD', example, exchange }
}

function findLeakViolation(exchange: Exchange, ids: readonly string[]): Violation | null {
  const responseText = [exchange.text, ...exchange.headers.map(([, value]) => value)].join('\n')
  const leaked = ids.find((id) => responseText.includes(id))
  if (leaked !== undefined) return { message: 'resource data in an authentication error', example: leaked, exchange }
  return responseText.includes(UNKNOWN_TOKEN) ? { message: 'the error echoes the credential', exchange } : null
}

/** The input of the check of writes. */
interface WriteAuthenticationRules {
  /** Valid writes, each of which would take effect with the valid credential. */
  readonly requests: Probe<readonly CheckRequest[]>
  /** Reads what the writes would change; two reads without an effect in between are equal. */
  readonly readState: (context: CheckContext) => Promise<Json>
  /** The statement that a credential is needed. */
  readonly statement: string
}

/** Creates the check that writes without a valid credential are rejected and have no effect. */
export function createWriteAuthenticationCheck({ requests, readState, statement }: WriteAuthenticationRules): Check {
  return defineCheck('AUTH-014', citeVendor('MUST', statement), {
    title: 'A write without a valid credential is rejected and changes nothing',
    evidence: ['write with an invalid credential', 'run with --writes'],
    needs: ['writes'],
    security: true,
    run: async (context) => {
      const writes = await context.probeOnce(requests)
      const before = await readState(context)
      const attempts = await attempt(writes, listWrongCredentials(context.scheme), context)
      const rejections = checkEach(attempts, (each) => findRejectionViolation(each, [], context))
      const [first] = attempts
      if (first === undefined || rejections.violations.length > 0) return rejections
      const violation = { message: 'a rejected write has an effect', exchange: first.exchange }
      return { ...rejections, violations: isSameJson(before, await readState(context)) ? [] : [violation] }
    },
  })
}
