import { toMicroseconds } from '../../wire/instants.ts'
import { plus, SECOND } from '../../world/instant.ts'
import { Refusal } from '../../world/operation.ts'
import type { World } from '../../world/world.ts'
import type { Incoming } from '../incoming.ts'
import { Problem } from '../problem.ts'
import { responseOf, type Sent } from '../sent.ts'
import type { ServedWorld } from '../served-world.ts'
import { altered } from './altering.ts'
import type { Effect } from './effect.ts'
import { operationsOf } from './follow-up.ts'
import { runInRow } from './struck-run.ts'
import { asksFurther } from '../listing.ts'
import type { Subject } from './possible.ts'
import { AnsweredInstead, gatewayPage } from './refusal.ts'
import type { Rule } from './rule.ts'
import { carried, ConnectionCut, type Wait } from './transport.ts'

/** A request that rules are about. */
export interface Struck extends Subject {
  readonly served: ServedWorld
  readonly incoming: Incoming
  /** Rules about the operation; the due ones act on this request. */
  readonly met: readonly Rule[]
  readonly due: ReadonlySet<Rule>
  /** What is answered where the request asks for a fault that there is not. */
  readonly misused: AnsweredInstead | null
  readonly wait: Wait
}

interface Handover {
  readonly headOnly: boolean
  readonly arrived: (sent: Sent) => void
}

const CARRIAGE: ReadonlySet<Effect['kind']> = new Set(['delay', 'hang', 'reset', 'truncate', 'drip'])

/** What rules do to one request and its answer, step by step as the pipeline comes to it. */
export class Interference {
  readonly #struck: Struck
  readonly #acted = new Set<string>()
  readonly #notes: string[] = []

  constructor(struck: Struck) {
    this.#struck = struck
  }

  /** The ids of the rules that had a part in the answer; null when none had. */
  get marks(): string | null {
    return this.#acted.size === 0 ? null : [...this.#acted].join(', ')
  }

  /** With what the rules could not do. */
  noteWith(note: string | null): string | null {
    if (this.#notes.length === 0) return note
    return [...(note === null ? [] : [note]), ...this.#notes].join('; ')
  }

  /** What is answered in the vendor's place, before anybody is let in; undefined where the vendor answers itself. */
  refusal(): (() => Problem | AnsweredInstead) | undefined {
    const { due, misused } = this.#struck
    if (misused !== null) {
      return () => {
        this.#acted.add('request')
        return misused
      }
    }
    for (const rule of due) {
      const { effect } = rule
      if (effect === null || !this.#refuses(effect)) continue
      return () => this.#refusalBy(rule, effect)
    }
    return undefined
  }

  /** Whether something else is read than was asked for, so that the answer may not be kept. */
  get misreads(): boolean {
    return [...this.#struck.due].some(({ effect }) => effect?.kind === 'stale' || effect?.kind === 'clamp')
  }

  /** A query parameter as the vendor is to see it: a page's size may be clamped. */
  reread(name: string, text: string | undefined): string | undefined {
    const { vendor, operation, due } = this.#struck
    if (vendor.listings?.[operation.id]?.size !== name) return text
    for (const rule of due) {
      if (rule.effect?.kind !== 'clamp' || Number(text ?? Infinity) <= rule.effect.size) continue
      this.#act(rule)
      return String(rule.effect.size)
    }
    return text
  }

  /** The world that is read: the one of before, for a stale answer. */
  readFrom(world: World): World {
    for (const rule of this.#struck.due) {
      if (rule.effect?.kind !== 'stale') continue
      this.#act(rule)
      const past = world.asOf(plus(world.now, -rule.effect.by))
      // Settings are of the server and not of its data: those of now hold for what was as well.
      past.apply({ kind: 'configure', settings: Object.fromEntries(world.annex.manner.settings) })
      return past
    }
    return world
  }

  /** The answer with everything that rules change in it, and with their mark. */
  marked(sent: Sent): Sent {
    const { met, due } = this.#struck
    let now = sent
    for (const rule of met) {
      const changed = altered(now, rule, this.#struck)
      if (!due.has(rule)) continue
      if (rule.after.length > 0) this.#act(rule)
      if (changed === undefined) {
        this.#notes.push(`rule ${rule.id} found nothing to change`)
        continue
      }
      if (changed !== now || (rule.effect !== null && CARRIAGE.has(rule.effect.kind))) this.#act(rule)
      now = changed
    }
    const { marks } = this
    return marks === null ? now : { ...now, headers: { ...now.headers, 'x-flowtwin-fault': marks } }
  }

  /** Does in the world what rules want done after the answer. */
  followUp(sent: Sent): void {
    const { world } = this.#struck.served
    for (const { id, after } of this.#struck.due) {
      for (const operation of after.flatMap((one) => operationsOf(one, (row) => runInRow(this.#struck, sent, row)))) {
        try {
          world.apply(operation)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          this.#notes.push(`rule ${id} could not ${operation.kind}: ${error.reason}`)
        }
      }
    }
  }

  /**
   * Hands the answer over, as the rules let it arrive.
   * @param arrived is told what has arrived of it, once it has
   */
  deliver(sent: Sent, headOnly: boolean, arrived: (sent: Sent) => void): Response | Promise<Response> {
    const effects = [...this.#struck.due].flatMap(({ effect }) => effect ?? []).filter(({ kind }) => CARRIAGE.has(kind))
    if (effects.length > 0) return this.#carry(sent, effects, { headOnly, arrived })
    arrived(sent)
    return responseOf(sent, headOnly)
  }

  async #carry(sent: Sent, effects: readonly Effect[], { headOnly, arrived }: Handover): Promise<Response> {
    const { incoming, wait } = this.#struck
    try {
      const response = await carried(sent, effects, { request: incoming.request, headOnly, wait })
      arrived(sent)
      return response
    } catch (error) {
      const bytes = error instanceof ConnectionCut ? error.partial?.bytes : undefined
      arrived({ ...sent, body: bytes ?? '' })
      throw error
    }
  }

  #act(rule: Rule): void {
    if (!this.#acted.has(rule.id)) rule.hit()
    this.#acted.add(rule.id)
  }

  #refuses({ kind }: Effect): boolean {
    if (kind === 'status' || kind === 'throttle') return true
    const { vendor, operation, incoming } = this.#struck
    const listing = vendor.listings?.[operation.id]
    return kind === 'expired-cursor' && listing !== undefined && asksFurther(listing, incoming)
  }

  #refusalBy(rule: Rule, effect: Effect): Problem | AnsweredInstead {
    const { vendor, operation, served } = this.#struck
    this.#act(rule)
    if (effect.kind === 'throttle') {
      const { now } = served.world
      const until = rule.shutUntil(now)
      const note = `turned away until ${toMicroseconds(until)} by rule ${rule.id}`
      return new Problem('throttled', { retryAfter: Math.ceil((until - now) / SECOND), note })
    }
    const page = effect.kind === 'status' ? gatewayPage(effect.status) : undefined
    if (page !== undefined) return new AnsweredInstead(page)
    const listing = vendor.listings?.[operation.id]
    const problem = effect.kind === 'status' ? vendor.artificial?.(operation)[effect.status] : listing?.cursor
    if (problem === undefined) throw new Error(`rule ${rule.id} was armed though it cannot be said`)
    const { code, ...details } = problem
    return new Problem(code, details)
  }
}
