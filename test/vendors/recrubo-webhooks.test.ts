import { describe, expect, it } from 'vitest'
import { ask, testTwin } from '../asking.ts'
import { documents } from '../specs/documents.ts'
import { addressed, receiving, subscribed, WEBHOOKS } from './recrubo-subscribing.ts'
import { change, created, RUNS, write } from './recrubo-writing.ts'

const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'
const subscription = (attributes: object, more: object = {}) => ({ data: { type: 'webhooks', ...more, attributes } })
const UPDATES = { resourceType: 'flowRuns', event: 'update' }

describe('Recrubo: subscribing', () => {
  it('makes, lists, reads, changes and ends a subscription', async () => {
    const twin = testTwin()
    const made = await write(twin, `POST ${WEBHOOKS}`, subscription({ ...UPDATES, fields: ['status'] }))
    const { id } = made.json.data
    expect([made.status, made.headers.get('location')]).toEqual([201, `${WEBHOOKS}/${id}`])
    expect(made.json.data.attributes).toEqual({
      ...UPDATES,
      fields: ['status'],
      webhookUrl: null,
      createdAt: '2026-01-15T09:00:00+00:00',
      updatedAt: '2026-01-15T09:00:00+00:00',
    })
    expect((await ask(twin, `${WEBHOOKS}/${id}`)).json).toEqual(made.json)
    twin.clock.advance('1m')
    const url = 'https://hooks.test/a'
    const changed = await write(twin, `PATCH ${WEBHOOKS}/${id}`, subscription({ webhookUrl: url }, { id }))
    expect(changed.json.data.attributes).toEqual({
      ...made.json.data.attributes,
      webhookUrl: url,
      updatedAt: '2026-01-15T09:01:00+00:00',
    })
    const list = await ask(twin, WEBHOOKS)
    expect(list.json).toEqual({
      data: [changed.json.data],
      meta: { total: 1, totalUnfiltered: 1, currentSize: 25, currentPage: 1, maxPage: 1 },
    })
    expect((await ask(twin, `${WEBHOOKS}/${id}`, { method: 'DELETE' })).json).toEqual({ meta: {} })
    for (const method of ['GET', 'DELETE']) {
      const gone = await ask(twin, `${WEBHOOKS}/${id}`, { method })
      expect([gone.status, gone.json.errors[0].detail]).toEqual([404, 'Webhook not found'])
    }
  })

  it('pages and sorts subscriptions, and sends only the fields asked for', async () => {
    const twin = testTwin()
    const ids: string[] = []
    for (const event of ['create', 'update', 'delete']) {
      ids.push(await subscribed(twin, { event }))
      twin.clock.advance('1s')
    }
    const page = await ask(twin, `${WEBHOOKS}?sort=-createdAt&page[size]=2&fields[webhooks]=event`)
    expect(page.json.data).toEqual([
      { id: ids[2], type: 'webhooks', attributes: { event: 'delete' } },
      { id: ids[1], type: 'webhooks', attributes: { event: 'update' } },
    ])
    expect(page.json.meta).toMatchObject({ total: 3, maxPage: 2 })
  })

  it.each([
    [subscription({ event: 'update' }), 422, '/data/attributes'],
    [subscription({ ...UPDATES, event: 'finish' }), 422, '/data/attributes/event'],
    [subscription({ ...UPDATES, resourceType: 'candidates' }), 422, '/data/attributes/resourceType'],
    [subscription({ ...UPDATES, fields: 'status' }), 422, '/data/attributes/fields'],
    [subscription({ ...UPDATES, fields: ['status', 'mood'] }), 422, '/data/attributes/fields/1'],
    [subscription({ ...UPDATES, fields: [7] }), 422, '/data/attributes/fields/0'],
    [subscription({ ...UPDATES, webhookUrl: 'ftp://a.test' }), 422, '/data/attributes/webhookUrl'],
    [subscription({ ...UPDATES, createdAt: 'x' }), 403, '/data/attributes/createdAt'],
    [subscription(UPDATES, { id: UNKNOWN }), 403, '/data/id'],
    [{ data: { type: 'flowRuns', attributes: UPDATES } }, 409, '/data/type'],
    [{ data: { type: 'webhooks' } }, 400, '/data'],
  ])('refuses %j with %i at %s', async (document, status, pointer) => {
    const twin = testTwin()
    const answer = await write(twin, `POST ${WEBHOOKS}`, document)
    expect([answer.status, answer.json.errors[0].source.pointer]).toEqual([status, pointer])
    expect((await ask(twin, WEBHOOKS)).json.meta.total).toBe(0)
  })

  it('leaves a subscription alone when it refuses to change it, and when nothing is asked', async () => {
    const twin = testTwin()
    const id = await subscribed(twin, { event: 'update' })
    const before = await ask(twin, `${WEBHOOKS}/${id}`)
    twin.clock.advance('1m')
    for (const [document, status] of [
      [subscription({ event: 'create', cost: 1 }, { id }), 403],
      [subscription({ event: 'create', fields: ['mood'] }, { id }), 422],
      [subscription({ event: 'create' }, { id: UNKNOWN }), 409],
      [subscription({}, { id }), 200],
    ] as const) {
      expect((await write(twin, `PATCH ${WEBHOOKS}/${id}`, document)).status).toBe(status)
      expect((await ask(twin, `${WEBHOOKS}/${id}`)).json).toEqual(before.json)
    }
    expect((await write(twin, `PATCH ${WEBHOOKS}/${UNKNOWN}`, subscription({}, { id: UNKNOWN }))).status).toBe(404)
  })

  it('wants both address and secret of the organization, and keeps the secret to itself', async () => {
    const twin = testTwin()
    const set = await addressed(twin, 'https://hooks.test/all', 'hush')
    expect(set.json.data).toMatchObject({
      type: 'organizations',
      attributes: { webhookUrl: 'https://hooks.test/all' },
    })
    expect(set.text).not.toContain('hush')
    const document = { data: { type: 'organizations', attributes: { webhookUrl: 'https://hooks.test/all' } } }
    const half = await write(twin, 'PATCH /public/v2/organizations', document)
    expect([half.status, half.json.errors[0].meta]).toMatchObject([422, { attribute: 'webhookSecret' }])
    const other = {
      data: { ...document.data, id: UNKNOWN, attributes: { webhookUrl: 'https://a.test', webhookSecret: 's' } },
    }
    expect((await write(twin, 'PATCH /public/v2/organizations', other)).status).toBe(409)
  })
})

