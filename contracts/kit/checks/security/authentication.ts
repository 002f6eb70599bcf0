import { type CheckRequest, type Credential, type Exchange, isClientError, isSuccess } from '../../http/exchange.ts'
import type { Check, CheckSource } from '../../check.ts'
import { checkEach, type Violation } from '../../outcome.ts'
import type { CheckContext, Probe } from '../../check-context.ts'

/** What the checks of refusals stand on. */
export interface AuthenticationRules {
  /** Valid reads of everything that only the right credential may see. */
  readonly requests: Probe<readonly CheckRequest[]>
  /** Ids that must not be seen without the right credential. */
  readonly knownIds: Probe<readonly string[]>
  /** The statement that the credential is needed, as `evidenceOf` takes it. */
  readonly statement: string
}

const UNKNOWN_TOKEN = 'flowtwinMadeUp0'
/** Long for a credential, yet below the limit that most servers set for a header. */
const LONG_TOKEN_LENGTH = 4096

type Rule = Pick<Check, 'level' | 'title' | 'unit'> & { readonly id: Attempt['check'] }

const RULES: readonly Rule[] = [
  {
    id: 'AUTH-001',
    level: 'MUST',
    title: 'Without a credential there is no answer but a refusal',
    unit: 'request without a credential',
  },
  {
    id: 'AUTH-002',
    level: 'MUST',
    title: 'A well-formed credential that nobody issued is refused',
    unit: 'request with an unknown credential',
  },
  {
    id: 'AUTH-003',
    level: 'SHOULD',
    title: 'Malformed credentials are refused: garbage, empty, over-long, of another scheme, of none',
    unit: 'request with a malformed credential',
  },
]

const common = { security: true, hint: 'a read that needs a credential' } as const

/** Nobody gets in without the right credential. That the right one works was seen before, in the preflight. */
export function createAuthenticationChecks(access: AuthenticationRules): readonly Check[] {
  const attempts = createAttemptsProbe(access)
  return [...RULES.map((rule) => createRejectionCheck(rule, access, attempts)), createErrorBodyCheck(access, attempts)]
}

function createRejectionCheck(
  rule: Rule,
  { statement, knownIds }: AuthenticationRules,
  attempts: Probe<readonly Attempt[]>,
): Check {
  const source: CheckSource = rule.level === 'MUST' ? { kind: 'vendor', statement } : { kind: 'best-practice' }
  return {
    ...common,
    ...rule,
    source,
    run: async (context) => {
      const [all, ids] = [await context.probeOnce(attempts), await context.probeOnce(knownIds)]
      const own = all.filter(({ check }) => check === rule.id)
      return checkEach(own, (attempt) => findRejectionViolation(attempt, ids, context))
    },
  }
}

function createErrorBodyCheck({ knownIds }: AuthenticationRules, attempts: Probe<readonly Attempt[]>): Check {
  return {
    ...common,
    id: 'AUTH-005',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A refusal holds no resource data and does not repeat the credential',
    unit: 'refusal of a credential',
    run: async ({ probeOnce }) => {
      const [all, ids] = [await probeOnce(attempts), await probeOnce(knownIds)]
      return checkEach(
        all.filter(({ exchange }) => !isSuccess(exchange)),
        ({ exchange }) => findLeakViolation(exchange, ids),
      )
    },
  }
}

interface Attempt {
  readonly check: 'AUTH-001' | 'AUTH-002' | 'AUTH-003'
  readonly exchange: Exchange
}

function createAttemptsProbe({ requests }: AuthenticationRules): Probe<readonly Attempt[]> {
  return {
    name: 'asking without the right credential',
    run: async (context) => {
      const attempts: Attempt[] = []
      for (const call of await context.probeOnce(requests)) {
        for (const [check, credential] of listInvalidCredentials(context.scheme)) {
          attempts.push({
            check,
            exchange: await context.client.sendRequest({ ...call, credential, intent: 'invalid' }),
          })
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

function findRejectionViolation(
  { check, exchange }: Attempt,
  ids: readonly string[],
  { profile }: CheckContext,
): Violation | null {
  const known = ids.find((id) => exchange.text.includes(id))
  const example = `${exchange.method} ${exchange.request.path}`
  if (isSuccess(exchange))
    return { message: `status ${exchange.status} instead of a refusal`, example: example, exchange }
  if (known !== undefined) return { message: 'resource data without the right credential', example: known, exchange }
  if (profile.authErrorStatuses.includes(exchange.status) || (check === 'AUTH-003' && isClientError(exchange)))
    return null
  const due = profile.authErrorStatuses.join(' or ')
  return {
    message: `refused with status ${exchange.status} instead of ${due}`,
    level: 'SHOULD',
    example: example,
    exchange,
  }
}

function findLeakViolation(exchange: Exchange, ids: readonly string[]): Violation | null {
  const responseText = [exchange.text, ...exchange.headers.map(([, value]) => value)].join('\n')
  const known = ids.find((id) => responseText.includes(id))
  if (known !== undefined) return { message: 'resource data in a refusal', example: known, exchange }
  return responseText.includes(UNKNOWN_TOKEN) ? { message: 'the refusal repeats the credential', exchange } : null
}
