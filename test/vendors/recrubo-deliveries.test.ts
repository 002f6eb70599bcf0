import { describe, expect, it } from 'vitest'
import { sendRequest } from '../support/requests.ts'
import { documents } from '../spec/documents.ts'
import { addressed, receiving, subscribed, WEBHOOKS } from './recrubo-subscribing.ts'
import { change, created, RUNS, write } from './recrubo-writing.ts'

describe('Recrubo: delivering', () => {
  it('tells of creation, of each change and of deletion, with the secret and in the documented form', async () => {
    const { twin, received } = receiving()
    await addressed(twin, 'https://hooks.test/all', 'hush')
    const ids = { create: '', update: '', delete: '' }
    for (const event of ['create', 'update', 'delete'] as const) ids[event] = await subscribed(twin, { event })
    const id = await created(twin)
    await write(twin, `PATCH ${RUNS}/${id}`, change(id, { status: 'finished' }))
    await sendRequest(twin, `${RUNS}/${id}`, { method: 'DELETE' })
    await twin.waitForDeliveries()
    const told = received.map(({ payload }) => payload.data.attributes)
    expect(told.map(({ event, webhookId }) => [event, webhookId])).toEqual([
      ['create', ids.create],
      ['update', ids.update],
      ['delete', ids.delete],
    ])
    expect(told.map(({ resource }) => [resource.id, resource.attributes.status])).toEqual([
      [id, 'queued'],
      [id, 'finished'],
      [id, 'finished'],
    ])
    expect(told.map(({ fields }) => fields)).toEqual([undefined, ['status'], undefined])
    for (const { url, headers, payload } of received) {
      expect(url).toBe('https://hooks.test/all')
      expect(headers.get('content-type')).toBe('application/vnd.api+json')
      expect(headers.get('x-recrubo-webhook-secret')).toBe('hush')
      expect(payload.data).toMatchObject({ type: 'webhookPayload', id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    }
    expect(new Set(received.map(({ payload }) => payload.data.id)).size).toBe(3)
    expect(documents.recrubo).toHaveProperty('webhooks.flowRunEvent')
  })

  it('tells what the system does as time passes, each time with the fields that changed', async () => {
    const { twin, received } = receiving()
    await subscribed(twin, { event: 'update', webhookUrl: 'https://hooks.test/own' })
    const id = await created(twin)
    twin.clock.advance('3h')
    await twin.waitForDeliveries()
    const told = received.map(({ payload }) => payload.data.attributes)
    expect(told.length).toBeGreaterThan(1)
    expect(told[0]).toMatchObject({ event: 'update', resource: { id, attributes: { status: 'running', cost: 3 } } })
    expect(told[0].fields).toEqual(['updatedAt', 'status', 'cost'])
    const now = await sendRequest(twin, `${RUNS}/${id}`)
    expect(told.at(-1).resource).toEqual(now.json.data)
    expect(received[0]!.headers.get('x-recrubo-webhook-secret')).toBeNull()
  })

  it('tells only of the fields that a subscription names', async () => {
    const { twin, received } = receiving()
    await subscribed(twin, { event: 'update', fields: ['state'], webhookUrl: 'https://hooks.test/state' })
    const id = await created(twin)
    await write(twin, `PATCH ${RUNS}/${id}`, change(id, { status: 'cancelled' }))
    await twin.waitForDeliveries()
    expect(received).toEqual([])
    twin.clock.advance('2s')
    await write(twin, `PATCH ${RUNS}/${id}`, change(id, { state: { kept: true } }))
    await twin.waitForDeliveries()
    expect(received.map(({ payload }) => payload.data.attributes.fields)).toEqual([['updatedAt', 'state']])
  })

  it('sends nothing where there is no address, and nothing after the subscription ended', async () => {
    const { twin, received } = receiving()
    const id = await subscribed(twin, { event: 'create' })
    await created(twin)
    await addressed(twin, 'https://hooks.test/late', 's')
    await created(twin)
    await sendRequest(twin, `${WEBHOOKS}/${id}`, { method: 'DELETE' })
    await created(twin)
    await twin.waitForDeliveries()
    expect(received).toHaveLength(1)
  })

  it('tries five times more within 24 hours, always with the same payload', async () => {
    const { twin, received } = receiving(() => 503)
    await subscribed(twin, { event: 'create', webhookUrl: 'https://hooks.test/down' })
    await created(twin)
    await twin.waitForDeliveries()
    expect(received).toHaveLength(1)
    twin.clock.advance('23h59m')
    await twin.waitForDeliveries()
    expect(received).toHaveLength(5)
    twin.clock.advance('1m')
    await twin.waitForDeliveries()
    twin.clock.advance('3d')
    await twin.waitForDeliveries()
    expect(received).toHaveLength(6)
    expect(new Set(received.map(({ payload }) => JSON.stringify(payload))).size).toBe(1)
    expect(twin.deliveries).toMatchObject([{ vendor: 'recrubo', state: 'given-up' }])
  })

  it('ends its tries with the first success', async () => {
    const { twin, received } = receiving((attempt) => (attempt < 3 ? 500 : 204))
    await subscribed(twin, { event: 'create', webhookUrl: 'https://hooks.test/slow' })
    await created(twin)
    twin.clock.advance('2d')
    await twin.waitForDeliveries()
    expect([received.length, twin.deliveries[0]?.state]).toEqual([3, 'delivered'])
  })

  it('says the same of the same history', async () => {
    const texts: string[] = []
    for (let turn = 0; turn < 2; turn++) {
      const { twin, received } = receiving()
      await subscribed(twin, { event: 'update', webhookUrl: 'https://hooks.test/again' })
      await created(twin)
      twin.clock.advance('2h')
      await twin.waitForDeliveries()
      texts.push(JSON.stringify(received.map(({ payload }) => payload)))
    }
    expect(texts[1]).toBe(texts[0])
  })
})
