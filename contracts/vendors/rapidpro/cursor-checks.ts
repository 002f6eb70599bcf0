import type { CheckContext } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeVendor } from '../../kit/check.ts'
import { type ListPage, toKeyedItems } from '../../kit/checks/list-order.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import { requireOtherCredential } from '../../kit/checks/security/credentials.ts'
import { sendAll } from '../../kit/checks/send.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { isSameId } from '../../kit/ids.ts'
import { getPath, getString } from '../../kit/json.ts'
import { findMissing } from '../../kit/oracles/list-items.ts'
import { compareTies, hasTieAcrossBoundary } from '../../kit/oracles/order.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildRunsRequest, filterUnchanged, getIds, readRuns, RUNS_PATH } from './runs.ts'
import { buildLinkRequest, contactWalk, flowWalk, getWalkItems, respondedWalk, walk, type Walk } from './walks.ts'

const MORE_PAGES = 'more runs than fit on one page'

/** Cursors: with a filter, backwards, repeated, invalid, of another workspace, and under another filter. */
export const cursorChecks: readonly Check[] = [
  defineCheck('CUR-010', citeVendor('MUST', 'RunPage.next'), {
    title: 'Links repeat the filter, and later pages apply it',
    evidence: [
      'run on a later page of a filtered walk',
      'more runs with a response, of one flow or of one contact than fit on one page',
    ],
    run: checkLinkFilters,
  }),
  defineCheck('CUR-011', bestPractice, {
    title: '`previous` returns the preceding page in the same order',
    evidence: ['run on a page reached backwards', `${MORE_PAGES}, without ties at the boundary`],
    // Reading backwards across ties may skip runs, which the framework documents.
    run: async (context) => mergeJudgements(await checkPreviousLinks(await context.probeOnce(walk), context)),
  }),
  defineCheck('CUR-012', bestPractice, {
    title: 'An invalid cursor is rejected and does not return the first page',
    evidence: ['invalid cursor', MORE_PAGES],
    run: checkInvalidCursors,
  }),
  defineCheck('CUR-013', bestPractice, {
    title: 'A cursor returns no runs of its workspace to another workspace',
    evidence: ['cursor used by another workspace', MORE_PAGES],
    needs: ['second-credential'],
    security: true,
    run: async (context) => {
      const credential = requireOtherCredential(context, 'second')
      const reference = await context.probeOnce(walk)
      const request = buildNextRequest(reference)
      if (request === null) return { evidence: 0, violations: [] }
      const ids = new Set(getIds(getWalkItems(reference)))
      const exchange = await context.client.sendRequest({ ...request, credential, intent: 'open' })
      return checkEach([exchange], () => {
        const leaked = isSuccess(exchange) ? readRuns(exchange).find(({ id }) => ids.has(id)) : undefined
        return leaked === undefined
          ? null
          : { message: 'another workspace gets a run of this one', example: leaked.id, exchange }
      })
    },
  }),
  defineCheck('CUR-014', bestPractice, {
    title: 'A cursor combined with another filter returns only matching runs',
    evidence: ['run for a cursor with another filter', `${MORE_PAGES}, of several flows`],
    run: async (context) => {
      const [reference, flow] = [await context.probeOnce(walk), await context.probeOnce(flowWalk)]
      const request = buildNextRequest(reference)
      if (request === null || flow === null) return { evidence: 0, violations: [] }
      const path = `${request.path}&flow=${flow.value}`
      const exchange = await context.client.sendRequest({ ...request, path, intent: 'invalid' })
      if (isClientError(exchange)) return { evidence: 1, violations: [] }
      return checkEach(readRuns(exchange), (run) =>
        flow.matches(run)
          ? null
          : { message: 'a run that does not match', pointer: '/results/*/flow/uuid', example: run.id, exchange },
      )
    },
  }),
  defineCheck('CUR-015', bestPractice, {
    title: 'The same cursor returns the same runs again',
    evidence: ['run for a repeated cursor', MORE_PAGES],
    run: async (context) => {
      const page = (await context.probeOnce(walk)).pages[1]
      if (page === undefined) return { evidence: 0, violations: [] }
      return await checkSameRuns(page, await context.client.sendRequest(page.exchange.request), context)
    },
  }),
]

