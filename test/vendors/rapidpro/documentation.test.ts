import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { RUNS, STARTS } from './requests.ts'

const createAnonymousOptions = (headers: Readonly<Record<string, string>> = {}) => ({ anonymous: true, headers })
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const JSON_ONLY = { accept: 'application/json' }

describe('RapidPro D3: root and documentation', () => {
  it('D3.1: the root is a public page', async () => {
    for (const path of ['/api/v2/', '/api/v2']) {
      const response = await sendRequest(createTestTwin(), path, createAnonymousOptions(HTML))
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html'])
      expect(response.text).toContain('http://localhost/api/v2/runs')
    }
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
      expect((await sendRequest(twin, path, createAnonymousOptions(HTML))).headers.get('content-type')).toBe(
        'text/html',
      )
      expect((await sendRequest(twin, `${path}.json`)).status).toBe(200)
    }
  })

  it('D3.4: the page of runs is public', async () => {
    const twin = createTestTwin()
    for (const options of [createAnonymousOptions(), createAnonymousOptions(HTML), {}]) {
      const response = await sendRequest(twin, '/api/v2/runs', options)
      expect([response.status, response.text]).toEqual([200, expect.stringContaining('<h1>runs.json</h1>')])
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
      'text/html',
    ])
  })
})

describe('RapidPro D4: media types, methods and paths', () => {
  it.each([
    ['/api/v2/runs', JSON_ONLY, 200, []],
    ['/api/v2/runs?format=json', HTML, 200, []],
    ['/api/v2/runs?format=xml', HTML, 404, { detail: 'Not found.' }],
    ['/api/v2/runs', { accept: 'image/png' }, 406, { detail: 'Could not satisfy the request Accept header.' }],
    [RUNS, { accept: 'text/html' }, 406, { detail: 'Could not satisfy the request Accept header.' }],
    [STARTS, { accept: 'text/html' }, 406, { detail: 'Could not satisfy the request Accept header.' }],
  ])('%s with %j returns %i', async (path, headers, ...expected) => {
    const response = await sendRequest(createTestTwin(), path, createAnonymousOptions(headers))
    expect([response.status, response.json]).toEqual(expected)
  })

  it('serves the page and the empty array of one URL by Accept, never one from the cache of the other', async () => {
    const twin = createTestTwin()
    const responses: string[] = []
    for (const headers of [HTML, JSON_ONLY, HTML])
      responses.push((await sendRequest(twin, '/api/v2/runs', createAnonymousOptions(headers))).text)
    expect([responses[1], responses[2]]).toEqual(['[]', responses[0]])
  })

  it('accepts a slash after .json, and ignores format there', async () => {
    const twin = createTestTwin()
    for (const name of ['runs', 'flow_starts', 'flows', 'contacts', 'groups']) {
      expect((await sendRequest(twin, `/api/v2/${name}.json/`)).status).toBe(200)
      expect((await sendRequest(twin, `/api/v2/${name}.json?format=xml`)).status).toBe(200)
    }
  })

  it.each(['/api/v2/runs/', '/api/v2/runs.xml', '/api/v2/messages.json', '/api/v2/runs.json/1', '/api/v2/explorer/'])(
    'returns an HTML 404 without the framework’s headers for %s',
    async (path) => {
      const response = await sendRequest(createTestTwin(), path)
      expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html'])
      expect([response.headers.has('allow'), response.headers.has('vary')]).toEqual([false, false])
    },
  )

  it('returns 405 for HEAD, OPTIONS, PUT and PATCH, with the methods of the path in Allow', async () => {
    const twin = createTestTwin()
    for (const [path, allow] of [
      [RUNS, 'GET, HEAD, OPTIONS'],
      [STARTS, 'GET, POST, HEAD, OPTIONS'],
    ] as const) {
      for (const method of ['HEAD', 'OPTIONS', 'PUT', 'PATCH']) {
        const response = await sendRequest(twin, path, { method, anonymous: true })
        expect([response.status, response.headers.get('allow')]).toEqual([405, allow])
        expect(response.text).toBe(method === 'HEAD' ? '' : `{"detail":"Method \\"${method}\\" not allowed."}`)
      }
    }
  })

  it('returns an empty list with three keys in order, as JSON without a charset', async () => {
    const response = await sendRequest(createTestTwin({ runs: 0 }), RUNS)
    expect(response.text).toBe('{"next":null,"previous":null,"results":[]}')
    expect([response.headers.get('content-type'), response.headers.get('vary')]).toEqual(['application/json', 'Accept'])
    expect(response.headers.has('www-authenticate')).toBe(false)
  })
})
