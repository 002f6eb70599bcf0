import { bestPractice, informative, type Check, defineCheck } from '../../kit/check.ts'
import { type CheckContext, defineProbe } from '../../kit/check-context.ts'
import {
  expectNoServerError,
  expectStatus,
  UNSUPPORTED_METHOD_STATUSES,
  serverErrorRule,
} from '../../kit/checks/expect.ts'
import { mapInOrder, sendAll, sendAndCheck } from '../../kit/checks/send.ts'
import { type Exchange, isClientError, isServerError, isSuccess } from '../../kit/http/exchange.ts'
import { INVALID_VALUE, UNKNOWN_UUID } from '../../kit/ids.ts'
import { computePageLength } from '../../kit/oracles/list-items.ts'
import { checkEach, createNotApplicable, type Judgement, type Violation } from '../../kit/outcome.ts'
import { toOtherEnvironment } from './sandbox.ts'
import { buildSessionsRequest, readPage, readScope, readSessions, resolveSessionsPath } from './sessions.ts'
import {
  byStatus,
  byStatusDescending,
  firstPage,
  getWalkItems,
  newestFirst,
  oldestFirst,
  pageBase,
  pageBeyondLast,
} from './walks.ts'

/** Checks of environments, totals and methods. */
export const listRequestChecks: readonly Check[] = [
  defineCheck('PAGE-018', informative, {
    title: 'Non-standard booleans for sortDesc are rejected or treated as true or false',
    evidence: ['sortDesc value', 'two sessions or more'],
    run: checkSortDescValues,
  }),
  defineCheck('PAGE-022', bestPractice, {
    title: 'No session is in two environments',
    evidence: ['session of the other environment', 'sessions in both environments, and a credential for both'],
    run: async (context) => {
      const ids = new Set(getWalkItems(await context.probeOnce(oldestFirst)).map(({ id }) => id))
      const query = { size: '50', sortBy: 'createdAt', sortDesc: 'false' }
      const request = buildSessionsRequest(toOtherEnvironment(readScope(context)), query, 'open')
      const exchange = await context.client.sendRequest(request)
      if (isClientError(exchange)) throw createNotApplicable('the credential can read one environment only')
      return checkEach(readSessions(exchange), ({ id }) =>
        ids.has(id) ? { message: 'the session is in both environments', example: id, exchange } : null,
      )
    },
  }),
  defineCheck('PAGE-029', bestPractice, {
    title: 'The total changes only when sessions are created or removed',
    evidence: ['page with a comparable total', 'two pages of sessions or more'],
    run: checkTotals,
  }),
  defineCheck('PAGE-030', bestPractice, {
    needs: ['probe-methods'],
    title: 'PUT, PATCH and DELETE on the list of sessions are rejected as unsupported',
    evidence: ['undocumented method', 'let the run send one'],
    run: sendAndCheck(
      (context) => {
        const { path } = resolveSessionsPath(context)
        return ['PUT', 'PATCH', 'DELETE'].map((method) => ({ operation: null, method, path, intent: 'probe' }))
      },
      (exchange) => expectStatus(exchange, UNSUPPORTED_METHOD_STATUSES, exchange.method),
    ),
  }),
]

async function checkSortDescValues(context: CheckContext): Promise<Judgement> {
  const walks = [await context.probeOnce(oldestFirst), await context.probeOnce(newestFirst)]
  const heads = walks.map(({ pages }) => pages[0]?.items[0]?.timestamp)
  if (heads.includes(undefined)) return { evidence: 0, violations: [] }
  const requests = ['TRUE', '1', 'yes', ''].map((sortDesc) =>
    buildSessionsRequest(readScope(context), { sortBy: 'createdAt', sortDesc }, 'open'),
  )
  return checkEach(await sendAll(requests, context), (exchange): Violation | null => {
    const isAccepted = isSuccess(exchange) && heads.includes(readSessions(exchange)[0]?.timestamp)
    const example = exchange.request.path
    return isClientError(exchange) || isAccepted
      ? null
      : { message: 'neither rejected nor treated as true or false', example, exchange }
  })
}

async function checkTotals({ probeOnce }: CheckContext): Promise<Judgement> {
  const probes = [oldestFirst, newestFirst, byStatus, byStatusDescending]
  const walks = await mapInOrder(probes, async (probe) => await probeOnce(probe))
  const [first, ...others] = walks.map((walk) => new Set(getWalkItems(walk).map(({ id }) => id)))
  const isUnchanged = others.every((ids) => ids.size === first?.size && [...ids].every((id) => first.has(id)))
  // Sessions created or removed between the walks may have changed the total.
  if (!isUnchanged || !walks.every(({ isComplete }) => isComplete)) return { evidence: 0, violations: [] }
  const pages = walks.flatMap((walk) => walk.pages)
  return checkEach(pages, ({ exchange }) => {
    const { totalElements } = readPage(exchange)
    const expected = readPage(pages[0]?.exchange ?? exchange).totalElements
    if (totalElements === expected) return null
    const example = `totalElements ${expected}, then ${totalElements}`
    const message = 'the total changes although the sessions do not'
    return { message, pointer: '/page/totalElements', example, exchange }
  })
}

