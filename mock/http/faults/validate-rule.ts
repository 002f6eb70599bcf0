import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { Vendor } from '../vendor.ts'
import type { Effect } from './effect.ts'
import { hasRowSelector } from './side-effect.ts'
import { suggestName } from './suggest-name.ts'
import { GATEWAY_STATUSES } from './error-response.ts'
import type { ActiveRule } from './rule.ts'

/** An operation of a vendor that a rule may be about. */
export interface FaultTarget {
  readonly vendor: Vendor
  readonly operation: OperationFacts
}

/** Why a rule can never act on an operation; undefined when it can. */
export function explainRuleMismatch(
  { effect, sideEffects, condition }: ActiveRule,
  target: FaultTarget,
): string | undefined {
  const { vendor, operation } = target
  const listing = vendor.listLayouts?.[operation.id]
  if (sideEffects.some(hasRowSelector) && (listing?.id === undefined || vendor.runs === undefined)) {
    return `the rows of ${operation.id} are no runs; name runs by number`
  }
  return (
    explainQueryMismatch(condition, operation) ?? (effect === null ? undefined : explainEffectMismatch(effect, target))
  )
}

/** Why nobody asks an operation what a rule waits for; undefined when somebody may. */
function explainQueryMismatch(
  { query }: ActiveRule['condition'],
  { id, parameters }: OperationFacts,
): string | undefined {
  if (query.length === 0) return undefined
  const known = parameters.filter((one) => one.in === 'query').map(({ name }) => name)
  const unknown = query.find(([name]) => !known.some((one) => name === one || name.startsWith(`${one}[`)))
  if (unknown === undefined) return undefined
  const hint = known.length === 0 ? 'it has none' : suggestName(unknown[0], known)
  return `${id} has no query parameter "${unknown[0]}"; ${hint}`
}

/** Why an effect can never come about in an operation; undefined when it can. */
export function explainEffectMismatch(effect: Effect, { vendor, operation }: FaultTarget): string | undefined {
  const listing = vendor.listLayouts?.[operation.id]
  const { id } = operation
  switch (effect.kind) {
    case 'status':
      return explainStatusMismatch(effect.status, { vendor, operation })
    case 'throttle':
      return operation.responses[429] === undefined
        ? `${vendor.name} documents no 429 for ${id}; ${describeStatuses({ vendor, operation })}`
        : undefined
    case 'stale':
      return operation.method === 'get' ? undefined : `${id} does not read; only reads can be stale`
    case 'duplicate-row':
    case 'drop-row':
      return listing?.page === undefined ? `${id} has no pages` : undefined
    case 'clamp':
      return listing?.size === undefined ? `${id} is not asked for so many rows` : undefined
    case 'empty-page':
      return listing === undefined ? `${id} is no list` : undefined
    case 'same-next':
      return listing?.next === undefined ? `the answers of ${id} have no link to a next page` : undefined
    case 'expired-cursor':
      return listing?.cursor === undefined ? `${id} has no cursor` : undefined
    case 'total-drift':
      return listing?.total === undefined ? `the answers of ${id} tell no total` : undefined
    default:
      return undefined
  }
}

function explainStatusMismatch(status: number, target: FaultTarget): string | undefined {
  const { vendor, operation } = target
  if (GATEWAY_STATUSES.includes(status)) return undefined
  if (status === 429 && operation.responses[429] !== undefined) {
    return 'a 429 tells how long to wait; write "throttle=30s"'
  }
  const known = vendor.faultProblems?.(operation)
  if (known?.[status] !== undefined && operation.responses[status] !== undefined) return undefined
  return `${vendor.name} has no ${status} for ${operation.id}; ${describeStatuses(target)}`
}

function describeStatuses({ vendor, operation }: FaultTarget): string {
  const known = Object.keys(vendor.faultProblems?.(operation) ?? {}).filter(
    (status) => operation.responses[Number(status)] !== undefined,
  )
  return `it can say ${known.join(', ')}, and a proxy before it ${GATEWAY_STATUSES.join(', ')}`
}
