import type { Clock } from '../clock.ts'
import type { Profile } from '../config/profile.ts'
import { parseHttpDate } from '../oracles/instants.ts'
import { createBlocked, createNotApplicable } from '../outcome.ts'
import { type CheckRequest, type Exchange, getHeader, getMediaType, isSuccess } from './exchange.ts'
import { parseContent } from './content-coding.ts'
import {
  findCollection,
  ForbiddenRequestError,
  type Permits,
  RequestGuard,
  SAFE_METHODS,
  type WriteRules,
} from './guard.ts'
import type { Ledger } from './ledger.ts'
import { type Limits, RequestBudget, type StopReason, Throttle } from './limits.ts'
import { createSecretMask } from './masking.ts'
import { type Transport, UnsupportedRequestError } from './transport.ts'
import { type RequestDefaults, toWireRequest } from './wire-request.ts'

/** Statuses of gateways: something before the target answers in its place. */
const GATEWAY_STATUSES: readonly number[] = [502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530]
const CHALLENGE_PATTERN = /captcha|challenge-platform|cf-chl|just a moment|attention required/i

/**
 * Whether an answer is not the target's but that of something before it: the page of a gateway, or one that wants to be
 * shown a person. It says nothing about the API, so it is no evidence for anything.
 */
export function isProxyResponse(exchange: Exchange): boolean {
  if (getHeader(exchange, 'cf-mitigated') !== null) return true
  if (getMediaType(exchange) !== 'text/html') return false
  // One that says when to come back is waited for like the target's own.
  if (GATEWAY_STATUSES.includes(exchange.status))
    return exchange.status !== 503 || getHeader(exchange, 'retry-after') === null
  return [403, 429].includes(exchange.status) && CHALLENGE_PATTERN.test(exchange.text)
}

/** Whether an answer only says "not now" and not in the API's own words, as gateways do; it is waited for, and not judged. */
export function isBusyResponse(exchange: Exchange): boolean {
  return [429, 503].includes(exchange.status) && !/\bjson$/.test(getMediaType(exchange) ?? '')
}

/** Keeps every exchange of a run, and knows how to mask what must not leave it. */
export class ExchangeRecorder {
  readonly #exchanges: Exchange[] = []
  readonly #listeners: ((exchange: Exchange) => void)[] = []
  #number = 0
  readonly maskSecrets: (text: string) => string

  constructor(secrets: readonly string[]) {
    this.maskSecrets = createSecretMask(secrets)
  }

  /** What the target answered; what something before it answered in its place is not among it. */
  get exchanges(): readonly Exchange[] {
    return this.#exchanges
  }

  /** Tells of every exchange from now on, those with something before the target included. */
  addListener(heard: (exchange: Exchange) => void): void {
    this.#listeners.push(heard)
  }

