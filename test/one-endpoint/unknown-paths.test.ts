import { describe, expect, it } from 'vitest'
import { type Result, verify } from '../../contracts/index.ts'
import { createQyvoServer } from './qyvo.ts'
import { createRapidproServer } from './rapidpro.ts'
import { createRecruboServer } from './recrubo.ts'
import { TOKEN, toUuid } from './server.ts'

type Respond = (url: URL, request: Request) => Response | null

/** Checks a Qyvo server whose other paths get the response of `respond`, or its own. */
async function verifyQyvo(respond: Respond, writes = false): Promise<Result> {
  const server = createQyvoServer()
  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const isFeed = url.pathname === '/api/v1/triggers/new-flow-triggered'
    return (isFeed ? null : respond(url, request)) ?? (await server.fetch(request))
  }
  const target = { baseUrl: 'http://one.test', credential: TOKEN, fetch }
  return await verify('qyvo', target, { clock: server.clock, writes, only: ['POLL-001', 'HTTP-001', 'SCH-001'] })
}

const toHtml = (status: number, text: string, headers = {}): Response =>
  new Response(`<!doctype html><p>${text}</p>`, { status, headers: { 'Content-Type': 'text/html', ...headers } })

const toMethodError = (allow: string | null): Response =>
  Response.json({ detail: 'Method not allowed.' }, { status: 405, headers: allow === null ? {} : { Allow: allow } })

const READS = ['newMessageReceived', 'me', 'listFlowOptions']
let requests = 0

const FORMS: Readonly<Record<string, Respond>> = {
  'a page with 200': () => toHtml(200, 'the application'),
  'a page with 200 and a nonce': () => toHtml(200, `nonce-${String.fromCodePoint(97 + (requests++ % 26))}`),
  'a redirect to a login': ({ href }) => toHtml(302, '', { Location: `/login?next=${encodeURIComponent(href)}` }),
  'the path as text': ({ pathname }, { method }) => new Response(`Cannot ${method} ${pathname}`, { status: 404 }),
  'the last step of the path': ({ pathname }) =>
    Response.json({ error: `${pathname.split('/').at(-1)} is unknown` }, { status: 404 }),
  'the path and a time': ({ pathname }) =>
    Response.json({ timestamp: `2026-05-04T09:00:${10 + requests++}Z`, path: pathname, status: 404 }, { status: 404 }),
  'a random id': () =>
    Response.json({ error: 'no route', id: `x${(requests++ * 7919).toString(36)}` }, { status: 404 }),
  'a 403 for a valid credential': () => Response.json({ message: 'Missing Authentication Token' }, { status: 403 }),
  'a list for every path': () => Response.json([{ id: toUuid(1) }]),
  'an empty 404': () => new Response(null, { status: 404 }),
  'a 501': () => new Response(null, { status: 501 }),
  'a 405': ({ pathname }, { method }) =>
    Response.json(
      { message: `${method} is not supported for ${pathname}` },
      { status: 405, headers: { Allow: 'POST' } },
    ),
}

