import { describe, expect, it } from 'vitest'
import { connect, type TwinWorld } from '../../client/index.ts'
import { createTwin } from '../../mock/twin.ts'
import { verifyJwt } from '../../mock/wire/jwt.ts'
import { createTestTwin } from '../support/requests.ts'
import { createSession } from '../vendors/idnow/requests.ts'

const URL = 'http://localhost:3000/hook'

interface Received {
  readonly url: string
  readonly event: string
  readonly iat: number
  readonly exp: number
}

/** Creates a twin, and an array of the events that its webhooks have sent. */
function createReceiver(status = 204) {
  const received: Received[] = []
  const twin = createTestTwin({
    runs: 0,
    dataset: { arrivals: false },
    async postWebhook(request: Request) {
      const claims = verifyJwt(await request.text())!
      const { eventName } = claims['data'] as { eventName: string }
      received.push({ url: request.url, event: eventName, iat: Number(claims['iat']), exp: Number(claims['exp']) })
      return new Response(null, { status })
    },
  })
  return { twin, received }
}

async function listUrls(world: TwinWorld): Promise<readonly string[]> {
  return (await world.callControl('listWebhooks')).webhooks.map(({ url }) => url)
}

describe('webhooks of the control API', () => {
  it('are created, listed, deleted, and get the events after their creation', async () => {
    const { twin, received } = createReceiver()
    const world = await connect(twin)
    await createSession(twin, { metadata: { subjectId: 'anyone' } })
    const created = await world.callControl('createWebhook', { body: { url: URL, events: ['session.created'] } })
    expect(created).toEqual({
      id: expect.any(Number),
      vendor: 'idnow',
      url: URL,
      environment: 'live',
      events: ['session.created'],
    })
    await createSession(twin, { metadata: { subjectId: 'anyone' } })
    await twin.waitForDeliveries()
    expect(received).toMatchObject([{ url: URL, event: 'session.created' }])
    expect(await listUrls(world)).toEqual([URL])
    await world.callControl('deleteWebhook', { path: { webhook: created.id } })
    expect(await listUrls(world)).toEqual([])
    await createSession(twin, { metadata: { subjectId: 'anyone' } })
    await twin.waitForDeliveries()
    expect(received).toHaveLength(1)
  })

  it('get all events by default', async () => {
    const world = await connect(createTwin({ runs: 0 }))
    const { events, environment } = await world.callControl('createWebhook', {
      body: { vendor: 'idnow', url: URL, environment: 'staging' },
    })
    expect(environment).toBe('staging')
    expect(events.toSorted()).toEqual(
      ['aborted', 'completed', 'created', 'error', 'expired'].map((name) => `session.${name}`),
    )
  })

  it.each([
    [{ url: 'hook' }, /`url` must be an absolute URL with http or https, not "hook"/],
    [{ url: 'ftp://localhost/hook' }, /`url` must be an absolute URL/],
    [{ url: URL, vendor: 'recrubo' }, /`vendor` must be one of idnow, not "recrubo"/],
    [{ url: URL, events: ['session.lost'] }, /`events` has "session.lost"; the events are session.created/],
  ])('are rejected: %j', async (body, message) => {
    const world = await connect(createTwin({ runs: 0 }))
    await expect(world.callControl('createWebhook', { body })).rejects.toThrow(message)
    expect(await listUrls(world)).toEqual([])
  })

  it('cannot be deleted twice', async () => {
    const world = await connect(createTwin({ runs: 0 }))
    await expect(world.callControl('deleteWebhook', { path: { webhook: 7 } })).rejects.toThrow(/no webhook 7/)
  })

  it('get the events of the first advance after a snapshot is loaded', async () => {
    const { twin, received } = createReceiver()
    const world = await connect(twin)
    await world.callControl('createWebhook', { body: { url: URL } })
    await createSession(twin, { metadata: { subjectId: 'anyone' } })
    await twin.waitForDeliveries()
    const restored = createReceiver()
    const copy = await connect(restored.twin)
    await copy.callControl('importSnapshot', { body: await world.exportSnapshot() })
    await copy.clock.advance('3h')
    await restored.twin.waitForDeliveries()
    expect(received.map(({ event }) => event)).toEqual(['session.created'])
    expect(restored.received).toHaveLength(1)
    expect(restored.received[0]!.event).not.toBe('session.created')
  })

  it('get messages that expire five minutes after sending, also when the clock jumped past the attempt', async () => {
    const { twin, received } = createReceiver(500)
    const world = await connect(twin)
    await world.callControl('createWebhook', { body: { url: URL, events: ['session.created'] } })
    await createSession(twin, { metadata: { subjectId: 'anyone' } })
    await world.clock.advance('1d')
    await twin.waitForDeliveries()
    expect(received).toHaveLength(3)
    const now = Date.parse(await world.clock.readNow()) / 1000
    expect(received.at(-1)).toMatchObject({ iat: now, exp: now + 300 })
  })
})
