import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { CONTACTS, HEAD, RUNS, STARTS } from './requests.ts'

const createAnonymousOptions = (headers: Readonly<Record<string, string>> = {}) => ({ anonymous: true, headers })
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const PAGE_TYPE = 'text/html; charset=utf-8'
const JSON_ONLY = { accept: 'application/json' }

describe('RapidPro D3: root and documentation', () => {
  it('D3.1: the root is a public page', async () => {
    const response = await sendRequest(createTestTwin(), '/api/v2/', createAnonymousOptions(HTML))
    expect([response.status, response.headers.get('content-type')]).toEqual([200, PAGE_TYPE])
    expect(response.text).toContain('http://localhost/api/v2/runs')
  })

  it.each([
    ['/api', 301, '/api/'],
    ['/api/', 302, '/api/v2/'],
    ['/api/v2', 301, '/api/v2/'],
    ['/api/v2/explorer/', 302, '/users/login/?next=/api/v2/explorer/'],
  ])('redirects %s with %i to %s', async (path, status, location) => {
    const { headers, ...response } = await sendRequest(createTestTwin(), path)
    expect([response.status, headers.get('location'), headers.get('vary')]).toEqual([status, location, 'Cookie'])
    expect([headers.has('allow'), headers.has('x-temba-org')]).toEqual([false, false])
  })

  it('describes the root for OPTIONS, and returns it without a body for HEAD', async () => {
    const twin = createTestTwin()
    const options = await sendRequest(twin, '/api/v2/.json', { method: 'OPTIONS' })
    expect([options.status, Object.keys(options.json)]).toEqual([200, ['name', 'description', 'renders', 'parses']])
    const head = await sendRequest(twin, '/api/v2/.json', { method: 'HEAD' })
    expect([head.status, head.text]).toEqual([200, ''])
  })

  it('D3.2: POST to the root returns 405', async () => {
    expect((await sendRequest(createTestTwin(), '/api/v2/', { method: 'POST', anonymous: true })).status).toBe(405)
  })

  it('D3.3: the .json form of the root has absolute links to pages, without a suffix', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, '/api/v2/.json', createAnonymousOptions())
    expect(json.runs).toBe('http://localhost/api/v2/runs')
    for (const link of Object.values<string>(json)) {
      const path = link.replace('http://localhost', '')
      expect((await sendRequest(twin, path, createAnonymousOptions(HTML))).headers.get('content-type')).toBe(PAGE_TYPE)
      expect((await sendRequest(twin, `${path}.json`)).status).toBe(200)
    }
  })

  it('D3.4: the page of runs is public', async () => {
    const twin = createTestTwin()
    for (const options of [createAnonymousOptions(), createAnonymousOptions(HTML), {}]) {
      const response = await sendRequest(twin, '/api/v2/runs', options)
      expect([response.status, response.text]).toEqual([200, expect.stringContaining('<h1>Runs Endpoint</h1>')])
    }
  })

  it('D3.6: a server error is plain text with the type text/html', async () => {
    const twin = createTestTwin({
      quirks: { 'rapidpro.undated-cursor': 'server-error' },
    })
    const response = await sendRequest(twin, `${RUNS}?cursor=${encodeURIComponent(btoa('p=notadate'))}`)
    expect([response.status, response.text, response.headers.get('content-type')]).toEqual([
      500,
      'Server Error. Site administrators have been notified.',
      PAGE_TYPE,
    ])
  })
})

