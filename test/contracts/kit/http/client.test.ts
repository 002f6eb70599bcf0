import { describe, expect, it } from 'vitest'
import { UnreachableError } from '../../../../contracts/kit/http/client.ts'
import { ConnectionError } from '../../../../contracts/kit/http/connection-error.ts'
import { ForbiddenRequestError } from '../../../../contracts/kit/http/guard.ts'
import { createResponder, readRequest, createTestClient } from './test-client.ts'

describe('the client', () => {
  it('adds the base path and the credential, and records the credential masked', async () => {
    const { send, seen } = createResponder(() => Response.json({ ok: true }))
    const { client, recorder } = createTestClient({ send })
    const exchange = await client.sendRequest(readRequest)
    expect(seen[0]!.url).toBe('http://target.test/w/one/things?page=1')
    expect(seen[0]!.headers.get('authorization')).toBe('Bearer secret-token')
    expect(exchange.body).toEqual({ ok: true })
    expect(recorder.exchanges).toEqual([exchange])
    expect(JSON.stringify(exchange)).not.toContain('secret-token')
  })

  it.each(['//elsewhere.test/things', 'http://elsewhere.test/', 'things'])(
    'rejects a path that is not below the base URL: %s',
    async (path) => {
      const { send, seen } = createResponder(() => new Response())
      await expect(createTestClient({ send }).client.sendRequest({ ...readRequest, path })).rejects.toThrow(
        ForbiddenRequestError,
      )
      expect(seen).toEqual([])
    },
  )

  it('retries without a response, and never with one', async () => {
    const fail = (): Response => {
      throw new TypeError('connection reset')
    }
    const { send, seen } = createResponder(fail, fail, () => new Response('', { status: 500 }))
    const { client } = createTestClient({ send })
    expect((await client.sendRequest(readRequest)).status).toBe(500)
    expect([seen.length, client.retryCount]).toEqual([3, 2])
  })

  it('gives up after the retries, and does not retry an unsafe request', async () => {
    const down = createResponder(() => {
      throw new TypeError('getaddrinfo ENOTFOUND')
    })
    const { client, ledger } = createTestClient({ send: down.send, permits: { writes: true, probeMethods: false } })
    await expect(client.sendRequest(readRequest)).rejects.toThrow(UnreachableError)
    expect(down.seen).toHaveLength(3)
    ledger.addInventedId('unknown')
    await expect(client.sendRequest({ ...readRequest, method: 'DELETE', path: '/things/unknown' })).rejects.toThrow(
      UnreachableError,
    )
    expect(down.seen).toHaveLength(4)
  })

  it.each([
    ['once when another attempt would fail too', true, 1],
    ['again when another attempt can succeed', false, 3],
  ])('tries to connect %s', async (_, isPermanent, attempts) => {
    const { send, seen } = createResponder(() => {
      throw new ConnectionError('no connection', { isPermanent })
    })
    await expect(createTestClient({ send }).client.sendRequest(readRequest)).rejects.toThrow(UnreachableError)
    expect(seen).toHaveLength(attempts)
  })

  it('waits for the time of Retry-After, and slows down from then on', async () => {
    const busy = (after: string) => () => new Response('', { status: 429, headers: { 'Retry-After': after } })
    const { send } = createResponder(busy('7'), busy('Thu, 01 Jan 1970 00:00:11 GMT'), () => new Response('[]'))
    const { client, slept } = createTestClient({ send })
    expect((await client.sendRequest(readRequest)).status).toBe(200)
    expect(slept).toEqual([7000, 100, 10_000, 200])
  })

  it('waits one, two and four seconds without Retry-After, and recovers its speed', async () => {
    const busy = () => new Response('', { status: 503, headers: { 'Retry-After': 'soon' } })
    const { send } = createResponder(busy, busy, busy, () => new Response('[]'))
    const { client, slept } = createTestClient({ send })
    expect((await client.sendRequest(readRequest)).status).toBe(200)
    expect(slept).toEqual([1000, 100, 2000, 200, 4000, 400])
    for (let count = 0; count < 40; count++) await client.sendRequest(readRequest)
    expect(slept.at(-1)).toBeLessThan(10)
  })

  it('stops to wait for a target that rejects three requests in spite of all waits', async () => {
    const { send } = createResponder(() => new Response('', { status: 429, headers: { 'Retry-After': '1' } }))
    const { client, slept } = createTestClient({ send })
    const rejectOne = async (): Promise<void> =>
      await expect(client.sendRequest(readRequest)).rejects.toMatchObject({ outcome: { kind: 'blocked' } })
    for (let count = 0; count < 3; count++) await rejectOne()
    const waits = slept.filter((milliseconds) => milliseconds === 1000).length
    await rejectOne()
    expect([waits, slept.filter((milliseconds) => milliseconds === 1000).length]).toEqual([9, 9])
  })

  it.each([
    ['the allowed Retry-After', {}, 'blocked'],
    ['the time limit of the run', { maxRetryAfterSeconds: 4000, durationSeconds: 60 }, 'inconclusive'],
  ])('does not wait longer than %s', async (_, limits, kind) => {
    const { send } = createResponder(() => new Response('', { status: 429, headers: { 'Retry-After': '3600' } }))
    const { client, slept } = createTestClient({ send, limits })
    await expect(client.sendRequest(readRequest)).rejects.toMatchObject({ outcome: { kind } })
    expect(slept).toEqual([])
  })

  it('stops at the limit of requests, except for the clean-up', async () => {
    const { send, seen } = createResponder(() => new Response('[]'))
    const { client, ledger } = createTestClient({
      send,
      limits: { requests: 2 },
      permits: { writes: true, probeMethods: false },
    })
    await client.sendRequest(readRequest)
    await client.sendRequest(readRequest)
    await expect(client.sendRequest(readRequest)).rejects.toMatchObject({ outcome: { kind: 'inconclusive' } })
    ledger.addCreatedItem('own', '/things/own')
    await client.sendRequest({ ...readRequest, method: 'DELETE', path: '/things/own', intent: 'clean-up' })
    expect(seen.map(({ method }) => method)).toEqual(['GET', 'GET', 'DELETE'])
  })

  it('detects invalid UTF-8, and ignores a byte order mark', async () => {
    const { send } = createResponder(
      () => new Response(new Uint8Array([0xef, 0xbb, 0xbf, 0x5b, 0x5d])),
      () => new Response(new Uint8Array([0x22, 0xe9, 0x22])),
    )
    const { client } = createTestClient({ send })
    expect(await client.sendRequest(readRequest)).toMatchObject({ isUtf8: true, body: [] })
    expect(await client.sendRequest(readRequest)).toMatchObject({ isUtf8: false })
  })
})
