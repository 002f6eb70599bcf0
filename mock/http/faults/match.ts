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

/** The header by which one request asks for a fault of its own. */
const FAULT_HEADER = 'x-flowtwin-fault'

interface FaultRequest {
  readonly vendor: Vendor
  readonly operation: OperationFacts
  readonly served: ServedWorld
  readonly incoming: IncomingRequest
  readonly wait: Wait
}

/** Whether there may be a fault: the one question that is asked of every request. */
export function hasFaults({ selection, request }: RequestContext): boolean {
  // Whoever looks back wants to see what was.
  if (selection.servedWorld.asOf !== null) return false
  return selection.servedWorld.world.sideState.faultRules.length > 0 || request.getHeader(FAULT_HEADER) !== null
}

/**
 * What the rules of a world, or a request's own header, do to a request; null when nothing does. Counts the request as
 * a call of every rule that is about its operation.
 */
export function matchFaults({
  deps,
  route,
  selection,
  request: incoming,
  operation,
}: RequestContext): FaultInjection | null {
  const { vendor } = route
  if (operation === undefined || vendor.isOutsideWorlds === true) return null
  const { servedWorld } = selection
  const request = { vendor, operation, served: servedWorld, incoming, wait: deps.wait }
  const { now } = servedWorld.world
  const matchedRules = servedWorld.faults.rules.filter(
    (rule) => rule.matchesOperation(vendor.name, operation.id) && explainRuleMismatch(rule, request) === undefined,
  )
  const dueRules = matchedRules.filter((rule) => rule.countCall(now, incoming.query))
  const { rule: headerRule, headerError } = parseFaultHeader(request)
  if (headerRule === null && headerError === null && matchedRules.length === 0) return null
  const rules = headerRule === null ? matchedRules : [headerRule, ...matchedRules]
  return new FaultInjection({
    ...request,
    matchedRules: rules,
    dueRules: new Set(headerRule === null ? dueRules : [headerRule, ...dueRules]),
    headerError,
  })
}

/** The rule that the header of a request makes. */
function parseFaultHeader({ vendor, operation, served, incoming: request }: FaultRequest): {
  readonly rule: ActiveRule | null
  readonly headerError: ReplacementResponse | null
} {
  const text = request.getHeader(FAULT_HEADER)
  if (text === null) return { rule: null, headerError: null }
  try {
    const rule = new ActiveRule(
      { id: 'request', operation: `${vendor.name}.${operation.id}`, effect: text },
      served.world.dataset.parameters.seed,
    )
    const reason = explainRuleMismatch(rule, { vendor, operation })
    return reason === undefined ? { rule, headerError: null } : { rule: null, headerError: createHeaderError(reason) }
  } catch (error) {
    if (!(error instanceof InvalidFaultError)) throw error
    return { rule: null, headerError: createHeaderError(error.message) }
  }
}
