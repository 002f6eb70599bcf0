import { formatIsoMicroseconds } from '../../wire/date-time.ts'
import { OperationError } from '../../world/state/operation.ts'
import { addDuration, SECOND } from '../../world/time/instant.ts'
import type { World } from '../../world/world.ts'
import { Problem } from '../problem.ts'
import type { IncomingRequest } from '../request.ts'
import { createResponse, type WireResponse } from '../response.ts'
import { isLaterPage } from '../vendor.ts'
import type { ServedWorld } from '../worlds/served-world.ts'
import type { Effect } from './effect.ts'
import { createGatewayResponse, ReplacementResponse } from './error-response.ts'
import { resolvePointer } from './json-pointer.ts'
import { applyEffect, parseResponseBody } from './mutate-response.ts'
import type { ActiveRule } from './rule.ts'
import { toWorldOperations } from './side-effect.ts'
import { applyTransportEffects, ConnectionResetError, type Wait } from './transport.ts'
import type { FaultTarget } from './validate-rule.ts'

/** The number of the run in a row of an answer; undefined where there is none. */
export function findRunInRow(
  { vendor, operation, served }: RowContext,
  response: WireResponse,
  row: number,
): number | undefined {
  const listing = vendor.listLayouts?.[operation.id]
  const rows = listing === undefined ? undefined : resolvePointer(parseResponseBody(response), listing.rows)
  const id = resolvePointer(Array.isArray(rows) ? rows.at(row) : undefined, listing?.id ?? '')
  return typeof id === 'string' ? vendor.runs?.numberOf(id, served.world) : undefined
}

interface RowContext extends FaultTarget {
  readonly served: ServedWorld
}

/** A request that rules are about. */
export interface FaultContext extends FaultTarget {
  readonly served: ServedWorld
  readonly incoming: IncomingRequest
  /** Rules about the operation; the due ones act on this request. */
  readonly matchedRules: readonly ActiveRule[]
  readonly dueRules: ReadonlySet<ActiveRule>
  /** What is answered where the request asks for a fault that there is not. */
  readonly headerError: ReplacementResponse | null
  readonly wait: Wait
}

interface DeliveryOptions {
  readonly isHeadOnly: boolean
  readonly onDelivered: (sent: WireResponse) => void
}

const TRANSPORT_EFFECTS: ReadonlySet<Effect['kind']> = new Set(['delay', 'hang', 'reset', 'truncate', 'drip'])

/** What rules do to one request and its answer, step by step as the pipeline comes to it. */
export class FaultInjection {
  readonly #context: FaultContext
  readonly #appliedIds = new Set<string>()
  readonly #notes: string[] = []

  constructor(struck: FaultContext) {
    this.#context = struck
  }

  /** The ids of the rules that had a part in the answer; null when none had. */
  get appliedRuleIds(): string | null {
    return this.#appliedIds.size === 0 ? null : [...this.#appliedIds].join(', ')
  }

