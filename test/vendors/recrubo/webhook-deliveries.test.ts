import { describe, expect, it } from 'vitest'
import { sendRequest } from '../../support/requests.ts'
import { documents } from '../../spec/documents.ts'
import { setAddress, createReceiver, subscribe, WEBHOOKS } from './subscriptions.ts'
import { buildUpdate, createRun, RUNS, sendDocument } from './write-requests.ts'

describe('Recrubo: webhook deliveries', () => {
  it('delivers creation, update and deletion in the documented form, with the secret', async () => {
    const { twin, received } = createReceiver()
    await setAddress(twin, 'https://hooks.test/all', 'hush')
    const ids = { create: '', update: '', delete: '' }
    for (const event of ['create', 'update', 'delete'] as const) ids[event] = await subscribe(twin, { event })
    const id = await createRun(twin)
    await sendDocument(twin, `PATCH ${RUNS}/${id}`, buildUpdate(id, { status: 'finished' }))
    await sendRequest(twin, `${RUNS}/${id}`, { method: 'DELETE' })
    await twin.waitForDeliveries()
    const events = received.map(({ payload }) => payload.data.attributes)
    expect(events.map(({ event, webhookId }) => [event, webhookId])).toEqual([
      ['create', ids.create],
      ['update', ids.update],
      ['delete', ids.delete],
    ])
    expect(events.map(({ resource }) => [resource.id, resource.attributes.status])).toEqual([
      [id, 'queued'],
      [id, 'finished'],
      [id, 'finished'],
    ])
    expect(events.map(({ fields }) => fields)).toEqual([undefined, ['status'], undefined])
    for (const { url, headers, payload } of received) {
      expect(url).toBe('https://hooks.test/all')
      expect(headers.get('content-type')).toBe('application/vnd.api+json')
      expect(headers.get('x-recrubo-webhook-secret')).toBe('hush')
      expect(payload.data).toMatchObject({ type: 'webhookPayload', id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    }
    expect(new Set(received.map(({ payload }) => payload.data.id)).size).toBe(3)
    expect(documents.recrubo).toHaveProperty('webhooks.flowRunEvent')
  })

  it('delivers updates as time passes, with the changed fields', async () => {
    const { twin, received } = createReceiver()
    await subscribe(twin, { event: 'update', webhookUrl: 'https://hooks.test/own' })
    const id = await createRun(twin)
    twin.clock.advance('3h')
    await twin.waitForDeliveries()
    const events = received.map(({ payload }) => payload.data.attributes)
    expect(events.length).toBeGreaterThan(1)
    expect(events[0]).toMatchObject({ event: 'update', resource: { id, attributes: { status: 'running', cost: 3 } } })
    expect(events[0].fields).toEqual(['updatedAt', 'status', 'cost'])
    const current = await sendRequest(twin, `${RUNS}/${id}`)
    expect(events.at(-1).resource).toEqual(current.json.data)
    expect(received[0]!.headers.get('x-recrubo-webhook-secret')).toBeNull()
  })

  it('delivers only changes of the subscribed fields', async () => {
    const { twin, received } = createReceiver()
    await subscribe(twin, { event: 'update', fields: ['state'], webhookUrl: 'https://hooks.test/state' })
    const id = await createRun(twin)
    await sendDocument(twin, `PATCH ${RUNS}/${id}`, buildUpdate(id, { status: 'cancelled' }))
    await twin.waitForDeliveries()
    expect(received).toEqual([])
    twin.clock.advance('2s')
    await sendDocument(twin, `PATCH ${RUNS}/${id}`, buildUpdate(id, { state: { kept: true } }))
    await twin.waitForDeliveries()
    expect(received.map(({ payload }) => payload.data.attributes.fields)).toEqual([['updatedAt', 'state']])
  })

  it('sends nothing without an address, and nothing after the subscription is deleted', async () => {
    const { twin, received } = createReceiver()
    const id = await subscribe(twin, { event: 'create' })
    await createRun(twin)
    await setAddress(twin, 'https://hooks.test/late', 's')
    await createRun(twin)
    await sendRequest(twin, `${WEBHOOKS}/${id}`, { method: 'DELETE' })
    await createRun(twin)
    await twin.waitForDeliveries()
    expect(received).toHaveLength(1)
  })

  it('retries five times within 24 hours, with the same payload', async () => {
    const { twin, received } = createReceiver(() => 503)
    await subscribe(twin, { event: 'create', webhookUrl: 'https://hooks.test/down' })
    await createRun(twin)
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
    expect(twin.deliveries).toMatchObject([{ vendor: 'recrubo', state: 'failed' }])
  })

  it('stops retrying after the first success', async () => {
    const { twin, received } = createReceiver((attempt) => (attempt < 3 ? 500 : 204))
    await subscribe(twin, { event: 'create', webhookUrl: 'https://hooks.test/slow' })
    await createRun(twin)
    twin.clock.advance('2d')
    await twin.waitForDeliveries()
    expect([received.length, twin.deliveries[0]?.state]).toEqual([3, 'delivered'])
  })

  it('delivers identical payloads for identical histories', async () => {
    const texts: string[] = []
    for (let turn = 0; turn < 2; turn++) {
      const { twin, received } = createReceiver()
      await subscribe(twin, { event: 'update', webhookUrl: 'https://hooks.test/again' })
      await createRun(twin)
      twin.clock.advance('2h')
      await twin.waitForDeliveries()
      texts.push(JSON.stringify(received.map(({ payload }) => payload)))
    }
    expect(texts[1]).toBe(texts[0])
  })
})
