import type { Clock } from '../clock.ts'
import { parseHttpDate } from '../oracles/instants.ts'
import { FlowtwinError } from '../errors.ts'
import type { Operations } from '../operations.ts'
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
import { ConnectionError, isPermanentFailure, isUnsent } from './connection-error.ts'
import type { Ledger } from './ledger.ts'
import { type Limits, RequestBudget, type StopReason, Throttle } from './limits.ts'
import { createSecretMask } from './masking.ts'
import { type Transport, UnsupportedRequestError } from './transport.ts'
import { type RequestDefaults, toWireRequest } from './wire-request.ts'

/** Statuses with which gateways answer instead of the target. */
const GATEWAY_STATUSES: readonly number[] = [502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530]
const CHALLENGE_PATTERN = /captcha|challenge-platform|cf-chl|just a moment|attention required/i

/** Returns true for a response of a gateway or a bot challenge instead of the target; it is no evidence about the API. */
function isProxyResponse(exchange: Exchange): boolean {
  if (getHeader(exchange, 'cf-mitigated') !== null) return true
  if (getMediaType(exchange) !== 'text/html') return false
  // A 503 with Retry-After is retried like one of the target.
  if (GATEWAY_STATUSES.includes(exchange.status))
    return exchange.status !== 503 || getHeader(exchange, 'retry-after') === null
  return [403, 429].includes(exchange.status) && CHALLENGE_PATTERN.test(exchange.text)
}

/** Returns true for a 429 or 503 with another media type than that of the API, as gateways send; it is retried and not judged. */
function isBusyResponse(exchange: Exchange, accept: string): boolean {
  return [429, 503].includes(exchange.status) && getMediaType(exchange) !== accept
}

/** Records every exchange of a run and masks its secrets. */
export class ExchangeRecorder {
  readonly #exchanges: Exchange[] = []
  readonly #listeners: ((exchange: Exchange) => void)[] = []
  #number = 0
  readonly maskSecrets: (text: string) => string

  constructor(secrets: readonly string[]) {
    this.maskSecrets = createSecretMask(secrets)
  }

  /** The responses of the target, without those of gateways. */
  get exchanges(): readonly Exchange[] {
    return this.#exchanges
  }

  /** Calls the listener for every further exchange, responses of gateways included. */
  addListener(listener: (exchange: Exchange) => void): void {
    this.#listeners.push(listener)
  }

