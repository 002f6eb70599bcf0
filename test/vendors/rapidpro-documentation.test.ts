import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../support/requests.ts'
import { RUNS, STARTS } from './rapidpro-asking.ts'

const open = (headers: Readonly<Record<string, string>> = {}) => ({ anonymous: true, headers })
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const JSON_ONLY = { accept: 'application/json' }

describe('RapidPro D3: root and documentation', () => {
  it('D3.1: the root is a page for everybody', async () => {
    for (const path of ['/api/v2/', '/api/v2']) {
      const answer = await sendRequest(createTestTwin(), path, open(HTML))
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html'])
      expect(answer.text).toContain('http://localhost/api/v2/runs')
    }
  })

  it('D3.2: nobody may post to it', async () => {
    expect((await sendRequest(createTestTwin(), '/api/v2/', { method: 'POST', anonymous: true })).status).toBe(405)
  })

  it('D3.3: its .json form has absolute links without a suffix, and each leads to a page', async () => {
    const twin = createTestTwin()
    const { json } = await sendRequest(twin, '/api/v2/.json', open())
    expect(json.runs).toBe('http://localhost/api/v2/runs')
    for (const link of Object.values<string>(json)) {
      const path = link.replace('http://localhost', '')
      expect((await sendRequest(twin, path, open(HTML))).headers.get('content-type')).toBe('text/html')
      expect((await sendRequest(twin, `${path}.json`)).status).toBe(200)
    }
  })

  it('D3.4: the page of runs is there for everybody', async () => {
    const twin = createTestTwin()
    for (const asking of [open(), open(HTML), {}]) {
      const answer = await sendRequest(twin, '/api/v2/runs', asking)
      expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('<h1>runs.json</h1>')])
    }
  })

  it('D3.6: an error of the server is a plain sentence, labelled as HTML', async () => {
    const twin = createTestTwin({
      quirks: { 'rapidpro.undated-cursor': 'server-error' },
    })
    const answer = await sendRequest(twin, `${RUNS}?cursor=${encodeURIComponent(btoa('p=notadate'))}`)
    expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([
      500,
      'Server Error. Site administrators have been notified.',
      'text/html',
    ])
  })
})

describe('RapidPro D4: the protocol', () => {
  it.each([
    ['/api/v2/runs', JSON_ONLY, 200, []],
    ['/api/v2/runs?format=json', HTML, 200, []],
    ['/api/v2/runs?format=xml', HTML, 404, { detail: 'Not found.' }],
    ['/api/v2/runs', { accept: 'image/png' }, 406, { detail: 'Could not satisfy the request Accept header.' }],
    [RUNS, { accept: 'text/html' }, 406, { detail: 'Could not satisfy the request Accept header.' }],
    [STARTS, { accept: 'text/html' }, 406, { detail: 'Could not satisfy the request Accept header.' }],
  ])('%s with %j answers %i', async (path, headers, ...expected) => {
    const answer = await sendRequest(createTestTwin(), path, open(headers))
    expect([answer.status, answer.json]).toEqual(expected)
  })

  it('keeps the page and the empty array apart, though they have one address', async () => {
    const twin = createTestTwin()
    const answers: string[] = []
    for (const headers of [HTML, JSON_ONLY, HTML])
      answers.push((await sendRequest(twin, '/api/v2/runs', open(headers))).text)
    expect([answers[1], answers[2]]).toEqual(['[]', answers[0]])
  })

  it('takes a slash behind .json, and takes format there without effect', async () => {
    const twin = createTestTwin()
    for (const name of ['runs', 'flow_starts', 'flows', 'contacts', 'groups']) {
      expect((await sendRequest(twin, `/api/v2/${name}.json/`)).status).toBe(200)
      expect((await sendRequest(twin, `/api/v2/${name}.json?format=xml`)).status).toBe(200)
    }
  })

  it.each(['/api/v2/runs/', '/api/v2/runs.xml', '/api/v2/messages.json', '/api/v2/runs.json/1', '/api/v2/explorer/'])(
    'answers %s with a page of 404 without the framework’s headers',
    async (path) => {
      const answer = await sendRequest(createTestTwin(), path)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html'])
      expect([answer.headers.has('allow'), answer.headers.has('vary')]).toEqual([false, false])
    },
  )

  it('refuses HEAD, OPTIONS, PUT and PATCH everywhere, and names the methods of the path', async () => {
    const twin = createTestTwin()
    for (const [path, allow] of [
      [RUNS, 'GET, HEAD, OPTIONS'],
      [STARTS, 'GET, POST, HEAD, OPTIONS'],
    ] as const) {
      for (const method of ['HEAD', 'OPTIONS', 'PUT', 'PATCH']) {
        const answer = await sendRequest(twin, path, { method, anonymous: true })
        expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow])
        expect(answer.text).toBe(method === 'HEAD' ? '' : `{"detail":"Method \\"${method}\\" not allowed."}`)
      }
    }
  })

  it('answers no rows with three keys in their order, as JSON without a charset', async () => {
    const answer = await sendRequest(createTestTwin({ runs: 0 }), RUNS)
    expect(answer.text).toBe('{"next":null,"previous":null,"results":[]}')
    expect([answer.headers.get('content-type'), answer.headers.get('vary')]).toEqual(['application/json', 'Accept'])
    expect(answer.headers.has('www-authenticate')).toBe(false)
  })
})