/** Out-of-range and malformed values of `page` and `size`. */
const EDGE_VALUES = ['0', '-1', 'abc', '1000000000']

const edgeValueResponses = defineProbe<readonly Exchange[]>(
  'reading with out-of-range pages and sizes',
  async (context) => {
    const requests = ['page', 'size'].flatMap((name) =>
      EDGE_VALUES.map((value) => buildSessionsRequest(readScope(context), { [name]: value }, 'invalid')),
    )
    return await sendAll(requests, context)
  },
)

/** Checks of out-of-range and unknown parameters. */
export const pageParameterChecks: readonly Check[] = [
  defineCheck('PAGE-010', bestPractice, {
    title: 'A page beyond the last is empty with the same totals, or rejected',
    evidence: ['page beyond the last', 'one session or more'],
    run: async ({ probeOnce }) => {
      const { exchange, totals } = await probeOnce(pageBeyondLast)
      const [total, after] = totals
      if (total === 0) return { evidence: 0, violations: [] }
      return checkEach([exchange], (): Violation | null => {
        if (isClientError(exchange)) return null
        if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
        if (readSessions(exchange).length > 0)
          return { message: 'sessions beyond the last page', pointer: '/content', exchange }
        const currentTotal = readPage(exchange).totalElements
        // Totals that change in between prove nothing.
        if (currentTotal === total || total !== after) return null
        const example = `${currentTotal}, not ${total}`
        return { message: 'other totals beyond the last page', pointer: '/page', example, exchange }
      })
    },
  }),
  defineCheck('PAGE-011', serverErrorRule, {
    title: 'Out-of-range values of page and size never get 5xx',
    evidence: ['out-of-range value', 'let the run send one'],
    run: async ({ probeOnce }) =>
      checkEach(await probeOnce(edgeValueResponses), (exchange) => expectNoServerError(exchange)),
  }),
  defineCheck('PAGE-012', bestPractice, {
    title: 'Out-of-range values of page and size are rejected, or the response states the values used',
    evidence: ['out-of-range value', 'let the run send one'],
    run: async ({ probeOnce }) => {
      const [exchanges, base] = [await probeOnce(edgeValueResponses), await probeOnce(pageBase)]
      return checkEach(
        exchanges.filter((exchange) => !isServerError(exchange)),
        (exchange) => (isClientError(exchange) ? null : findEchoViolation(exchange, base)),
      )
    },
  }),
  defineCheck('PAGE-017', bestPractice, {
    title: 'An unknown sortBy is rejected or ignored',
    evidence: ['unknown sortBy', 'two sessions or more'],
    run: checkUnknownSort,
  }),
  defineCheck('PAGE-021', bestPractice, {
    title: 'An unknown flow or environment is rejected or empty, the same way each time',
    evidence: ['unknown flow or environment', 'one session or more'],
    run: checkUnknownScopes,
  }),
]

function findEchoViolation(exchange: Exchange, base: number): Violation | null {
  const { size, number, totalElements, items } = readPage(exchange)
  const example = `${exchange.request.path}: size ${size}, number ${number}, ${items.length} sessions`
  if (number < base) return { message: 'number is below the first page', pointer: '/page/number', example, exchange }
  if (size < 1 || items.length !== computePageLength({ total: totalElements, size, index: number - base })) {
    return { message: 'size and number do not describe the content', pointer: '/page', example, exchange }
  }
  return null
}

async function checkUnknownSort(context: CheckContext): Promise<Judgement> {
  const first = readSessions(await context.probeOnce(firstPage)).map(({ timestamp }) => timestamp)
  if (first.length < 2) return { evidence: 0, violations: [] }
  const request = buildSessionsRequest(readScope(context), { sortBy: INVALID_VALUE }, 'invalid')
  return checkEach(await sendAll([request, request], context), (exchange): Violation | null => {
    if (isClientError(exchange)) return null
    if (!isSuccess(exchange)) return { message: `status ${exchange.status}`, exchange }
    const isDefaultOrder = readSessions(exchange).every(({ timestamp }, index) => timestamp === first[index])
    return isDefaultOrder ? null : { message: 'an unknown sortBy changes the order', exchange }
  })
}

async function checkUnknownScopes(context: CheckContext): Promise<Judgement> {
  if (readSessions(await context.probeOnce(firstPage)).length === 0) return { evidence: 0, violations: [] }
  const scope = readScope(context)
  const unknownScopes = [
    { ...scope, flowId: UNKNOWN_UUID },
    { ...scope, environment: INVALID_VALUE },
  ]
  const pairs = await mapInOrder(unknownScopes, async (unknown) => {
    const request = buildSessionsRequest(unknown, {}, 'invalid')
    return { exchange: await context.client.sendRequest(request), repeated: await context.client.sendRequest(request) }
  })
  return checkEach(pairs, ({ exchange, repeated }): Violation | null => {
    const example = exchange.request.path
    if (exchange.status !== repeated.status)
      return { message: 'a repeated request gets another status', example, exchange: repeated }
    if (isClientError(exchange) || (isSuccess(exchange) && readSessions(exchange).length === 0)) return null
    const message = isSuccess(exchange) ? 'an unknown flow or environment has sessions' : `status ${exchange.status}`
    return { message, example, exchange }
  })
}
