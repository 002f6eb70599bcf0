import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { SUBSCRIPTIONS } from '../../../mock/vendors/idnow/webhook-deliveries.ts'
import { verifyJwt } from '../../../mock/wire/jwt.ts'
import type { JsonObject } from '../../../mock/world/model/json.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { documents } from '../../spec/documents.ts'
import { DocumentValidator } from '../../spec/document-validator.ts'
import { createSession, createSessionFor, getSessionsPath } from './requests.ts'

const validator = new DocumentValidator(documents.idnow)

interface Received {
  readonly url: string
  readonly type: string | null
  readonly claims: JsonObject
  // Tests read single members.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any
}

/** Creates a twin whose webhooks are received in an array and get the status that the test sets. */
function createReceiver(status: () => number = () => 204) {
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

const LIVE_SUBSCRIPTION = { url: 'http://receiver.test/hook', environment: 'live' }

/** Advances the clock until all sessions have ended, and waits for their messages. */
async function endAllSessions(twin: Twin): Promise<void> {
  twin.clock.advance('3h')
  await twin.waitForDeliveries()
}

describe('IDnow: a webhook', () => {
  it('is sent at the creation and the end of a session, signed and without personal data', async () => {
    const { twin, received } = createReceiver()
    await subscribe(twin, LIVE_SUBSCRIPTION)
    const input = { basicIdentity: { givenName: 'Ineke' } }
    const id = await createSessionFor(twin, 'customer-9', { input })
    await twin.waitForDeliveries()
    expect(received).toMatchObject([
      { url: LIVE_SUBSCRIPTION.url, type: 'application/jwt', data: { eventName: 'session.created' } },
    ])
    await endAllSessions(twin)
    const { json } = await sendRequest(twin, `/api/v1/live/sessions/${id}`)
    const payload = { flowId: json.flowId, sessionId: id, sessionStatus: json.sessionStatus }
    const last = { lastStepId: json.lastStep.stepId, lastStepStatus: json.lastStep.verdict }
    expect(received[1]?.data).toMatchObject({ eventSequence: '2', environment: 'live', payload, ...last })
    expect(received).toHaveLength(2)
    for (const { claims } of received) {
      expect(Number(claims['exp'])).toBeGreaterThan(Number(claims['iat']))
      expect(validator.findSchemaErrors('EventClaims', claims)).toEqual([])
    }
    expect(JSON.stringify(received)).not.toMatch(/Ineke|customer-9/)
  })

  it('has a different event name for each final status', async () => {
    const { twin, received } = createReceiver()
    await subscribe(twin, LIVE_SUBSCRIPTION)
    for (let subject = 0; subject < 40; subject++) await createSessionFor(twin, `customer-${subject}`)
    await endAllSessions(twin)
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

  it('is sent only for the environment and the events of the subscription', async () => {
    const { twin, received } = createReceiver()
    await subscribe(twin, { url: 'http://receiver.test/staging', environment: 'staging' })
    await subscribe(twin, { ...LIVE_SUBSCRIPTION, events: ['session.error'] })
    await createSessionFor(twin, 'always-fails')
    await createSession(twin, { metadata: { subjectId: 'always-expires' } }, getSessionsPath(twin, 'staging'))
    await endAllSessions(twin)
    const events = received.map(({ url, data }) => `${url.split('/').at(-1)} ${data.eventName}`)
    expect(events.toSorted()).toEqual(['hook session.error', 'staging session.created', 'staging session.expired'])
  })

  it('is sent three times on the virtual clock, with one event id and three delivery ids', async () => {
    const { twin, received } = createReceiver(() => 500)
    await subscribe(twin, LIVE_SUBSCRIPTION)
    await createSessionFor(twin, 'stays-queued')
    await twin.waitForDeliveries()
    expect(received).toHaveLength(1)
    twin.clock.advance('1m')
    await twin.waitForDeliveries()
    expect(received).toHaveLength(2)
    await endAllSessions(twin)
    expect(received).toHaveLength(3)
    const [events, deliveries, times] = ['eventId', 'eventDeliverId', 'createdAt'].map(
      (member) => new Set(received.map(({ data }) => data[member])).size,
    )
    expect([events, deliveries, times]).toEqual([1, 3, 3])
    expect(twin.deliveries).toMatchObject([{ vendor: 'idnow', state: 'failed' }])
  })

  it('has the same bytes for the same seed', async () => {
    const receiveMessages = async () => {
      const { twin, received } = createReceiver()
      await subscribe(twin, LIVE_SUBSCRIPTION)
      await createSessionFor(twin, 'always-fails')
      await endAllSessions(twin)
      return received
    }
    expect(await receiveMessages()).toEqual(await receiveMessages())
  })
})

describe('idnow.webhook-issuer', () => {
  it.each([
    ['mock', 'urn:flowtwin:idnow'],
    ['production', 'https://auth.eu.platform.idnow.io/oidc'],
    ['sandbox', 'https://auth.eu.platform.idnow.sx/oidc'],
  ])('%s: the issuer of a message is %s', async (position, issuer) => {
    const { twin, received } = createReceiver()
    twin.world.applyOperation({ kind: 'configure', settings: { 'idnow.webhook-issuer': position } })
    await subscribe(twin, LIVE_SUBSCRIPTION)
    await createSessionFor(twin, 'customer-9')
    await twin.waitForDeliveries()
    expect(received.map(({ claims }) => claims['iss'])).toEqual([issuer])
  })
})
