import type { Check } from '../../kit/check.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/exchange.ts'
import { checkEach, type Judgement, type Violation } from '../../kit/finding.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { createNotApplicable } from '../../kit/outcome.ts'
import { toOtherEnvironment } from './creation.ts'
import { readPage, readScope, buildSessionsRequest, readSessions, resolveSessionsPath } from './sessions.ts'
import { newestFirst, oldestFirst, getWalkItems } from './walks.ts'

const UNDOCUMENTED_METHODS = ['PUT', 'PATCH', 'DELETE']

/** Environments, totals and methods. */
export const listRequestChecks: readonly Check[] = [
  {
    id: 'PAGE-018',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'Other spellings of true for sortDesc are refused or understood one way or the other',
    unit: 'spelling',
    remedy: 'two sessions or more',
    run: checkSortDescValues,
  },
  {
    id: 'PAGE-022',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'No session is in two environments',
    unit: 'session of the other environment',
    remedy: 'sessions in both environments, and leave to see both',
    run: async (context) => {
      const here = new Set(getWalkItems(await context.probeOnce(oldestFirst)).map(({ id }) => id))
      const query = { size: '50', sortBy: 'createdAt', sortDesc: 'false' }
      const exchange = await context.client.sendRequest(
        buildSessionsRequest(toOtherEnvironment(readScope(context)), query, 'open'),
      )
      if (isClientError(exchange)) throw createNotApplicable('the credential sees one environment only')
      return checkEach(readSessions(exchange), ({ id }) =>
        here.has(id) ? { message: 'a session of two environments', witness: id, exchange } : null,
      )
    },
  },
  {
    id: 'PAGE-029',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'The total moves only when sessions come or go',
    unit: 'page whose total can be compared',
    remedy: 'two pages of sessions or more',
    run: checkTotals,
  },
  {
    id: 'PAGE-030',
    level: 'SHOULD',
    source: { kind: 'house' },
    needs: ['probe-methods'],
    title: 'The list of sessions takes no PUT, PATCH or DELETE: it answers 405',
    unit: 'method that nobody documented',
    remedy: 'let the run send one',
    run: async (context) => {
      const { path } = resolveSessionsPath(context)
      const answers: Exchange[] = []
      for (const method of UNDOCUMENTED_METHODS)
        answers.push(await context.client.sendRequest({ operation: null, method, path, intent: 'probe' }))
      return checkEach(answers, (exchange) =>
        exchange.status === 405
          ? null
          : { message: `status ${exchange.status} instead of 405`, witness: exchange.method, exchange },
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
    const witness = exchange.request.path
    return isClientError(exchange) || understood
      ? null
      : { message: 'neither refused nor understood', witness, exchange }
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
    const witness = `totalElements ${due}, then ${totalElements}`
    return totalElements === due
      ? null
      : { message: 'the total moves by itself', pointer: '/page/totalElements', witness, exchange }
  })
}
