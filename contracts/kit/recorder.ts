import type { Exchange } from './exchange.ts'
import { createSecretMask } from './secrets.ts'

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
