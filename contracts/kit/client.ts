import type { Call } from './call.ts'
import type { Clock } from './clock.ts'
import { type Exchange, headerOf, isSuccess } from './exchange.ts'
import { Guard, SAFE_METHODS } from './guard.ts'
import type { Json } from './json.ts'
import type { Ledger } from './ledger.ts'
import type { Limits } from './limits.ts'
import { readHttpDate } from './oracles/http-date.ts'
import { blocked, inconclusive } from './outcome.ts'
import type { Recorder } from './recorder.ts'
import { type Dressing, requestOf } from './request.ts'
import type { Transport } from './transport.ts'
import { collectionOf, type Permits, type Writes } from './writes.ts'

const MOST_WAITS = 3

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
}

/** Sends what checks ask for, keeps every answer, and refuses what the run may not do. */
export class Client {
  readonly #wiring: ClientWiring
  readonly #guard: Guard
  /** Requests that went out, repeats included. */
  sent = 0
  retried = 0

  constructor(wiring: ClientWiring) {
    this.#wiring = wiring
    this.#guard = new Guard(wiring)
  }

  /** Whether the transport shows the answer as the target made it. */
  get exact(): boolean {
    return this.#wiring.transport.exact
  }

  /** Sends a call and gives the answer, whatever its status. */
  async send(call: Call): Promise<Exchange> {
    this.#guard.inspect(call)
    for (let waits = 0; ; waits++) {
      const exchange = await this.#exchange(call)
      this.#settle(exchange)
      if (exchange.status !== 429 && exchange.status !== 503) return exchange
      if (waits === MOST_WAITS) throw blocked(`status ${exchange.status} after waiting ${waits} times as told`)
      await this.#waitAsTold(exchange)
    }
  }

  async #exchange(call: Call): Promise<Exchange> {
    const { limits, clock, transport, dressing } = this.#wiring
    // What may have been done is not asked for twice; a probe carries nothing that could be done.
    const repeatable = SAFE_METHODS.includes(call.method ?? 'GET') || call.intent === 'probe'
    const attempts = repeatable ? limits.retries + 1 : 1
    let cause: unknown
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (this.sent >= limits.requests && call.intent !== 'clean-up') {
        throw inconclusive(`the ${limits.requests} requests of this run are used up`, 'allow more requests')
      }
      if (attempt > 0) await clock.sleep(250 * 2 ** attempt)
      this.sent++
      if (attempt > 0) this.retried++
      const sentAt = clock.now()
      try {
        const { request, sentHeaders } = requestOf(call, dressing, limits.timeout)
        const response = await transport.send(request)
        const bytes = new Uint8Array(await response.arrayBuffer())
        return this.#kept(call, { url: request.url, sentHeaders, sentAt, response, bytes })
      } catch (error) {
        cause = error
      }
    }
    throw new Unreachable(`no answer to ${call.method ?? 'GET'} ${call.path}: ${reasonOf(cause)}`, { cause })
  }

  #kept(
    call: Call,
    {
      url,
      sentHeaders,
      sentAt,
      response,
      bytes,
    }: Pick<Exchange, 'url' | 'sentHeaders' | 'sentAt' | 'bytes'> & { readonly response: Response },
  ): Exchange {
    const { clock, recorder } = this.#wiring
    const text = new TextDecoder().decode(bytes)
    return recorder.keep({
      call,
      method: call.method ?? 'GET',
      url,
      sentHeaders,
      status: response.status,
      headers: [...response.headers],
      bytes,
      text,
      isUtf8: isUtf8(bytes),
      body: parsed(text),
      sentAt,
      receivedAt: clock.now(),
    })
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

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
