import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { SUBSCRIPTIONS } from '../../../mock/vendors/idnow/info.ts'
import { verifyJwt } from '../../../mock/wire/jwt.ts'
import type { JsonObject } from '../../../mock/world/model/run.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { documents } from '../../spec/documents.ts'
import { Validator } from '../../spec/document-validator.ts'
import { create, createdFor, sessionsPath } from './requests.ts'

const validator = new Validator(documents.idnow)

interface Received {
  readonly url: string
  readonly type: string | null
  readonly claims: JsonObject
  // Tests look into it member by member.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any
}

/** A receiver of webhooks; it answers as the test decides. */
function receiver(status: () => number = () => 204) {
  const received: Received[] = []
  const twin = createTestTwin({
    runs: 0,
    dataset: { arrivals: false },
    async postWebhook(request: Request) {
      const claims = verifyJwt(await request.text())!
      received.push({ url: request.url, type: request.headers.get('content-type'), claims, data: claims['data'] })
      return new Response(null, { status: status() })
    },
  })
  return { twin, received }
}

async function subscribe(twin: Twin, value: JsonObject): Promise<void> {
  twin.world.applyOperation({ kind: 'create-record', resource: SUBSCRIPTIONS, value })
  await twin.waitForDeliveries()
}

const LIVE_HOOK = { url: 'http://receiver.test/hook', environment: 'live' }

/** Lets everything that a session can still do happen, and all messages arrive. */
async function passed(twin: Twin): Promise<void> {
  twin.clock.advance('3h')
  await twin.waitForDeliveries()
}

describe('IDnow: a webhook', () => {
  it('tells the beginning and the end of a session in signed tokens without personal data', async () => {
    const { twin, received } = receiver()
    await subscribe(twin, LIVE_HOOK)
    const input = { basicIdentity: { givenName: 'Ineke' } }
    const id = await createdFor(twin, 'customer-9', { input })
    await twin.waitForDeliveries()
    expect(received).toMatchObject([
      { url: LIVE_HOOK.url, type: 'application/jwt', data: { eventName: 'session.created' } },
    ])
    await passed(twin)
    const { json } = await sendRequest(twin, `/api/v1/live/sessions/${id}`)
    const payload = { flowId: json.flowId, sessionId: id, sessionStatus: json.sessionStatus }
    const last = { lastStepId: json.lastStep.stepId, lastStepStatus: json.lastStep.verdict }
    expect(received[1]?.data).toMatchObject({ eventSequence: '2', environment: 'live', payload, ...last })
    expect(received).toHaveLength(2)
    for (const { claims } of received) {
      expect(Number(claims['exp'])).toBeGreaterThan(Number(claims['iat']))
      expect(validator.schemaErrors('EventClaims', claims)).toEqual([])
    }
    expect(JSON.stringify(received)).not.toMatch(/Ineke|customer-9/)
  })

  it('names each end by its own event', async () => {
    const { twin, received } = receiver()
    await subscribe(twin, LIVE_HOOK)
    for (let subject = 0; subject < 40; subject++) await createdFor(twin, `customer-${subject}`)
    await passed(twin)
    const ends = received.filter(({ data }) => data.eventSequence === '2')
    const pairs = new Set(ends.map(({ data }) => `${data.eventName} ${data.payload.sessionStatus}`))
    expect(pairs).toEqual(
      new Set([
        'session.completed COMPLETED',
        'session.aborted ABORTED',
        'session.expired EXPIRED',
        'session.error ERROR',
      ]),
    )
  })

  it('tells only what was asked for: an environment, and events', async () => {
    const { twin, received } = receiver()
    await subscribe(twin, { url: 'http://receiver.test/staging', environment: 'staging' })
    await subscribe(twin, { ...LIVE_HOOK, events: ['session.error'] })
    await createdFor(twin, 'always-fails')
    await create(twin, { metadata: { subjectId: 'always-expires' } }, sessionsPath(twin, 'staging'))
    await passed(twin)
    const told = received.map(({ url, data }) => `${url.split('/').at(-1)} ${data.eventName}`)
    expect(told.toSorted()).toEqual(['hook session.error', 'staging session.created', 'staging session.expired'])
  })

  it('is tried three times on the world’s clock, one event under three deliveries', async () => {
    const { twin, received } = receiver(() => 500)
    await subscribe(twin, LIVE_HOOK)
    await createdFor(twin, 'stays-queued')
    await twin.waitForDeliveries()
    expect(received).toHaveLength(1)
    twin.clock.advance('1m')
    await twin.waitForDeliveries()
    expect(received).toHaveLength(2)
    await passed(twin)
    expect(received).toHaveLength(3)
    const [events, deliveries, times] = ['eventId', 'eventDeliverId', 'createdAt'].map(
      (member) => new Set(received.map(({ data }) => data[member])).size,
    )
    expect([events, deliveries, times]).toEqual([1, 3, 3])
    expect(twin.deliveries).toMatchObject([{ vendor: 'idnow', state: 'given-up' }])
  })

  it('has the same bytes under the same seed', async () => {
    const told = async () => {
      const { twin, received } = receiver()
      await subscribe(twin, LIVE_HOOK)
      await createdFor(twin, 'always-fails')
      await passed(twin)
      return received
    }
    expect(await told()).toEqual(await told())
  })
})
