import type { RecruboRow } from '../twins/recrubo-row.ts'
import { answers, bodies, instead, type Mutant, requests, type Spoil } from './mutant.ts'

const RUNS = '/public/v2/flow-runs'
const TYPE = { 'content-type': 'application/vnd.api+json' }
const OWN = 'Bearer kT3xUqP0v9LmZr7Yw2NcBa'
const UNKNOWN = 'f10f10f1'

type Run = { id: string; attributes: Record<string, unknown> }
type Document = { data?: Run | Run[] }

/** Servers that get single things, what is written and what many do at once wrong; judged by the named checks and few others. */
export const resourceMutants: readonly Mutant<RecruboRow>[] = (
  [
    {
      name: 'brackets must not be encoded',
      kills: ['HTTP-026'],
      spoil: requests((url) => url.search.includes('%5Bsize%5D=2') && bare(url)),
    },
    {
      name: 'an encoded slash in an id is taken for a step',
      kills: ['HTTP-031'],
      spoil: (twin, hit) => async (request) => {
        const step = /\.\.%2f([0-9a-f-]{36})$/i.exec(request.url)?.[1]
        if (step === undefined) return await twin.send(request)
        hit()
        return await twin.send(new Request(`http://twin.test${RUNS}/${step}`, { headers: request.headers }))
      },
    },
    {
      name: 'what follows NUL in an id is cut off',
      kills: ['HTTP-031'],
      spoil: (twin, hit) => async (request) => {
        if (!request.url.endsWith('%00')) return await twin.send(request)
        hit()
        return await twin.send(new Request(request.url.slice(0, -3), { headers: request.headers }))
      },
    },
    {
      name: 'answers are mixed up when many ask',
      kills: ['HTTP-034'],
      also: ['SCH-001'],
      spoil: mixedUp(),
      given: { load: true },
    },
    {
      name: 'costs are negative',
      kills: ['SCH-008'],
      also: ['SCH-001'],
      spoil: eachRun((run) => {
        run.attributes['cost'] = -1
      }),
    },
    {
      name: 'costs are broken numbers',
      kills: ['SCH-008'],
      also: ['SCH-001'],
      spoil: eachRun((run) => {
        run.attributes['cost'] = 1.5
      }),
    },
    {
      name: 'a single read knows another cost than the list',
      kills: ['SCH-011'],
      spoil: eachRun((run, single) => {
        if (single) run.attributes['cost'] = 77
      }),
    },
    {
      name: 'a single read tells the time in minutes',
      kills: ['TIME-007', 'SCH-011'],
      spoil: eachRun((run, single) => {
        if (single) run.attributes['updatedAt'] = String(run.attributes['updatedAt']).replace(/:\d\d\+/, ':59+')
      }),
    },
    {
      name: 'a foreign id is forbidden, an unknown one not found',
      kills: ['AUTH-012'],
      spoil: instead(({ url }, { headers }) => {
        if (headers.get('authorization') !== 'Bearer neighbour' || !url.pathname.startsWith(`${RUNS}/`)) return null
        const status = url.pathname.includes(UNKNOWN) ? 404 : 403
        return new Response(`{"errors":[{"status":"${status}"}]}`, { status, headers: TYPE })
      }),
      given: { others: { second: 'neighbour' } },
    },
    {
      name: 'another tenant reads a run by its id',
      kills: ['AUTH-010'],
      spoil: requests(
        (url, { headers }) =>
          headers.get('authorization') === 'Bearer neighbour' &&
          url.pathname !== RUNS && { headers: { authorization: OWN } },
      ),
      given: { others: { second: 'neighbour' } },
    },
    {
      name: 'a link carries a token',
      kills: ['SEC-004'],
      spoil: answers(({ text }) =>
        text.includes('"related":"')
          ? { text: text.replaceAll(/"related":"([^"?]*)/g, '"related":"$1?token=abc&') }
          : null,
      ),
    },
    {
      name: 'an unknown id is a bad request',
      kills: ['ERR-003'],
      spoil: answers((_, { url }) => (url.pathname.includes(UNKNOWN) ? { status: 400 } : null)),
    },
    {
      name: 'an id that is a number crashes',
      kills: ['NEG-003'],
      spoil: instead(({ url }) => (/\/-?\d+$/.test(url.pathname) ? crash() : null)),
    },
    {
      name: 'a change does not show in updatedAt',
      kills: ['TIME-006'],
      spoil: eachRun((run) => {
        run.attributes['updatedAt'] = run.attributes['createdAt']
      }),
    },
    {
      name: 'an unknown sort turns the list around',
      kills: ['ORD-005'],
      spoil: requests((url) => {
        if (url.searchParams.get('sort')?.startsWith('flowtwin') !== true) return false
        url.searchParams.set('sort', '-createdAt')
        return true
      }),
    },
    {
      name: 'a minus in front of the sort gives one order of its own',
      kills: ['ORD-004'],
      spoil: requests((url) => {
        if (url.searchParams.get('sort') !== '-createdAt') return false
        url.searchParams.set('sort', 'createdAt')
        return true
      }),
    },
  ] satisfies readonly Mutant<RecruboRow>[]
).map((mutant) => ({ ...mutant, narrow: true }))

function bare(url: URL): true {
  url.search = ''
  return true
}

function crash(): Response {
  return new Response('{"errors":[{"status":"500"}]}', { status: 500, headers: TYPE })
}

function eachRun(change: (run: Run, single: boolean) => void): Spoil<RecruboRow> {
  return bodies((body) => {
    const { data = [] } = body as Document
    for (const run of [data].flat()) change(run, !Array.isArray(data))
  })
}

/** While several ask, each gets what the one before asked for. */
function mixedUp(): Spoil<RecruboRow> {
  return (twin, hit) => {
    const asking: string[] = []
    return async (request) => {
      asking.push(request.url)
      await Promise.resolve()
      const other = asking.find((url) => url !== request.url)
      if (other !== undefined && request.method === 'GET') {
        hit()
        return await twin.send(new Request(other, { headers: request.headers })).finally(() => asking.pop())
      }
      return await twin.send(request).finally(() => asking.pop())
    }
  }
}
