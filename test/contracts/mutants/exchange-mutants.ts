import { gzipSync } from 'node:zlib'
import type { QyvoRow } from '../twins/qyvo.ts'
import { answers, bodies, instead, type Mutant, type Spoil } from './mutant.ts'

const PAGE = { 'content-type': 'text/html' }

/** Servers that get headers, methods and representations wrong; each is judged by the named checks only. */
export const exchangeMutants: readonly Mutant<QyvoRow>[] = (
  [
    {
      name: 'JSON that is labelled as latin-1',
      kills: ['HTTP-006'],
      spoil: answers(({ text }) =>
        text === '' ? null : { headers: { 'content-type': 'application/json; charset=iso-8859-1' } },
      ),
    },
    {
      name: 'HEAD is not found',
      kills: ['HTTP-010'],
      spoil: answers((_, { method }) => (method === 'HEAD' ? { status: 404 } : null)),
    },
    {
      name: 'HEAD has the type of a page',
      kills: ['HTTP-010'],
      spoil: answers((_, { method }) => (method === 'HEAD' ? { headers: PAGE } : null)),
    },
    {
      name: 'OPTIONS crashes',
      kills: ['HTTP-011'],
      spoil: instead(({ method }) => (method === 'OPTIONS' ? new Response(null, { status: 500 }) : null)),
    },
    {
      name: 'OPTIONS does not list GET',
      kills: ['HTTP-011'],
      spoil: instead(({ method }) =>
        method === 'OPTIONS' ? new Response(null, { status: 204, headers: { Allow: 'OPTIONS, POST' } }) : null,
      ),
    },
    {
      name: 'TRACE sends everything back',
      kills: ['HTTP-014'],
      spoil: ({ send }) => send,
      given: {
        raw: ({ method, headers }, hit) => {
          if (method !== 'TRACE') return null
          hit()
          return { status: 200, headers: [['Content-Type', 'message/http']], bytes: Buffer.from(headers.join('\n')) }
        },
      },
    },
    { name: 'everything is packed, wanted or not', kills: ['HTTP-017'], spoil: packed(() => true) },
    {
      name: 'what is packed is another answer',
      kills: ['HTTP-017'],
      spoil: packed(wantsGzip, withoutFirst, 'Accept-Encoding'),
    },
    { name: 'packed answers do not say that they vary', kills: ['HTTP-018'], spoil: packed(wantsGzip) },
    {
      name: 'who accepts pages gets a page',
      kills: ['HTTP-019'],
      spoil: instead((_, { headers }) =>
        headers.get('accept') === 'text/html' ? new Response('<p>Hello</p>', { headers: PAGE }) : null,
      ),
    },
    {
      name: 'everybody may keep the answer',
      kills: ['HTTP-021'],
      spoil: answers(({ status }) => (status === 200 ? { headers: { 'cache-control': 'public, max-age=60' } } : null)),
    },
    {
      name: 'shared caches may keep the answer',
      kills: ['HTTP-021'],
      spoil: answers(({ status }) => (status === 200 ? { headers: { 'cache-control': 's-maxage=60' } } : null)),
    },
    {
      name: 'an ETag that is never looked at',
      kills: ['HTTP-022'],
      spoil: answers(({ status }) => (status === 200 ? { headers: { etag: '"one"' } } : null)),
    },
    { name: 'every condition is taken for met', kills: ['HTTP-022'], spoil: tagged(() => true) },
    {
      name: 'what is not found is elsewhere',
      kills: ['HTTP-024'],
      spoil: answers(({ status }) =>
        status === 404 ? { status: 302, headers: { location: 'http://elsewhere.test/' } } : null,
      ),
    },
    {
      name: 'a session that has ended gets another name at every read',
      kills: ['HTTP-025'],
      spoil: changing((row, turn) => ({ ...row, flow_name: `Flow in version ${turn}` })),
    },
    {
      name: 'answers to every origin may carry credentials',
      kills: ['HTTP-033'],
      spoil: answers(() => ({
        headers: { 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' },
      })),
    },
    {
      name: 'the origin that asks is repeated, with credentials',
      kills: ['HTTP-033'],
      spoil: (twin, hit) => async (request) => {
        const origin = request.headers.get('origin')
        if (origin === null) return await twin.send(request)
        const granted = { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }
        return await answers<QyvoRow>(() => ({ headers: granted }))(twin, hit)(request)
      },
    },
    {
      name: 'what is left of the quota is told in words',
      kills: ['SCH-013'],
      spoil: answers(({ headers }) =>
        'x-ratelimit-remaining' in headers ? { headers: { 'x-ratelimit-remaining': 'many' } } : null,
      ),
    },
  ] satisfies readonly Mutant<QyvoRow>[]
).map((mutant) => ({ ...mutant, narrow: true }))

function withoutFirst(text: string): string {
  const body = JSON.parse(text) as unknown
  return JSON.stringify(Array.isArray(body) ? body.slice(1) : body)
}

function wantsGzip(request: Request): boolean {
  return request.headers.get('accept-encoding') === 'gzip'
}

function packed(
  when: (request: Request) => boolean,
  change: (text: string) => string = (text) => text,
  vary = '',
): Spoil<QyvoRow> {
  return (twin, hit) => async (request) => {
    const response = await twin.send(request)
    const text = await response.text()
    const bare = { status: response.status, headers: response.headers }
    if (text === '' || !when(request)) return new Response(text === '' ? null : text, bare)
    hit()
    const bytes = new Uint8Array(gzipSync(change(text)))
    const told = {
      'content-encoding': 'gzip',
      'content-length': String(bytes.length),
      ...(vary === '' ? {} : { vary }),
    }
    return new Response(bytes, { ...bare, headers: { ...Object.fromEntries(response.headers), ...told } })
  }
}

function tagged(holds: () => boolean): Spoil<QyvoRow> {
  return (twin, hit) => async (request) => {
    if (request.headers.has('if-none-match') && holds()) {
      hit()
      return new Response(null, { status: 304, headers: { etag: '"one"' } })
    }
    return await answers<QyvoRow>(() => ({ headers: { etag: '"one"' } }))(twin, hit)(request)
  }
}

function changing(change: (row: Record<string, unknown>, turn: number) => unknown): Spoil<QyvoRow> {
  let turn = 0
  return bodies((body) => {
    turn++
    return Array.isArray(body) ? body.map((row: Record<string, unknown>) => change(row, turn)) : undefined
  })
}