describe('the operations of a target', () => {
  it.each(Object.entries(FORMS))('are not offered when unknown paths get %s', async (_, respond) => {
    const result = await verifyQyvo(respond)
    expect(result.operations.notOffered).toEqual(READS)
    expect(result.checks.filter(({ outcome }) => outcome.kind === 'fail')).toEqual([])
  })

  it('that write are not offered when an unsupported body gets the response of unknown paths', async () => {
    const seen: string[] = []
    const result = await verifyQyvo(({ pathname }, request) => {
      if (request.method !== 'GET') seen.push(`${request.method} ${request.headers.get('content-type')}`)
      return pathname.endsWith('/trigger-flow') ? Response.json({ message: 'no JSON' }, { status: 415 }) : null
    }, true)
    const actions = ['getFlow', 'createContact', 'getContact', 'updateContact', 'searchContacts']
    expect(new Set(result.operations.notOffered)).toEqual(new Set([...READS, ...actions]))
    expect(result.operations.offered).toEqual(['newFlowTriggered', 'triggerFlow'])
    expect(new Set(seen)).toEqual(new Set(['POST text/plain']))
  })

  it.each([
    ['a 404 of another form', () => Response.json({ error: 'No workspace', code: 7 }, { status: 404 })],
    ['a server error', () => Response.json({ message: 'Not found' }, { status: 500 })],
    ['a 405 of the form of a 404', () => Response.json({ message: 'Not found' }, { status: 405 })],
    ['a 405 that allows another method', () => toMethodError('POST')],
    ['a 405 that allows the same method', () => toMethodError('GET, HEAD')],
  ])('are offered, and fail, with %s', async (_, respond) => {
    const result = await verifyQyvo(({ pathname }) => (pathname === '/api/v1/me' ? respond() : null))
    expect(result.operations.offered).toEqual(['newFlowTriggered', 'me'])
    expect(result.checks.find(({ id }) => id === 'HTTP-001')?.outcome.kind).toBe('fail')
  })

  it.each([
    // The list of starts and their creation share a path.
    [{ GET: 405, POST: 415 }, 'POST', ['listFlowStarts'], ['createFlowStart']],
    [{ GET: 200, POST: 405 }, 'GET, HEAD', ['createFlowStart'], ['listFlowStarts']],
    [{ GET: 200, POST: 405 }, null, ['createFlowStart'], ['listFlowStarts']],
    [{ GET: 200, POST: 405 }, 'GET, POST', [], ['listFlowStarts', 'createFlowStart']],
    [{ GET: 405, POST: 405 }, null, [], ['listFlowStarts', 'createFlowStart']],
    [{ GET: 405, POST: 405 }, 'DELETE', [], ['listFlowStarts', 'createFlowStart']],
  ] as const)(
    'of one path are judged by method: %j with Allow %s lacks %j',
    async (statuses, allow, notOffered, offered) => {
      const server = createRapidproServer()
      const fetch = async (request: Request): Promise<Response> => {
        if (new URL(request.url).pathname !== '/api/v2/flow_starts.json') return await server.fetch(request)
        const status = statuses[request.method === 'POST' ? 'POST' : 'GET']
        if (status === 405) return toMethodError(allow)
        const body = status === 200 ? { next: null, previous: null, results: [] } : { detail: 'Unsupported media type' }
        return Response.json(body, { status })
      }
      const target = { baseUrl: 'http://one.test', credential: TOKEN, fetch }
      const { operations } = await verify('rapidpro', target, { clock: server.clock, writes: true, only: ['CUR-001'] })
      const names = ['listFlowStarts', 'createFlowStart']
      expect(operations.notOffered.filter((name) => names.includes(name))).toEqual(notOffered)
      expect(operations.offered.filter((name) => names.includes(name))).toEqual(offered)
    },
  )

  it.each([
    ['all', [], 'fail'],
    [['me'], ['newMessageReceived', 'triggerFlow', 'getFlow', 'listFlowOptions', 'createContact'], 'fail'],
    [[], ['newMessageReceived', 'me', 'triggerFlow', 'getFlow', 'listFlowOptions'], 'pass'],
  ] as const)('are those of the profile %j, and the list of runs in any case', async (operations, missing, outcome) => {
    const server = createQyvoServer()
    const target = { baseUrl: 'http://one.test', credential: TOKEN, fetch: server.fetch }
    const result = await verify('qyvo', target, { clock: server.clock, profile: { operations }, only: ['HTTP-001'] })
    expect(result.operations.notOffered).toEqual(expect.arrayContaining([...missing]))
    expect(result.operations.offered).toContain('newFlowTriggered')
    expect(result.checks.find(({ id }) => id === 'HTTP-001')?.outcome.kind).toBe(outcome)
  })

  it('read one item by the id of a listed one', async () => {
    const server = createRecruboServer()
    const fetch = async (request: Request): Promise<Response> =>
      new URL(request.url).pathname === `/public/v2/flows/${toUuid(9000)}`
        ? Response.json({ data: { id: toUuid(9000), type: 'flows' } })
        : await server.fetch(request)
    const target = { baseUrl: 'http://one.test', credential: TOKEN, fetch }
    const result = await verify('recrubo', target, { clock: server.clock, only: ['JAPI-002'] })
    expect(result.operations.offered).toContain('readFlow')
    expect(result.operations.notOffered).toEqual(expect.arrayContaining(['listFlows', 'readMessageThread']))
  })
})
