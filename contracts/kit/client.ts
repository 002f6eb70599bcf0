import type { Call } from './call.ts'
import type { Clock } from './clock.ts'
import { decoded } from './content-coding.ts'
import { type Exchange, headerOf, isSuccess } from './exchange.ts'
import { Forbidden, Guard, SAFE_METHODS } from './guard.ts'
import type { Json } from './json.ts'
import type { Ledger } from './ledger.ts'
import type { Limits } from './limits.ts'
import { readHttpDate } from './oracles/http-date.ts'
import { blocked, inconclusive, notApplicable } from './outcome.ts'
import type { Recorder } from './recorder.ts'
import { type Dressing, requestOf } from './request.ts'
import { CannotSend, type Transport, type WireAnswer } from './transport.ts'
import type { Permits, Writes } from './writes.ts'

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

interface Sent extends Pick<Exchange, 'url' | 'sentHeaders' | 'sentAt'> {
  readonly answer: WireAnswer
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
        const { wire, url, sentHeaders } = requestOf(call, dressing, limits.timeout)
        return this.#kept(call, { url, sentHeaders, sentAt, answer: await transport.send(wire) })
      } catch (error) {
        if (error instanceof CannotSend) throw notApplicable(error.message)
        if (error instanceof Forbidden) throw error
        cause = error
      }
    }
    throw new Unreachable(`no answer to ${call.method ?? 'GET'} ${call.path}: ${reasonOf(cause)}`, { cause })
  }

  #kept(call: Call, { url, sentHeaders, sentAt, answer }: Sent): Exchange {
    const { clock, recorder } = this.#wiring
    const { status, headers, bytes } = answer
    const content = decoded(answer)
    const text = new TextDecoder().decode(content)
    return recorder.keep({
      call,
      method: call.method ?? 'GET',
      url,
      sentHeaders,
      status,
      headers,
      bytes,
      text,
      isUtf8: isUtf8(content),
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
      const id = writes.createdId(exchange.body)
      // An id that was there before is not believed, so whatever was created cannot be named.
      if (id === undefined || !ledger.admit(id)) ledger.lose(`whatever request ${exchange.number} created`)
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
