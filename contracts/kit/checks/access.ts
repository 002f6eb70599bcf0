import type { Call, Credential } from '../call.ts'
import type { Check, Source } from '../check.ts'
import { type Exchange, isRefusal, isSuccess } from '../exchange.ts'
import { judgeEach, type Violation } from '../finding.ts'
import type { Context, Observation } from '../observation.ts'

/** What the checks of refusals stand on. */
export interface Access {
  /** Valid reads of everything that only the right credential may see. */
  readonly calls: Observation<readonly Call[]>
  /** Ids that must not be seen without the right credential. */
  readonly knownIds: Observation<readonly string[]>
  /** The statement that the credential is needed, as `evidenceOf` takes it. */
  readonly statement: string
}

const MADE_UP = 'flowtwinMadeUp0'
/** Long for a credential, yet below the limit that most servers set for a header. */
const LONG = 4096

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

const common = { security: true, remedy: 'a read that needs a credential' } as const

/** Nobody gets in without the right credential. That the right one works was seen before, in the preflight. */
export function accessChecks(access: Access): readonly Check[] {
  const attempts = attemptsOf(access)
  return [...RULES.map((rule) => refused(rule, access, attempts)), silent(access, attempts)]
}

function refused(rule: Rule, { statement, knownIds }: Access, attempts: Observation<readonly Attempt[]>): Check {
  const source: Source = rule.level === 'MUST' ? { kind: 'vendor', statement } : { kind: 'house' }
  return {
    ...common,
    ...rule,
    source,
    judge: async (context) => {
      const [all, ids] = [await context.observe(attempts), await context.observe(knownIds)]
      const own = all.filter(({ check }) => check === rule.id)
      return judgeEach(own, (attempt) => admitted(attempt, ids, context))
    },
  }
}

function silent({ knownIds }: Access, attempts: Observation<readonly Attempt[]>): Check {
  return {
    ...common,
    id: 'AUTH-005',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A refusal holds no resource data and does not repeat the credential',
    unit: 'refusal of a credential',
    judge: async ({ observe }) => {
      const [all, ids] = [await observe(attempts), await observe(knownIds)]
      return judgeEach(
        all.filter(({ exchange }) => !isSuccess(exchange)),
        ({ exchange }) => saidTooMuch(exchange, ids),
      )
    },
  }
}

interface Attempt {
  readonly check: 'AUTH-001' | 'AUTH-002' | 'AUTH-003'
  readonly exchange: Exchange
}

function attemptsOf({ calls }: Access): Observation<readonly Attempt[]> {
  return {
    name: 'asking without the right credential',
    make: async (context) => {
      const attempts: Attempt[] = []
      for (const call of await context.observe(calls)) {
        for (const [check, credential] of credentials(context.scheme)) {
          attempts.push({ check, exchange: await context.client.send({ ...call, credential, intent: 'invalid' }) })
        }
      }
      return attempts
    },
  }
}

function credentials(scheme: string): readonly (readonly [Attempt['check'], Credential])[] {
  const malformed = [
    `${scheme} `,
    `${scheme} ${MADE_UP} ${MADE_UP}`,
    `${scheme} %00${MADE_UP}`,
    `${scheme} ${MADE_UP.repeat(LONG / MADE_UP.length)}`,
    `Digest ${MADE_UP}`,
    MADE_UP,
  ]
  return [
    ['AUTH-001', 'none'],
    ['AUTH-002', { header: `${scheme} ${MADE_UP.repeat(3)}` }],
    ['AUTH-002', 'longer'],
    ['AUTH-002', 'shorter'],
    ...malformed.map((header) => ['AUTH-003', { header }] as const),
  ]
}

function admitted({ check, exchange }: Attempt, ids: readonly string[], { profile }: Context): Violation | null {
  const known = ids.find((id) => exchange.text.includes(id))
  const witness = `${exchange.method} ${exchange.call.path}`
  if (isSuccess(exchange)) return { what: `status ${exchange.status} instead of a refusal`, witness, exchange }
  if (known !== undefined) return { what: 'resource data without the right credential', witness: known, exchange }
  if (profile.refusal.includes(exchange.status) || (check === 'AUTH-003' && isRefusal(exchange))) return null
  const due = profile.refusal.join(' or ')
  return { what: `refused with status ${exchange.status} instead of ${due}`, level: 'SHOULD', witness, exchange }
}

function saidTooMuch(exchange: Exchange, ids: readonly string[]): Violation | null {
  const said = [exchange.text, ...exchange.headers.map(([, value]) => value)].join('\n')
  const known = ids.find((id) => said.includes(id))
  if (known !== undefined) return { what: 'resource data in a refusal', witness: known, exchange }
  return said.includes(MADE_UP) ? { what: 'the refusal repeats the credential', exchange } : null
}
