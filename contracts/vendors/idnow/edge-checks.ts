import type { Check } from '../../kit/check.ts'
import { type Exchange, isClientError, isServerError, isSuccess } from '../../kit/exchange.ts'
import { checkEach, type Judgement, type Violation } from '../../kit/finding.ts'
import { INVALID_VALUE, UNKNOWN_UUID } from '../../kit/made-up.ts'
import type { CheckContext, Probe } from '../../kit/observation.ts'
import { computePageLength } from '../../kit/oracles/page-arithmetic.ts'
import { readPage, readScope, buildSessionsRequest, readSessions } from './sessions.ts'
import { pageBeyondLast, firstPage, pageBase } from './walks.ts'

/** Values at and beyond the edge of what page and size can be. */
const EDGE_VALUES = ['0', '-1', 'abc', '1000000000']

const edgeValueResponses: Probe<readonly Exchange[]> = {
  name: 'asking for odd pages',
  run: async (context) => {
    const answers: Exchange[] = []
    for (const name of ['page', 'size']) {
      for (const value of EDGE_VALUES) {
        answers.push(
          await context.client.sendRequest(buildSessionsRequest(readScope(context), { [name]: value }, 'invalid')),
        )
      }
    }
    return answers
  },
}

/** Requests at the edge of what can be asked. */
export const pageParameterChecks: readonly Check[] = [
  {
    id: 'PAGE-010',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A page beyond the last is empty with the same totals, or refused',
    unit: 'page beyond the last',
    remedy: 'one session or more',
    run: async ({ probeOnce }) => {
      const { exchange, totals } = await probeOnce(pageBeyondLast)
      const [total, after] = totals
      if (total === 0) return { evidence: 0, violations: [] }
      return checkEach([exchange], (): Violation | null => {
        if (isClientError(exchange)) return null
        if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
        if (readSessions(exchange).length > 0)
          return { message: 'sessions beyond the last page', pointer: '/content', exchange }
        const told = readPage(exchange).totalElements
        // Totals that move of themselves say nothing.
        if (told === total || total !== after) return null
        return {
          message: 'other totals beyond the last page',
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
    run: async ({ probeOnce }) =>
      checkEach(await probeOnce(edgeValueResponses), (exchange) =>
        isServerError(exchange)
          ? { message: `status ${exchange.status}`, witness: exchange.request.path, exchange }
          : null,
      ),
  },
  {
    id: 'PAGE-012',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Odd values of page and size are refused, or the answer says what was done instead',
    unit: 'odd value',
    remedy: 'let the run ask for one',
    run: async ({ probeOnce }) => {
      const [answers, base] = [await probeOnce(edgeValueResponses), await probeOnce(pageBase)]
      return checkEach(
        answers.filter((exchange) => !isServerError(exchange)),
        (exchange) => (isClientError(exchange) ? null : findEchoViolation(exchange, base)),
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
    run: checkUnknownSort,
  },
  {
    id: 'PAGE-021',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'An unknown flow or environment is refused or empty, and the same each time',
    unit: 'unknown flow or environment',
    remedy: 'one session or more',
    run: checkUnknownScopes,
  },
]

function findEchoViolation(exchange: Exchange, base: number): Violation | null {
  const { size, number, totalElements, items } = readPage(exchange)
  const witness = `${exchange.request.path}: size ${size}, number ${number}, ${items.length} sessions`
  if (number < base)
    return { message: 'number names a page before the first', pointer: '/page/number', witness, exchange }
  if (size < 1 || items.length !== computePageLength({ total: totalElements, size, index: number - base })) {
    return { message: 'size and number do not describe the content', pointer: '/page', witness, exchange }
  }
  return null
}

async function checkUnknownSort(context: CheckContext): Promise<Judgement> {
  const first = readSessions(await context.probeOnce(firstPage)).map(({ timestamp }) => timestamp)
  if (first.length < 2) return { evidence: 0, violations: [] }
  const answers: Exchange[] = []
  for (let time = 0; time < 2; time++) {
    answers.push(
      await context.client.sendRequest(buildSessionsRequest(readScope(context), { sortBy: INVALID_VALUE }, 'invalid')),
    )
  }
  return checkEach(answers, (exchange): Violation | null => {
    if (isClientError(exchange)) return null
    if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
    const same = readSessions(exchange).every(({ timestamp }, index) => timestamp === first[index])
    return same ? null : { message: 'an unknown sortBy gives another order', exchange }
  })
}

async function checkUnknownScopes(context: CheckContext): Promise<Judgement> {
  if (readSessions(await context.probeOnce(firstPage)).length === 0) return { evidence: 0, violations: [] }
  const place = readScope(context)
  const pairs: (readonly [Exchange, Exchange])[] = []
  for (const unknown of [
    { ...place, flowId: UNKNOWN_UUID },
    { ...place, environment: INVALID_VALUE },
  ]) {
    const call = buildSessionsRequest(unknown, {}, 'invalid')
    pairs.push([await context.client.sendRequest(call), await context.client.sendRequest(call)])
  }
  return checkEach(pairs, ([exchange, again]): Violation | null => {
    const witness = exchange.request.path
    if (exchange.status !== again.status) return { message: 'two answers to one question', witness, exchange: again }
    if (isClientError(exchange) || (isSuccess(exchange) && readSessions(exchange).length === 0)) return null
    const what = isSuccess(exchange) ? 'sessions of an unknown flow or environment' : `status ${exchange.status}`
    return { message: what, witness, exchange }
  })
}
