import { getVendorRecords } from '../world/state/side-state.ts'
import { listRunEvents, type RunEvent } from '../world/query/events.ts'
import { type Duration, type Instant, addDuration } from '../world/time.ts'
import type { View } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import type {
  DeliveryAttempt,
  WebhookDelivery,
  WebhookMessage,
  WebhookPosition,
  WebhookProgress,
  WebhookRecord,
} from '../store/record.ts'

export type { WebhookMessage }

/** The webhooks of a vendor. */
export interface Webhooks {
  /** Returns the messages about events, in order. */
  buildMessages(world: World, events: readonly RunEvent[]): readonly WebhookMessage[]
  /** Returns the body of an attempt at a message; a repeated attempt has the ids of the first one. */
  buildBody(world: World, message: WebhookMessage, attempt: AttemptTimes): string
  /** The delays before further attempts, in virtual time. */
  readonly retryDelays: readonly Duration[]
  /** The names of the events, for a vendor without an operation that creates subscriptions: the control API creates them. */
  readonly subscribableEvents?: readonly string[]
}

export interface AttemptTimes {
  /** Attempts count from 1. */
  readonly attempt: number
  /** The instant at which the attempt was due. */
  readonly at: Instant
  /** The instant at which it is sent; later than `at` when the clock jumped. */
  readonly sentAt: Instant
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
  /** Stores what became of messages, so that the server that opens the world next goes on. Default: not stored. */
  readonly storeRecord?: ((record: WebhookRecord) => void) | undefined
  /** What the last server had stored. */
  readonly progress?: WebhookProgress | undefined
}

const MAX_DELIVERIES = 1000

/**
 * Delivers the webhooks of one world. Events are collected on each call; attempts are due in virtual time, so advancing
 * the clock by a day makes all retries of that day.
 *
 * With a store, collected messages and attempts are records of the world's log. A record is written before any later
 * operation, so collecting the events again after a crash gives the messages whose record is missing; an attempt whose
 * record is missing is made again.
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
  readonly #storeRecord: (record: WebhookRecord) => void
  /** The position up to which events are collected; null without subscriptions. */
  #collected: WebhookPosition | null = null
  /** The view whose events are collected: as long as it is the world's view there are no new events. */
  #collectedView: View | null = null
  /** The instant from which the first collection starts, of a world that was opened; null for its own instant. */
  #startAt: Instant | null = null
  /** The instant up to which attempts may be sent. */
  #dueUntil: Instant
  #isSending = false
  #sending: Promise<void> = Promise.resolve()

  constructor(parts: WebhookDispatcherParts) {
    const { world, progress } = parts
    this.#world = world
    this.#dueUntil = world.now
    this.#senders = parts.senders
    this.#postWebhook = parts.postWebhook
    this.#isStopping = parts.isStopping
    this.#waitTurn = parts.waitTurn
    this.#reportError = parts.reportError
    this.#whenStored = parts.whenStored ?? ((callback) => callback())
    this.#storeRecord = parts.storeRecord ?? (() => undefined)
    if (progress === undefined) return
    this.#collected = progress.collected
    this.#startAt = progress.stoppedAt
    this.#deliveries = [...progress.pending]
    this.#count = progress.count
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
    const startAt = this.#startAt ?? now
    if (!this.hasSubscribers) {
      this.#startAt = null
      if (this.#collected !== null) this.#storeRecord({ collected: null })
      this.#collected = null
      this.#collectedView = null
      return
    }
    // Until all vendors are loaded the position stays, so that no event is lost.
    if (this.#collected !== null && activeSenders.some(({ webhooks }) => webhooks === undefined)) return
    this.#startAt = null
    const view = this.#world.view()
    if (view === this.#collectedView) return
    // Events before the first subscription are not sent.
    const { at, keys } = this.#collected ?? createPosition(listRunEvents(view, startAt, startAt), startAt)
    if (now < at) return
    const events = listRunEvents(view, at, now)
    const known = new Set(keys)
    const newEvents = events.filter((event) => event.at > at || !known.has(createEventKey(event)))
    const isFirst = this.#collected === null
    const collected = createPosition(events, now)
    this.#collected = collected
    this.#collectedView = view
    const added = newEvents.length === 0 ? [] : activeSenders.flatMap((sender) => this.#enqueue(sender, newEvents))
    // Without new events the last position does as well.
    if (isFirst || newEvents.length > 0) this.#storeRecord({ collected, deliveries: added })
  }

  #enqueue({ vendor, webhooks }: WebhookSender, events: readonly RunEvent[]): readonly WebhookDelivery[] {
    const messages = webhooks?.buildMessages(this.#world, events) ?? []
    const added = messages.map((message): WebhookDelivery => {
      this.#count++
      return { number: this.#count, vendor, message, attempts: [], state: 'pending', dueAt: message.at }
    })
    for (const delivery of added) this.#deliveries.push(delivery)
    const excess = this.#deliveries.length - MAX_DELIVERIES
    if (excess > MAX_DELIVERIES) {
      this.#deliveries = this.#deliveries.filter(({ state }, index) => state === 'pending' || index >= excess)
    }
    return added
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
      const attempt = await this.#attemptDelivery(latest)
      // The end of the server has cut it off; it is made again.
      if (attempt.status === null && this.#isStopping()) return
      latest = applyAttempt(latest, attempt, this.#getSender(latest)?.retryDelays ?? [])
      const index = this.#deliveries.findIndex(({ number }) => number === latest.number)
      if (index !== -1) this.#deliveries[index] = latest
      const { number, attempts, state, dueAt } = latest
      this.#storeRecord({ deliveries: [{ number, attempts, state, dueAt }] })
    }
  }

  async #attemptDelivery(delivery: WebhookDelivery): Promise<DeliveryAttempt> {
    const { vendor, message, attempts, dueAt } = delivery
    const { url, headers } = message
    try {
      const sender = this.#getSender(delivery)
      if (sender === undefined) throw new Error(`the API of ${vendor} is not served`)
      const times = { attempt: attempts.length + 1, at: dueAt, sentAt: this.#world.now }
      const body = sender.buildBody(this.#world, message, times)
      const { status } = await this.#postWebhook(new Request(url, { method: 'POST', headers, body }))
      return { at: dueAt, status, error: null }
    } catch (error) {
      return { at: dueAt, status: null, error: describeFailure(error) }
    }
  }

  #getSender({ vendor }: WebhookDelivery): Webhooks | undefined {
    return this.#senders.find((sender) => sender.vendor === vendor)?.webhooks
  }
}

function createPosition(events: readonly RunEvent[], at: Instant): WebhookPosition {
  return { at, keys: events.filter((event) => event.at === at).map(createEventKey) }
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
