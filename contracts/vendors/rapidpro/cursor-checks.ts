import type { Check } from '../../kit/check.ts'
import { requireOther } from '../../kit/checks/credentials.ts'
import { type Exchange, isRefusal, isSuccess } from '../../kit/exchange.ts'
import { judgeEach, together, type Judgement, type Violation } from '../../kit/finding.ts'
import { textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { missing } from '../../kit/oracles/sets.ts'
import { compareTies, spansBoundary } from '../../kit/oracles/ties.ts'
import { runsCall, runsOf, unchanged } from './runs.ts'
import { byFlow, byContact, responded, walk } from './slices.ts'
import { linkedCall, runsOfWalk, type Walk } from './walk.ts'
import { keyed, type SeenPage } from '../../kit/checks/order.ts'

const MORE_PAGES = 'more runs than fit on one page'

/** What a cursor is worth: with its filter, backwards, twice, tampered with, and under another filter. */
export const cursorChecks: readonly Check[] = [
  {
    id: 'CUR-010',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'RunPage.next' },
    title: 'Filters survive paging: links repeat the filter and later pages keep to it',
    unit: 'run on a later page of a filtered walk',
    remedy: 'more runs with a response, of one flow or of one contact than fit on one page',
    judge: filtersSurvive,
  },
  {
    id: 'CUR-011',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Previous leads to the runs of the preceding page in the same order',
    unit: 'run on a page that was walked back to',
    // Walking back across ties may skip runs: an artifact that the framework documents.
    remedy: `${MORE_PAGES}, without ties at the boundary`,
    judge: async (context) => together(await backwards(await context.observe(walk), context)),
  },
  {
    id: 'CUR-012',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A cursor that was tampered with is refused, and is not taken for the first page',
    unit: 'bad cursor',
    remedy: MORE_PAGES,
    judge: badCursors,
  },
  {
    id: 'CUR-013',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A cursor of one workspace shows another nothing of it',
    unit: 'cursor in the hands of another workspace',
    remedy: MORE_PAGES,
    needs: ['second-credential'],
    security: true,
    judge: async (context) => {
      const credential = requireOther(context, 'second')
      const seen = await context.observe(walk)
      const call = seen.pages[0] === undefined ? null : linkedCall(seen.pages[0].exchange, 'next')
      if (call === null) return { evidence: 0, violations: [] }
      const own = new Set(runsOfWalk(seen).map(({ id }) => id))
      return judgeEach([await context.client.send({ ...call, credential, intent: 'open' })], (exchange) => {
        const leaked = isSuccess(exchange) ? runsOf(exchange).find(({ id }) => own.has(id)) : undefined
        return leaked === undefined
          ? null
          : { what: 'another workspace sees a run of ours', witness: leaked.id, exchange }
      })
    },
  },
  {
    id: 'CUR-014',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A cursor under another filter lets nothing through that does not match',
    unit: 'run behind a cursor under another filter',
    remedy: `${MORE_PAGES}, of several flows`,
    judge: async (context) => {
      const [{ pages }, flow] = [await context.observe(walk), await context.observe(byFlow)]
      const call = pages[0] === undefined ? null : linkedCall(pages[0].exchange, 'next')
      if (call === null || flow === null) return { evidence: 0, violations: [] }
      const exchange = await context.client.send({
        ...call,
        path: `${call.path}&flow=${flow.value}`,
        intent: 'invalid',
      })
      if (isRefusal(exchange)) return { evidence: 1, violations: [] }
      return judgeEach(runsOf(exchange), (run) =>
        flow.matches(run)
          ? null
          : { what: 'a run that does not match', pointer: '/results/*/flow/uuid', witness: run.id, exchange },
      )
    },
  },
  {
    id: 'CUR-015',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'The same cursor gives the same runs again',
    unit: 'run behind a cursor',
    remedy: MORE_PAGES,
    judge: async (context) => {
      const page = (await context.observe(walk)).pages[1]
      if (page === undefined) return { evidence: 0, violations: [] }
      const again = await context.client.send(page.exchange.call)
      return await sameRuns(page, again, context)
    },
  },
]