  /** Numbers an exchange and tells of it; only the target's own answers come into the record that checks judge. */
  recordExchange(exchange: Omit<Exchange, 'number'>, judged = true): Exchange {
    const numbered = { ...exchange, number: ++this.#number }
    if (judged) this.#exchanges.push(numbered)
    for (const heard of this.#listeners) heard(numbered)
    return numbered
  }
}

const MAX_WAITS = 3
const MAX_FAILURES = 10
const UNSENT_ERROR_CODES: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']

/** No answer at all: the name, the connection, TLS or the time limit failed. */
export class UnreachableError extends Error {
  override readonly name = 'Unreachable'
}

export interface ClientOptions {
  readonly transport: Transport
  readonly requestDefaults: RequestDefaults
  readonly clock: Clock
  readonly recorder: ExchangeRecorder
  readonly ledger: Ledger
  readonly permits: Permits
  readonly writes: WriteRules | null
  readonly limits: Limits
  /** What the target claims to have. */
  readonly operations: Profile['operations']
  /** Without one the limits alone say when it is enough. */
  readonly budget?: RequestBudget
}

/** What a run asked of its target. */
export interface Traffic {
  readonly requests: number
  /** Requests that were sent again because no answer came. */
  readonly repeated: number
  /** Why, for the first of them. */
  readonly failures: readonly string[]
  /** What ended the run before it was through. */
  readonly exhausted: StopReason | null
}

/** Sends what checks ask for, keeps every answer, and refuses what the run may not do. */
export class Client {
  readonly #options: ClientOptions
  readonly #guard: RequestGuard
  readonly #throttle: Throttle
  readonly #budget: RequestBudget
  readonly #failures: string[] = []
  /** Requests that went out, repeats included. */
  sentCount = 0
  retryCount = 0

  constructor(wiring: ClientOptions) {
    this.#options = wiring
    this.#guard = new RequestGuard(wiring)
    this.#throttle = new Throttle(wiring.clock, wiring.limits)
    this.#budget = wiring.budget ?? new RequestBudget({ ...wiring, signal: null })
  }

  /** Whether the transport shows the answer as the target made it. */
  get isExact(): boolean {
    return this.#options.transport.isExact
  }

  /** What it asked of the target, for the report. */
  get traffic(): Traffic {
    const { sentCount, retryCount } = this
    return { requests: sentCount, repeated: retryCount, failures: this.#failures, exhausted: this.#budget.stopReason }
  }

  /** Sends a call and gives the answer, whatever its status. */
  async sendRequest(call: CheckRequest): Promise<Exchange> {
    this.#guard.assertAllowed(call)
    const { operations } = this.#options
    if (call.operation !== null && operations !== 'all' && !operations.includes(call.operation))
      throw createNotApplicable(`the target does not claim to have ${call.operation}`)
    for (let waits = 0; ; waits++) {
      const exchange = await this.#sendWithRetries(call)
      this.#updateLedger(exchange)
      if (exchange.status !== 429 && exchange.status !== 503) return exchange
      if (waits === MAX_WAITS) throw createBlocked(`status ${exchange.status} after waiting ${waits} times as told`)
      this.#throttle.slowDown()
      await this.#waitForRetryAfter(exchange)
    }
  }

  async #sendWithRetries(call: CheckRequest): Promise<Exchange> {
    const { limits, clock } = this.#options
    // What may have been done is not asked for twice; a probe carries nothing that could be done, and gone is gone.
    const repeatable = SAFE_METHODS.includes(call.method ?? 'GET') || ['probe', 'clean-up'].includes(call.intent)
    const attempts = repeatable ? limits.retries + 1 : 1
    let failure: Error = new UnreachableError('nothing was sent')
    for (let attempt = 0; attempt < attempts; attempt++) {
      const refusal = call.intent === 'clean-up' ? null : this.#budget.findStop(this.sentCount)
      if (refusal !== null) throw refusal
      if (attempt > 0) {
        this.retryCount++
        await clock.sleep(250 * 2 ** attempt)
      }
      const answer = await this.#sendOnce(call)
      if (!(answer instanceof Error)) return answer
      failure = answer
      if (this.#failures.length < MAX_FAILURES) this.#failures.push(failure.message)
    }
    this.#recordPossibleCreation(call, failure)
    throw failure
  }

  /** One request; an error when no answer came, or one that is not the target's. */
  async #sendOnce(call: CheckRequest): Promise<Exchange | Error> {
    const { limits, clock, transport, requestDefaults, recorder } = this.#options
    const asked = `${call.method ?? 'GET'} ${call.path}`
    const { wire, url, sentHeaders } = toWireRequest(call, requestDefaults, limits.timeout)
    await this.#throttle.waitForTurn()
    this.sentCount++
    const sentAt = clock.now()
    try {
      const answer = await transport.send(wire)
      const seen = { request: call, method: wire.method, url, sentHeaders, ...answer, ...parseContent(answer) }
      const exchange = { ...seen, sentAt, receivedAt: clock.now(), number: 0 }
      const foreign = isProxyResponse(exchange)
      const kept = recorder.recordExchange(
        exchange,
        !foreign && !isBusyResponse(exchange) && transport.isReplay !== true,
      )
      return foreign
        ? createBlocked(`something before the target answered ${asked} with a page and status ${kept.status}`)
        : kept
    } catch (error) {
      if (error instanceof UnsupportedRequestError) {
        this.sentCount--
        throw createNotApplicable(error.message)
      }
      if (error instanceof ForbiddenRequestError) throw error
      return new UnreachableError(`no answer to ${asked}: ${describeError(error)}`, { cause: error })
    }
  }

  /** Nobody knows what became of a request to create that got no answer, unless nothing was there to get it. */
  #recordPossibleCreation({ method, intent, path }: CheckRequest, { cause }: Error): void {
    if (this.#options.writes?.lookups.includes(path) === true) return
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (method !== 'POST' || intent === 'probe' || UNSENT_ERROR_CODES.includes(code)) return
    this.#options.ledger.addUnidentifiedItem(`whatever request ${this.sentCount} may have created`)
  }

  /** Into the ledger before anything else is sent: a crash in between would leave something behind. */
  #updateLedger(exchange: Exchange): void {
    const { ledger, writes } = this.#options
    if (writes === null || !isSuccess(exchange)) return
    const [path = ''] = exchange.request.path.split('?')
    if (exchange.method === 'POST' && exchange.request.intent !== 'probe') {
      const collection = findCollection(writes, path)
      const id = collection === undefined ? null : collection.parseCreatedId(exchange.body)
      // An id that was there before is not believed, so whatever was created cannot be named.
      const known =
        id === null || (id !== undefined && ledger.addCreatedItem(id, collection?.buildItemPath?.(id) ?? null))
      if (!known) ledger.addUnidentifiedItem(`whatever request ${exchange.number} created`)
    }
    if (exchange.method === 'DELETE')
      ledger.updateFate(decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)), 'deleted')
  }

  async #waitForRetryAfter(exchange: Exchange): Promise<void> {
    const { limits, clock } = this.#options
    const told = getHeader(exchange, 'retry-after')
    const date = told === null ? null : parseHttpDate(told)
    const seconds = date === null ? Number(told ?? Number.NaN) : Math.max(0, (date - clock.now()) / 1000)
    if (Number.isNaN(seconds) || seconds > limits.wait) {
      throw createBlocked(`status ${exchange.status}, to be tried again after ${told ?? 'nobody knows how long'}`)
    }
    await clock.sleep(seconds * 1000)
  }
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