describe('Recrubo: delivering', () => {
  it('tells of creation, of each change and of deletion, with the secret and in the documented form', async () => {
    const { twin, received } = receiving()
    await addressed(twin, 'https://hooks.test/all', 'hush')
    const ids = { create: '', update: '', delete: '' }
    for (const event of ['create', 'update', 'delete'] as const) ids[event] = await subscribed(twin, { event })
    const id = await created(twin)
    await write(twin, `PATCH ${RUNS}/${id}`, change(id, { status: 'finished' }))
    await ask(twin, `${RUNS}/${id}`, { method: 'DELETE' })
    await twin.settled()
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
    await twin.settled()
    const told = received.map(({ payload }) => payload.data.attributes)
    expect(told.length).toBeGreaterThan(1)
    expect(told[0]).toMatchObject({ event: 'update', resource: { id, attributes: { status: 'running', cost: 3 } } })
    expect(told[0].fields).toEqual(['updatedAt', 'status', 'cost'])
    const now = await ask(twin, `${RUNS}/${id}`)
    expect(told.at(-1).resource).toEqual(now.json.data)
    expect(received[0]!.headers.get('x-recrubo-webhook-secret')).toBeNull()
  })

  it('tells only of the fields that a subscription names', async () => {
    const { twin, received } = receiving()
    await subscribed(twin, { event: 'update', fields: ['state'], webhookUrl: 'https://hooks.test/state' })
    const id = await created(twin)
    await write(twin, `PATCH ${RUNS}/${id}`, change(id, { status: 'cancelled' }))
    await twin.settled()
    expect(received).toEqual([])
    twin.clock.advance('2s')
    await write(twin, `PATCH ${RUNS}/${id}`, change(id, { state: { kept: true } }))
    await twin.settled()
    expect(received.map(({ payload }) => payload.data.attributes.fields)).toEqual([['updatedAt', 'state']])
  })

  it('sends nothing where there is no address, and nothing after the subscription ended', async () => {
    const { twin, received } = receiving()
    const id = await subscribed(twin, { event: 'create' })
    await created(twin)
    await addressed(twin, 'https://hooks.test/late', 's')
    await created(twin)
    await ask(twin, `${WEBHOOKS}/${id}`, { method: 'DELETE' })
    await created(twin)
    await twin.settled()
    expect(received).toHaveLength(1)
  })

  it('tries five times more within 24 hours, always with the same payload', async () => {
    const { twin, received } = receiving(() => 503)
    await subscribed(twin, { event: 'create', webhookUrl: 'https://hooks.test/down' })
    await created(twin)
    await twin.settled()
    expect(received).toHaveLength(1)
    twin.clock.advance('23h59m')
    await twin.settled()
    expect(received).toHaveLength(5)
    twin.clock.advance('1m')
    await twin.settled()
    twin.clock.advance('3d')
    await twin.settled()
    expect(received).toHaveLength(6)
    expect(new Set(received.map(({ payload }) => JSON.stringify(payload))).size).toBe(1)
    expect(twin.deliveries).toMatchObject([{ vendor: 'recrubo', state: 'given-up' }])
  })

  it('ends its tries with the first success', async () => {
    const { twin, received } = receiving((attempt) => (attempt < 3 ? 500 : 204))
    await subscribed(twin, { event: 'create', webhookUrl: 'https://hooks.test/slow' })
    await created(twin)
    twin.clock.advance('2d')
    await twin.settled()
    expect([received.length, twin.deliveries[0]?.state]).toEqual([3, 'delivered'])
  })

  it('says the same of the same history', async () => {
    const texts: string[] = []
    for (let turn = 0; turn < 2; turn++) {
      const { twin, received } = receiving()
      await subscribed(twin, { event: 'update', webhookUrl: 'https://hooks.test/again' })
      await created(twin)
      twin.clock.advance('2h')
      await twin.settled()
      texts.push(JSON.stringify(received.map(({ payload }) => payload)))
    }
    expect(texts[1]).toBe(texts[0])
  })
})
