import type { Check } from '../../kit/check.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, type Violation } from '../../kit/finding.ts'
import type { Context } from '../../kit/observation.ts'
import { notApplicable } from '../../kit/outcome.ts'
import { otherPlace } from './creation.ts'
import { pageOf, placeOf, sessionsCall, sessionsOf, sessionsPath } from './sessions.ts'
import { newestFirst, oldestFirst, sessionsOfWalk } from './walks.ts'

const METHODS = ['PUT', 'PATCH', 'DELETE']

/** Environments, totals and methods. */
export const placeChecks: readonly Check[] = [
  {
    id: 'PAGE-018',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'Other spellings of true for sortDesc are refused or understood one way or the other',
    unit: 'spelling',
    remedy: 'two sessions or more',
    judge: spellings,
  },
  {
    id: 'PAGE-022',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'No session is in two environments',
    unit: 'session of the other environment',
    remedy: 'sessions in both environments, and leave to see both',
    judge: async (context) => {
      const here = new Set(sessionsOfWalk(await context.observe(oldestFirst)).map(({ id }) => id))
      const query = { size: '50', sortBy: 'createdAt', sortDesc: 'false' }
      const exchange = await context.client.send(sessionsCall(otherPlace(placeOf(context)), query, 'open'))
      if (isRefusal(exchange)) throw notApplicable('the credential sees one environment only')
      return judgeEach(sessionsOf(exchange), ({ id }) =>
        here.has(id) ? { what: 'a session of two environments', witness: id, exchange } : null,
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
    judge: totals,
  },
  {
    id: 'PAGE-030',
    level: 'SHOULD',
    source: { kind: 'house' },
    needs: ['probe-methods'],
    title: 'The list of sessions takes no PUT, PATCH or DELETE: it answers 405',
    unit: 'method that nobody documented',
    remedy: 'let the run send one',
    judge: async (context) => {
      const { path } = sessionsPath(context)
      const answers: Exchange[] = []
      for (const method of METHODS)
        answers.push(await context.client.send({ operation: null, method, path, intent: 'probe' }))
      return judgeEach(answers, (exchange) =>
        exchange.status === 405
          ? null
          : { what: `status ${exchange.status} instead of 405`, witness: exchange.method, exchange },
      )
    },
  },
]

async function spellings({ observe, client, ...rest }: Context): Promise<Judgement> {
  const place = placeOf({ observe, client, ...rest })
  const heads = [(await observe(oldestFirst)).pages[0], (await observe(newestFirst)).pages[0]].map(
    (page) => page?.items[0]?.stamp,
  )
  if (heads.includes(undefined)) return { evidence: 0, violations: [] }
  const answers: Exchange[] = []
  for (const sortDesc of ['TRUE', '1', 'yes', ''])
    answers.push(await client.send(sessionsCall(place, { sortBy: 'createdAt', sortDesc }, 'open')))
  return judgeEach(answers, (exchange): Violation | null => {
    const understood = isSuccess(exchange) && heads.includes(sessionsOf(exchange)[0]?.stamp)
    const witness = exchange.call.path
    return isRefusal(exchange) || understood ? null : { what: 'neither refused nor understood', witness, exchange }
  })
}

async function totals({ observe }: Context): Promise<Judgement> {
  const walks = [await observe(oldestFirst), await observe(newestFirst)]
  const [first, second] = walks.map((walk) => new Set(sessionsOfWalk(walk).map(({ id }) => id)))
  const same = first !== undefined && second !== undefined && first.size === second.size
  const quiet = same && walks.every(({ whole }) => whole) && [...first].every((id) => second.has(id))
  // Whoever came or went between the walks may have moved the total.
  if (!quiet) return { evidence: 0, violations: [] }
  const pages = walks.flatMap((walk) => walk.pages)
  return judgeEach(pages, ({ exchange }) => {
    const { totalElements } = pageOf(exchange)
    const due = pageOf(pages[0]?.exchange ?? exchange).totalElements
    const witness = `totalElements ${due}, then ${totalElements}`
    return totalElements === due
      ? null
      : { what: 'the total moves by itself', pointer: '/page/totalElements', witness, exchange }
  })
}