function buildNextRequest({ pages: [first] }: Walk) {
  return first === undefined ? null : buildLinkRequest(first.exchange, 'next')
}

async function checkLinkFilters({ probeOnce }: CheckContext): Promise<Judgement> {
  const walks = [await probeOnce(respondedWalk), await probeOnce(flowWalk), await probeOnce(contactWalk)]
  return mergeJudgements(
    walks
      .filter((filtered) => filtered !== null)
      .flatMap(({ parameter, value, matches, walk: { pages } }) => [
        // Links add violations only; the evidence is the runs of later pages.
        {
          evidence: 0,
          violations: pages.flatMap(({ exchange }): readonly Violation[] => {
            const link = getString(exchange.body, 'next')
            if (link === undefined) return []
            const repeated = new URL(link, exchange.url).searchParams.get(parameter)
            if (isSameId(repeated ?? undefined, value)) return []
            return [{ message: `the link does not repeat ${parameter}`, pointer: '/next', example: link, exchange }]
          }),
        },
        ...pages
          .slice(1)
          .map(({ items, exchange }) =>
            checkEach(items, (run) =>
              matches(run)
                ? null
                : { message: `a later page does not apply the filter ${parameter}`, example: run.id, exchange },
            ),
          ),
      ]),
  )
}

async function checkPreviousLinks({ pages }: Walk, context: CheckContext): Promise<readonly Judgement[]> {
  const all = toKeyedItems(pages.flatMap(({ items }) => items))
  const judgements: Judgement[] = []
  let boundary = 0
  for (const [index, page] of pages.slice(1).entries()) {
    const preceding = pages[index]
    boundary += preceding?.items.length ?? 0
    if (preceding === undefined || hasTieAcrossBoundary(all, boundary)) continue
    const request = buildLinkRequest(page.exchange, 'previous')
    if (request === null) {
      const violation = { message: 'a later page without previous', pointer: '/previous', exchange: page.exchange }
      judgements.push({ evidence: 1, violations: [violation] })
    } else judgements.push(await checkSameRuns(preceding, await context.client.sendRequest(request), context))
  }
  return judgements
}

async function checkSameRuns(page: ListPage, repeated: Exchange, context: CheckContext): Promise<Judgement> {
  const [first, second] = [toKeyedItems(page.items), toKeyedItems(readRuns(repeated))]
  const missing = findMissing(getIds(first), getIds(second))
  const unlisted = page.items.filter(({ id }) => missing.includes(id))
  const lost = await filterUnchanged(unlisted, context)
  const message = 'tied runs are in a different order'
  const violations = [
    ...lost.map(({ id }) => ({ message: 'a run is missing', example: id, exchange: repeated })),
    ...compareTies(first, second).swapped.map((pair) => ({ message, example: pair.join(', '), exchange: repeated })),
  ]
  return { evidence: first.length - missing.length + lost.length, violations }
}

async function checkInvalidCursors(context: CheckContext): Promise<Judgement> {
  const reference = await context.probeOnce(walk)
  const next = buildNextRequest(reference)
  const cursor = next === null ? null : new URL(next.path, 'http://target.invalid').searchParams.get('cursor')
  if (cursor === null) return { evidence: 0, violations: [] }
  const firstId = reference.pages[0]?.items[0]?.id
  const invalid = [`${cursor.slice(0, -3)}!!!`, cursor.slice(0, Math.floor(cursor.length / 3)), 'xxx']
  const requests = invalid.map((value) => buildRunsRequest({ cursor: value }, 'invalid'))
  const exchanges = await sendAll(requests, context)
  return checkEach(exchanges, (exchange) => {
    if (isClientError(exchange)) return null
    const example = exchange.request.path
    if (!isSuccess(exchange)) return { message: `status ${exchange.status} instead of 4xx`, example, exchange }
    const isFirstPage = firstId !== undefined && readRuns(exchange)[0]?.id === firstId
    return isFirstPage ? { message: 'an invalid cursor returns the first page', example, exchange } : null
  })
}

