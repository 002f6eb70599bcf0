import { getVendorRecords } from '../world/state/side-state.ts'
import { listRunEvents, type RunEvent } from '../world/query/events.ts'
import { type Duration, type Instant, addDuration } from '../world/time.ts'
import type { World } from '../world/world.ts'

/** One message to one subscriber. */
export interface WebhookMessage {
  /** The vendor's id of the subscription; messages of one subscription are sent in sequence. */
  readonly subscription: string
  /** The vendor's name of the event. */
  readonly event: string
  /** The instant of the event, at which the first attempt is due. */
  readonly at: Instant
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /**
   * Returns the body of an attempt; attempts count from 1.
   * @param at the instant at which the attempt was due
   * @param sentAt the instant at which it is sent; later than `at` when the clock jumped
   */
  buildBody(attempt: number, at: Instant, sentAt: Instant): string
}

/** The webhooks of a vendor. */
export interface Webhooks {
  /** Returns the messages about events, in order. */
  buildMessages(world: World, events: readonly RunEvent[]): readonly WebhookMessage[]
  /** The delays before further attempts, in virtual time. */
  readonly retryDelays: readonly Duration[]
  /** The names of the events, for a vendor without an operation that creates subscriptions: the control API creates them. */
  readonly subscribableEvents?: readonly string[]
}

export interface DeliveryAttempt {
  readonly at: Instant
  /** Null without a response. */
  readonly status: number | null
  /** The reason for an attempt without a response; null for one with. */
  readonly error: string | null
}

/** A message with its delivery state. */
export interface WebhookDelivery {
  readonly number: number
  readonly vendor: string
  readonly message: WebhookMessage
  readonly attempts: readonly DeliveryAttempt[]
  readonly state: 'pending' | 'delivered' | 'failed'
  /** The instant of the next attempt. */
  readonly dueAt: Instant
}

/** Sends one request to a subscriber; rejects when there is no response in time. */
export type PostWebhook = (request: Request) => Promise<Response>

/** A vendor with webhooks. */
export interface WebhookSender {
  readonly vendor: string
  /** The collection of subscriptions among the world's vendor records. */
  readonly subscriptionCollection: string
  /** Undefined until the vendor is loaded. */
  readonly webhooks: Webhooks | undefined
}

interface WebhookDispatcherParts {
  readonly world: World
  readonly senders: readonly WebhookSender[]
  readonly postWebhook: PostWebhook
  /** True while nothing may be sent; what is due stays pending. */
  readonly isStopping: () => boolean
  /** Resolves after other work that waits in the process. */
  readonly waitTurn: () => Promise<void>
  /** Receives errors that are bugs of Flowtwin. */
  readonly reportError: (error: unknown) => void
  /** Calls back once everything that happened so far is stored; not at all when it is undone. Default: at once. */
  readonly whenStored?: ((callback: () => void) => void) | undefined
}

const MAX_DELIVERIES = 1000

/**
 * Delivers the webhooks of one world. Events are collected on each call; attempts are due in virtual time, so advancing
 * the clock by a day makes all retries of that day.
 */
export class WebhookDispatcher {
  readonly #world: World
  readonly #senders: readonly WebhookSender[]
  readonly #postWebhook: PostWebhook
  readonly #isStopping: () => boolean
  readonly #waitTurn: () => Promise<void>
  readonly #reportError: (error: unknown) => void
  readonly #whenStored: (callback: () => void) => void
  /** True when the last collection found subscriptions. */
  hasSubscribers = false
  #deliveries: WebhookDelivery[] = []
  #count = 0
  /** The position up to which events are collected; null without subscriptions. */
  #collected: { readonly at: Instant; readonly keys: ReadonlySet<string> } | null = null
  /** The instant up to which attempts may be sent. */
  #dueUntil: Instant
  #isSending = false
  #sending: Promise<void> = Promise.resolve()

  constructor({ world, senders, postWebhook, isStopping, waitTurn, reportError, whenStored }: WebhookDispatcherParts) {
    this.#world = world
    this.#dueUntil = world.now
    this.#senders = senders
    this.#postWebhook = postWebhook
    this.#isStopping = isStopping
    this.#waitTurn = waitTurn
    this.#reportError = reportError
    this.#whenStored = whenStored ?? ((callback) => callback())
  }

  /** The newest deliveries, oldest first. */
  get deliveries(): readonly WebhookDelivery[] {
    return this.#deliveries
  }

  get hasPendingDeliveries(): boolean {
    return this.#deliveries.some(({ state }) => state === 'pending')
  }

  /** Collects new events, and starts to send what is due; with a store, when the operations that caused them are stored. */
  dispatchDue(): void {
    this.#whenStored(() => this.#dispatch())
  }

