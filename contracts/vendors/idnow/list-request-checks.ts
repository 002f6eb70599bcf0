import type { CheckContext, Probe } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { type Exchange, isClientError, isServerError, isSuccess } from '../../kit/http/exchange.ts'
import { INVALID_VALUE, UNKNOWN_UUID } from '../../kit/ids.ts'
import { computePageLength } from '../../kit/oracles/list-items.ts'
import { checkEach, createNotApplicable, type Judgement, type Violation } from '../../kit/outcome.ts'
import { toOtherEnvironment } from './sandbox.ts'
import { buildSessionsRequest, readPage, readScope, readSessions, resolveSessionsPath } from './sessions.ts'
import { firstPage, getWalkItems, newestFirst, oldestFirst, pageBase, pageBeyondLast } from './walks.ts'

const UNDOCUMENTED_METHODS = ['PUT', 'PATCH', 'DELETE']

/** Environments, totals and methods. */
export const listRequestChecks: readonly Check[] = [
  {
    id: 'PAGE-018',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'Other spellings of true for sortDesc are refused or understood one way or the other',
    unit: 'spelling',
    hint: 'two sessions or more',
    run: checkSortDescValues,
  },
  {
    id: 'PAGE-022',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'No session is in two environments',
    unit: 'session of the other environment',
    hint: 'sessions in both environments, and leave to see both',
    run: async (context) => {
      const here = new Set(getWalkItems(await context.probeOnce(oldestFirst)).map(({ id }) => id))
      const query = { size: '50', sortBy: 'createdAt', sortDesc: 'false' }
      const exchange = await context.client.sendRequest(
        buildSessionsRequest(toOtherEnvironment(readScope(context)), query, 'open'),
      )
      if (isClientError(exchange)) throw createNotApplicable('the credential sees one environment only')
      return checkEach(readSessions(exchange), ({ id }) =>
        here.has(id) ? { message: 'a session of two environments', example: id, exchange } : null,
      )
    },
  },
  {
    id: 'PAGE-029',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'The total moves only when sessions come or go',
    unit: 'page whose total can be compared',
    hint: 'two pages of sessions or more',
    run: checkTotals,
  },
  {
    id: 'PAGE-030',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    needs: ['probe-methods'],
    title: 'The list of sessions takes no PUT, PATCH or DELETE: it answers 405',
    unit: 'method that nobody documented',
    hint: 'let the run send one',
    run: async (context) => {
      const { path } = resolveSessionsPath(context)
      const answers: Exchange[] = []
      for (const method of UNDOCUMENTED_METHODS)
        answers.push(await context.client.sendRequest({ operation: null, method, path, intent: 'probe' }))
      return checkEach(answers, (exchange) =>
        exchange.status === 405
          ? null
          : { message: `status ${exchange.status} instead of 405`, example: exchange.method, exchange },
      )
    },
  },
]

async function checkSortDescValues({ probeOnce, client, ...rest }: CheckContext): Promise<Judgement> {
  const place = readScope({ probeOnce, client, ...rest })
  const heads = [(await probeOnce(oldestFirst)).pages[0], (await probeOnce(newestFirst)).pages[0]].map(
    (page) => page?.items[0]?.timestamp,
  )
  if (heads.includes(undefined)) return { evidence: 0, violations: [] }
  const answers: Exchange[] = []
  for (const sortDesc of ['TRUE', '1', 'yes', ''])
    answers.push(await client.sendRequest(buildSessionsRequest(place, { sortBy: 'createdAt', sortDesc }, 'open')))
  return checkEach(answers, (exchange): Violation | null => {
    const understood = isSuccess(exchange) && heads.includes(readSessions(exchange)[0]?.timestamp)
    const example = exchange.request.path
    return isClientError(exchange) || understood
      ? null
      : { message: 'neither refused nor understood', example: example, exchange }
  })
}

async function checkTotals({ probeOnce }: CheckContext): Promise<Judgement> {
  const walks = [await probeOnce(oldestFirst), await probeOnce(newestFirst)]
  const [first, second] = walks.map((walk) => new Set(getWalkItems(walk).map(({ id }) => id)))
  const same = first !== undefined && second !== undefined && first.size === second.size
  const quiet = same && walks.every(({ isComplete }) => isComplete) && [...first].every((id) => second.has(id))
  // Whoever came or went between the walks may have moved the total.
  if (!quiet) return { evidence: 0, violations: [] }
  const pages = walks.flatMap((walk) => walk.pages)
  return checkEach(pages, ({ exchange }) => {
    const { totalElements } = readPage(exchange)
    const due = readPage(pages[0]?.exchange ?? exchange).totalElements
    const example = `totalElements ${due}, then ${totalElements}`
    return totalElements === due
      ? null
      : { message: 'the total moves by itself', pointer: '/page/totalElements', example: example, exchange }
  })
}

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
    source: { kind: 'best-practice' },
    title: 'A page beyond the last is empty with the same totals, or refused',
    unit: 'page beyond the last',
    hint: 'one session or more',
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
          example: `${told}, not ${total}`,
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
    hint: 'let the run ask for one',
    run: async ({ probeOnce }) =>
      checkEach(await probeOnce(edgeValueResponses), (exchange) =>
        isServerError(exchange)
          ? { message: `status ${exchange.status}`, example: exchange.request.path, exchange }
          : null,
      ),
  },
  {
    id: 'PAGE-012',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Odd values of page and size are refused, or the answer says what was done instead',
    unit: 'odd value',
    hint: 'let the run ask for one',
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
    source: { kind: 'best-practice' },
    title: 'An unknown sortBy is refused or gives the default order',
    unit: 'unknown sortBy',
    hint: 'two sessions or more',
    run: checkUnknownSort,
  },
  {
    id: 'PAGE-021',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'An unknown flow or environment is refused or empty, and the same each time',
    unit: 'unknown flow or environment',
    hint: 'one session or more',
    run: checkUnknownScopes,
  },
]

function findEchoViolation(exchange: Exchange, base: number): Violation | null {
  const { size, number, totalElements, items } = readPage(exchange)
  const example = `${exchange.request.path}: size ${size}, number ${number}, ${items.length} sessions`
  if (number < base)
    return { message: 'number names a page before the first', pointer: '/page/number', example: example, exchange }
  if (size < 1 || items.length !== computePageLength({ total: totalElements, size, index: number - base })) {
    return { message: 'size and number do not describe the content', pointer: '/page', example: example, exchange }
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
    const example = exchange.request.path
    if (exchange.status !== again.status)
      return { message: 'two answers to one question', example: example, exchange: again }
    if (isClientError(exchange) || (isSuccess(exchange) && readSessions(exchange).length === 0)) return null
    const what = isSuccess(exchange) ? 'sessions of an unknown flow or environment' : `status ${exchange.status}`
    return { message: what, example: example, exchange }
  })
}
