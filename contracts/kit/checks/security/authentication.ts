// Checks: AUTH-001, AUTH-002, AUTH-003, AUTH-005
import { bestPractice, citeVendor } from '../rule-source.ts'
import { type CheckRequest, type Credential, type Exchange, isClientError, isSuccess } from '../../http/exchange.ts'
import type { Check } from '../../check.ts'
import { checkEach, type Violation } from '../../outcome.ts'
import type { CheckContext, Probe } from '../../check-context.ts'

/** The input of the authentication checks. */
interface AuthenticationRules {
  /** Valid reads that need a credential. */
  readonly requests: Probe<readonly CheckRequest[]>
  /** Ids that must not be visible without a valid credential. */
  readonly knownIds: Probe<readonly string[]>
  /** The vendor statement that a credential is needed. */
  readonly statement: string
}

const UNKNOWN_TOKEN = 'flowtwinMadeUp0'
/** Long for a credential, but below the header limit of most servers. */
const LONG_TOKEN_LENGTH = 4096

type Rule = Pick<Check, 'level' | 'title' | 'unit'> & { readonly id: Attempt['check'] }

const RULES: readonly Rule[] = [
  {
    id: 'AUTH-001',
    level: 'MUST',
    title: 'A request without a credential is rejected',
    unit: 'request without a credential',
  },
  {
    id: 'AUTH-002',
    level: 'MUST',
    title: 'An unknown well-formed credential is rejected',
    unit: 'request with an unknown credential',
  },
  {
    id: 'AUTH-003',
    level: 'SHOULD',
    title: 'Malformed credentials are rejected: empty, over-long, garbage, with another scheme, without a scheme',
    unit: 'request with a malformed credential',
  },
]

const common = { ...bestPractice, security: true, hint: 'a read that needs a credential' } as const

/** Creates the checks that invalid credentials are rejected. The preflight has checked that the valid one works. */
export function createAuthenticationChecks(rules: AuthenticationRules): readonly Check[] {
  const { knownIds, statement } = rules
  const attempts = createAttemptsProbe(rules)
  return [
    ...RULES.map((rule): Check => ({
      ...common,
      ...(rule.level === 'MUST' && citeVendor('MUST', statement)),
      ...rule,
      run: async (context) => {
        const [attemptList, ids] = [await context.probeOnce(attempts), await context.probeOnce(knownIds)]
        const ownAttempts = attemptList.filter(({ check }) => check === rule.id)
        return checkEach(ownAttempts, (attempt) => findRejectionViolation(attempt, ids, context))
      },
    })),
    {
      ...common,
      id: 'AUTH-005',
      title: 'Authentication errors contain no resource data and do not echo the credential',
      unit: 'rejected credential',
      run: async ({ probeOnce }) => {
        const [attemptList, ids] = [await probeOnce(attempts), await probeOnce(knownIds)]
        const rejected = attemptList.filter(({ exchange }) => !isSuccess(exchange))
        return checkEach(rejected, ({ exchange }) => findLeakViolation(exchange, ids))
      },
    },
  ]
}

interface Attempt {
  readonly check: 'AUTH-001' | 'AUTH-002' | 'AUTH-003'
  readonly exchange: Exchange
}

function createAttemptsProbe({ requests }: AuthenticationRules): Probe<readonly Attempt[]> {
  return {
    name: 'sending invalid credentials',
    run: async (context) => {
      const attempts: Attempt[] = []
      for (const request of await context.probeOnce(requests)) {
        for (const [check, credential] of listInvalidCredentials(context.scheme)) {
          const exchange = await context.client.sendRequest({ ...request, credential, intent: 'invalid' })
          attempts.push({ check, exchange })
        }
      }
      return attempts
    },
  }
}

function listInvalidCredentials(scheme: string): readonly (readonly [Attempt['check'], Credential])[] {
  const malformed = [
    `${scheme} `,
    `${scheme} ${UNKNOWN_TOKEN} ${UNKNOWN_TOKEN}`,
    `${scheme} %00${UNKNOWN_TOKEN}`,
    `${scheme} ${UNKNOWN_TOKEN.repeat(LONG_TOKEN_LENGTH / UNKNOWN_TOKEN.length)}`,
    `Digest ${UNKNOWN_TOKEN}`,
    UNKNOWN_TOKEN,
  ]
  return [
    ['AUTH-001', 'none'],
    ['AUTH-002', { header: `${scheme} ${UNKNOWN_TOKEN.repeat(3)}` }],
    ['AUTH-002', 'longer'],
    ['AUTH-002', 'shorter'],
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