describe('RapidPro D4: media types, methods and paths', () => {
  it.each([
    ['/api/v2/runs?format=xml', HTML, 404],
    ['/api/v2/runs', { accept: 'image/png' }, 406],
    [RUNS, { accept: 'text/html' }, 406],
    [RUNS, { accept: '' }, 406],
    [RUNS, { accept: 'application/jsonx' }, 406],
    [STARTS, { accept: 'text/html' }, 406],
  ])('%s with %j returns a page with %i that names the workspace of the credential', async (path, headers, status) => {
    const response = await sendRequest(createTestTwin(), path, { headers })
    expect([response.status, response.headers.get('content-type')]).toEqual([status, PAGE_TYPE])
    expect(response.headers.get('x-temba-org')).toBe('1')
    const anonymous = await sendRequest(createTestTwin(), path, createAnonymousOptions(headers))
    expect([anonymous.status, anonymous.headers.has('x-temba-org')]).toEqual([status, false])
  })

  it.each([
    [{ accept: 'application/json;q=0' }, RUNS, 'application/json'],
    [{ accept: 'text/html, application/json' }, RUNS, 'application/json'],
    [{ accept: 'application/json' }, '/api/v2/runs', 'application/json'],
    [{ accept: '*/*, application/json' }, '/api/v2/runs', 'application/json'],
    [{ accept: 'application/json, text/html' }, '/api/v2/runs', PAGE_TYPE],
    [{ accept: 'application/json, text/html;level=1' }, '/api/v2/runs', PAGE_TYPE],
    [HTML, '/api/v2/runs?format=json', 'application/json'],
  ])('%j selects the representation of %s without regard to weights', async (headers, path, type) => {
    const response = await sendRequest(createTestTwin(), path, { headers })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
  })

  it('returns an empty array for JSON without credentials in the newer line only', async () => {
    const options = createAnonymousOptions(JSON_ONLY)
    const newer = await sendRequest(createTestTwin({ quirks: HEAD }), '/api/v2/flows', options)
    expect([newer.status, newer.json]).toEqual([200, []])
    const v9 = await sendRequest(createTestTwin(), '/api/v2/flows', options)
    expect([v9.status, v9.json]).toEqual([403, { detail: 'Authentication credentials were not provided.' }])
  })

  it('returns the page with 405 for other methods on documentation, in the newer line with 403', async () => {
    for (const [quirks, status] of [
      [{}, 405],
      [HEAD, 403],
    ] as const) {
      const response = await sendRequest(createTestTwin({ quirks }), '/api/v2/runs', { method: 'OPTIONS' })
      expect([response.status, response.headers.get('content-type')]).toEqual([status, PAGE_TYPE])
    }
    const post = await sendRequest(createTestTwin(), '/api/v2/messages', { method: 'POST', anonymous: true })
    expect(post.status).toBe(405)
  })

  it('serves the page and the empty array of one URL by Accept, never one from the cache of the other', async () => {
    const twin = createTestTwin()
    const responses: string[] = []
    for (const headers of [HTML, JSON_ONLY, HTML])
      responses.push((await sendRequest(twin, '/api/v2/runs', { headers })).text)
    expect([responses[1], responses[2]]).toEqual(['[]', responses[0]])
  })

  it('accepts a slash after .json, and ignores format there', async () => {
    const twin = createTestTwin()
    for (const name of ['runs', 'flow_starts', 'flows', 'contacts', 'groups']) {
      expect((await sendRequest(twin, `/api/v2/${name}.json/`)).status).toBe(200)
      expect((await sendRequest(twin, `/api/v2/${name}.json?format=xml`)).status).toBe(200)
    }
  })

  it.each(['/api/v2/runs/', '/api/v2/runs.xml', '/api/v2/nothing.json', '/api/v2/runs.json/1'])(
    'returns an HTML 404 without the framework’s headers for %s',
    async (path) => {
      const response = await sendRequest(createTestTwin(), path)
      expect([response.status, response.headers.get('content-type')]).toEqual([404, PAGE_TYPE])
      expect([response.headers.has('allow'), response.headers.get('vary')]).toEqual([false, 'Cookie'])
    },
  )

  it('returns 405 for HEAD, OPTIONS, PUT and PATCH, with the methods of the path in Allow', async () => {
    const twin = createTestTwin()
    for (const [path, allow] of [
      [RUNS, 'GET, HEAD, OPTIONS'],
      [STARTS, 'GET, POST, HEAD, OPTIONS'],
      [CONTACTS, 'GET, POST, DELETE, HEAD, OPTIONS'],
    ] as const) {
      for (const method of ['HEAD', 'OPTIONS', 'PUT', 'PATCH']) {
        const response = await sendRequest(twin, path, { method, anonymous: true })
        expect([response.status, response.headers.get('allow')]).toEqual([405, allow])
        expect(response.text).toBe(method === 'HEAD' ? '' : `{"detail":"Method \\"${method}\\" not allowed."}`)
      }
    }
  })

  it('decodes unreserved characters in paths', async () => {
    const response = await sendRequest(createTestTwin({ runs: 400 }), '/api/v2/runs%2Ejson')
    expect([response.status, response.json.next]).toEqual([200, expect.stringContaining('/api/v2/runs.json?cursor=')])
  })

  it('returns an empty list with three keys in order, as JSON without a charset', async () => {
    const response = await sendRequest(createTestTwin({ runs: 0 }), RUNS)
    expect(response.text).toBe('{"next":null,"previous":null,"results":[]}')
    expect([response.headers.get('content-type'), response.headers.get('vary')]).toEqual([
      'application/json',
      'Accept, Cookie',
    ])
    expect(response.headers.has('www-authenticate')).toBe(false)
  })
})
