import { describe, expect, it } from 'vitest'
import type { CheckRequest } from '../../../../contracts/kit/http/exchange.ts'
import { ForbiddenRequestError, type Permits } from '../../../../contracts/kit/http/guard.ts'
import { createResponder, readRequest, createTestClient } from './test-client.ts'

describe('the request guard', () => {
  const write = (method: string, path: string): CheckRequest => ({
    operation: null,
    method,
    path,
    body: '{}',
    intent: 'valid',
  })
  const allowed: Permits = { writes: true, probeMethods: true }

  it('allows only safe methods without permission to write', async () => {
    const { send, seen } = createResponder(() => Response.json({ id: 'new' }))
    const { client, ledger } = createTestClient({ send })
    ledger.addCreatedItem('own', '/things/own')
    for (const request of [
      write('POST', '/things'),
      write('PATCH', '/things/own'),
      { ...readRequest, method: 'PUT', intent: 'probe' } as const,
    ]) {
      await expect(client.sendRequest(request)).rejects.toThrow(ForbiddenRequestError)
    }
    for (const method of ['GET', 'HEAD', 'OPTIONS']) await client.sendRequest({ ...readRequest, method })
    expect(seen).toHaveLength(3)
  })

  it.each([
    ['PATCH', '/things/foreign'],
    ['DELETE', '/things/foreign'],
    ['DELETE', '/things'],
    ['DELETE', '/others/own'],
    ['DELETE', '/things/own/parts'],
    ['POST', '/others'],
    ['POST', '/things/own'],
    ['DELETE', '/things/own/../foreign'],
    ['DELETE', '/things/own%2F..%2Fforeign'],
    ['PATCH', '/things/own/'],
  ])('rejects %s %s, which the run did not create', async (method, path) => {
    const { send, seen } = createResponder(() => new Response())
    const { client, ledger } = createTestClient({ send, permits: allowed })
    ledger.addCreatedItem('own', '/things/own')
    await expect(client.sendRequest(write(method, path))).rejects.toThrow(ForbiddenRequestError)
    expect(seen).toEqual([])
  })

  it('rejects a probe with a body', async () => {
    const { client } = createTestClient({ send: createResponder(() => new Response()).send, permits: allowed })
    await expect(client.sendRequest({ ...readRequest, method: 'PUT', body: '{}', intent: 'probe' })).rejects.toThrow(
      ForbiddenRequestError,
    )
  })

  it.each(['DELETE', 'PATCH'])('rejects a %s probe of an item that the run did not create', async (method) => {
    const { send, seen } = createResponder(() => new Response())
    const { client, ledger } = createTestClient({ send, permits: allowed })
    ledger.addCreatedItem('own', '/things/own')
    await expect(
      client.sendRequest({ ...readRequest, path: '/things/foreign', method, intent: 'probe' }),
    ).rejects.toThrow(ForbiddenRequestError)
    for (const path of ['/things/own', '/things'])
      await client.sendRequest({ ...readRequest, path, method, intent: 'probe' })
    expect(seen).toHaveLength(2)
  })

  it('owns created items, but no existing ones', async () => {
    const { send } = createResponder(
      () => Response.json({ id: 'new' }),
      () => Response.json({ id: 'old' }),
      () => Response.json({}),
    )
    const { client, ledger } = createTestClient({ send, permits: allowed })
    ledger.protectExistingIds(['old'])
    for (let time = 0; time < 3; time++) await client.sendRequest(write('POST', '/things'))
    expect([ledger.canModify('new'), ledger.canModify('old')]).toEqual([true, false])
    expect(ledger.entries).toEqual([
      { id: 'new', path: '/things/new', state: 'created' },
      { id: 'unknown item that request 2 created', path: null, state: 'leaked' },
      { id: 'unknown item that request 3 created', path: null, state: 'leaked' },
    ])
  })

  it('allows lookups by POST, and creations that refer only to own items', async () => {
    const { send, seen } = createResponder(() => Response.json({ id: 'new' }))
    const { client, ledger } = createTestClient({ send, permits: allowed })
    const owned = (owner: string): CheckRequest => ({ ...write('POST', '/things'), body: JSON.stringify({ owner }) })
    await client.sendRequest(write('POST', '/look-up'))
    expect(ledger.entries).toEqual([])
    await expect(client.sendRequest(owned('unknown'))).rejects.toThrow(ForbiddenRequestError)
    await client.sendRequest(write('POST', '/things'))
    await client.sendRequest(owned('new'))
    expect(seen).toHaveLength(3)
  })

  it('records items that cannot be deleted, and none when nothing was created', async () => {
    const { send } = createResponder(
      () => Response.json({ id: 'mark' }),
      () => Response.json({}),
    )
    const { client, ledger } = createTestClient({ send, permits: allowed })
    for (let time = 0; time < 2; time++) await client.sendRequest(write('POST', '/places/here/marks'))
    expect(ledger.entries).toEqual([{ id: 'mark', path: null, state: 'not-removable' }])
    expect([ledger.remaining, ledger.listRemainingBelow('/things')]).toEqual([[], []])
  })
})
