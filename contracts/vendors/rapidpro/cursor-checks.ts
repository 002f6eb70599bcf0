import type { CheckContext } from '../../kit/check-context.ts'
import type { Check, CheckSource } from '../../kit/check.ts'
import { type ListPage, toKeyedItems } from '../../kit/checks/list-order.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import { requireOtherCredential } from '../../kit/checks/security/credentials.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { getPath, getString } from '../../kit/json.ts'
import { findMissing } from '../../kit/oracles/list-items.ts'
import { compareTies, hasTieAcrossBoundary } from '../../kit/oracles/order.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildRunsRequest, filterUnchanged, readRuns, RUNS_PATH } from './runs.ts'
import { buildLinkRequest, contactWalk, flowWalk, getWalkItems, respondedWalk, walk, type Walk } from './walks.ts'

const MORE_PAGES = 'more runs than fit on one page'

/** What a cursor is worth: with its filter, backwards, twice, tampered with, and under another filter. */
export const cursorChecks: readonly Check[] = [
  {
    id: 'CUR-010',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'RunPage.next' },
    title: 'Filters survive paging: links repeat the filter and later pages keep to it',
    unit: 'run on a later page of a filtered walk',
    hint: 'more runs with a response, of one flow or of one contact than fit on one page',
    run: checkLinkFilters,
  },
  {
    id: 'CUR-011',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Previous leads to the runs of the preceding page in the same order',
    unit: 'run on a page that was walked back to',
    // Walking back across ties may skip runs: an artifact that the framework documents.
    hint: `${MORE_PAGES}, without ties at the boundary`,
    run: async (context) => mergeJudgements(await checkPreviousLinks(await context.probeOnce(walk), context)),
  },
  {
    id: 'CUR-012',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A cursor that was tampered with is refused, and is not taken for the first page',
    unit: 'bad cursor',
    hint: MORE_PAGES,
    run: checkBadCursors,
  },
  {
    id: 'CUR-013',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A cursor of one workspace shows another nothing of it',
    unit: 'cursor in the hands of another workspace',
    hint: MORE_PAGES,
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
          : { message: 'another workspace sees a run of ours', example: leaked.id, exchange }
      })
    },
  },
  {
    id: 'CUR-014',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A cursor under another filter lets nothing through that does not match',
    unit: 'run behind a cursor under another filter',
    hint: `${MORE_PAGES}, of several flows`,
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
          : { message: 'a run that does not match', pointer: '/results/*/flow/uuid', example: run.id, exchange },
      )
    },
  },
  {
    id: 'CUR-015',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'The same cursor gives the same runs again',
    unit: 'run behind a cursor',
    hint: MORE_PAGES,
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
          return [{ message: `the link does not repeat ${parameter}`, pointer: '/next', example: link, exchange }]
        }),
      },
      ...pages
        .slice(1)
        .map(({ items, exchange }) =>
          checkEach(items, (run) =>
            matches(run) ? null : { message: `a later page leaves the filter ${parameter}`, example: run.id, exchange },
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
    ...lost.map(({ id }) => ({ message: 'a run is missing', example: id, exchange: again })),
    ...compareTies(first, second).swapped.map((pair) => ({
      message: 'tied runs changed places',
      example: pair.join(', '),
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
      return { message: `status ${exchange.status} instead of 4xx`, example: exchange.request.path, exchange }
    const isFirstPage = head !== undefined && readRuns(exchange)[0]?.id === head
    return isFirstPage
      ? { message: 'a bad cursor gets the first page', example: exchange.request.path, exchange }
      : null
  })
}

const source: CheckSource = { kind: 'vendor', statement: 'listRuns/200' }
const LINK_NAMES = ['next', 'previous'] as const

/** The envelope of a page and its links to other pages. */
export const linkChecks: readonly Check[] = [
  createRecordCheck({
    id: 'CUR-001',
    level: 'MUST',
    source,
    title: 'A page has next, previous and results, and results is an array',
    unit: 'page',
    hint: 'let the run read a page',
    run: ({ getExchanges }) =>
      checkEach(
        getExchanges().filter(
          (one) => one.request.operation === 'listRuns' && isSuccess(one) && one.body !== undefined,
        ),
        (exchange) => {
          const absent = LINK_NAMES.filter((name) => getPath(exchange.body, name) === undefined)
          if (absent.length > 0)
            return absent.map((name) => ({ message: `${name} is missing`, pointer: `/${name}`, exchange }))
          if (Array.isArray(getPath(exchange.body, 'results'))) return null
          return { message: 'results is no array', pointer: '/results', exchange }
        },
      ),
  }),
  {
    id: 'CUR-002',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'RunPage.next' },
    title: 'Links are null or absolute URIs',
    unit: 'link member',
    hint: 'let the run read a page',
    run: async (context) =>
      checkEach(await readLinks(context), ({ name, link, exchange }) =>
        link === null || (typeof link === 'string' && URL.canParse(link))
          ? null
          : {
              message: 'neither null nor an absolute URI',
              pointer: `/${name}`,
              example: JSON.stringify(link),
              exchange,
            },
      ),
  },
  {
    id: 'CUR-003',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Links keep the scheme, the host and the path of the target',
    unit: 'link to another page',
    hint: 'more runs than fit on one page',
    security: true,
    run: async (context) => {
      const own = new URL(`${context.origin}${context.basePath}${RUNS_PATH}`)
      const absolute = (await readLinks(context)).flatMap((one) =>
        typeof one.link === 'string' && URL.canParse(one.link) ? [{ ...one, url: new URL(one.link) }] : [],
      )
      return checkEach(absolute, ({ name, url, exchange }) =>
        url.origin === own.origin && url.pathname === own.pathname
          ? null
          : {
              message: 'the link leads elsewhere',
              pointer: `/${name}`,
              example: `${url.origin}${url.pathname}`,
              exchange,
            },
      )
    },
  },
  {
    id: 'CUR-004',
    level: 'SHOULD',
    source,
    title: 'The first page has no previous, the last has no next',
    unit: 'page at an end',
    hint: 'let the run read a page',
    run: async ({ probeOnce }) => {
      const { pages: all, end } = await probeOnce(walk)
      const ends = [
        ...all.slice(0, 1).map(({ exchange }) => ({ exchange, name: 'previous' })),
        // The last page is the last with runs: an empty one after it means that its next led nowhere.
        ...(end === 'reached'
          ? all
              .filter(({ items }, index) => items.length > 0 || index === 0)
              .slice(-1)
              .map(({ exchange }) => ({ exchange, name: 'next' }))
          : []),
      ]
      return checkEach(ends, ({ exchange, name }) => {
        const link = getPath(exchange.body, name)
        if (link === null || link === undefined) return null
        return { message: `a ${name} link where there is nothing`, pointer: `/${name}`, exchange }
      })
    },
  },
]

async function getPageExchanges({ probeOnce }: CheckContext): Promise<readonly Exchange[]> {
  return (await probeOnce(walk)).pages.map(({ exchange }) => exchange)
}

async function readLinks(
  context: CheckContext,
): Promise<readonly { readonly name: string; readonly link: unknown; readonly exchange: Exchange }[]> {
  return (await getPageExchanges(context)).flatMap((exchange) =>
    LINK_NAMES.flatMap((name) => {
      const link = getPath(exchange.body, name)
      return link === undefined ? [] : [{ name, link, exchange }]
    }),
  )
}
