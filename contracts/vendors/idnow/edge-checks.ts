import type { Check } from '../../kit/check.ts'
import { type Exchange, isRefusal, isServerError, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { GARBAGE, UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { Context, Observation } from '../../kit/observation.ts'
import { lengthOfPage } from '../../kit/oracles/page-arithmetic.ts'
import { pageOf, placeOf, sessionsCall, sessionsOf } from './sessions.ts'
import { beyond, firstPage, pageBase } from './walks.ts'

/** Values at and beyond the edge of what page and size can be. */
const ODD = ['0', '-1', 'abc', '1000000000']

const oddities: Observation<readonly Exchange[]> = {
  name: 'asking for odd pages',
  make: async (context) => {
    const answers: Exchange[] = []
    for (const name of ['page', 'size']) {
      for (const value of ODD) {
        answers.push(await context.client.send(sessionsCall(placeOf(context), { [name]: value }, 'invalid')))
      }
    }
    return answers
  },
}

/** Requests at the edge of what can be asked. */
export const edgeChecks: readonly Check[] = [
  {
    id: 'PAGE-010',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A page beyond the last is empty with the same totals, or refused',
    unit: 'page beyond the last',
    remedy: 'one session or more',
    judge: async ({ observe }) => {
      const { exchange, totals } = await observe(beyond)
      const [total, after] = totals
      if (total === 0) return { evidence: 0, violations: [] }
      return judgeEach([exchange], (): Violation | null => {
        if (isRefusal(exchange)) return null
        if (!isSuccess(exchange)) return { what: `status ${exchange.status}`, exchange }
        if (sessionsOf(exchange).length > 0)
          return { what: 'sessions beyond the last page', pointer: '/content', exchange }
        const told = pageOf(exchange).totalElements
        // Totals that move of themselves say nothing.
        if (told === total || total !== after) return null
        return {
          what: 'other totals beyond the last page',
          pointer: '/page',
          witness: `${told}, not ${total}`,
          exchange,
        }
      })
    },
  },
  {
    id: 'PAGE-011',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 9110 section 15.6: a 5xx is the fault of the server' },
    title: 'Odd values of page and size never answer 5xx',
    unit: 'odd value',
    remedy: 'let the run ask for one',
    judge: async ({ observe }) =>
      judgeEach(await observe(oddities), (exchange) =>
        isServerError(exchange) ? { what: `status ${exchange.status}`, witness: exchange.call.path, exchange } : null,
      ),
  },
  {
    id: 'PAGE-012',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Odd values of page and size are refused, or the answer says what was done instead',
    unit: 'odd value',
    remedy: 'let the run ask for one',
    judge: async ({ observe }) => {
      const [answers, base] = [await observe(oddities), await observe(pageBase)]
      return judgeEach(
        answers.filter((exchange) => !isServerError(exchange)),
        (exchange) => (isRefusal(exchange) ? null : untrueEcho(exchange, base)),
      )
    },
  },
  {
    id: 'PAGE-017',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An unknown sortBy is refused or gives the default order',
    unit: 'unknown sortBy',
    remedy: 'two sessions or more',
    judge: unknownOrder,
  },
  {
    id: 'PAGE-021',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An unknown flow or environment is refused or empty, and the same each time',
    unit: 'unknown flow or environment',
    remedy: 'one session or more',
    judge: unknownPlaces,
  },
]

function untrueEcho(exchange: Exchange, base: number): Violation | null {
  const { size, number, totalElements, items } = pageOf(exchange)
  const witness = `${exchange.call.path}: size ${size}, number ${number}, ${items.length} sessions`
  if (number < base) return { what: 'number names a page before the first', pointer: '/page/number', witness, exchange }
  if (size < 1 || items.length !== lengthOfPage({ total: totalElements, size, index: number - base })) {
    return { what: 'size and number do not describe the content', pointer: '/page', witness, exchange }
  }
  return null
}

async function unknownOrder(context: Context): Promise<Judgement> {
  const first = sessionsOf(await context.observe(firstPage)).map(({ stamp }) => stamp)
  if (first.length < 2) return { evidence: 0, violations: [] }
  const answers: Exchange[] = []
  for (let time = 0; time < 2; time++) {
    answers.push(await context.client.send(sessionsCall(placeOf(context), { sortBy: GARBAGE }, 'invalid')))
  }
  return judgeEach(answers, (exchange): Violation | null => {
    if (isRefusal(exchange)) return null
    if (!isSuccess(exchange)) return { what: `status ${exchange.status}`, exchange }
    const same = sessionsOf(exchange).every(({ stamp }, index) => stamp === first[index])
    return same ? null : { what: 'an unknown sortBy gives another order', exchange }
  })
}

async function unknownPlaces(context: Context): Promise<Judgement> {
  if (sessionsOf(await context.observe(firstPage)).length === 0) return { evidence: 0, violations: [] }
  const place = placeOf(context)
  const pairs: (readonly [Exchange, Exchange])[] = []
  for (const unknown of [
    { ...place, flowId: UNKNOWN_UUID },
    { ...place, environment: GARBAGE },
  ]) {
    const call = sessionsCall(unknown, {}, 'invalid')
    pairs.push([await context.client.send(call), await context.client.send(call)])
  }
  return judgeEach(pairs, ([exchange, again]): Violation | null => {
    const witness = exchange.call.path
    if (exchange.status !== again.status) return { what: 'two answers to one question', witness, exchange: again }
    if (isRefusal(exchange) || (isSuccess(exchange) && sessionsOf(exchange).length === 0)) return null
    const what = isSuccess(exchange) ? 'sessions of an unknown flow or environment' : `status ${exchange.status}`
    return { what, witness, exchange }
  })
}
