import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { IncomingRequest } from '../request.ts'
import type { RequestContext } from '../request-context.ts'
import type { ServedWorld } from '../worlds/served-world.ts'
import type { Vendor } from '../vendor.ts'
import { InvalidFaultError } from './effect.ts'
import { FaultInjection } from './injection.ts'
import { explainRuleMismatch } from './validate-rule.ts'
import { type ReplacementResponse, createHeaderError } from './error-response.ts'
import { ActiveRule } from './rule.ts'
import type { Wait } from './transport.ts'

/** The request header that injects a fault into this one request. */
export const FAULT_HEADER = 'x-flowtwin-fault'

interface FaultRequest {
  readonly vendor: Vendor
  readonly operation: OperationFacts
  readonly served: ServedWorld
  readonly request: IncomingRequest
  readonly wait: Wait
}

/**
 * Returns the faults that the rules of the world and the request's header inject; null for none. Every rule for the
 * operation counts the request.
 */
export function matchFaults({ deps, route, selection, request, operation }: RequestContext): FaultInjection | null {
  const { vendor } = route
  if (operation === undefined || vendor.isOutsideWorlds === true) return null
  const { servedWorld } = selection
  const faultRequest = { vendor, operation, served: servedWorld, request, wait: deps.wait }
  const { now } = servedWorld.world
  const matchedRules = servedWorld.faults.rules.filter(
    (rule) => rule.matchesOperation(vendor.name, operation.id) && explainRuleMismatch(rule, faultRequest) === undefined,
  )
  const dueRules = matchedRules.filter((rule) => rule.countCall(now, request.query))
  const { headerRules, headerError } = parseFaultHeader(faultRequest)
  if (headerRules.length + matchedRules.length === 0 && headerError === null) return null
  return new FaultInjection({
    ...faultRequest,
    matchedRules: [...headerRules, ...matchedRules],
    dueRules: new Set([...headerRules, ...dueRules]),
    headerError,
  })
}

interface ParsedHeader {
  /** At most one rule. */
  readonly headerRules: readonly ActiveRule[]
  /** The response to an invalid header. */
  readonly headerError: ReplacementResponse | null
}

function parseFaultHeader({ vendor, operation, served, request }: FaultRequest): ParsedHeader {
  const text = request.getHeader(FAULT_HEADER)
  if (text === null) return { headerRules: [], headerError: null }
  try {
    const rule = new ActiveRule(
      { id: 'request', operation: `${vendor.name}.${operation.id}`, effect: text },
      served.world.dataset.parameters.seed,
    )
    const reason = explainRuleMismatch(rule, { vendor, operation })
    if (reason === undefined) return { headerRules: [rule], headerError: null }
    return { headerRules: [], headerError: createHeaderError(reason) }
  } catch (error) {
    if (!(error instanceof InvalidFaultError)) throw error
    return { headerRules: [], headerError: createHeaderError(error.message) }
  }
}
