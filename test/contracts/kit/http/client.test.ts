import { describe, expect, it } from 'vitest'
import { UnreachableError } from '../../../../contracts/kit/http/client.ts'
import { ForbiddenRequestError } from '../../../../contracts/kit/http/guard.ts'
import { CheckStoppedError } from '../../../../contracts/kit/outcome.ts'
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
    ledger.addInventedId('nobody')
    await expect(client.sendRequest({ ...readRequest, method: 'DELETE', path: '/things/nobody' })).rejects.toThrow(
      UnreachableError,
    )
    expect(down.seen).toHaveLength(4)
  })

  it('waits as Retry-After says, and slows down from then on', async () => {
    const busy = (after: string) => () => new Response('', { status: 429, headers: { 'Retry-After': after } })
    const { send } = createResponder(busy('7'), busy('Thu, 01 Jan 1970 00:00:11 GMT'), () => new Response('[]'))
    const { client, slept } = createTestClient({ send })
    expect((await client.sendRequest(readRequest)).status).toBe(200)
    expect(slept).toEqual([7000, 100, 10_000, 200])
  })

  it.each([
    ['longer than allowed', '3600'],
    ['of unknown length', ''],
  ])('blocks instead of a wait %s', async (_, after) => {
    const { send } = createResponder(
      () => new Response('', { status: 429, headers: after === '' ? {} : { 'Retry-After': after } }),
    )
    const error: unknown = await createTestClient({ send })
      .client.sendRequest(readRequest)
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(CheckStoppedError)
    expect((error as CheckStoppedError).outcome.kind).toBe('blocked')
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
