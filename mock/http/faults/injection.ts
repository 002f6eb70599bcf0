import { formatIsoMicroseconds } from '../../wire/date-time.ts'
import { OperationError } from '../../world/state/operation.ts'
import { addDuration, SECOND } from '../../world/time.ts'
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

/** A request, and the rules that match it. */
export interface FaultContext extends FaultTarget {
  readonly served: ServedWorld
  readonly request: IncomingRequest
  /** All rules for the operation. */
  readonly matchedRules: readonly ActiveRule[]
  /** The matched rules that act on this request. */
  readonly dueRules: ReadonlySet<ActiveRule>
  /** The response to an invalid X-Flowtwin-Fault header. */
  readonly headerError: ReplacementResponse | null
  readonly wait: Wait
}

const TRANSPORT_EFFECTS: ReadonlySet<Effect['kind']> = new Set(['delay', 'hang', 'reset', 'truncate', 'drip'])

/** Applies fault rules to one request and its response; the pipeline calls the methods in order. */
export class FaultInjection {
  readonly #context: FaultContext
  readonly #appliedIds = new Set<string>()
  readonly #notes: string[] = []

  constructor(context: FaultContext) {
    this.#context = context
  }

  /** The ids of the rules that changed the response, separated by commas; null for none. */
  get appliedRuleIds(): string | null {
    return this.#appliedIds.size === 0 ? null : [...this.#appliedIds].join(', ')
  }

  /** Adds the effects that could not be applied to the note of the journal entry. */
  appendNotes(note: string | null): string | null {
    if (this.#notes.length === 0) return note
    return [...(note === null ? [] : [note]), ...this.#notes].join('; ')
  }

  /** Returns a factory for the injected error, which precedes authentication; undefined for none. */
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

  /** True when the handler reads other data than requested, so that its response must not be cached. */
  get hasAlteredInput(): boolean {
    return [...this.#context.dueRules].some(({ effect }) => effect?.kind === 'stale' || effect?.kind === 'clamp')
  }

  /** Returns a query parameter as the handler reads it: page sizes may be clamped. */
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

  /** Returns the world that the handler reads: a past one for a stale read. */
  selectWorld(world: World): World {
    for (const rule of this.#context.dueRules) {
      if (rule.effect?.kind !== 'stale') continue
      this.#markApplied(rule)
      const past = world.forkAt(addDuration(world.now, -rule.effect.by))
      // Quirk settings belong to the server and not to its data, so the current ones apply.
      past.applyOperation({ kind: 'configure', settings: Object.fromEntries(world.sideState.renderSettings.settings) })
      return past
    }
    return world
  }

  /** Returns the changed response, with the X-Flowtwin-Fault header. */
  mutateResponse(original: WireResponse): WireResponse {
    const { matchedRules, dueRules } = this.#context
    let response = original
    for (const rule of matchedRules) {
      const changed = applyEffect(response, rule, this.#context)
      if (!dueRules.has(rule)) continue
      if (rule.sideEffects.length > 0) this.#markApplied(rule)
      if (changed === undefined) {
        this.#notes.push(`rule ${rule.id}: nothing to change in this response`)
        continue
      }
      const isTransportEffect = rule.effect !== null && TRANSPORT_EFFECTS.has(rule.effect.kind)
      if (changed !== response || isTransportEffect) this.#markApplied(rule)
      response = changed
    }
    const { appliedRuleIds } = this
    if (appliedRuleIds === null) return response
    return { ...response, headers: { ...response.headers, 'x-flowtwin-fault': appliedRuleIds } }
  }

  /** Applies the side effects of the rules to the world. */
  applySideEffects(response: WireResponse): void {
    const { world } = this.#context.served
    for (const { id, sideEffects } of this.#context.dueRules) {
      for (const operation of sideEffects.flatMap((sideEffect) =>
        toWorldOperations(sideEffect, (row) => this.#findRunInRow(response, row)),
      )) {
        try {
          world.applyOperation(operation)
        } catch (error) {
          if (!(error instanceof OperationError)) throw error
          this.#notes.push(`rule ${id} could not ${operation.kind}: ${error.code}`)
        }
      }
    }
  }

  /**
   * Sends the response with delays, truncation and other transport effects.
   * @param onDelivered called with the part of the response that is sent
   */
  deliverResponse(
    response: WireResponse,
    isHeadOnly: boolean,
    onDelivered: (delivered: WireResponse) => void,
  ): Response | Promise<Response> {
    const effects = [...this.#context.dueRules].flatMap(({ effect }) =>
      effect !== null && TRANSPORT_EFFECTS.has(effect.kind) ? [effect] : [],
    )
    if (effects.length > 0) return this.#deliverWithEffects(response, effects, { isHeadOnly, onDelivered })
    onDelivered(response)
    return createResponse(response, isHeadOnly)
  }

  async #deliverWithEffects(
    response: WireResponse,
    effects: readonly Effect[],
    { isHeadOnly, onDelivered }: { isHeadOnly: boolean; onDelivered: (delivered: WireResponse) => void },
  ): Promise<Response> {
    const { request, wait } = this.#context
    try {
      const delivered = await applyTransportEffects(response, effects, { request: request.raw, isHeadOnly, wait })
      onDelivered(response)
      return delivered
    } catch (error) {
      const bytes = error instanceof ConnectionResetError ? error.partial?.bytes : undefined
      onDelivered({ ...response, body: bytes ?? '' })
      throw error
    }
  }

  /** Returns the number of the run in a response row; negative rows count from the end. */
  #findRunInRow(response: WireResponse, row: number): number | undefined {
    const { vendor, operation, served } = this.#context
    const layout = vendor.listLayouts?.[operation.id]
    const rows = layout === undefined ? undefined : resolvePointer(parseResponseBody(response), layout.rows)
    const id = resolvePointer(Array.isArray(rows) ? rows.at(row) : undefined, layout?.id ?? '')
    return typeof id === 'string' ? vendor.runs?.parseId(id, served.world) : undefined
  }

  #markApplied(rule: ActiveRule): void {
    if (!this.#appliedIds.has(rule.id)) rule.countHit()
    this.#appliedIds.add(rule.id)
  }

  #isErrorEffect({ kind }: Effect): boolean {
    if (kind === 'status' || kind === 'throttle') return true
    const { vendor, operation, request } = this.#context
    const layout = vendor.listLayouts?.[operation.id]
    return kind === 'expired-cursor' && layout !== undefined && isLaterPage(layout, request)
  }

  #createErrorResponse(rule: ActiveRule, effect: Effect): Problem | ReplacementResponse {
    const { vendor, operation, served } = this.#context
    this.#markApplied(rule)
    if (effect.kind === 'throttle') {
      const { now } = served.world
      const until = rule.startThrottle(now)
      const note = `rule ${rule.id} throttles until ${formatIsoMicroseconds(until)}`
      return new Problem('throttled', { retryAfter: Math.ceil((until - now) / SECOND), note })
    }
    const gatewayResponse = effect.kind === 'status' ? createGatewayResponse(effect.status) : undefined
    if (gatewayResponse !== undefined) return new ReplacementResponse(gatewayResponse)
    const layout = vendor.listLayouts?.[operation.id]
    const problem = effect.kind === 'status' ? vendor.faultProblems?.(operation)[effect.status] : layout?.cursor
    if (problem === undefined) throw new Error(`rule ${rule.id} has no error response for ${operation.id}`)
    const { code, ...details } = problem
    return new Problem(code, details)
  }
}
