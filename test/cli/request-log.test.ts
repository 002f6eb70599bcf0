import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { beforeAll, describe, expect, it } from 'vitest'
import { createRequestLog } from '../../cli/request-log.ts'
import type { LoggedRequest } from '../../mock/twin.ts'
import { toInstant } from '../../mock/world/time.ts'
import { program, spawnCommand } from './command.ts'

interface Mistake {
  readonly name: string
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The words of the line that names the remedy. */
  readonly remedy: string
  /** True where the response is no refusal. */
  readonly isAccepted?: boolean
}

const BEARER = { authorization: 'Bearer demo' }
const TOKEN = { authorization: 'Token demo' }
const JSON_API = { ...BEARER, 'content-type': 'application/vnd.api+json' }
const FEED = '/api/v1/triggers/new-flow-triggered'
const UNKNOWN_ID = '019bc0e0-ccd0-7e2d-914d-dffd5f366c98'

const MISTAKES: readonly Mistake[] = [
  {
    name: 'a wrong scheme',
    path: FEED,
    headers: TOKEN,
    remedy: 'qyvo requires "Authorization: Bearer <credential>"',
  },
  {
    name: 'no credential',
    path: '/api/v2/runs.json',
    remedy: 'rapidpro requires "Authorization: Token <credential>"',
  },
  {
    name: 'an expired token',
    path: '/public/v2/flow-runs',
    headers: { authorization: 'Bearer flowtwinexpired' },
    remedy: 'this credential is not accepted; send one that is, such as that of "flowtwin env recrubo"',
  },
  {
    name: 'a misspelt parameter',
    path: `${FEED}?flowId=x`,
    headers: BEARER,
    remedy: 'did you mean "flow_id"?',
    isAccepted: true,
  },
  {
    name: 'a wrong media type',
    method: 'POST',
    path: '/public/v2/flow-runs',
    headers: { ...BEARER, 'content-type': 'application/json' },
    body: '{}',
    remedy: 'send "Content-Type: application/vnd.api+json", not "application/json"',
  },
  {
    name: 'an Accept header of another type',
    path: '/public/v2/flow-runs',
    headers: { ...BEARER, accept: 'application/vnd.api+json; charset=utf-8' },
    remedy: 'send "Accept: application/vnd.api+json"',
  },
  {
    name: 'an unknown flow in a filter',
    path: `/api/v2/runs.json?flow=${UNKNOWN_ID}`,
    headers: TOKEN,
    remedy: `no row matches flow=${UNKNOWN_ID}; GET /api/v2/flows.json lists the flows`,
    isAccepted: true,
  },
  {
    name: 'an unknown flow in a path',
    path: '/api/v1/flows/nope/live/sessions',
    headers: BEARER,
    remedy: 'Flow not found in this world; GET /api/v1/flows/{environment} lists what exists',
  },
  {
    name: 'an unknown flow in a body',
    method: 'POST',
    path: '/api/v2/flow_starts.json',
    headers: { ...TOKEN, 'content-type': 'application/json' },
    body: '{"flow":"nope","contacts":[]}',
    remedy: 'flow: No such object: nope',
  },
  {
    name: 'a wrong path',
    path: '/public/v2/flowruns',
    headers: BEARER,
    remedy: 'did you mean /public/v2/flow-runs?',
  },
  { name: 'a path without its prefix', path: '/flow-runs', headers: BEARER, remedy: 'add the missing prefix' },
  { name: 'a path of no API', path: '/favourites', remedy: 'GET /_twin/v1/health lists the vendors' },
  {
    name: 'a wrong world',
    path: '/w/No_World/public/v2/flow-runs',
    headers: BEARER,
    remedy: 'use 1 to 63 lower-case letters, digits and hyphens',
  },
  {
    name: 'a wrong method',
    method: 'PUT',
    path: '/public/v2/flow-runs',
    headers: JSON_API,
    body: '{}',
    remedy: 'PUT is not allowed for /public/v2/flow-runs; allowed: GET, POST, HEAD',
  },
  {
    name: 'JSON that breaks off',
    method: 'POST',
    path: '/public/v2/flow-runs',
    headers: JSON_API,
    body: '{"data":{',
    remedy: 'the body is not valid JSON: it breaks off before the closing "}"',
  },
  {
    name: 'a form instead of JSON',
    method: 'POST',
    path: '/public/v2/flow-runs',
    headers: JSON_API,
    body: 'flowId=1&state=2',
    remedy: 'the body is a form; send JSON',
  },
  {
    name: 'a wrong filter value',
    path: '/public/v2/flow-runs?filter[status]=done',
    headers: BEARER,
    remedy: 'no row matches filter[status]=done; compare the values with the unfiltered list',
    isAccepted: true,
  },
  {
    name: 'a wrong value of a filter that is checked',
    path: `${FEED}?flow_id=first`,
    headers: BEARER,
    remedy: 'query parameter `flow_id` must be a UUID such as 019bc0e0-ccd0-7e2d-914d-dffd5f366c98, not "first"',
  },
  {
    name: 'a date that is none',
    path: '/api/v2/runs.json?after=yesterday',
    headers: TOKEN,
    remedy: '"after" must be a time such as 2026-01-15T09:00:00Z, not "yesterday"',
    isAccepted: true,
  },
  {
    name: 'a wrong sort key',
    path: '/public/v2/flow-runs?sort=newest',
    headers: BEARER,
    remedy: 'query parameter `sort` must consist of createdAt, created_at, updatedAt, updated_at, status, not "newest"',
  },
  {
    name: 'a missing member of a body',
    method: 'POST',
    path: '/public/v2/flow-runs',
    headers: JSON_API,
    body: JSON.stringify({
      data: { type: 'flowRuns', attributes: { flowId: UNKNOWN_ID, state: {}, initialMessage: {} } },
    }),
    remedy: '`data.attributes.messageThreadId` is missing',
  },
  {
    name: 'a misspelt member of a body',
    method: 'POST',
    path: '/api/v1/actions/create-contact',
    headers: { ...BEARER, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Nova', phone: '+31612345678', emial: 'nova@example.org' }),
    remedy: 'did you mean "email"?',
    isAccepted: true,
  },
]

const SERVE = ['serve', '--port', '0', '--json', '--clock', 'frozen']

/** One request of the log with the lines below it. */
type LogBlock = readonly string[]

function splitBlocks(stdout: string): readonly LogBlock[] {
  const blocks: string[][] = []
  for (const line of stdout.split('\n')) {
    if (/^\d\d:\d\d:\d\d /.test(line)) blocks.push([line])
    else if (line.startsWith('         ')) blocks.at(-1)?.push(line)
  }
  return blocks
}

async function sendMistake(url: string, { method = 'GET', path, headers = {}, body }: Mistake) {
  const response = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) })
  await response.arrayBuffer()
  return { status: response.status, hint: response.headers.get('x-flowtwin-hint') }
}

