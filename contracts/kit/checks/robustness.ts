import type { Call } from '../call.ts'
import type { Check, Source } from '../check.ts'
import { type Exchange, isServerError } from '../exchange.ts'
import { judgeEach } from '../finding.ts'
import { Unreachable } from '../client.ts'
import { seeded } from '../oracles/made-up-text.ts'
import type { Context } from '../observation.ts'
import { notApplicable } from '../outcome.ts'
import { readCall, type Survey, withQuery } from '../surface.ts'

const FAULT: Source = { kind: 'standard', reference: 'RFC 9110 section 15.6: a 5xx is the fault of the server' }

/** What stands in queries and paths that nobody foresaw: types, bounds, encodings, scripts, injections. Already encoded. */
const CORPUS = [
  'true',
  'null',
  '-1',
  '99999999999999999999',
  '1e309',
  '0x10',
  '%27',
  '%22%5D',
  '%5B%5D',
  '%7B%7D',
  '%25',
  '%0D%0A',
  '%F0%9F%8E%88',
  '%D7%A9%D7%9C',
  '%E2%80%AE',
  '..%2F..%2Fetc',
  '%24%7B7*7%7D',
  '2026-02-30',
  '%3Cscript%3E',
  '*',
] as const
/** Bytes that are no text: NUL, a lone surrogate in UTF-8, an over-long slash, a cut sequence. */
const NO_TEXT = ['%00', 'a%00b', '%ED%A0%80', '%C0%AF', '%F0%9F', '%FF'] as const
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'Accept-Language': 'xx-flowtwin;q=9, *;q=-1,,' },
  { 'Accept-Language': 'de-CH-1996,'.repeat(400) },
  { 'X-Flowtwin-Long': 'x'.repeat(6000) },
  { 'If-Modified-Since': 'yesterday' },
  { Range: 'bytes=9-1' },
  { 'X-HTTP-Method-Override': 'FLOWTWIN' },
  { Cookie: 'a=b; ;=; c' },
]
const EACH = 4
const ROUNDS = 24

/** That nothing a client sends brings the target down. */
export function robustnessChecks(survey: Survey): readonly Check[] {
  const rule = { source: FAULT, remedy: 'an operation with parameters' } as const
  return [
    sturdy(
      {
        ...rule,
        id: 'NEG-001',
        level: 'MUST',
        title: 'No value of a query parameter is answered with 5xx',
        unit: 'odd value of a parameter',
      },
      (context) => queries(survey, context),
    ),
    sturdy(
      {
        ...rule,
        id: 'NEG-003',
        level: 'MUST',
        title: 'No value in a path is answered with 5xx',
        unit: 'odd value in a path',
        remedy: 'an operation with a placeholder',
      },
      (context) => paths(survey, context),
    ),
    sturdy(
      {
        ...rule,
        id: 'NEG-004',
        level: 'MUST',
        title: 'No header is answered with 5xx',
        unit: 'odd header',
        remedy: 'something that can be read',
      },
      (context) => headers(survey, context),
    ),
    sturdy(
      {
        ...rule,
        id: 'NEG-007',
        level: 'MUST',
        title: 'NUL, lone surrogates and broken UTF-8 are never answered with 5xx',
        unit: 'value that is no text',
      },
      (context) => noText(survey, context),
    ),
    sturdy(
      {
        ...rule,
        id: 'NEG-012',
        source: { kind: 'house' },
        level: 'SHOULD',
        title: 'No made-up value brings the target down',
        unit: 'made-up value',
      },
      (context) => madeUp(survey, context),
    ),
  ]
}

function sturdy(check: Omit<Check, 'judge'>, calls: (context: Context) => Promise<readonly Call[]>): Check {
  return {
    ...check,
    judge: async (context) => {
      const asked = await calls(context)
      if (asked.length === 0) throw notApplicable(`the target has no ${check.unit.replace(/^.* /, '')} of this kind`)
      const answers: { readonly call: Call; readonly exchange: Exchange | null }[] = []
      for (const call of asked) answers.push({ call, exchange: await answered(call, context) })
      return judgeEach(answers, ({ call, exchange }) => {
        if (exchange === null) return { what: 'no answer', witness: call.path }
        return isServerError(exchange)
          ? { what: `status ${exchange.status}`, witness: exchange.call.path.slice(0, 200), exchange }
          : null
      })
    },
  }
}

/** Null when there is no answer although the target answers else. */
async function answered(call: Call, { client }: Context): Promise<Exchange | null> {
  try {
    return await client.send(call)
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
    await client.send({ ...call, path: call.path.split('?')[0] ?? '/', headers: {} })
    return null
  }
}

/** Each parameter gets some of the values in turn, so that all parameters together get all of them at a fair price. */
async function queries({ reads }: Survey, { observe }: Context): Promise<readonly Call[]> {
  const all = (await observe(reads)).flatMap(({ call, operation }) => operation.query.map((name) => ({ call, name })))
  const each = all.length < 8 ? CORPUS.length : EACH
  return all.flatMap(({ call, name }, turn) =>
    Array.from({ length: each }, (_, index) => {
      const value = CORPUS[(turn * each + index) % CORPUS.length] ?? ''
      return rough(withQuery(call, `${encodeURIComponent(name)}=${value}`))
    }),
  )
}

async function paths({ surface, reads }: Survey, { observe }: Context): Promise<readonly Call[]> {
  return (await observe(reads)).flatMap(({ operation, values, call }) => {
    const name = surface.single[operation.id] ?? Object.keys(values)[0]
    const own = name === undefined ? undefined : values[name]
    if (name === undefined || own === undefined) return []
    const placed = readCall(operation, { ...values, [name]: 'FLOWTWINVALUE' }).path
    const odd = CORPUS.filter((value) => !value.includes('%2F'))
    return odd.map((value) => rough({ ...call, path: placed.replace('FLOWTWINVALUE', value) }))
  })
}

async function headers({ reads }: Survey, { observe }: Context): Promise<readonly Call[]> {
  const [first, ...more] = await observe(reads)
  const chosen = [first, more.at(-1)].filter((read) => read !== undefined)
  return chosen.flatMap(({ call }) => HEADERS.map((own) => rough({ ...call, headers: own })))
}

async function noText({ reads }: Survey, { observe }: Context): Promise<readonly Call[]> {
  return (await observe(reads)).flatMap(({ call, operation }) =>
    operation.query
      .slice(0, 2)
      .flatMap((name) => NO_TEXT.map((value) => rough(withQuery(call, `${encodeURIComponent(name)}=${value}`)))),
  )
}

/** Values from a seed that is always the same: a run that fails fails again. */
async function madeUp({ reads }: Survey, { observe }: Context): Promise<readonly Call[]> {
  const all = (await observe(reads)).flatMap(({ call, operation }) => operation.query.map((name) => ({ call, name })))
  const next = seeded('flowtwin')
  return Array.from({ length: all.length === 0 ? 0 : ROUNDS }, (_, round) => {
    const { call, name } = all[round % all.length] ?? { call: { path: '/' } as Call, name: '' }
    return rough(withQuery(call, `${encodeURIComponent(name)}=${encodeURIComponent(next())}`))
  })
}

function rough(call: Call): Call {
  return { ...call, operation: null, intent: 'rough' }
}
