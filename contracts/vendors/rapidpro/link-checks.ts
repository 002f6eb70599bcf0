import type { Check, Source } from '../../kit/check.ts'
import { recordCheck } from '../../kit/checks/record-check.ts'
import { type Exchange, isSuccess } from '../../kit/exchange.ts'
import { judgeEach } from '../../kit/finding.ts'
import { at } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { walk } from './slices.ts'
import { RUNS } from './runs.ts'

const source: Source = { kind: 'vendor', statement: 'listRuns/200' }
const LINKS = ['next', 'previous'] as const

/** The envelope of a page and its links to other pages. */
export const linkChecks: readonly Check[] = [
  recordCheck({
    id: 'CUR-001',
    level: 'MUST',
    source,
    title: 'A page has next, previous and results, and results is an array',
    unit: 'page',
    remedy: 'let the run read a page',
    judge: ({ exchanges }) =>
      judgeEach(
        exchanges().filter((one) => one.call.operation === 'listRuns' && isSuccess(one) && one.body !== undefined),
        (exchange) => {
          const absent = LINKS.filter((name) => at(exchange.body, name) === undefined)
          if (absent.length > 0)
            return absent.map((name) => ({ what: `${name} is missing`, pointer: `/${name}`, exchange }))
          if (Array.isArray(at(exchange.body, 'results'))) return null
          return { what: 'results is no array', pointer: '/results', exchange }
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
    judge: async (context) =>
      judgeEach(await links(context), ({ name, link, exchange }) =>
        link === null || (typeof link === 'string' && URL.canParse(link))
          ? null
          : { what: 'neither null nor an absolute URI', pointer: `/${name}`, witness: JSON.stringify(link), exchange },
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
    judge: async (context) => {
      const own = new URL(`${context.origin}${context.basePath}${RUNS}`)
      const absolute = (await links(context)).flatMap((one) =>
        typeof one.link === 'string' && URL.canParse(one.link) ? [{ ...one, url: new URL(one.link) }] : [],
      )
      return judgeEach(absolute, ({ name, url, exchange }) =>
        url.origin === own.origin && url.pathname === own.pathname
          ? null
          : {
              what: 'the link leads elsewhere',
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
    judge: async ({ observe }) => {
      const { pages: all, end } = await observe(walk)
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
      return judgeEach(ends, ({ exchange, name }) => {
        const link = at(exchange.body, name)
        if (link === null || link === undefined) return null
        return { what: `a ${name} link where there is nothing`, pointer: `/${name}`, exchange }
      })
    },
  },
]

async function pages({ observe }: Context): Promise<readonly Exchange[]> {
  return (await observe(walk)).pages.map(({ exchange }) => exchange)
}

async function links(
  context: Context,
): Promise<readonly { readonly name: string; readonly link: unknown; readonly exchange: Exchange }[]> {
  return (await pages(context)).flatMap((exchange) =>
    LINKS.flatMap((name) => {
      const link = at(exchange.body, name)
      return link === undefined ? [] : [{ name, link, exchange }]
    }),
  )
}