describe('the log of flowtwin serve', () => {
  let blocks: readonly LogBlock[] = []
  const responses: { readonly status: number; readonly hint: string | null }[] = []

  beforeAll(async () => {
    const server = spawnCommand([...SERVE, '--log', 'text', '--now', '2026-01-15T09:00:00Z'])
    const { url } = JSON.parse(await server.firstLine) as { readonly url: string }
    for (const mistake of MISTAKES) responses.push(await sendMistake(url, mistake))
    server.child.kill('SIGTERM')
    blocks = splitBlocks((await server.result).stdout)
  })

  it.each(MISTAKES.map((mistake, index) => ({ ...mistake, index })))(
    'names the remedy for $name',
    ({ index, method = 'GET', remedy, isAccepted = false }) => {
      expect(blocks).toHaveLength(MISTAKES.length)
      const [line = '', ...remarks] = blocks[index] ?? []
      const { status, hint } = responses[index] ?? { status: 0, hint: null }
      expect(line).toMatch(new RegExp(`^09:00:00 .* ${method} /.* ${status} [\\d.]+ ms$`))
      expect(remarks.join('\n')).toContain(remedy)
      expect(status < 400).toBe(isAccepted)
      if (isAccepted) expect(hint).toBeNull()
    },
  )

  it('sends the remedy of a vendor’s refusal as X-Flowtwin-Hint', () => {
    const hints = Object.fromEntries(MISTAKES.map(({ name }, index) => [name, responses[index]?.hint]))
    expect(hints['a wrong scheme']).toBe(
      'the scheme "token" was sent instead of "Bearer"; qyvo requires "Authorization: Bearer <credential>"',
    )
    expect(hints['a wrong method']).toContain('allowed: GET, POST, HEAD')
    expect(hints['a wrong path']).toContain('did you mean /public/v2/flow-runs?')
  })
})

