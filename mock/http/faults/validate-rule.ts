import type { OperationFacts } from '../../../spec/operation-facts.ts'
import { suggestName } from '../../wire/nearest-word.ts'
import type { Vendor } from '../vendor.ts'
import type { Effect } from './effect.ts'
import { GATEWAY_STATUSES } from './error-response.ts'
import type { ActiveRule } from './rule.ts'
import { hasRowSelector } from './side-effect.ts'

/** An operation of a vendor, as the target of a rule. */
export interface FaultTarget {
  readonly vendor: Vendor
  readonly operation: OperationFacts
}

/** Explains why a rule can never act on an operation; undefined when it can. */
export function explainRuleMismatch(
  { effect, sideEffects, condition }: ActiveRule,
  target: FaultTarget,
): string | undefined {
  const { vendor, operation } = target
  const layout = vendor.listLayouts?.[operation.id]
  if (sideEffects.some(hasRowSelector) && (layout?.id === undefined || vendor.runs === undefined)) {
    return `the rows of ${operation.id} are not runs; give the number of a run`
  }
  return (
    explainQueryMismatch(condition, operation) ?? (effect === null ? undefined : explainEffectMismatch(effect, target))
  )
}

function explainQueryMismatch(
  { query }: ActiveRule['condition'],
  { id, parameters }: OperationFacts,
): string | undefined {
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  const [unknownName] =
    query.find(([name]) => !names.some((known) => name === known || name.startsWith(`${known}[`))) ?? []
  if (unknownName === undefined) return undefined
  const hint = names.length === 0 ? 'it has no query parameters' : suggestName(unknownName, names)
  return `${id} has no query parameter "${unknownName}"; ${hint}`
}

function explainEffectMismatch(effect: Effect, { vendor, operation }: FaultTarget): string | undefined {
  const layout = vendor.listLayouts?.[operation.id]
  const { id } = operation
  switch (effect.kind) {
    case 'status':
      return explainStatusMismatch(effect.status, { vendor, operation })
    case 'throttle':
      return operation.responses[429] === undefined
        ? `${vendor.name} documents no 429 for ${id}; ${describeStatuses({ vendor, operation })}`
        : undefined
    case 'stale':
      return operation.method === 'get' ? undefined : `${id} is not a read; only GET operations can be stale`
    case 'duplicate-row':
    case 'drop-row':
      return layout?.page === undefined ? `${id} has no pages` : undefined
    case 'clamp':
      return layout?.size === undefined ? `${id} has no page size parameter` : undefined
    case 'empty-page':
      return layout === undefined ? `${id} is not a list` : undefined
    case 'same-next':
      return layout?.next === undefined ? `responses of ${id} have no link to a next page` : undefined
    case 'expired-cursor':
      return layout?.cursor === undefined ? `${id} has no cursor` : undefined
    case 'total-drift':
      return layout?.total === undefined ? `responses of ${id} have no total` : undefined
    default:
      return undefined
  }
}

function explainStatusMismatch(status: number, target: FaultTarget): string | undefined {
  const { vendor, operation } = target
  if (GATEWAY_STATUSES.includes(status)) return undefined
  if (status === 429 && operation.responses[429] !== undefined) {
    return 'a 429 needs a Retry-After; write "throttle=30s"'
  }
  if (listStatuses(target).includes(status)) return undefined
  return `${vendor.name} has no ${status} for ${operation.id}; ${describeStatuses(target)}`
}

/** Returns the documented statuses for which the vendor has an error response. */
function listStatuses({ vendor, operation }: FaultTarget): readonly number[] {
  const statuses = Object.keys(vendor.faultProblems?.(operation) ?? {}).map(Number)
  return statuses.filter((status) => operation.responses[status] !== undefined)
}

function describeStatuses(target: FaultTarget): string {
  return `available: ${[...listStatuses(target), ...GATEWAY_STATUSES].join(', ')}`
}
