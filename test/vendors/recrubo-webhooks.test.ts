import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../support/requests.ts'
import { addressed, subscribed, WEBHOOKS } from './recrubo-subscribing.ts'
import { write } from './recrubo-writing.ts'

const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'
const subscription = (attributes: object, more: object = {}) => ({ data: { type: 'webhooks', ...more, attributes } })
const UPDATES = { resourceType: 'flowRuns', event: 'update' }

describe('Recrubo: subscribing', () => {
  it('makes, lists, reads, changes and ends a subscription', async () => {
    const twin = createTestTwin()
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
    expect((await sendRequest(twin, `${WEBHOOKS}/${id}`)).json).toEqual(made.json)
    twin.clock.advance('1m')
    const url = 'https://hooks.test/a'
    const changed = await write(twin, `PATCH ${WEBHOOKS}/${id}`, subscription({ webhookUrl: url }, { id }))
    expect(changed.json.data.attributes).toEqual({
      ...made.json.data.attributes,
      webhookUrl: url,
      updatedAt: '2026-01-15T09:01:00+00:00',
    })
    const list = await sendRequest(twin, WEBHOOKS)
    expect(list.json).toEqual({
      data: [changed.json.data],
      meta: { total: 1, totalUnfiltered: 1, currentSize: 25, currentPage: 1, maxPage: 1 },
    })
    expect((await sendRequest(twin, `${WEBHOOKS}/${id}`, { method: 'DELETE' })).json).toEqual({ meta: {} })
    for (const method of ['GET', 'DELETE']) {
      const gone = await sendRequest(twin, `${WEBHOOKS}/${id}`, { method })
      expect([gone.status, gone.json.errors[0].detail]).toEqual([404, 'Webhook not found'])
    }
  })

  it('pages and sorts subscriptions, and sends only the fields asked for', async () => {
    const twin = createTestTwin()
    const ids: string[] = []
    for (const event of ['create', 'update', 'delete']) {
      ids.push(await subscribed(twin, { event }))
      twin.clock.advance('1s')
    }
    const page = await sendRequest(twin, `${WEBHOOKS}?sort=-createdAt&page[size]=2&fields[webhooks]=event`)
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
    const twin = createTestTwin()
    const answer = await write(twin, `POST ${WEBHOOKS}`, document)
    expect([answer.status, answer.json.errors[0].source.pointer]).toEqual([status, pointer])
    expect((await sendRequest(twin, WEBHOOKS)).json.meta.total).toBe(0)
  })

  it('leaves a subscription alone when it refuses to change it, and when nothing is asked', async () => {
    const twin = createTestTwin()
    const id = await subscribed(twin, { event: 'update' })
    const before = await sendRequest(twin, `${WEBHOOKS}/${id}`)
    twin.clock.advance('1m')
    for (const [document, status] of [
      [subscription({ event: 'create', cost: 1 }, { id }), 403],
      [subscription({ event: 'create', fields: ['mood'] }, { id }), 422],
      [subscription({ event: 'create' }, { id: UNKNOWN }), 409],
      [subscription({}, { id }), 200],
    ] as const) {
      expect((await write(twin, `PATCH ${WEBHOOKS}/${id}`, document)).status).toBe(status)
      expect((await sendRequest(twin, `${WEBHOOKS}/${id}`)).json).toEqual(before.json)
    }
    expect((await write(twin, `PATCH ${WEBHOOKS}/${UNKNOWN}`, subscription({}, { id: UNKNOWN }))).status).toBe(404)
  })

  it('wants both address and secret of the organization, and keeps the secret to itself', async () => {
    const twin = createTestTwin()
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
