import { getVendorRecords } from '../world/state/side-state.ts'
import { listRunEvents, type RunEvent } from '../world/query/events.ts'
import { type Duration, type Instant, addDuration } from '../world/time/instant.ts'
import type { World } from '../world/world.ts'

/** One message to one subscriber. */
export interface WebhookMessage {
  /** The subscription, in the vendor's own id; messages of one subscription are sent one after the other. */
  readonly subscription: string
  /** What it is about, in the vendor's own words. */
  readonly event: string
  /** When it happened: the first attempt is due then. */
  readonly at: Instant
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The body of an attempt; the first is attempt 1. */
  buildBody(attempt: number, at: Instant): string
}

/** What a vendor tells those who subscribed. */
export interface Webhooks {
  /** The messages about what has just happened, in order. */
  buildMessages(world: World, events: readonly RunEvent[]): readonly WebhookMessage[]
  /** How long to wait before each further attempt, in the world's time. */
  readonly retryDelays: readonly Duration[]
}

/** One try to deliver a message. */
export interface DeliveryAttempt {
  readonly at: Instant
  /** Null when no answer came. */
  readonly status: number | null
}

/** A message on its way. */
export interface WebhookDelivery {
  readonly number: number
  readonly vendor: string
  readonly message: WebhookMessage
  readonly attempts: readonly DeliveryAttempt[]
  readonly state: 'waiting' | 'delivered' | 'given-up'
  /** When the next attempt is made. */
  readonly dueAt: Instant
}

/** Sends one request to a subscriber; rejects when no answer comes in time. */
export type PostWebhook = (request: Request) => Promise<Response>

/** A vendor that has something to tell. */
export interface WebhookSender {
  readonly vendor: string
  /** The records of those who subscribed. */
  readonly subscriptionCollection: string
  /** Undefined until the vendor is loaded. */
  readonly webhooks: Webhooks | undefined
}

interface WebhookDispatcherParts {
  readonly world: World
  readonly senders: readonly WebhookSender[]
  readonly postWebhook: PostWebhook
  /** Told of errors that are Flowtwin's own. */
  readonly reportError: (error: unknown) => void
}

const MAX_DELIVERIES = 1000

/**
 * Carries the messages of one world's webhooks. What happened is gathered at once; attempts are due in the world's time,
 * so advancing a clock by a day makes every retry of that day.
 */
export class WebhookDispatcher {
  readonly #world: World
  readonly #senders: readonly WebhookSender[]
  readonly #postWebhook: PostWebhook
  readonly #reportError: (error: unknown) => void
  #deliveries: WebhookDelivery[] = []
  #count = 0
  /** Up to here events have been gathered; null while nobody wants any. */
  #collected: { readonly at: Instant; readonly keys: ReadonlySet<string> } | null = null
  #sending: Promise<void> = Promise.resolve()

  constructor({ world, senders, postWebhook, reportError }: WebhookDispatcherParts) {
    this.#world = world
    this.#senders = senders
    this.#postWebhook = postWebhook
    this.#reportError = reportError
  }

  /** Whether somebody is told of what happens, as far as it was seen at the last look. */
  get hasSubscribers(): boolean {
    return this.#collected !== null
  }

  /** The newest messages, oldest first. */
  get deliveries(): readonly WebhookDelivery[] {
    return this.#deliveries
  }