  /** With what the rules could not do. */
  appendNotes(note: string | null): string | null {
    if (this.#notes.length === 0) return note
    return [...(note === null ? [] : [note]), ...this.#notes].join('; ')
  }

  /** What is answered in the vendor's place, before anybody is let in; undefined where the vendor answers itself. */
  findErrorResponse(): (() => Problem | ReplacementResponse) | undefined {
    const { dueRules, headerError } = this.#context
    if (headerError !== null) {
      return () => {
        this.#appliedIds.add('request')
        return headerError
      }
    }
    for (const rule of dueRules) {
      const { effect } = rule
      if (effect === null || !this.#isErrorEffect(effect)) continue
      return () => this.#createErrorResponse(rule, effect)
    }
    return undefined
  }

  /** Whether something else is read than was asked for, so that the answer may not be kept. */
  get hasAlteredInput(): boolean {
    return [...this.#context.dueRules].some(({ effect }) => effect?.kind === 'stale' || effect?.kind === 'clamp')
  }

  /** A query parameter as the vendor is to see it: a page's size may be clamped. */
  overrideQueryParameter(name: string, text: string | undefined): string | undefined {
    const { vendor, operation, dueRules } = this.#context
    if (vendor.listLayouts?.[operation.id]?.size !== name) return text
    for (const rule of dueRules) {
      if (rule.effect?.kind !== 'clamp' || Number(text ?? Infinity) <= rule.effect.size) continue
      this.#markApplied(rule)
      return String(rule.effect.size)
    }
    return text
  }

  /** The world that is read: the one of before, for a stale answer. */
  selectWorld(world: World): World {
    for (const rule of this.#context.dueRules) {
      if (rule.effect?.kind !== 'stale') continue
      this.#markApplied(rule)
      const past = world.forkAt(addDuration(world.now, -rule.effect.by))
      // Settings are of the server and not of its data: those of now hold for what was as well.
      past.applyOperation({ kind: 'configure', settings: Object.fromEntries(world.sideState.renderSettings.settings) })
      return past
    }
    return world
  }

  /** The answer with everything that rules change in it, and with their mark. */
  mutateResponse(response: WireResponse): WireResponse {
    const { matchedRules, dueRules } = this.#context
    let now = response
    for (const rule of matchedRules) {
      const changed = applyEffect(now, rule, this.#context)
      if (!dueRules.has(rule)) continue
      if (rule.sideEffects.length > 0) this.#markApplied(rule)
      if (changed === undefined) {
        this.#notes.push(`rule ${rule.id} found nothing to change`)
        continue
      }
      if (changed !== now || (rule.effect !== null && TRANSPORT_EFFECTS.has(rule.effect.kind))) this.#markApplied(rule)
      now = changed
    }
    const { appliedRuleIds } = this
    return appliedRuleIds === null ? now : { ...now, headers: { ...now.headers, 'x-flowtwin-fault': appliedRuleIds } }
  }

  /** Does in the world what rules want done after the answer. */
  applySideEffects(response: WireResponse): void {
    const { world } = this.#context.served
    for (const { id, sideEffects } of this.#context.dueRules) {
      for (const operation of sideEffects.flatMap((one) =>
        toWorldOperations(one, (row) => findRunInRow(this.#context, response, row)),
      )) {
        try {
          world.applyOperation(operation)
        } catch (error) {
          if (!(error instanceof OperationError)) throw error
          this.#notes.push(`rule ${id} could not ${operation.kind}: ${error.reason}`)
        }
      }
    }
  }

  /**
   * Hands the answer over, as the rules let it arrive.
   * @param arrived is told what has arrived of it, once it has
   */
  deliverResponse(
    response: WireResponse,
    headOnly: boolean,
    arrived: (sent: WireResponse) => void,
  ): Response | Promise<Response> {
    const effects = [...this.#context.dueRules]
      .flatMap(({ effect }) => effect ?? [])
      .filter(({ kind }) => TRANSPORT_EFFECTS.has(kind))
    if (effects.length > 0)
      return this.#deliverWithEffects(response, effects, { isHeadOnly: headOnly, onDelivered: arrived })
    arrived(response)
    return createResponse(response, headOnly)
  }

  async #deliverWithEffects(
    sent: WireResponse,
    effects: readonly Effect[],
    { isHeadOnly, onDelivered }: DeliveryOptions,
  ): Promise<Response> {
    const { incoming: request, wait } = this.#context
    try {
      const response = await applyTransportEffects(sent, effects, { request: request.raw, isHeadOnly, wait })
      onDelivered(sent)
      return response
    } catch (error) {
      const bytes = error instanceof ConnectionResetError ? error.partial?.bytes : undefined
      onDelivered({ ...sent, body: bytes ?? '' })
      throw error
    }
  }

  #markApplied(rule: ActiveRule): void {
    if (!this.#appliedIds.has(rule.id)) rule.countHit()
    this.#appliedIds.add(rule.id)
  }

  #isErrorEffect({ kind }: Effect): boolean {
    if (kind === 'status' || kind === 'throttle') return true
    const { vendor, operation, incoming: request } = this.#context
    const listing = vendor.listLayouts?.[operation.id]
    return kind === 'expired-cursor' && listing !== undefined && isLaterPage(listing, request)
  }

  #createErrorResponse(rule: ActiveRule, effect: Effect): Problem | ReplacementResponse {
    const { vendor, operation, served } = this.#context
    this.#markApplied(rule)
    if (effect.kind === 'throttle') {
      const { now } = served.world
      const until = rule.startThrottle(now)
      const note = `turned away until ${formatIsoMicroseconds(until)} by rule ${rule.id}`
      return new Problem('throttled', { retryAfter: Math.ceil((until - now) / SECOND), note })
    }
    const page = effect.kind === 'status' ? createGatewayResponse(effect.status) : undefined
    if (page !== undefined) return new ReplacementResponse(page)
    const listing = vendor.listLayouts?.[operation.id]
    const problem = effect.kind === 'status' ? vendor.faultProblems?.(operation)[effect.status] : listing?.cursor
    if (problem === undefined) throw new Error(`rule ${rule.id} was armed though it cannot be said`)
    const { code, ...details } = problem
    return new Problem(code, details)
  }
}
