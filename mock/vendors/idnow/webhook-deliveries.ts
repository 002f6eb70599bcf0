import { getQuirkPosition } from '../../http/quirk.ts'
import type { Webhooks } from '../../http/webhook-dispatcher.ts'
import { formatIsoMilliseconds } from '../../wire/date-time.ts'
import { signJwt, toNumericDate } from '../../wire/jwt.ts'
import type { EndStatus } from '../../world/model/outcome.ts'
import type { VendorRecord } from '../../world/state/side-state.ts'
import type { RunEvent } from '../../world/query/events.ts'
import { type Instant, MINUTE } from '../../world/time.ts'
import type { JsonObject } from '../../world/model/json.ts'
import type { Run } from '../../world/model/run.ts'
import type { World } from '../../world/world.ts'
import { getIds } from './ids.ts'
import { quirks } from './quirks.ts'
import { getLastStep, wireStatus } from './sessions.ts'

/**
 * The resource name of webhook subscriptions; a record is `{ url, environment, events? }`, all events by default. IDnow
 * documents no operation that creates one: customers do that in the dashboard, users of the mock in the control API.
 */
export const SUBSCRIPTIONS = 'idnow/webhooks'

/** The issuers of deliveries, by position of the quirk. */
const ISSUERS = {
  mock: 'urn:flowtwin:idnow',
  production: 'https://auth.eu.platform.idnow.io/oidc',
  sandbox: 'https://auth.eu.platform.idnow.sx/oidc',
} as const

/** The lifetime of a delivery's JWT in seconds, from its sending. */
const DELIVERY_LIFETIME = 300

const eventNames = {
  completed: 'session.completed',
  cancelled: 'session.aborted',
  expired: 'session.expired',
  failed: 'session.error',
} as const satisfies Record<EndStatus, string>

/** Webhook messages on the creation and the end of sessions. Each is a signed JWT with three attempts, as documented. */
export const webhooks: Webhooks = {
  retryDelays: [MINUTE, 10 * MINUTE],
  subscribableEvents: ['session.created', ...Object.values(eventNames)],
  buildMessages(world, events) {
    const subscriptions = [...world.getRecords(SUBSCRIPTIONS)]
    return events.flatMap((runEvent) => {
      const event = toWebhookEvent(runEvent)
      if (event === undefined) return []
      const subscribed = subscriptions.filter(({ value }) => isSubscribed(value, event))
      return subscribed.map((subscription) => createMessage(event, subscription, world))
    })
  },
  buildBody(world, { subscription, event, content }, { attempt, at, sentAt }) {
    // Only `createMessage` creates the messages of this vendor.
    const { eventNumber, sequence, details } = content as MessageContent
    const ids = getIds(world)
    const data: JsonObject = {
      eventId: ids.event.encode(eventNumber),
      eventVersion: '1',
      eventName: event,
      eventDeliverId: ids.delivery.encode((4 * eventNumber + attempt) * 64 + (Number(subscription) % 64)),
      eventSequence: String(sequence),
      createdAt: formatIsoMilliseconds(at),
      ...details,
    }
    const iat = toNumericDate(sentAt)
    const exp = iat + DELIVERY_LIFETIME
    const iss = ISSUERS[getQuirkPosition(world, quirks['idnow.webhook-issuer'])]
    return signJwt({ iss, aud: ids.tenant, iat, exp, data })
  },
}

/** An event of a session that subscribers receive. */
interface WebhookEvent {
  readonly name: string
  /** The position among the events of the session, from 1. */
  readonly sequence: number
  readonly at: Instant
  readonly run: Run
}

function toWebhookEvent({ kind, at, run, before }: RunEvent): WebhookEvent | undefined {
  if (kind === 'created') return { name: 'session.created', sequence: 1, at, run }
  if (kind !== 'changed' || run.endedAt === null || (before !== null && before.endedAt !== null)) return undefined
  // An ended run has an end status.
  return { name: eventNames[run.status as EndStatus], sequence: 2, at, run }
}

function isSubscribed({ url, environment, events }: JsonObject, { name, run }: WebhookEvent): boolean {
  return typeof url === 'string' && environment === run.environment && (!Array.isArray(events) || events.includes(name))
}

/** What all attempts at a message have in common. */
interface MessageContent {
  readonly eventNumber: number
  readonly sequence: number
  readonly details: JsonObject
}

/** Creates the message of an event to one subscriber; the body of each attempt has its own times and delivery id. */
function createMessage({ name, sequence, at, run }: WebhookEvent, subscription: VendorRecord, world: World) {
  const ids = getIds(world)
  const { number, value } = subscription
  const step = getLastStep(run, world)
  const stepType = step?.stepId.replaceAll('-', '_').toUpperCase() ?? ''
  const details: JsonObject = {
    environment: run.environment,
    payload: {
      flowId: ids.flow.encode(run.flow.index),
      sessionId: ids.session.encode(run.number, run.createdAt),
      sessionStatus: wireStatus[run.status],
    },
    ...(step == null ? {} : { lastStepId: step.stepId, lastStepType: stepType, lastStepStatus: step.verdict }),
  }
  return {
    subscription: String(number),
    event: name,
    at,
    url: typeof value['url'] === 'string' ? value['url'] : '',
    headers: { 'content-type': 'application/jwt' },
    content: { eventNumber: 4 * run.number + sequence, sequence, details },
  }
}