  /** Numbers an exchange and notifies the listeners; with `isEvidence` it becomes part of the record that checks judge. */
  recordExchange(exchange: Omit<Exchange, 'number'>, isEvidence = true): Exchange {
    const numbered = { ...exchange, number: ++this.#number }
    if (isEvidence) this.#exchanges.push(numbered)
    for (const listener of this.#listeners) listener(numbered)
    return numbered
  }
}

/** Headers in which targets announce their rate limit. */
const LIMIT_HEADERS = ['x-ratelimit-limit', 'ratelimit-limit'] as const

/** Returns the requests of one window that a response announces; null without a positive number. */
function readAnnouncedLimit(exchange: Exchange): number | null {
  const limits = LIMIT_HEADERS.map((name) => Number(getHeader(exchange, name) ?? Number.NaN))
  return limits.find((limit) => limit > 0) ?? null
}

const MAX_WAITS = 3
/** After this many requests in a row that were rejected in spite of all waits, the run no longer waits. */
const MAX_FRUITLESS_WAITS = 3
const MAX_FAILURES = 10

/** A request got no response: name resolution, connection, TLS or the timeout failed. */
export class UnreachableError extends FlowtwinError {
  readonly code = 'unreachable'
}

export interface ClientOptions {
  readonly transport: Transport
  readonly requestDefaults: RequestDefaults
  readonly clock: Clock
  /** Clock of the clean-up, which an interruption does not affect; by default `clock`. */
  readonly cleanUpClock?: Clock
  readonly recorder: ExchangeRecorder
  readonly ledger: Ledger
  readonly permits: Permits
  readonly writes: WriteRules | null
  readonly limits: Limits
  readonly operations: Pick<Operations, 'isOffered'>
  /** Budget of the run; by default one of `limits` alone. */
  readonly budget?: RequestBudget
}

/** Figures of the requests of a run. */
export interface Traffic {
  readonly requests: number
  /** Requests that were sent again because no response came. */
  readonly retries: number
  /** Reasons of the first failed requests. */
  readonly failures: readonly string[]
  /** Reason why the run ended early. */
  readonly stoppedBy: StopReason | null
  /** The rate limit that the target announces in its headers; null without one. */
  readonly announcedLimit: number | null
  /** Requests that checks left out because of the announced limit. */
  readonly omitted: number
}

/** Sends the requests of checks, records every exchange, and rejects requests that the run is not permitted to send. */
export class Client {
  readonly #options: ClientOptions
  readonly #guard: RequestGuard
  readonly #throttle: Throttle
  readonly #budget: RequestBudget
  readonly #failures: string[] = []
  #fruitlessWaits = 0
  /** Sent requests, retries included. */
  sentCount = 0
  retryCount = 0
  /** The rate limit that the target announces in its headers; null without one. */
  announcedLimit: number | null = null
  /** Requests that checks left out because of the announced limit. */
  omittedCount = 0

  constructor(options: ClientOptions) {
    this.#options = options
    this.#guard = new RequestGuard(options)
    this.#throttle = new Throttle(options.clock, options.limits)
    this.#budget = options.budget ?? new RequestBudget({ ...options, signal: null })
  }

  /** True when the transport shows responses byte by byte. */
  get isExact(): boolean {
    return this.#options.transport.isExact
  }

  get traffic(): Traffic {
    const { sentCount: requests, retryCount: retries, announcedLimit, omittedCount: omitted } = this
    const { stopReason: stoppedBy } = this.#budget
    return { requests, retries, failures: this.#failures, stoppedBy, announcedLimit, omitted }
  }

  /**
   * Sends a request and returns the exchange, whatever its status. After 429 and 503 waits for the time of `Retry-After`, without it
   * one, two and four seconds.
   * @throws {CheckStoppedError | UnreachableError | ForbiddenRequestError}
   */
  async sendRequest(request: CheckRequest): Promise<Exchange> {
    this.#guard.assertAllowed(request)
    this.#assertRecordable(request)
    if (request.operation !== null && !this.#options.operations.isOffered(request.operation))
      throw createNotApplicable(`the target does not offer ${request.operation}`)
    for (let waits = 0; ; waits++) {
      const exchange = await this.#sendWithRetries(request)
      this.#updateLedger(exchange)
      this.announcedLimit = readAnnouncedLimit(exchange) ?? this.announcedLimit
      if (exchange.status !== 429 && exchange.status !== 503) {
        this.#throttle.recover()
        this.#fruitlessWaits = 0
        return exchange
      }
      const seconds = this.#readRetryAfter(exchange)
      if (waits === MAX_WAITS || this.#fruitlessWaits >= MAX_FRUITLESS_WAITS) {
        this.#fruitlessWaits++
        throw createBlocked(`status ${exchange.status} after ${waits} waits`)
      }
      this.#throttle.slowDown()
      await this.#waitFor(seconds ?? 2 ** waits, request)
    }
  }

  /** Ends the slow-down after rate-limit responses, for a check that exhausts the limit. */
  resumeSpeed(): void {
    this.#throttle.resume()
  }

  /** @throws {CheckStoppedError} for a write after an item could not be recorded */
  #assertRecordable({ method = 'GET', intent }: CheckRequest): void {
    const { failure } = this.#options.ledger
    if (failure !== null && intent !== 'clean-up' && !SAFE_METHODS.includes(method))
      throw createBlocked(`a created item could not be recorded (${failure}), so nothing more is created`)
  }

  /** Returns the clock of a request: an interruption ends waits, except those of the clean-up. */
  #getClock({ intent }: CheckRequest): Clock {
    const { clock, cleanUpClock = clock } = this.#options
    return intent === 'clean-up' ? cleanUpClock : clock
  }

  /** Returns true for an interrupted run, and records it as stopped. */
  stopIfInterrupted(): boolean {
    return this.#budget.findInterruption() !== null
  }

  async #sendWithRetries(request: CheckRequest): Promise<Exchange> {
    // A request that may have taken effect is sent once; probes, discovery and deletions in the clean-up can be repeated.
    const isRepeatable =
      SAFE_METHODS.includes(request.method ?? 'GET') || ['probe', 'discovery', 'clean-up'].includes(request.intent)
    const retries = isRepeatable ? this.#options.limits.retries : 0
    for (let attempt = 0; ; attempt++) {
      const stop = request.intent === 'clean-up' ? null : this.#budget.findStop(this.sentCount)
      if (stop !== null) throw stop
      if (attempt > 0) {
        this.retryCount++
        await this.#getClock(request).sleep(250 * 2 ** attempt)
      }
      const outcome = await this.#sendOnce(request)
      if (!(outcome instanceof Error)) return outcome
      if (this.#failures.length < MAX_FAILURES) this.#failures.push(outcome.message)
      if (attempt < retries && !isPermanentFailure(outcome.cause)) continue
      this.#recordPossibleCreation(request, outcome)
      throw outcome
    }
  }

  /** Sends one request; returns an error without a response, or for the response of a gateway. */
  async #sendOnce(request: CheckRequest): Promise<Exchange | Error> {
    const { limits, clock, transport, requestDefaults, recorder } = this.#options
    const label = `${request.method ?? 'GET'} ${request.path}`
    const { wire, url, sentHeaders } = toWireRequest(request, requestDefaults, limits.timeoutSeconds)
    await this.#throttle.waitForTurn(this.#getClock(request))
    this.sentCount++
    const sentAt = clock.now()
    try {
      const response = await transport.send(wire)
      const message = { request, method: wire.method, url, sentHeaders, ...response, ...parseContent(response) }
      const exchange = { ...message, sentAt, receivedAt: clock.now(), number: 0 }
      const isForeign = isProxyResponse(exchange)
      const recorded = recorder.recordExchange(
        exchange,
        !isForeign &&
          !isBusyResponse(exchange, requestDefaults.accept) &&
          transport.isReplay !== true &&
          request.intent !== 'discovery',
      )
      return isForeign
        ? createBlocked(`a gateway before the target answered ${label} with HTML and status ${recorded.status}`)
        : recorded
    } catch (error) {
      if (error instanceof UnsupportedRequestError) {
        this.sentCount--
        throw createNotApplicable(error.message)
      }
      if (error instanceof ForbiddenRequestError) throw error
      return new UnreachableError(`no response to ${label}: ${describeError(error)}`, { cause: error })
    }
  }

  /** Adds an unknown item to the ledger for a POST without a response, unless the connection failed before it was sent. */
  #recordPossibleCreation({ method, intent, path }: CheckRequest, { cause }: Error): void {
    if (this.#options.writes?.lookups.includes(path) === true) return
    if (method !== 'POST' || ['probe', 'discovery'].includes(intent) || isUnsent(cause)) return
    this.#options.ledger.addUnidentifiedItem(`unknown item that request ${this.sentCount} may have created`)
  }

  /** Adds created items before the next request is sent, so that a crash leaves a trace. */
  #updateLedger(exchange: Exchange): void {
    const { ledger, writes } = this.#options
    if (writes === null || !isSuccess(exchange)) return
    const [path = ''] = exchange.request.path.split('?')
    if (exchange.method === 'POST' && exchange.request.intent !== 'probe') {
      const collection = findCollection(writes, path)
      const id = collection === undefined ? null : collection.parseCreatedId(exchange.body)
      // An id that existed before is not trusted, so the created item has no known id.
      const isIdentified =
        id === null || (id !== undefined && ledger.addCreatedItem(id, collection?.buildItemPath?.(id) ?? null))
      if (!isIdentified) ledger.addUnidentifiedItem(`unknown item that request ${exchange.number} created`)
    }
    if (exchange.method === 'DELETE')
      ledger.updateState(decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)), 'deleted')
  }

  /** Returns the seconds of `Retry-After`, null without a valid one. @throws {CheckStoppedError} for a longer wait than the limit */
  #readRetryAfter(exchange: Exchange): number | null {
    const { limits, clock } = this.#options
    const retryAfter = getHeader(exchange, 'retry-after')
    if (retryAfter === null) return null
    const date = parseHttpDate(retryAfter)
    const seconds = date === null ? Number(retryAfter) : Math.max(0, (date - clock.now()) / 1000)
    if (Number.isNaN(seconds)) return null
    if (seconds > limits.maxRetryAfterSeconds)
      throw createBlocked(`status ${exchange.status} with Retry-After ${retryAfter}`)
    return seconds
  }

  /** Waits, unless the wait would exceed the time limit of the run. @throws {CheckStoppedError} */
  async #waitFor(seconds: number, request: CheckRequest): Promise<void> {
    const stop = request.intent === 'clean-up' ? null : this.#budget.findStop(this.sentCount, seconds * 1000)
    if (stop !== null) throw stop
    await this.#getClock(request).sleep(seconds * 1000)
  }
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && !(error instanceof ConnectionError)
    ? `${error.message} (${error.cause.message})`
    : error.message
}