  /** Gathers what has happened since it was last called, and begins to send what is due. */
  dispatchDue(): void {
    const { now } = this.#world
    try {
      this.#collectEvents(now)
    } catch (error) {
      this.#reportError(error)
    }
    if (!this.#deliveries.some((one) => isDue(one, now))) return
    this.#sending = this.#sending.then(() => this.#sendDue(now)).catch(this.#reportError)
  }

  /** Resolves once every attempt that is due has been made. */
  async waitForDeliveries(): Promise<void> {
    this.dispatchDue()
    await this.#sending
  }

  #collectEvents(now: Instant): void {
    const { sideState } = this.#world
    const wanting = this.#senders.filter(
      ({ subscriptionCollection }) => getVendorRecords(sideState, subscriptionCollection).size > 0,
    )
    if (wanting.length === 0) {
      this.#collected = null
      return
    }
    // Nothing is lost: it is gathered from where it was left off as soon as all can tell it in their words.
    if (this.#collected !== null && wanting.some(({ webhooks }) => webhooks === undefined)) return
    const { at, keys } = this.#collected ?? { at: now, keys: null }
    const events = listRunEvents(this.#world.view(), at, now)
    this.#collected = { at: now, keys: new Set(events.filter((event) => event.at === now).map(createEventKey)) }
    // What happened before the first subscription is nobody's business.
    if (keys === null) return
    const fresh = events.filter((event) => event.at > at || !keys.has(createEventKey(event)))
    if (fresh.length > 0) for (const sender of wanting) this.#enqueue(sender, fresh)
  }

  #enqueue({ vendor, webhooks }: WebhookSender, events: readonly RunEvent[]): void {
    for (const message of webhooks?.buildMessages(this.#world, events) ?? []) {
      this.#count++
      this.#deliveries.push({ number: this.#count, vendor, message, attempts: [], state: 'waiting', dueAt: message.at })
    }
    if (this.#deliveries.length > 2 * MAX_DELIVERIES) {
      const cut = this.#deliveries.length - MAX_DELIVERIES
      this.#deliveries = this.#deliveries.filter(({ state }, place) => state === 'waiting' || place >= cut)
    }
  }

  async #sendDue(now: Instant): Promise<void> {
    const lanes = new Map<string, WebhookDelivery[]>()
    for (const delivery of this.#deliveries.filter((one) => isDue(one, now))) {
      const name = `${delivery.vendor} ${delivery.message.subscription}`
      lanes.set(name, [...(lanes.get(name) ?? []), delivery])
    }
    await Promise.all(
      [...lanes.values()].map(async (lane) => {
        for (const delivery of lane) await this.#deliver(delivery, now)
      }),
    )
  }

  async #deliver(delivery: WebhookDelivery, now: Instant): Promise<void> {
    let latest = delivery
    while (isDue(latest, now)) {
      latest = applyAttempt(latest, await this.#attemptDelivery(latest), this.#getRetryDelays(latest))
      const place = this.#deliveries.findIndex(({ number }) => number === latest.number)
      if (place !== -1) this.#deliveries[place] = latest
    }
  }

  async #attemptDelivery({ message, attempts, dueAt }: WebhookDelivery): Promise<DeliveryAttempt> {
    const { url, headers } = message
    const body = message.buildBody(attempts.length + 1, dueAt)
    try {
      const { status } = await this.#postWebhook(new Request(url, { method: 'POST', headers, body }))
      return { at: dueAt, status }
    } catch {
      return { at: dueAt, status: null }
    }
  }

  #getRetryDelays({ vendor }: WebhookDelivery): readonly Duration[] {
    return this.#senders.find((sender) => sender.vendor === vendor)?.webhooks?.retryDelays ?? []
  }
}

function isDue({ state, dueAt }: WebhookDelivery, now: Instant): boolean {
  return state === 'waiting' && dueAt <= now
}

function applyAttempt(
  delivery: WebhookDelivery,
  attempt: DeliveryAttempt,
  retryDelays: readonly Duration[],
): WebhookDelivery {
  const attempts = [...delivery.attempts, attempt]
  const { status } = attempt
  if (status !== null && status >= 200 && status < 300) return { ...delivery, attempts, state: 'delivered' }
  const delay = retryDelays[attempts.length - 1]
  if (delay === undefined) return { ...delivery, attempts, state: 'given-up' }
  return { ...delivery, attempts, dueAt: addDuration(attempt.at, delay) }
}

function createEventKey({ kind, at, run }: RunEvent): string {
  return `${kind} ${run.number} ${run.revision} ${at}`
}
