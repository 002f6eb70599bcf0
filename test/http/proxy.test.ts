import { createServer, request as sendToServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin, type TwinListenOptions, type TwinOptions } from '../../mock/twin.ts'
import { sendOverSocket } from './raw-requests.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function start(listenOptions: TwinListenOptions, options: TwinOptions = {}) {
  const twin = createTwin({ runs: 600, clock: 'frozen', ...options })
  const server = await twin.listen(listenOptions)
  closers.push(() => server.close())
  const findVendor = (name: string) => twin.vendors.find((vendor) => vendor.name === name)!.demo
  return { twin, server, findVendor }
}

/** Starts a proxy that publishes a server below /mocks, as nginx does with a path in proxy_pass. */
async function startProxy({ port }: RunningServer, headers: Readonly<Record<string, string>>): Promise<string> {
  const proxy = createServer((incoming, outgoing) => {
    const path = incoming.url?.replace(/^\/mocks/, '')
    const forwarded = sendToServer(
      { port, path, method: incoming.method, headers: { ...incoming.headers, host: `127.0.0.1:${port}`, ...headers } },
      (response) => {
        outgoing.writeHead(response.statusCode ?? 500, response.headers)
        response.pipe(outgoing)
      },
    )
    incoming.pipe(forwarded)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => proxy.once('listening', resolve))
  closers.push(() => new Promise((resolve) => proxy.close(resolve)))
  return `127.0.0.1:${(proxy.address() as AddressInfo).port}`
}

describe('a server behind a proxy', () => {
  it.each(['', '/w/other'])('is read to the end by the links that it hands out, in the world "%s"', async (world) => {
    const { server, findVendor } = await start({ trustProxy: true })
    const headers: Record<string, string> = { 'x-forwarded-prefix': '/mocks' }
    const authority = await startProxy(server, headers)
    headers['x-forwarded-host'] = authority
    const { authorization } = findVendor('rapidpro')
    let url: string | null = `http://${authority}/mocks${world}/api/v2/runs.json`
    let count = 0
    while (url !== null) {
      expect(url.startsWith(`http://${authority}/mocks${world}/api/v2/runs.json`)).toBe(true)
      const response = await fetch(url, { headers: { authorization } })
      const page = (await response.json()) as { readonly next: string | null; readonly results: readonly unknown[] }
      count += page.results.length
      url = page.next
    }
    expect(count).toBeGreaterThan(250)
  })

  it.each<[string, TwinListenOptions, Record<string, string>, string]>([
    [
      'X-Forwarded headers',
      { trustProxy: true },
      { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'ci.example.org', 'x-forwarded-prefix': '/mocks/' },
      'https://ci.example.org/mocks',
    ],
    [
      'Forwarded',
      { trustProxy: true },
      { forwarded: 'for=1.2.3.4;proto=https;host="ci.example.org:8443", for=b' },
      'https://ci.example.org:8443',
    ],
    [
      'several proxies',
      { trustProxy: true },
      { 'x-forwarded-proto': 'https, http', 'x-forwarded-host': 'a.test, b.test' },
      'https://a.test',
    ],
    [
      'invalid headers',
      { trustProxy: true },
      { 'x-forwarded-proto': 'gopher', 'x-forwarded-host': 'a/b', 'x-forwarded-prefix': '//evil.test' },
      'http://127.0.0.1',
    ],
    [
      'a public URL',
      { publicUrl: 'https://ci.example.org/mocks/' },
      { 'x-forwarded-host': 'other.test' },
      'https://ci.example.org/mocks',
    ],
    [
      'no option',
      {},
      { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'ci.example.org', 'x-forwarded-prefix': '/x' },
      'http://127.0.0.1',
    ],
  ])('writes its address from %s', async (_, listenOptions, headers, base) => {
    const { server, findVendor } = await start(listenOptions)
    const { authorization } = findVendor('rapidpro')
    const send = async (path: string, more: Record<string, string> = {}) =>
      JSON.parse((await sendOverSocket(server.port, path, { headers: { ...headers, ...more } })).text) as {
        readonly next: string
        readonly issuer: string
        readonly vendors: readonly { readonly url: string }[]
      }
    const expected = base === 'http://127.0.0.1' ? server.url : base
    expect((await send('/api/v2/runs.json', { authorization })).next).toMatch(`${expected}/api/v2/runs.json?`)
    expect((await send('/_twin/v1/health')).vendors[0]?.url).toBe(`${expected}/api/v1`)
    expect((await send('/w/other/oidc/.well-known/openid-configuration')).issuer).toBe(`${expected}/w/other/oidc`)
  })

  it('accepts each link that it hands out when RapidPro requires TLS', async () => {
    const options = { quirks: { 'rapidpro.transport': 'tls' } }
    const { server, findVendor } = await start({ trustProxy: true }, options)
    const { authorization } = findVendor('rapidpro')
    const send = (path: string, proto: string) =>
      sendOverSocket(server.port, path, { headers: { authorization, 'x-forwarded-proto': proto } })
    const { next } = JSON.parse((await send('/api/v2/runs.json', 'https')).text) as { readonly next: string }
    const { protocol, pathname, search } = new URL(next)
    expect([protocol, (await send(pathname + search, protocol.replace(':', ''))).status]).toEqual(['https:', 200])
    expect((await send('/api/v2/runs.json', 'http')).status).toBe(403)
    const untrusting = await start({}, options)
    const spoofed = await sendOverSocket(untrusting.server.port, '/api/v2/runs.json', {
      headers: { authorization, 'x-forwarded-proto': 'https' },
    })
    expect(spoofed.status).toBe(403)
  })

  it('keeps responses of different public paths apart', async () => {
    const { server } = await start({ trustProxy: true })
    const read = async (prefix: string) =>
      (
        await sendOverSocket(server.port, '/public/v2/flow-runs?page[size]=1', {
          headers: { 'x-forwarded-prefix': prefix },
        })
      ).text
    const texts = [await read('/one'), await read('/two'), await read('/one')]
    expect(texts[0]).toContain('"/one/public/v2/')
    expect(texts[1]).toContain('"/two/public/v2/')
    expect(texts[2]).toBe(texts[0])
  })

  it('serves its page below a path', async () => {
    const { server } = await start({ trustProxy: true })
    const base = `http://${await startProxy(server, { 'x-forwarded-prefix': '/mocks' })}/mocks`
    const root = await fetch(`${base}/`)
    expect([root.status, root.url]).toEqual([200, `${base}/_twin/`])
    const html = await root.text()
    const links = [...html.matchAll(/(?:href|src)="([^"#]+)"/g)].map(([, link = '']) => new URL(link, root.url).href)
    expect(links.length).toBeGreaterThan(2)
    for (const link of links) {
      expect(link.startsWith(`${base}/_twin/`)).toBe(true)
      expect((await fetch(link)).status).toBe(200)
    }
  })
})

describe('a web page of another origin', () => {
  const origin = 'http://localhost:3000'
  const page = { origin, 'sec-fetch-site': 'cross-site' }

  it('uses the vendor paths once --cors names it', async () => {
    const { server } = await start({ corsOrigins: [origin] })
    const preflight = await sendOverSocket(server.port, '/api/v1/actions/create-contact', {
      method: 'OPTIONS',
      headers: {
        ...page,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization,content-type',
    })
    const created = await sendOverSocket(server.port, '/w/mine/api/v1/actions/create-contact', {
      method: 'POST',
      headers: { ...page, 'content-type': 'application/json' },
      body: '{"first_name":"Ada","phone":"+31612345678"}',
    })
    expect([created.status, created.headers['access-control-allow-origin']]).toEqual([201, origin])
    expect(created.headers['access-control-expose-headers']).toContain('x-flowtwin-world')
    expect(created.headers['vary']).toContain('Origin')
  })

  it('stays away from the control API, and other origins from everything', async () => {
    const { server } = await start({ corsOrigins: [origin] })
    const headers = { ...page, 'content-type': 'application/json' }
    const control = { method: 'POST', headers, body: '{}' }
    expect((await sendOverSocket(server.port, '/_twin/v1/worlds/default/reset', control)).status).toBe(403)
    const other = await sendOverSocket(server.port, '/api/v1/me', { headers: { ...page, origin: 'http://evil.test' } })
    expect(other.headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('adds nothing to the headers of the vendor, which are the same without --cors', async () => {
    const { server, twin } = await start({ corsOrigins: [origin] })
    const plain = await start({})
    const [shared, alone] = [
      await sendOverSocket(server.port, '/api/v1/me', { headers: page }),
      await sendOverSocket(plain.server.port, '/api/v1/me', { headers: page }),
    ]
    expect(shared.text).toBe(alone.text)
    expect(Object.keys(alone.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    const [entry] = twin.journal.listJournalEntries()
    expect(Object.keys(entry?.responseHeaders ?? {}).filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})
