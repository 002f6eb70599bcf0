import type { Message, Webhooks } from '../../http/courier.ts'
import { toMilliseconds } from '../../wire/instants.ts'
import { numericDate, signedJwt } from '../../wire/jwt.ts'
import type { KeptRecord } from '../../world/annex.ts'
import type { RunEvent } from '../../world/events.ts'
import type { EndStatus } from '../../world/fate.ts'
import { type Instant, MINUTE } from '../../world/instant.ts'
import type { JsonObject, Run } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { SUBSCRIPTIONS } from './face.ts'
import { idsOf } from './ids.ts'
import { lastStepOf, wireStatus } from './session.ts'

/** Seconds for which a message is good. */
const LIFETIME = 300
const ISSUER = 'urn:flowtwin:idnow'

const names = {
  completed: 'session.completed',
  cancelled: 'session.aborted',
  expired: 'session.expired',
  failed: 'session.error',
} as const satisfies Record<EndStatus, string>

/** Messages about the beginning and the end of sessions, each a signed JWT; three attempts, as documented. */
export const webhooks: Webhooks = {
  waits: [MINUTE, 10 * MINUTE],
  messages(world, events) {
    const subscriptions = [...world.records(SUBSCRIPTIONS)]
    return events.flatMap((event) => {
      const told = toldOf(event)
      if (told === undefined) return []
      const wanting = subscriptions.filter(({ value }) => wants(value, told))
      return wanting.map((subscription) => messageOf(told, subscription, world))
    })
  },
}

/** Something that happened to a session which subscribers are told of. */
interface Told {
  readonly name: string
  /** Its place among what is told of the session, from 1. */
  readonly sequence: number
  readonly at: Instant
  readonly run: Run
}

function toldOf({ kind, at, run, before }: RunEvent): Told | undefined {
  if (kind === 'created') return { name: 'session.created', sequence: 1, at, run }
  if (kind !== 'changed' || run.endedAt === null || (before !== null && before.endedAt !== null)) return undefined
  // A run that has ended has one of the statuses of an end.
  return { name: names[run.status as EndStatus], sequence: 2, at, run }
}

function wants({ url, environment, events }: JsonObject, { name, run }: Told): boolean {
  return typeof url === 'string' && environment === run.environment && (!Array.isArray(events) || events.includes(name))
}

function messageOf(told: Told, { number, value }: KeptRecord, world: World): Message {
  return {
    subscription: String(number),
    event: told.name,
    at: told.at,
    url: typeof value['url'] === 'string' ? value['url'] : '',
    headers: { 'content-type': 'application/jwt' },
    body: (attempt, at) => signedJwt(claimsOf(told, { attempt, at, subscription: number }, world)),
  }
}

interface Delivery {
  readonly attempt: number
  readonly at: Instant
  readonly subscription: number
}

function claimsOf({ name, sequence, run }: Told, { attempt, at, subscription }: Delivery, world: World): JsonObject {
  const ids = idsOf(world)
  const event = 4 * run.number + sequence
  const step = lastStepOf(run, world)
  const sent = numericDate(at)
  return {
    iss: ISSUER,
    aud: ids.tenant,
    iat: sent,
    exp: sent + LIFETIME,
    data: {
      eventId: ids.event.encode(event),
      eventVersion: '1',
      eventName: name,
      eventDeliverId: ids.delivery.encode((4 * event + attempt) * 64 + (subscription % 64)),
      eventSequence: String(sequence),
      createdAt: toMilliseconds(at),
      environment: run.environment,
      payload: {
        flowId: ids.flow.encode(run.flow.index),
        sessionId: ids.session.encode(run.number, run.createdAt),
        sessionStatus: wireStatus[run.status],
      },
      ...(step == null
        ? {}
        : { lastStepId: step.stepId, lastStepType: typeOf(step.stepId), lastStepStatus: step.verdict }),
    },
  }
}

function typeOf(stepId: string): string {
  return stepId.replaceAll('-', '_').toUpperCase()
}
