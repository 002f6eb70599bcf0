import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import { createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../contracts/index.ts'
import { createTwin } from '../../mock/index.ts'
import { closeServers, listen } from '../contracts/kit/listen.ts'
import { createQyvoTwin } from '../contracts/twins/qyvo.ts'
import { type CommandResult, runCommand, spawnCommand } from './command.ts'
import { createForwarder, createProxy, getCertificatePath, readCertificate } from './target-server.ts'

const twin = createQyvoTwin()
const forward = createForwarder(twin)
const folder = mkdtempSync(join(tmpdir(), 'flowtwin-gateway-'))
afterEach(closeServers)
afterAll(() => rmSync(folder, { recursive: true }))

/** Checks a target in a child process with the one check that needs no more than the first request. */
async function verify(
  url: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const given = ['verify', 'qyvo', '--url', url, '--token-env', 'TOKEN', '--only', 'POLL-001', ...args]
  return await spawnCommand(given, { TOKEN: twin.credential, ...env }).result
}

async function listenTls(options: ServerOptions, certificate = 'server', listener: RequestListener = forward) {
  const pem = readCertificate(certificate)
  let connections = 0
  const server = createTlsServer({ cert: pem, key: pem, ...options }, listener).on('connection', () => connections++)
  const origin = await listen(server)
  return {
    port: Number(new URL(origin).port),
    url: origin.replace('http:', 'https:'),
    countConnections: () => connections,
  }
}

describe('headers of a gateway', () => {
  const SECRET = 'gateway secret/with "signs"'
  const basic = `Basic ${Buffer.from('operator:sesame-open').toString('base64')}`
  let url = ''
  beforeAll(() => {
    writeFileSync(
      join(folder, 'gateway.yaml'),
      JSON.stringify({ headers: { 'CF-Access-Client-Secret': '${SECRET}', 'X-Gateway': basic }, reports: [] }),
    )
  })
  const listenBehindGateway = async () => {
    const isOpen: RequestListener = ({ headers }) =>
      headers['cf-access-client-secret'] === SECRET && headers['x-gateway'] === basic
    url = await listen(
      createServer((request, response) => {
        if (isOpen(request, response) as unknown as boolean) return forward(request, response)
        response.writeHead(302, { Location: 'https://login.example.org/sso?state=abc' }).end()
      }),
    )
  }

  it('are sent with every request, and masked in every output', async () => {
    await listenBehindGateway()
    const formats = ['json', 'ndjson', 'junit', 'markdown', 'html', 'har', 'ctrf', 'sarif', 'text']
    const reports = formats.flatMap((format) => ['--report', `${format}=${join(folder, format)}`])
    // A broken rule puts a curl command into the reports.
    const args = ['--config', join(folder, 'gateway.yaml'), '--only', 'POLL-001', 'AUTH-*', ...reports]
    const { code, stdout, stderr } = await verify(url, args, { SECRET })
    expect(code).toBe(0)
    const texts = [stdout, stderr, ...formats.map((format) => readFileSync(join(folder, format), 'utf8'))]
    for (const secret of [SECRET, JSON.stringify(SECRET).slice(1, -1), basic, basic.slice(6), 'sesame-open'])
      for (const text of texts) expect(text).not.toContain(secret)
    expect(readFileSync(join(folder, 'har'), 'utf8')).toContain('$CF_ACCESS_CLIENT_SECRET')
    const { connection } = JSON.parse(readFileSync(join(folder, 'json'), 'utf8')) as Result
    expect(connection).toEqual({ headers: ['CF-Access-Client-Secret', 'X-Gateway'], proxy: null, insecure: false })
  })

  it('are named with the redirect when they are missing', async () => {
    await listenBehindGateway()
    const { code, stdout } = await verify(url)
    expect(code).toBe(3)
    expect(stdout).toContain('redirects to https://login.example.org/sso?…')
    expect(stdout).toContain('--header')
    expect(stdout).not.toContain('state=abc')
  })
})

describe('invalid headers and credentials', () => {
  const verifyHere = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    await runCommand(['verify', 'qyvo', '--url', 'http://127.0.0.1:1', '--token-env', 'FLOWTWIN_TEST_TOKEN', ...args], {
      FLOWTWIN_TEST_TOKEN: 'abc',
      ...env,
    })

  it.each([
    ['Authorization: Basic abc', '--token-env'],
    ['Host: example.org', 'Host cannot be given'],
    ['content-length: 3', 'content-length cannot be given'],
    ['If-None-Match: abc', 'If-None-Match cannot be given'],
    ['X Y: secret', 'no name of a header'],
    ['X-Key: ${FLOWTWIN_TEST_UNSET}', 'FLOWTWIN_TEST_UNSET is not set'],
    ['X-Key:', 'is empty'],
    ['X-Key: ${FLOWTWIN_TEST_LINE}', 'ends with a line end'],
    ['secret-without-name', 'have no colon'],
  ])('refuses the header %s before the first request', async (header, message) => {
    const { code, stderr } = await verifyHere(['--header', header], { FLOWTWIN_TEST_LINE: 'secret\n' })
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
    expect(stderr).not.toContain('secret')
  })

  it.each([
    ['secret\n', 'ends with a line end'],
    ['secret\r\n', 'ends with a line end'],
    [' secret', 'has blanks around it'],
    ['Bearer secret', 'starts with the scheme "Bearer"'],
    ['token secret', 'starts with the scheme "token"'],
    ['"secret"', 'is in quotes'],
    ['sec\nret', 'has a line end'],
    ['secret\u2026', 'no header can carry'],
  ])('names what is wrong with the credential %j', async (credential, message) => {
    const { code, stderr } = await verifyHere([], { FLOWTWIN_TEST_TOKEN: credential })
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
    expect(stderr).not.toContain('secret')
  })

  it('shows the challenge of a refused credential', async () => {
    const refuse = (response: ServerResponse) =>
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="staging"' }).end()
    const url = await listen(createServer((_, response) => refuse(response)))
    const { code, stdout } = await verify(url)
    expect([code, stdout]).toEqual([3, expect.stringContaining('WWW-Authenticate: Basic realm="staging"')])
  })

  it('names a login page instead of the API', async () => {
    const url = await listen(
      createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Log in</h1>')),
    )
    const { code, stdout } = await verify(url)
    expect([code, stdout]).toEqual([3, expect.stringContaining('with an HTML page')])
  })
})

describe('a proxy', () => {
  it('forwards requests to an HTTP target, whose name only the proxy resolves', async () => {
    const port = Number(new URL(await listen(createServer(forward))).port)
    const proxy = createProxy(() => port, 'sesame/open')
    const { host } = new URL(await listen(proxy.server))
    const report = join(folder, 'proxied.json')
    const { code } = await verify('http://api.flowtwin.test', ['--report', `json=${report}`], {
      http_proxy: `http://user:sesame%2Fopen@${host}`,
    })
    expect(code).toBe(0)
    expect(proxy.seen[0]).toMatch(/^GET http:\/\/api\.flowtwin\.test\/\S+ Basic /)
    const text = readFileSync(report, 'utf8')
    expect((JSON.parse(text) as Result).connection.proxy).toBe(host)
    expect(text).not.toContain('sesame')
  })

  it('opens a tunnel to an HTTPS target', async () => {
    const { port } = await listenTls({})
    const proxy = createProxy(() => port, 'sesame')
    const { host } = new URL(await listen(proxy.server))
    const { code, stderr } = await verify('https://api.flowtwin.test', ['--ca-file', getCertificatePath('ca')], {
      HTTPS_PROXY: `user:sesame@${host}`,
    })
    expect([code, stderr]).toEqual([0, expect.any(String)])
    expect(proxy.seen[0]).toMatch(/^CONNECT api\.flowtwin\.test:443 Basic /)
  })

  it('is not used for a host of NO_PROXY', async () => {
    const url = await listen(createServer(forward))
    const { code } = await verify(url, [], { HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'localhost,127.0.0.1' })
    expect(code).toBe(0)
  })

  it.each(['http', 'https'])('that refuses an %s target is named, without its password', async (scheme) => {
    const proxy = createProxy(() => 1, 'sesame')
    const { host } = new URL(await listen(proxy.server))
    const env = { [`${scheme.toUpperCase()}_PROXY`]: `http://user:wrong-password@${host}` }
    const { code, stdout, stderr } = await verify(`${scheme}://api.flowtwin.test`, [], env)
    expect([code, stdout]).toEqual([3, expect.stringContaining(`the proxy ${host} (${Object.keys(env)[0]}) refuses`)])
    expect(stdout).toContain('407')
    expect(proxy.seen).toHaveLength(1)
    expect(stdout + stderr).not.toContain('wrong-password')
  })

  it.each(['http', 'https'])('that cannot be reached for an %s target is named', async (scheme) => {
    const { code, stdout } = await verify(`${scheme}://api.flowtwin.test`, [], { ALL_PROXY: 'http://127.0.0.1:1' })
    expect([code, stdout]).toEqual([
      3,
      expect.stringContaining('the proxy 127.0.0.1:1 (ALL_PROXY) gives no connection'),
    ])
  })

  it('that never answers ends the run', async () => {
    const origin = await listen(createTcpServer(() => {}) as never)
    writeFileSync(join(folder, 'short.json'), JSON.stringify({ limits: { timeoutSeconds: 0.2, retries: 0 } }))
    const args = ['--config', join(folder, 'short.json')]
    const { code, stdout } = await verify('https://api.flowtwin.test', args, { HTTPS_PROXY: origin })
    expect([code, stdout]).toEqual([3, expect.stringContaining(`the proxy ${new URL(origin).host} (HTTPS_PROXY)`)])
  })

  it('of another kind is a usage error', async () => {
    const { code, stderr } = await verify('https://api.flowtwin.test', [], { HTTPS_PROXY: 'socks5://127.0.0.1:1080' })
    expect([code, stderr]).toEqual([2, expect.stringContaining('HTTPS_PROXY is no URL of an HTTP proxy')])
  })
})

describe('requests to the control API', () => {
  const seen: string[] = []
  /** The target, and a control API that refuses, so that each check sends it one request. */
  const listener: RequestListener = (request, response) => {
    const { method, url = '', headers } = request
    if (!url.startsWith('/_twin/')) return forward(request, response)
    seen.push(`${method} ${url} ${headers.authorization} ${String(headers['x-gateway'])}`)
    return void response.writeHead(503, { 'Content-Type': 'application/json' }).end('{"error":"closed"}')
  }
  const args = ['--only', 'POLL-018', '--control-token-env', 'CONTROL', '--header', 'X-Gateway: opens']
  const env = { CONTROL: 'control-token' }
  beforeEach(() => {
    seen.length = 0
  })

  it('go through the proxy, without headers of the gateway to another host', async () => {
    const port = Number(new URL(await listen(createServer(listener))).port)
    const proxy = createProxy(() => port)
    const { host } = new URL(await listen(proxy.server))
    const { code } = await verify('http://api.flowtwin.test', ['--control', 'http://control.flowtwin.test', ...args], {
      ...env,
      HTTP_PROXY: `http://${host}`,
    })
    // Only the blocked check is left without evidence.
    expect(code).toBe(5)
    expect(proxy.seen).toContainEqual(
      expect.stringMatching(/^(?:GET|POST) http:\/\/control\.flowtwin\.test\/_twin\/v1\//),
    )
    expect(seen[0]).toMatch(/ Bearer control-token undefined$/)
  })

  it('trust the authority of --ca-file, with headers of the gateway to the same host', async () => {
    const { url } = await listenTls({}, 'server', listener)
    await verify(url, ['--ca-file', getCertificatePath('ca'), '--control', url, ...args], env)
    expect(seen[0]).toMatch(/^(?:GET|POST) \/_twin\/v1\/worlds\/default\/clock Bearer control-token opens$/)
  })
})

describe('the connection of data from', () => {
  const forwardToMock = createForwarder(createTwin({ runs: 50 }))
  const readFlows = async (url: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    await runCommand(['data', 'from', 'qyvo', '--url', url, '--token-env', 'TOKEN', ...args], {
      TOKEN: 'demo',
      ...env,
    })

  it('has the certificates and headers of the options, and explains what is missing', async () => {
    const seen: unknown[] = []
    const options = { requestCert: true, rejectUnauthorized: true, ca: readCertificate('ca') }
    const { url } = await listenTls(options, 'server', (request, response) => {
      seen.push(request.headers['x-gateway'])
      return forwardToMock(request, response)
    })
    const ca = ['--ca-file', getCertificatePath('ca')]
    const client = ['--client-cert', getCertificatePath('client'), '--header', 'X-Gateway: ${KEY}']
    const { code, stdout, stderr } = await readFlows(url, [...ca, ...client], { KEY: 'opens' })
    expect([code, stdout, stderr]).toEqual([0, expect.stringContaining('flows:'), expect.stringMatching(/^Read /)])
    expect(new Set(seen)).toEqual(new Set(['opens']))
    for (const [args, message] of [
      [[], '--ca-file'],
      [ca, 'requires a client certificate'],
      [[...ca, '--header', 'X-Gateway'], 'requires'],
    ] as const) {
      const failed = await readFlows(url, args)
      expect([failed.code, failed.stderr]).toEqual([2, expect.stringContaining(message)])
    }
  })

  it('goes through the proxy of the environment', async () => {
    const target = await listen(createServer(forwardToMock))
    const proxy = createProxy(() => Number(new URL(target).port))
    const { code } = await readFlows('http://staging.flowtwin.test', [], { HTTP_PROXY: await listen(proxy.server) })
    expect(code).toBe(0)
    expect(proxy.seen[0]).toMatch(/^GET http:\/\/staging\.flowtwin\.test\/api\/v1\//)
  })
})

describe('certificates', () => {
  const ca = ['--ca-file', getCertificatePath('ca')]

  it.each([
    ['without the authority', 'server', [], '--ca-file'],
    ['that has expired', 'expired', ca, 'has expired'],
    ['for another host', 'other', ca, 'DNS:other.flowtwin.test'],
  ])('explains a certificate %s after one attempt', async (_, certificate, args, message) => {
    const { url, countConnections } = await listenTls({}, certificate)
    const { code, stdout } = await verify(url, args)
    expect([code, stdout, countConnections()]).toEqual([3, expect.stringContaining(message), 1])
  })

  it('accepts any certificate with --insecure, and warns in every report', async () => {
    const { url } = await listenTls({}, 'expired')
    const formats = ['json', 'junit', 'markdown', 'html', 'har', 'ctrf', 'sarif', 'badge', 'text', 'ndjson']
    const reports = formats.flatMap((format) => ['--report', `${format}=${join(folder, format)}`])
    const { code, stdout, stderr } = await verify(url, ['--insecure', ...reports])
    expect([code, stderr]).toEqual([0, expect.stringContaining('WARNING: --insecure')])
    expect(stdout).toContain('--insecure')
    for (const format of formats) expect(readFileSync(join(folder, format), 'utf8')).toMatch(/insecure/i)
  })

  it('sends a client certificate, and explains that one is required', async () => {
    const { url } = await listenTls({ requestCert: true, rejectUnauthorized: true, ca: readCertificate('ca') })
    const client = ['--client-cert', getCertificatePath('client')]
    expect((await verify(url, [...ca, ...client])).code).toBe(0)
    const { code, stdout } = await verify(url, ca)
    expect([code, stdout]).toEqual([3, expect.stringContaining('requires a client certificate')])
  })

  it('explains an https URL of an http server', async () => {
    const url = await listen(createServer(forward))
    const { code, stdout } = await verify(url.replace('http:', 'https:'))
    expect([code, stdout]).toEqual([3, expect.stringContaining('is it an http:// URL?')])
  })

  it.each([
    ['--ca-file', join(folder, 'missing.pem'), 'cannot be read'],
    ['--ca-file', import.meta.filename, 'has no PEM certificate'],
    ['--client-cert', getCertificatePath('ca'), 'has no PEM private key'],
    ['--client-key', getCertificatePath('client'), 'requires --client-cert'],
  ])('refuses %s %s before the first request', async (option, path, message) => {
    const given = ['verify', 'qyvo', '--url', 'https://127.0.0.1:1', '--token-env', 'FLOWTWIN_TEST_TOKEN', option, path]
    const { code, stderr } = await runCommand(given, { FLOWTWIN_TEST_TOKEN: 'abc' })
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })

  it('refuses a key of another certificate', async () => {
    const [cert, key] = [getCertificatePath('client'), getCertificatePath('server')]
    const given = ['verify', 'qyvo', '--url', 'https://127.0.0.1:1', '--token-env', 'FLOWTWIN_TEST_TOKEN']
    const { code, stderr } = await runCommand([...given, '--client-cert', cert, '--client-key', key], {
      FLOWTWIN_TEST_TOKEN: 'abc',
    })
    expect([code, stderr]).toEqual([2, expect.stringContaining('are no certificate with its key')])
  })
})