describe('the format of the log', () => {
  it('is one object per line with --log json', async () => {
    const server = spawnCommand([...SERVE, '--log', 'json'])
    const { url } = JSON.parse(await server.firstLine) as { readonly url: string }
    await fetch(`${url}/w/shop/api/v1/me?colour=red&api_key=a-secret-value`, { headers: BEARER })
    await fetch(`${url}/_twin/v1/worlds`)
    server.child.kill('SIGTERM')
    const [, ...lines] = (await server.result).stdout.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        event: 'request',
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        world: 'shop',
        vendor: 'qyvo',
        operation: 'me',
        method: 'GET',
        target: '/api/v1/me?colour=red&api_key=[redacted]',
        status: 200,
        milliseconds: expect.any(Number),
        note: null,
        hints: [expect.stringContaining('"colour"'), expect.stringContaining('"api_key"')],
        fault: null,
      },
    ])
  })

  it.each([
    [['--json'], 1],
    [['--json', '--log', 'off'], 1],
  ])('is no log with %j', async (options, lines) => {
    const server = spawnCommand(['serve', '--port', '0', ...options])
    const { url } = JSON.parse(await server.firstLine) as { readonly url: string }
    await fetch(`${url}/api/v1/me`)
    server.child.kill('SIGTERM')
    expect((await server.result).stdout.trimEnd().split('\n')).toHaveLength(lines)
  })

  it('is text without --json', async () => {
    const server = spawnCommand(['serve', '--port', '0'])
    let stdout = ''
    server.child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    await server.firstLine
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(stdout)?.[0] ?? ''
    await fetch(`${url}/api/v1/me`, { headers: BEARER })
    server.child.kill('SIGTERM')
    expect((await server.result).stdout).toMatch(/\n\d\d:\d\d:\d\d qyvo me GET \/api\/v1\/me 200 [\d.]+ ms\n$/)
  })
})

const REQUEST: LoggedRequest = {
  world: 'default',
  at: toInstant(1_768_467_600_000_000),
  vendor: 'qyvo',
  operation: 'me',
  method: 'GET',
  target: '/api/v1/me',
  status: 200,
  milliseconds: 1.26,
  note: null,
  hints: [],
  fault: null,
}

/** Output whose reader takes nothing while `writableLength` is high. */
function createOutput(writableLength = 0) {
  const texts: string[] = []
  return { texts, writableLength, write: (text: string) => texts.push(text) }
}

describe('a line of the log', () => {
  it('shows no control character that a client sent', () => {
    const output = createOutput()
    const hints = ['me has no query parameter "\u001B[2J", so it was ignored; it has none']
    createRequestLog('text', output)([{ ...REQUEST, method: 'GET\u0007', target: '/\u202Ex', world: 'w\n1', hints }])
    expect(output.texts).toEqual([
      String.raw`09:00:00 qyvo me GET\u0007 /\u202ex 200 1.3 ms in world w\n1` +
        '\n' +
        String.raw`         hint: me has no query parameter "\u001b[2J", so it was ignored; it has none` +
        '\n',
    ])
  })

  it('names fault rules and notes', () => {
    const output = createOutput()
    const faulty = { ...REQUEST, status: 503, milliseconds: 1234.5, note: 'rule a: nothing to change', fault: 'a, b' }
    createRequestLog('text', output)([REQUEST, faulty])
    expect(output.texts).toEqual([
      '09:00:00 qyvo me GET /api/v1/me 200 1.3 ms\n09:00:00 qyvo me GET /api/v1/me 503 1235 ms\n         fault rule: a, b\n         rule a: nothing to change\n',
    ])
  })

  it('is dropped while the reader is slow, and counted', () => {
    const output = createOutput(2_000_000)
    const log = createRequestLog('text', output)
    log([REQUEST, REQUEST])
    log([REQUEST])
    expect(output.texts).toEqual([])
    output.writableLength = 0
    log([REQUEST])
    log([REQUEST])
    const line = '09:00:00 qyvo me GET /api/v1/me 200 1.3 ms\n'
    expect(output.texts).toEqual([
      `3 requests were not logged, because the reader of this output is too slow\n${line}`,
      line,
    ])
  })

  it('lets the server answer and end although nothing reads its output', async () => {
    const child = spawn(process.execPath, [program, ...SERVE, '--limits', 'off', '--log', 'json'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
    child.stdout.pause()
    const { url } = JSON.parse(chunk.toString()) as { readonly url: string }
    const path = `/api/v1/me?${'x'.repeat(12_000)}`
    for (let count = 0; count < 200; count++) expect((await fetch(url + path, { headers: BEARER })).status).toBe(200)
    child.kill('SIGTERM')
    const [code] = (await once(child, 'exit')) as [number]
    expect(code).toBe(0)
  })
})
