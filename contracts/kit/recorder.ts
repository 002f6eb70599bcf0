import type { Exchange } from './exchange.ts'
import { maskOf } from './secrets.ts'

/** Keeps every exchange of a run, and knows how to mask what must not leave it. */
export class Recorder {
  readonly #exchanges: Exchange[] = []
  readonly masked: (text: string) => string

  constructor(secrets: readonly string[]) {
    this.masked = maskOf(secrets)
  }

  get exchanges(): readonly Exchange[] {
    return this.#exchanges
  }

  keep(exchange: Omit<Exchange, 'number'>): Exchange {
    const numbered = { ...exchange, number: this.#exchanges.length + 1 }
    this.#exchanges.push(numbered)
    return numbered
  }
}
