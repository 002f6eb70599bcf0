import { gzipSync } from 'node:zlib'
import type { QyvoRow } from '../twins/qyvo.ts'
import { changeResponses, changeBodies, respondInstead, type Mutant, type Mutation } from './mutant.ts'

const PAGE = { 'content-type': 'text/html' }

/** Mutants of methods, compression, caching and CORS, each judged by a few checks. */
export const qyvoRepresentationMutants: readonly Mutant<QyvoRow>[] = (
  [
    {
      name: 'JSON is returned with charset=iso-8859-1',
      killedBy: ['HTTP-006'],
      mutate: changeResponses(({ text }) =>
        text === '' ? null : { headers: { 'content-type': 'application/json; charset=iso-8859-1' } },
      ),
    },
    {
      name: 'HEAD returns 404',
      killedBy: ['HTTP-010'],
      mutate: changeResponses((_, { method }) => (method === 'HEAD' ? { status: 404 } : null)),
    },
    {
      name: 'HEAD returns the Content-Type text/html',
      killedBy: ['HTTP-010'],
      mutate: changeResponses((_, { method }) => (method === 'HEAD' ? { headers: PAGE } : null)),
    },
    {
      name: 'OPTIONS returns 500',
      killedBy: ['HTTP-011'],
      mutate: respondInstead(({ method }) => (method === 'OPTIONS' ? new Response(null, { status: 500 }) : null)),
    },
    {
      name: 'Allow of OPTIONS lacks GET',
      killedBy: ['HTTP-011'],
      mutate: respondInstead(({ method }) =>
        method === 'OPTIONS' ? new Response(null, { status: 204, headers: { Allow: 'OPTIONS, POST' } }) : null,
      ),
    },
    {
      name: 'TRACE echoes the request',
      killedBy: ['HTTP-014'],
      mutate: ({ fetch }) => fetch,
      setup: {
        respondRaw: ({ method, headers }, recordHit) => {
          if (method !== 'TRACE') return null
          recordHit()
          return { status: 200, headers: [['Content-Type', 'message/http']], bytes: Buffer.from(headers.join('\n')) }
        },
      },
    },
    {
      name: 'responses are compressed without Accept-Encoding',
      killedBy: ['HTTP-017'],
      mutate: compressResponses(() => true),
    },
    {
      name: 'a compressed response has a different body',
      killedBy: ['HTTP-017'],
      mutate: compressResponses(wantsGzip, dropFirstItem, 'Accept-Encoding'),
    },
    { name: 'compressed responses lack Vary', killedBy: ['HTTP-018'], mutate: compressResponses(wantsGzip) },
    {
      name: 'Accept: text/html returns HTML',
      killedBy: ['HTTP-019'],
      mutate: respondInstead((_, { headers }) =>
        headers.get('accept') === 'text/html' ? new Response('<p>Hello</p>', { headers: PAGE }) : null,
      ),
    },
    {
      name: 'responses are publicly cacheable',
      killedBy: ['HTTP-021'],
      mutate: changeResponses(({ status }) =>
        status === 200 ? { headers: { 'cache-control': 'public, max-age=60' } } : null,
      ),
    },
    {
      name: 'responses allow shared caches',
      killedBy: ['HTTP-021'],
      mutate: changeResponses(({ status }) =>
        status === 200 ? { headers: { 'cache-control': 's-maxage=60' } } : null,
      ),
    },
    {
      name: 'If-None-Match is ignored',
      killedBy: ['HTTP-022'],
      mutate: changeResponses(({ status }) => (status === 200 ? { headers: { etag: '"one"' } } : null)),
    },
    { name: 'every If-None-Match returns 304', killedBy: ['HTTP-022'], mutate: addEntityTag(() => true) },
    {
      name: 'not found redirects',
      killedBy: ['HTTP-024'],
      mutate: changeResponses(({ status }) =>
        status === 404 ? { status: 302, headers: { location: 'http://elsewhere.test/' } } : null,
      ),
    },
    {
      name: 'the name of an ended session changes with every read',
      killedBy: ['HTTP-025'],
      mutate: changeRowsPerRead((row, turn) => ({ ...row, flow_name: `Flow in version ${turn}` })),
    },
    {
      name: 'every origin is allowed with credentials',
      killedBy: ['HTTP-033'],
      mutate: changeResponses(() => ({
        headers: { 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' },
      })),
    },
    {
      name: 'the Origin header is reflected with credentials allowed',
      killedBy: ['HTTP-033'],
      mutate: (twin, recordHit) => async (request) => {
        const origin = request.headers.get('origin')
        if (origin === null) return await twin.fetch(request)
        const headers = { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }
        return await changeResponses<QyvoRow>(() => ({ headers }))(twin, recordHit)(request)
      },
    },
    {
      name: 'rate limit headers contain words',
      killedBy: ['SCH-013'],
      mutate: changeResponses(({ headers }) =>
        'x-ratelimit-remaining' in headers ? { headers: { 'x-ratelimit-remaining': 'many' } } : null,
      ),
    },
  ] satisfies readonly Mutant<QyvoRow>[]
).map((mutant) => ({ ...mutant, isNarrow: true }))

function dropFirstItem(text: string): string {
  const body = JSON.parse(text) as unknown
  return JSON.stringify(Array.isArray(body) ? body.slice(1) : body)
}

function wantsGzip(request: Request): boolean {
  return request.headers.get('accept-encoding') === 'gzip'
}

function compressResponses(
  isCompressed: (request: Request) => boolean,
  change: (text: string) => string = (text) => text,
  vary = '',
): Mutation<QyvoRow> {
  return (twin, recordHit) => async (request) => {
    const response = await twin.fetch(request)
    const text = await response.text()
    const init = { status: response.status, headers: response.headers }
    if (text === '' || !isCompressed(request)) return new Response(text === '' ? null : text, init)
    recordHit()
    const bytes = new Uint8Array(gzipSync(change(text)))
    const compressionHeaders = {
      'content-encoding': 'gzip',
      'content-length': String(bytes.length),
      ...(vary === '' ? {} : { vary }),
    }
    return new Response(bytes, { ...init, headers: { ...Object.fromEntries(response.headers), ...compressionHeaders } })
  }
}

function addEntityTag(isMatch: () => boolean): Mutation<QyvoRow> {
  return (twin, recordHit) => async (request) => {
    if (request.headers.has('if-none-match') && isMatch()) {
      recordHit()
      return new Response(null, { status: 304, headers: { etag: '"one"' } })
    }
    return await changeResponses<QyvoRow>(() => ({ headers: { etag: '"one"' } }))(twin, recordHit)(request)
  }
}

function changeRowsPerRead(change: (row: Record<string, unknown>, turn: number) => unknown): Mutation<QyvoRow> {
  let turn = 0
  return changeBodies((body) => {
    turn++
    return Array.isArray(body) ? body.map((row: Record<string, unknown>) => change(row, turn)) : undefined
  })
}
