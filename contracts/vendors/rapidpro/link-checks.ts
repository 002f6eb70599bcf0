import type { Check, CheckSource } from '../../kit/check.ts'
import { createRecordCheck } from '../../kit/checks/record-check.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { checkEach } from '../../kit/finding.ts'
import { getPath } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/observation.ts'
import { walk } from './slices.ts'
import { RUNS_PATH } from './runs.ts'

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
    remedy: 'let the run read a page',
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
    remedy: 'let the run read a page',
    run: async (context) =>
      checkEach(await readLinks(context), ({ name, link, exchange }) =>
        link === null || (typeof link === 'string' && URL.canParse(link))
          ? null
          : {
              message: 'neither null nor an absolute URI',
              pointer: `/${name}`,
              witness: JSON.stringify(link),
              exchange,
            },
      ),
  },
  {
    id: 'CUR-003',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Links keep the scheme, the host and the path of the target',
    unit: 'link to another page',
    remedy: 'more runs than fit on one page',
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
              witness: `${url.origin}${url.pathname}`,
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
    remedy: 'let the run read a page',
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
