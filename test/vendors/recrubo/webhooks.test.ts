import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { setAddress, subscribe, WEBHOOKS } from './subscriptions.ts'
import { sendDocument } from './write-requests.ts'

const UNKNOWN = 'eb4c92e9-2548-4e4c-95d5-adfb94270c3f'
const buildSubscription = (attributes: object, more: object = {}) => ({
  data: { type: 'webhooks', ...more, attributes },
})
const UPDATES = { resourceType: 'flowRuns', event: 'update' }

describe('Recrubo: webhook subscriptions', () => {
  it('creates, lists, reads, updates and deletes a subscription', async () => {
    const twin = createTestTwin()
    const created = await sendDocument(twin, `POST ${WEBHOOKS}`, buildSubscription({ ...UPDATES, fields: ['status'] }))
    const { id } = created.json.data
    expect([created.status, created.headers.get('location')]).toEqual([201, `${WEBHOOKS}/${id}`])
    expect(created.json.data.attributes).toEqual({
      ...UPDATES,
      fields: ['status'],
      webhookUrl: null,
      createdAt: '2026-01-15T09:00:00+00:00',
      updatedAt: '2026-01-15T09:00:00+00:00',
    })
    expect((await sendRequest(twin, `${WEBHOOKS}/${id}`)).json).toEqual(created.json)
    twin.clock.advance('1m')
    const url = 'https://hooks.test/a'
    const changed = await sendDocument(twin, `PATCH ${WEBHOOKS}/${id}`, buildSubscription({ webhookUrl: url }, { id }))
    expect(changed.json.data.attributes).toEqual({
      ...created.json.data.attributes,
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

  it('pages and sorts subscriptions, and returns only the requested fields', async () => {
    const twin = createTestTwin()
    const ids: string[] = []
    for (const event of ['create', 'update', 'delete']) {
      ids.push(await subscribe(twin, { event }))
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
    [buildSubscription({ event: 'update' }), 422, '/data/attributes'],
    [buildSubscription({ ...UPDATES, event: 'finish' }), 422, '/data/attributes/event'],
    [buildSubscription({ ...UPDATES, resourceType: 'candidates' }), 422, '/data/attributes/resourceType'],
    [buildSubscription({ ...UPDATES, fields: 'status' }), 422, '/data/attributes/fields'],
    [buildSubscription({ ...UPDATES, fields: ['status', 'mood'] }), 422, '/data/attributes/fields/1'],
    [buildSubscription({ ...UPDATES, fields: [7] }), 422, '/data/attributes/fields/0'],
    [buildSubscription({ ...UPDATES, webhookUrl: 'ftp://a.test' }), 422, '/data/attributes/webhookUrl'],
    [buildSubscription({ ...UPDATES, createdAt: 'x' }), 403, '/data/attributes/createdAt'],
    [buildSubscription(UPDATES, { id: UNKNOWN }), 403, '/data/id'],
    [{ data: { type: 'flowRuns', attributes: UPDATES } }, 409, '/data/type'],
    [{ data: { type: 'webhooks' } }, 400, '/data'],
  ])('rejects %j with %i at %s', async (document, status, pointer) => {
    const twin = createTestTwin()
    const response = await sendDocument(twin, `POST ${WEBHOOKS}`, document)
    expect([response.status, response.json.errors[0].source.pointer]).toEqual([status, pointer])
    expect((await sendRequest(twin, WEBHOOKS)).json.meta.total).toBe(0)
  })

  it('leaves a subscription unchanged after a rejected or empty update', async () => {
    const twin = createTestTwin()
    const id = await subscribe(twin, { event: 'update' })
    const before = await sendRequest(twin, `${WEBHOOKS}/${id}`)
    twin.clock.advance('1m')
    for (const [document, status] of [
      [buildSubscription({ event: 'create', cost: 1 }, { id }), 403],
      [buildSubscription({ event: 'create', fields: ['mood'] }, { id }), 422],
      [buildSubscription({ event: 'create' }, { id: UNKNOWN }), 409],
      [buildSubscription({}, { id }), 200],
    ] as const) {
      expect((await sendDocument(twin, `PATCH ${WEBHOOKS}/${id}`, document)).status).toBe(status)
      expect((await sendRequest(twin, `${WEBHOOKS}/${id}`)).json).toEqual(before.json)
    }
    expect(
      (await sendDocument(twin, `PATCH ${WEBHOOKS}/${UNKNOWN}`, buildSubscription({}, { id: UNKNOWN }))).status,
    ).toBe(404)
  })

  it('requires both URL and secret of the organization, and never returns the secret', async () => {
    const twin = createTestTwin()
    const set = await setAddress(twin, 'https://hooks.test/all', 'hush')
    expect(set.json.data).toMatchObject({
      type: 'organizations',
      attributes: { webhookUrl: 'https://hooks.test/all' },
    })
    expect(set.text).not.toContain('hush')
    const document = { data: { type: 'organizations', attributes: { webhookUrl: 'https://hooks.test/all' } } }
    const incomplete = await sendDocument(twin, 'PATCH /public/v2/organizations', document)
    expect([incomplete.status, incomplete.json.errors[0].meta]).toMatchObject([422, { attribute: 'webhookSecret' }])
    const other = {
      data: { ...document.data, id: UNKNOWN, attributes: { webhookUrl: 'https://a.test', webhookSecret: 's' } },
    }
    expect((await sendDocument(twin, 'PATCH /public/v2/organizations', other)).status).toBe(409)
  })
})
