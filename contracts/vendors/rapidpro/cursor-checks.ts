import type { Check } from '../../kit/check.ts'
import { requireOtherCredential } from '../../kit/checks/credentials.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/exchange.ts'
import { checkEach, mergeJudgements, type Judgement, type Violation } from '../../kit/finding.ts'
import { getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { findMissing } from '../../kit/oracles/sets.ts'
import { compareTies, hasTieAcrossBoundary } from '../../kit/oracles/ties.ts'
import { buildRunsRequest, readRuns, filterUnchanged } from './runs.ts'
import { flowWalk, contactWalk, respondedWalk, walk } from './slices.ts'
import { buildLinkRequest, getWalkItems, type Walk } from './walk.ts'
import { toKeyedItems, type ListPage } from '../../kit/checks/order.ts'

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
    run: checkLinkFilters,
  },
  {
    id: 'CUR-011',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Previous leads to the runs of the preceding page in the same order',
    unit: 'run on a page that was walked back to',
    // Walking back across ties may skip runs: an artifact that the framework documents.
    remedy: `${MORE_PAGES}, without ties at the boundary`,
    run: async (context) => mergeJudgements(await checkPreviousLinks(await context.probeOnce(walk), context)),
  },
  {
    id: 'CUR-012',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A cursor that was tampered with is refused, and is not taken for the first page',
    unit: 'bad cursor',
    remedy: MORE_PAGES,
    run: checkBadCursors,
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
    run: async (context) => {
      const credential = requireOtherCredential(context, 'second')
      const seen = await context.probeOnce(walk)
      const call = seen.pages[0] === undefined ? null : buildLinkRequest(seen.pages[0].exchange, 'next')
      if (call === null) return { evidence: 0, violations: [] }
      const own = new Set(getWalkItems(seen).map(({ id }) => id))
      return checkEach([await context.client.sendRequest({ ...call, credential, intent: 'open' })], (exchange) => {
        const leaked = isSuccess(exchange) ? readRuns(exchange).find(({ id }) => own.has(id)) : undefined
        return leaked === undefined
          ? null
          : { message: 'another workspace sees a run of ours', witness: leaked.id, exchange }
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
    run: async (context) => {
      const [{ pages }, flow] = [await context.probeOnce(walk), await context.probeOnce(flowWalk)]
      const call = pages[0] === undefined ? null : buildLinkRequest(pages[0].exchange, 'next')
      if (call === null || flow === null) return { evidence: 0, violations: [] }
      const exchange = await context.client.sendRequest({
        ...call,
        path: `${call.path}&flow=${flow.value}`,
        intent: 'invalid',
      })
      if (isClientError(exchange)) return { evidence: 1, violations: [] }
      return checkEach(readRuns(exchange), (run) =>
        flow.matches(run)
          ? null
          : { message: 'a run that does not match', pointer: '/results/*/flow/uuid', witness: run.id, exchange },
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
    run: async (context) => {
      const page = (await context.probeOnce(walk)).pages[1]
      if (page === undefined) return { evidence: 0, violations: [] }
      const again = await context.client.sendRequest(page.exchange.request)
      return await checkSameRuns(page, again, context)
    },
  },
]

async function checkLinkFilters({ probeOnce }: CheckContext): Promise<Judgement> {
  const walks = [await probeOnce(respondedWalk), await probeOnce(flowWalk), await probeOnce(contactWalk)].filter(
    (one) => one !== null,
  )
  return mergeJudgements(
    walks.flatMap(({ parameter, value, matches, walk: { pages } }) => [
      // That a link repeats the filter is a breach to name, while the runs behind it are the evidence.
      {
        evidence: 0,
        violations: pages.flatMap(({ exchange }): readonly Violation[] => {
          const link = getString(exchange.body, 'next')
          if (link === undefined || new URL(link, exchange.url).searchParams.get(parameter) === value) return []
          return [{ message: `the link does not repeat ${parameter}`, pointer: '/next', witness: link, exchange }]
        }),
      },
      ...pages
        .slice(1)
        .map(({ items, exchange }) =>
          checkEach(items, (run) =>
            matches(run) ? null : { message: `a later page leaves the filter ${parameter}`, witness: run.id, exchange },
          ),
        ),
    ]),
  )
}

async function checkPreviousLinks({ pages }: Walk, context: CheckContext): Promise<readonly Judgement[]> {
  const all = toKeyedItems(pages.flatMap(({ items }) => items))
  const judged: Judgement[] = []
  let boundary = 0
  for (const [index, page] of pages.slice(1).entries()) {
    const earlier = pages[index]
    boundary += earlier?.items.length ?? 0
    if (earlier === undefined || hasTieAcrossBoundary(all, boundary)) continue
    const call = buildLinkRequest(page.exchange, 'previous')
    if (call === null) {
      const what = 'a later page without previous'
      judged.push({ evidence: 1, violations: [{ message: what, pointer: '/previous', exchange: page.exchange }] })
    } else judged.push(await checkSameRuns(earlier, await context.client.sendRequest(call), context))
  }
  return judged
}

async function checkSameRuns(page: ListPage, again: Exchange, context: CheckContext): Promise<Judgement> {
  const [first, second] = [toKeyedItems(page.items), toKeyedItems(readRuns(again))]
  const gone = findMissing(
    first.map(({ id }) => id),
    second.map(({ id }) => id),
  )
  const lost = await filterUnchanged(
    page.items.filter(({ id }) => gone.includes(id)),
    context,
  )
  const violations = [
    ...lost.map(({ id }) => ({ message: 'a run is missing', witness: id, exchange: again })),
    ...compareTies(first, second).swapped.map((pair) => ({
      message: 'tied runs changed places',
      witness: pair.join(', '),
      exchange: again,
    })),
  ]
  return { evidence: first.length - gone.length + lost.length, violations }
}

async function checkBadCursors({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const { pages } = await probeOnce(walk)
  const next = pages[0] === undefined ? null : buildLinkRequest(pages[0].exchange, 'next')
  const cursor = next === null ? null : new URL(next.path, 'http://target.invalid').searchParams.get('cursor')
  if (cursor === null) return { evidence: 0, violations: [] }
  const head = pages[0]?.items[0]?.id
  const answers: Exchange[] = []
  for (const bad of [`${cursor.slice(0, -3)}!!!`, cursor.slice(0, Math.floor(cursor.length / 3)), 'xxx']) {
    answers.push(await client.sendRequest(buildRunsRequest({ cursor: bad }, 'invalid')))
  }
  return checkEach(answers, (exchange) => {
    if (isClientError(exchange)) return null
    if (!isSuccess(exchange))
      return { message: `status ${exchange.status} instead of 4xx`, witness: exchange.request.path, exchange }
    const isFirstPage = head !== undefined && readRuns(exchange)[0]?.id === head
    return isFirstPage
      ? { message: 'a bad cursor gets the first page', witness: exchange.request.path, exchange }
      : null
  })
}