async function filtersSurvive({ observe }: Context): Promise<Judgement> {
  const walks = [await observe(responded), await observe(byFlow), await observe(byContact)].filter(
    (one) => one !== null,
  )
  return together(
    walks.flatMap(({ parameter, value, matches, walk: { pages } }) => [
      // That a link repeats the filter is a breach to name, while the runs behind it are the evidence.
      {
        evidence: 0,
        violations: pages.flatMap(({ exchange }): readonly Violation[] => {
          const link = textAt(exchange.body, 'next')
          if (link === undefined || new URL(link, exchange.url).searchParams.get(parameter) === value) return []
          return [{ what: `the link does not repeat ${parameter}`, pointer: '/next', witness: link, exchange }]
        }),
      },
      ...pages
        .slice(1)
        .map(({ items, exchange }) =>
          judgeEach(items, (run) =>
            matches(run) ? null : { what: `a later page leaves the filter ${parameter}`, witness: run.id, exchange },
          ),
        ),
    ]),
  )
}

async function backwards({ pages }: Walk, context: Context): Promise<readonly Judgement[]> {
  const all = keyed(pages.flatMap(({ items }) => items))
  const judged: Judgement[] = []
  let boundary = 0
  for (const [index, page] of pages.slice(1).entries()) {
    const earlier = pages[index]
    boundary += earlier?.items.length ?? 0
    if (earlier === undefined || spansBoundary(all, boundary)) continue
    const call = linkedCall(page.exchange, 'previous')
    if (call === null) {
      const what = 'a later page without previous'
      judged.push({ evidence: 1, violations: [{ what, pointer: '/previous', exchange: page.exchange }] })
    } else judged.push(await sameRuns(earlier, await context.client.send(call), context))
  }
  return judged
}

async function sameRuns(page: SeenPage, again: Exchange, context: Context): Promise<Judgement> {
  const [first, second] = [keyed(page.items), keyed(runsOf(again))]
  const gone = missing(
    first.map(({ id }) => id),
    second.map(({ id }) => id),
  )
  const lost = await unchanged(
    page.items.filter(({ id }) => gone.includes(id)),
    context,
  )
  const violations = [
    ...lost.map(({ id }) => ({ what: 'a run is missing', witness: id, exchange: again })),
    ...compareTies(first, second).swapped.map((pair) => ({
      what: 'tied runs changed places',
      witness: pair.join(', '),
      exchange: again,
    })),
  ]
  return { evidence: first.length - gone.length + lost.length, violations }
}

async function badCursors({ observe, client }: Context): Promise<Judgement> {
  const { pages } = await observe(walk)
  const next = pages[0] === undefined ? null : linkedCall(pages[0].exchange, 'next')
  const cursor = next === null ? null : new URL(next.path, 'http://target.invalid').searchParams.get('cursor')
  if (cursor === null) return { evidence: 0, violations: [] }
  const head = pages[0]?.items[0]?.id
  const answers: Exchange[] = []
  for (const bad of [`${cursor.slice(0, -3)}!!!`, cursor.slice(0, Math.floor(cursor.length / 3)), 'xxx']) {
    answers.push(await client.send(runsCall({ cursor: bad }, 'invalid')))
  }
  return judgeEach(answers, (exchange) => {
    if (isRefusal(exchange)) return null
    if (!isSuccess(exchange))
      return { what: `status ${exchange.status} instead of 4xx`, witness: exchange.call.path, exchange }
    const isFirstPage = head !== undefined && runsOf(exchange)[0]?.id === head
    return isFirstPage ? { what: 'a bad cursor gets the first page', witness: exchange.call.path, exchange } : null
  })
}
