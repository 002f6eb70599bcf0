import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin, type Twin, type TwinListenOptions, type TwinOptions } from '../../mock/twin.ts'
import { sendOverSocket } from './raw-requests.ts'

const FEED = '/api/v1/triggers/new-flow-triggered'
const JSON_TYPE = { 'content-type': 'application/json' }

let server: RunningServer | undefined

afterEach(async () => server?.close())

async function start(options: TwinOptions = {}, listenOptions: TwinListenOptions = {}): Promise<Twin> {
  const twin = createTwin({ runs: 5, clock: 'frozen', ...options })
  server = await twin.listen(listenOptions)
  return twin
}

const send = (path: string, init?: Parameters<typeof sendOverSocket>[2]) =>
  sendOverSocket(server?.port ?? 0, path, init)

describe('a host name that points to this machine', () => {
  it.each([
    FEED,
    '/public/v2/flow-runs',
    '/api/v2/runs.json',
    '/api/v1/live/flows',
    '/_twin/v1/worlds',
    '/_twin/',
    '/x',
  ])('is rejected at %s with the remedy', async (path) => {
    await start()
    const { status, text } = await send(path, { headers: { host: 'rebound.example.org' } })
    expect([status, text]).toEqual([403, expect.stringContaining('--allow-host rebound.example.org')])
  })

  it.each(['localhost', '127.0.0.1:80', '[::1]:4010', 'flowtwin.localhost'])('is accepted as %s', async (host) => {
    await start()
    expect((await send(FEED, { headers: { host } })).status).toBe(200)
  })

  it('is accepted once it is allowed, as a compose service is', async () => {
    await start({}, { allowedHosts: ['flowtwin', '*.internal'] })
    for (const [host, status] of [
      ['flowtwin:4010', 200],
      ['a.b.internal', 200],
      ['internal', 403],
      ['other', 403],
    ] as const)
      expect([host, (await send(FEED, { headers: { host } })).status]).toEqual([host, status])
    expect((await send('/_twin/v1/worlds', { headers: { host: 'flowtwin:4010' } })).status).toBe(200)
  })

  it('stands in the journal', async () => {
    const twin = await start()
    await send(FEED, { headers: { host: 'rebound.example.org' } })
    expect(twin.journal.listJournalEntries().map(({ target, status }) => [target, status])).toEqual([[FEED, 403]])
  })
})

describe('a web page of another site', () => {
  const crossSite = { 'sec-fetch-site': 'cross-site' }

  it('reads, but creates no world', async () => {
    await start()
    expect((await send(FEED, { headers: crossSite })).status).toBe(200)
    for (const [path, headers] of [
      [`/w/made${FEED}`, crossSite],
      [FEED, { ...crossSite, 'x-flowtwin-world': 'made' }],
    ] as const) {
      const { status, text } = await send(path, { headers })
      expect([status, text]).toEqual([404, expect.stringContaining('web pages of other sites')])
    }
    const { worlds } = JSON.parse((await send('/_twin/v1/worlds')).text) as { readonly worlds: readonly unknown[] }
    expect(worlds).toHaveLength(1)
  })

  it.each([
    ['POST', '/api/v1/actions/create-contact'],
    ['POST', '/_twin/v1/worlds/default/reset'],
    ['DELETE', '/_twin/v1/worlds/default/journal'],
    ['PUT', '/w/other/api/v1/me'],
  ])('cannot send %s %s', async (method, path) => {
    const twin = await start()
    const body = JSON.stringify({ first_name: 'Eve', phone: '+31612345678' })
    const { status } = await send(path, { method, headers: { ...crossSite, ...JSON_TYPE }, body })
    expect([status, twin.world.revision]).toEqual([403, 0])
  })
})

describe('a reset', () => {
  it.each([{}, { 'content-type': 'text/plain' }, { 'content-type': 'application/x-www-form-urlencoded' }])(
    'needs JSON, not %j',
    async (headers) => {
      const twin = await start()
      twin.clock.advance('1h')
      const { now } = twin.clock
      const { status } = await send('/_twin/v1/worlds/default/reset', { method: 'POST', headers, body: '{}' })
      expect([status, twin.clock.now]).toEqual([415, now])
    },
  )
})

/** Registers a webhook by the vendor's own API, lets a run change and returns the first attempt. */
async function deliverTo(twin: Twin, url: string) {
  const attributes = { resourceType: 'flowRuns', event: 'create', webhookUrl: url }
  const created = await send('/public/v2/webhooks', {
    method: 'POST',
    headers: { authorization: 'Bearer mine', 'content-type': 'application/vnd.api+json' },
    body: JSON.stringify({ data: { type: 'webhooks', attributes } }),
  })
  expect([created.status, created.text]).toEqual([201, expect.any(String)])
  await twin.waitForDeliveries()
  twin.clock.advance('10m')
  await twin.waitForDeliveries()
  return twin.deliveries[0]?.attempts[0]
}

describe('a webhook', () => {
  it('reaches a receiver on this machine', async () => {
    const twin = await start()
    const receiver = createServer((_, response) => void response.writeHead(204).end()).listen(0, '127.0.0.1')
    await new Promise((resolve) => receiver.once('listening', resolve))
    const { port } = receiver.address() as AddressInfo
    expect(await deliverTo(twin, `http://localhost:${port}/hook`)).toMatchObject({ status: 204, error: null })
    receiver.close()
  })

  it.each(['http://169.254.169.254/latest', 'http://receiver.test/hook', 'http://10.0.0.1:3000/'])(
    'is not sent to %s, with the remedy among the deliveries',
    async (url) => {
      const attempt = await deliverTo(await start(), url)
      expect(attempt?.status).toBeNull()
      expect(attempt?.error).toContain(`--webhook-hosts ${new URL(url).hostname}`)
    },
  )

  it.each(['127.0.0.1', 'localhost', '127.0.0.2', '0.0.0.0', '[::ffff:127.0.0.1]'])(
    'is never sent to the server itself as %s',
    async (host) => {
      const twin = await start({ webhookHosts: ['*'] })
      const url = `http://${host}:${server?.port}/_twin/v1/worlds/default/reset`
      expect(await deliverTo(twin, url)).toMatchObject({ status: null, error: expect.stringContaining('itself') })
    },
  )
})
