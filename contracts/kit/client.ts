import { Allowance, type Exhaustion } from './allowance.ts'
import type { Call } from './call.ts'
import type { Clock } from './clock.ts'
import { readContent } from './content-coding.ts'
import { isBusyAnswer, isFromEnvironment } from './environment.ts'
import { type Exchange, headerOf, isSuccess } from './exchange.ts'
import { Forbidden, Guard, SAFE_METHODS } from './guard.ts'
import type { Ledger } from './ledger.ts'
import type { Limits } from './limits.ts'
import { readHttpDate } from './oracles/http-date.ts'
import { blocked, notApplicable } from './outcome.ts'
import { Pace } from './pace.ts'
import type { Profile } from './profile.ts'
import type { Recorder } from './recorder.ts'
import { type Dressing, requestOf } from './request.ts'
import { CannotSend, type Transport } from './transport.ts'
import { collectionOf, type Permits, type Writes } from './writes.ts'

const MOST_WAITS = 3
const MOST_FAILURES = 10
const NEVER_ARRIVED: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']

/** No answer at all: the name, the connection, TLS or the time limit failed. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

export interface ClientWiring {
  readonly transport: Transport
  readonly dressing: Dressing
  readonly clock: Clock
  readonly recorder: Recorder
  readonly ledger: Ledger
  readonly permits: Permits
  readonly writes: Writes | null
  readonly limits: Limits
  /** What the target claims to have. */
  readonly operations: Profile['operations']
  /** Without one the limits alone say when it is enough. */
  readonly allowance?: Allowance
}

/** What a run asked of its target. */
export interface Traffic {
  readonly requests: number
  /** Requests that were sent again because no answer came. */
  readonly repeated: number
  /** Why, for the first of them. */
  readonly failures: readonly string[]
  /** What ended the run before it was through. */
  readonly exhausted: Exhaustion | null
}

/** Sends what checks ask for, keeps every answer, and refuses what the run may not do. */
export class Client {
  readonly #wiring: ClientWiring
  readonly #guard: Guard
  readonly #pace: Pace
  readonly #allowance: Allowance
  readonly #failures: string[] = []
  /** Requests that went out, repeats included. */
  sent = 0
  retried = 0

  constructor(wiring: ClientWiring) {
    this.#wiring = wiring
    this.#guard = new Guard(wiring)
    this.#pace = new Pace(wiring.clock, wiring.limits)
    this.#allowance = wiring.allowance ?? new Allowance({ ...wiring, signal: null })
  }

  /** Whether the transport shows the answer as the target made it. */
  get exact(): boolean {
    return this.#wiring.transport.exact
  }

  /** What it asked of the target, for the report. */
  get traffic(): Traffic {
    const { sent, retried } = this
    return { requests: sent, repeated: retried, failures: this.#failures, exhausted: this.#allowance.exhausted }
  }

  /** Sends a call and gives the answer, whatever its status. */
  async send(call: Call): Promise<Exchange> {
    this.#guard.inspect(call)
    const { operations } = this.#wiring
    if (call.operation !== null && operations !== 'all' && !operations.includes(call.operation))
      throw notApplicable(`the target does not claim to have ${call.operation}`)
    for (let waits = 0; ; waits++) {
      const exchange = await this.#exchange(call)
      this.#settle(exchange)
      if (exchange.status !== 429 && exchange.status !== 503) return exchange
      if (waits === MOST_WAITS) throw blocked(`status ${exchange.status} after waiting ${waits} times as told`)
      this.#pace.slowDown()
      await this.#waitAsTold(exchange)
    }
  }

  async #exchange(call: Call): Promise<Exchange> {
    const { limits, clock } = this.#wiring
    // What may have been done is not asked for twice; a probe carries nothing that could be done, and gone is gone.
    const repeatable = SAFE_METHODS.includes(call.method ?? 'GET') || ['probe', 'clean-up'].includes(call.intent)
    const attempts = repeatable ? limits.retries + 1 : 1
    let failure: Error = new Unreachable('nothing was sent')
    for (let attempt = 0; attempt < attempts; attempt++) {
      const refusal = call.intent === 'clean-up' ? null : this.#allowance.refusal(this.sent)
      if (refusal !== null) throw refusal
      if (attempt > 0) {
        this.retried++
        await clock.sleep(250 * 2 ** attempt)
      }
      const answer = await this.#attempt(call)
      if (!(answer instanceof Error)) return answer
      failure = answer
      if (this.#failures.length < MOST_FAILURES) this.#failures.push(failure.message)
    }
    this.#mayHaveCreated(call, failure)
    throw failure
  }

  /** One request; an error when no answer came, or one that is not the target's. */
  async #attempt(call: Call): Promise<Exchange | Error> {
    const { limits, clock, transport, dressing, recorder } = this.#wiring
    const asked = `${call.method ?? 'GET'} ${call.path}`
    const { wire, url, sentHeaders } = requestOf(call, dressing, limits.timeout)
    await this.#pace.turn()
    this.sent++
    const sentAt = clock.now()
    try {
      const answer = await transport.send(wire)
      const seen = { call, method: wire.method, url, sentHeaders, ...answer, ...readContent(answer) }
      const exchange = { ...seen, sentAt, receivedAt: clock.now(), number: 0 }
      const foreign = isFromEnvironment(exchange)
      const kept = recorder.keep(exchange, !foreign && !isBusyAnswer(exchange) && transport.replays !== true)
      return foreign
        ? blocked(`something before the target answered ${asked} with a page and status ${kept.status}`)
        : kept
    } catch (error) {
      if (error instanceof CannotSend) {
        this.sent--
        throw notApplicable(error.message)
      }
      if (error instanceof Forbidden) throw error
      return new Unreachable(`no answer to ${asked}: ${reasonOf(error)}`, { cause: error })
    }
  }

  /** Nobody knows what became of a request to create that got no answer, unless nothing was there to get it. */
  #mayHaveCreated({ method, intent, path }: Call, { cause }: Error): void {
    if (this.#wiring.writes?.lookups.includes(path) === true) return
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (method !== 'POST' || intent === 'probe' || NEVER_ARRIVED.includes(code)) return
    this.#wiring.ledger.lose(`whatever request ${this.sent} may have created`)
  }

  /** Into the ledger before anything else is sent: a crash in between would leave something behind. */
  #settle(exchange: Exchange): void {
    const { ledger, writes } = this.#wiring
    if (writes === null || !isSuccess(exchange)) return
    const [path = ''] = exchange.call.path.split('?')
    if (exchange.method === 'POST' && exchange.call.intent !== 'probe') {
      const collection = collectionOf(writes, path)
      const id = collection === undefined ? null : collection.createdId(exchange.body)
      // An id that was there before is not believed, so whatever was created cannot be named.
      const known = id === null || (id !== undefined && ledger.admit(id, collection?.itemPath?.(id) ?? null))
      if (!known) ledger.lose(`whatever request ${exchange.number} created`)
    }
    if (exchange.method === 'DELETE')
      ledger.settle(decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)), 'deleted')
  }

  async #waitAsTold(exchange: Exchange): Promise<void> {
    const { limits, clock } = this.#wiring
    const told = headerOf(exchange, 'retry-after')
    const date = told === null ? null : readHttpDate(told)
    const seconds = date === null ? Number(told ?? Number.NaN) : Math.max(0, (date - clock.now()) / 1000)
    if (Number.isNaN(seconds) || seconds > limits.wait) {
      throw blocked(`status ${exchange.status}, to be tried again after ${told ?? 'nobody knows how long'}`)
    }
    await clock.sleep(seconds * 1000)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