const LINK_NAMES = ['next', 'previous'] as const

/** The members of a page and its links. */
export const linkChecks: readonly Check[] = [
  createRecordCheck('CUR-001', citeVendor('MUST', 'listRuns/200'), {
    title: 'A page has `next`, `previous` and an array `results`',
    evidence: ['page', 'a readable list'],
    run: ({ getExchanges }) =>
      checkEach(
        getExchanges().filter(
          (exchange) => exchange.request.operation === 'listRuns' && isSuccess(exchange) && exchange.body !== undefined,
        ),
        (exchange) => {
          const missing = LINK_NAMES.filter((name) => getPath(exchange.body, name) === undefined)
          if (missing.length > 0)
            return missing.map((name) => ({ message: `${name} is missing`, pointer: `/${name}`, exchange }))
          if (Array.isArray(getPath(exchange.body, 'results'))) return null
          return { message: 'results is not an array', pointer: '/results', exchange }
        },
      ),
  }),
  defineCheck('CUR-002', citeVendor('MUST', 'RunPage.next'), {
    title: '`next` and `previous` are null or absolute URIs',
    evidence: ['next or previous', 'a readable list'],
    run: async (context) =>
      checkEach(await readLinks(context), ({ name, link, exchange }) => {
        if (link === null || (typeof link === 'string' && URL.canParse(link))) return null
        const message = 'neither null nor an absolute URI'
        return { message, pointer: `/${name}`, example: JSON.stringify(link), exchange }
      }),
  }),
  defineCheck('CUR-003', bestPractice, {
    title: 'Links keep the scheme, host and path of the target',
    evidence: ['link to another page', MORE_PAGES],
    security: true,
    run: async (context) => {
      const target = new URL(`${context.origin}${context.basePath}${RUNS_PATH}`)
      const absolute = (await readLinks(context)).flatMap(({ name, link, exchange }) =>
        typeof link === 'string' && URL.canParse(link) ? [{ name, url: new URL(link), exchange }] : [],
      )
      return checkEach(absolute, ({ name, url, exchange }) => {
        if (url.origin === target.origin && url.pathname === target.pathname) return null
        const message = 'the link points to a different origin or path'
        return { message, pointer: `/${name}`, example: `${url.origin}${url.pathname}`, exchange }
      })
    },
  }),
  defineCheck('CUR-004', citeVendor('SHOULD', 'listRuns/200'), {
    title: 'The first page has no `previous`, the last has no `next`',
    evidence: ['first or last page', 'a readable list'],
    run: async ({ probeOnce }) => {
      const { pages, end } = await probeOnce(walk)
      // An empty page after the last one with runs means that the `next` of that one was wrong.
      const nonEmpty = pages.filter(({ items }, index) => items.length > 0 || index === 0)
      const ends = [
        ...pages.slice(0, 1).map(({ exchange }) => ({ exchange, name: 'previous' })),
        ...(end === 'complete' ? nonEmpty.slice(-1).map(({ exchange }) => ({ exchange, name: 'next' })) : []),
      ]
      return checkEach(ends, ({ exchange, name }) => {
        const link = getPath(exchange.body, name)
        if (link === null || link === undefined) return null
        return { message: `a ${name} link without such a page`, pointer: `/${name}`, exchange }
      })
    },
  }),
]

async function readLinks({ probeOnce }: CheckContext) {
  return (await probeOnce(walk)).pages.flatMap(({ exchange }) =>
    LINK_NAMES.flatMap((name) => {
      const link = getPath(exchange.body, name)
      return link === undefined ? [] : [{ name, link, exchange }]
    }),
  )
}
