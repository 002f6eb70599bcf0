import { recordsOf } from '../world/annex.ts'
import { eventsBetween, type RunEvent } from '../world/events.ts'
import { type Duration, type Instant, plus } from '../world/instant.ts'
import type { World } from '../world/world.ts'

/** One message to one subscriber. */
export interface Message {
  /** The subscription, in the vendor's own id; messages of one subscription are sent one after the other. */
  readonly subscription: string
  /** What it is about, in the vendor's own words. */
  readonly event: string
  /** When it happened: the first attempt is due then. */
  readonly at: Instant
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The body of an attempt; the first is attempt 1. */
  body(attempt: number, at: Instant): string
}

/** What a vendor tells those who subscribed. */
export interface Webhooks {
  /** The messages about what has just happened, in order. */
  messages(world: World, events: readonly RunEvent[]): readonly Message[]
  /** How long to wait before each further attempt, in the world's time. */
  readonly waits: readonly Duration[]
}

/** One try to deliver a message. */
export interface Attempt {
  readonly at: Instant
  /** Null when no answer came. */
  readonly status: number | null
}

/** A message on its way. */
export interface Delivery {
  readonly number: number
  readonly vendor: string
  readonly message: Message
  readonly attempts: readonly Attempt[]
  readonly state: 'waiting' | 'delivered' | 'given-up'
  /** When the next attempt is made. */
  readonly due: Instant
}

/** Sends one request to a subscriber; rejects when no answer comes in time. */
export type Post = (request: Request) => Promise<Response>

/** A vendor that has something to tell. */
export interface Sender {
  readonly vendor: string
  /** The records of those who subscribed. */
  readonly subscriptions: string
  /** Undefined until the vendor is loaded. */
  readonly webhooks: Webhooks | undefined
}

interface CourierParts {
  readonly world: World
  readonly senders: readonly Sender[]
  readonly post: Post
  /** Told of errors that are Flowtwin's own. */
  readonly report: (error: unknown) => void
}

const KEPT = 1000

/**
 * Carries the messages of one world's webhooks. What happened is gathered at once; attempts are due in the world's time,
 * so advancing a clock by a day makes every retry of that day.
 */
export class Courier {
  readonly #world: World
  readonly #senders: readonly Sender[]
  readonly #post: Post
  readonly #report: (error: unknown) => void
  #deliveries: Delivery[] = []
  #count = 0
  /** Up to here events have been gathered; null while nobody wants any. */
  #gathered: { readonly at: Instant; readonly keys: ReadonlySet<string> } | null = null
  #sending: Promise<void> = Promise.resolve()

  constructor({ world, senders, post, report }: CourierParts) {
    this.#world = world
    this.#senders = senders
    this.#post = post
    this.#report = report
  }

  /** Whether somebody is told of what happens, as far as it was seen at the last look. */
  get isWatching(): boolean {
    return this.#gathered !== null
  }

  /** The newest messages, oldest first. */
  get deliveries(): readonly Delivery[] {
    return this.#deliveries
  }

  /** Gathers what has happened since it was last called, and begins to send what is due. */
  look(): void {
    const { now } = this.#world
    try {
      this.#gather(now)
    } catch (error) {
      this.#report(error)
    }
    if (!this.#deliveries.some((one) => isDue(one, now))) return
    this.#sending = this.#sending.then(() => this.#send(now)).catch(this.#report)
  }

  /** Resolves once every attempt that is due has been made. */
  async settled(): Promise<void> {
    this.look()
    await this.#sending
  }

  #gather(now: Instant): void {
    const { annex } = this.#world
    const wanting = this.#senders.filter(({ subscriptions }) => recordsOf(annex, subscriptions).size > 0)
    if (wanting.length === 0) {
      this.#gathered = null
      return
    }
    // Nothing is lost: it is gathered from where it was left off as soon as all can tell it in their words.
    if (this.#gathered !== null && wanting.some(({ webhooks }) => webhooks === undefined)) return
    const { at, keys } = this.#gathered ?? { at: now, keys: null }
    const events = eventsBetween(this.#world.view(), at, now)
    this.#gathered = { at: now, keys: new Set(events.filter((event) => event.at === now).map(keyOf)) }
    // What happened before the first subscription is nobody's business.
    if (keys === null) return
    const fresh = events.filter((event) => event.at > at || !keys.has(keyOf(event)))
    if (fresh.length > 0) for (const sender of wanting) this.#enqueue(sender, fresh)
  }

  #enqueue({ vendor, webhooks }: Sender, events: readonly RunEvent[]): void {
    for (const message of webhooks?.messages(this.#world, events) ?? []) {
      this.#count++
      this.#deliveries.push({ number: this.#count, vendor, message, attempts: [], state: 'waiting', due: message.at })
    }
    if (this.#deliveries.length > 2 * KEPT) {
      const cut = this.#deliveries.length - KEPT
      this.#deliveries = this.#deliveries.filter(({ state }, place) => state === 'waiting' || place >= cut)
    }
  }

  async #send(now: Instant): Promise<void> {
    const lanes = new Map<string, Delivery[]>()
    for (const delivery of this.#deliveries.filter((one) => isDue(one, now))) {
      const name = `${delivery.vendor} ${delivery.message.subscription}`
      lanes.set(name, [...(lanes.get(name) ?? []), delivery])
    }
    await Promise.all(
      [...lanes.values()].map(async (lane) => {
        for (const delivery of lane) await this.#attemptAll(delivery, now)
      }),
    )
  }

  async #attemptAll(delivery: Delivery, now: Instant): Promise<void> {
    let latest = delivery
    while (isDue(latest, now)) {
      latest = after(latest, await this.#attempt(latest), this.#waitsOf(latest))
      const place = this.#deliveries.findIndex(({ number }) => number === latest.number)
      if (place !== -1) this.#deliveries[place] = latest
    }
  }

  async #attempt({ message, attempts, due }: Delivery): Promise<Attempt> {
    const { url, headers } = message
    const body = message.body(attempts.length + 1, due)
    try {
      const { status } = await this.#post(new Request(url, { method: 'POST', headers, body }))
      return { at: due, status }
    } catch {
      return { at: due, status: null }
    }
  }

  #waitsOf({ vendor }: Delivery): readonly Duration[] {
    return this.#senders.find((sender) => sender.vendor === vendor)?.webhooks?.waits ?? []
  }
}

function isDue({ state, due }: Delivery, now: Instant): boolean {
  return state === 'waiting' && due <= now
}

function after(delivery: Delivery, attempt: Attempt, waits: readonly Duration[]): Delivery {
  const attempts = [...delivery.attempts, attempt]
  const { status } = attempt
  if (status !== null && status >= 200 && status < 300) return { ...delivery, attempts, state: 'delivered' }
  const wait = waits[attempts.length - 1]
  if (wait === undefined) return { ...delivery, attempts, state: 'given-up' }
  return { ...delivery, attempts, due: plus(attempt.at, wait) }
}

function keyOf({ kind, at, run }: RunEvent): string {
  return `${kind} ${run.number} ${run.revision} ${at}`
}