  #dispatch(): void {
    const { now } = this.#world
    try {
      this.#collectEvents(now)
    } catch (error) {
      this.#reportError(error)
    }
    this.#dueUntil = now
    // Attempts that fall due while others are sent follow them.
    if (!this.#isSending && this.#hasDueDeliveries()) this.#sending = this.#sendAllDue().catch(this.#reportError)
  }

  #hasDueDeliveries(): boolean {
    return this.#deliveries.some((delivery) => isDue(delivery, this.#dueUntil))
  }

  async #sendAllDue(): Promise<void> {
    this.#isSending = true
    try {
      while (!this.#isStopping() && this.#hasDueDeliveries()) await this.#sendDue(this.#dueUntil)
    } finally {
      this.#isSending = false
    }
  }

  /** Resolves after all due attempts. */
  async waitForDeliveries(): Promise<void> {
    this.dispatchDue()
    await this.#sending
  }

  #collectEvents(now: Instant): void {
    const { sideState } = this.#world
    const activeSenders = this.#senders.filter(
      ({ subscriptionCollection }) => getVendorRecords(sideState, subscriptionCollection).size > 0,
    )
    this.hasSubscribers = activeSenders.length > 0
    if (!this.hasSubscribers) {
      this.#collected = null
      return
    }
    // Until all vendors are loaded the position stays, so that no event is lost.
    if (this.#collected !== null && activeSenders.some(({ webhooks }) => webhooks === undefined)) return
    const { at, keys } = this.#collected ?? { at: now, keys: null }
    const events = listRunEvents(this.#world.view(), at, now)
    this.#collected = { at: now, keys: new Set(events.filter((event) => event.at === now).map(createEventKey)) }
    // Events before the first subscription are not sent.
    if (keys === null) return
    const newEvents = events.filter((event) => event.at > at || !keys.has(createEventKey(event)))
    if (newEvents.length > 0) for (const sender of activeSenders) this.#enqueue(sender, newEvents)
  }

  #enqueue({ vendor, webhooks }: WebhookSender, events: readonly RunEvent[]): void {
    for (const message of webhooks?.buildMessages(this.#world, events) ?? []) {
      this.#count++
      this.#deliveries.push({ number: this.#count, vendor, message, attempts: [], state: 'pending', dueAt: message.at })
    }
    const excess = this.#deliveries.length - MAX_DELIVERIES
    if (excess > MAX_DELIVERIES) {
      this.#deliveries = this.#deliveries.filter(({ state }, index) => state === 'pending' || index >= excess)
    }
  }

  async #sendDue(now: Instant): Promise<void> {
    const queues = new Map<string, WebhookDelivery[]>()
    for (const delivery of this.#deliveries.filter((candidate) => isDue(candidate, now))) {
      const key = `${delivery.vendor} ${delivery.message.subscription}`
      const queue = queues.get(key)
      if (queue === undefined) queues.set(key, [delivery])
      else queue.push(delivery)
    }
    await Promise.all(
      [...queues.values()].map(async (queue) => {
        for (const delivery of queue) await this.#deliver(delivery, now)
      }),
    )
  }

  async #deliver(delivery: WebhookDelivery, now: Instant): Promise<void> {
    let latest = delivery
    while (isDue(latest, now) && !this.#isStopping()) {
      // An advance makes thousands of attempts due, each with a signature; requests are handled in between.
      await this.#waitTurn()
      latest = applyAttempt(latest, await this.#attemptDelivery(latest), this.#getRetryDelays(latest))
      const index = this.#deliveries.findIndex(({ number }) => number === latest.number)
      if (index !== -1) this.#deliveries[index] = latest
    }
  }

  async #attemptDelivery({ message, attempts, dueAt }: WebhookDelivery): Promise<DeliveryAttempt> {
    const { url, headers } = message
    const body = message.buildBody(attempts.length + 1, dueAt, this.#world.now)
    try {
      const { status } = await this.#postWebhook(new Request(url, { method: 'POST', headers, body }))
      return { at: dueAt, status, error: null }
    } catch (error) {
      return { at: dueAt, status: null, error: describeFailure(error) }
    }
  }

  #getRetryDelays({ vendor }: WebhookDelivery): readonly Duration[] {
    return this.#senders.find((sender) => sender.vendor === vendor)?.webhooks?.retryDelays ?? []
  }
}

/** Names the cause as well: fetch reports each failure of a connection as "fetch failed". */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}

function isDue({ state, dueAt }: WebhookDelivery, now: Instant): boolean {
  return state === 'pending' && dueAt <= now
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
  if (delay === undefined) return { ...delivery, attempts, state: 'failed' }
  return { ...delivery, attempts, dueAt: addDuration(attempt.at, delay) }
}

function createEventKey({ kind, at, run }: RunEvent): string {
  return `${kind} ${run.number} ${run.revision} ${at}`
}
