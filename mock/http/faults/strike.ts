import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { Incoming } from '../incoming.ts'
import type { Passage } from '../passage.ts'
import type { ServedWorld } from '../served-world.ts'
import type { Vendor } from '../vendor.ts'
import { FaultRefusal } from './fault-refusal.ts'
import { Interference } from './interference.ts'
import { whyNever } from './possible.ts'
import { type AnsweredInstead, headerRefusal } from './refusal.ts'
import { Rule } from './rule.ts'
import type { Wait } from './transport.ts'

/** The header by which one request asks for a fault of its own. */
const FAULT_HEADER = 'x-flowtwin-fault'

interface Request {
  readonly vendor: Vendor
  readonly operation: OperationFacts
  readonly served: ServedWorld
  readonly incoming: Incoming
  readonly wait: Wait
}

/** Whether there may be a fault: the one question that is asked of every request. */
export function mayStrike({ selection, incoming }: Passage): boolean {
  // Whoever looks back wants to see what was.
  if (selection.served.asOf !== null) return false
  return selection.served.world.annex.armed.length > 0 || incoming.header(FAULT_HEADER) !== null
}

/**
 * What the rules of a world, or a request's own header, do to a request; null when nothing does. Counts the request as
 * a call of every rule that is about its operation.
 */
export function strike({ host, route, selection, incoming, operation }: Passage): Interference | null {
  const { vendor } = route
  if (operation === undefined || vendor.isOutside === true) return null
  const { served } = selection
  const request = { vendor, operation, served, incoming, wait: host.wait }
  const { now } = served.world
  const met = served.faults.rules.filter(
    (rule) => rule.meets(vendor.name, operation.id) && whyNever(rule, request) === undefined,
  )
  const due = met.filter((rule) => rule.isDue(now, incoming.query))
  const { rule: own, misused } = ownRule(request)
  if (own === null && misused === null && met.length === 0) return null
  const all = own === null ? met : [own, ...met]
  return new Interference({ ...request, met: all, due: new Set(own === null ? due : [own, ...due]), misused })
}

/** The rule that the header of a request makes. */
function ownRule({ vendor, operation, served, incoming }: Request): {
  readonly rule: Rule | null
  readonly misused: AnsweredInstead | null
} {
  const text = incoming.header(FAULT_HEADER)
  if (text === null) return { rule: null, misused: null }
  try {
    const rule = new Rule(
      { id: 'request', operation: `${vendor.name}.${operation.id}`, effect: text },
      served.world.universe.parameters.seed,
    )
    const reason = whyNever(rule, { vendor, operation })
    return reason === undefined ? { rule, misused: null } : { rule: null, misused: headerRefusal(reason) }
  } catch (error) {
    if (!(error instanceof FaultRefusal)) throw error
    return { rule: null, misused: headerRefusal(error.message) }
  }
}
