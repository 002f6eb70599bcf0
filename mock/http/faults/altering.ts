import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { IncomingRequest } from '../incoming.ts'
import type { WireResponse } from '../sent.ts'
import type { Vendor } from '../vendor.ts'
import { isLaterPage, type ListLayout, createWalkKey } from '../listing.ts'
import { resolvePointer } from './pointers.ts'
import type { ActiveRule } from './rule.ts'
import { parseResponseBody, truncateJson, shiftTotal, mutateField, replaceNextLink, replaceRows } from './spoiling.ts'

interface MutationContext {
  readonly vendor: Vendor
  readonly operation: OperationFacts
  readonly incoming: IncomingRequest
  readonly dueRules: ReadonlySet<ActiveRule>
}

/**
 * The answer as a rule changes it; the same one where it leaves the content alone, undefined where it finds nothing to
 * change. A rule that is not due only remembers what it may need later.
 */
export function applyEffect(
  response: WireResponse,
  rule: ActiveRule,
  context: MutationContext,
): WireResponse | undefined {
  const { effect } = rule
  const listing = context.vendor.listLayouts?.[context.operation.id]
  if (effect?.kind === 'duplicate-row') return repeatRow(response, rule, { ...context, listing })
  if (effect === null || !context.dueRules.has(rule)) return response
  switch (effect.kind) {
    case 'invalid-json':
      return truncateJson(response)
    case 'content-type':
      return { ...response, headers: { ...response.headers, 'content-type': effect.type } }
    case 'schema':
      return mutateField(response, effect)
    case 'drop-row':
    case 'empty-page':
    case 'same-next':
    case 'total-drift':
      return listing === undefined ? undefined : mutateList(response, effect, { listing, incoming: context.incoming })
    default:
      return response
  }
}

type ListEffect = Exclude<ActiveRule['effect'], null> & {
  readonly kind: 'drop-row' | 'empty-page' | 'same-next' | 'total-drift'
}

function mutateList(
  response: WireResponse,
  effect: ListEffect,
  { listing, incoming }: { readonly listing: ListLayout; readonly incoming: IncomingRequest },
): WireResponse | undefined {
  switch (effect.kind) {
    case 'drop-row':
      if (!isLaterPage(listing, incoming)) return undefined
      return replaceRows(response, listing, (rows) => (rows.length === 0 ? undefined : rows.slice(1)))
    case 'empty-page':
      return replaceRows(response, listing, (rows) => (rows.length === 0 ? undefined : []))
    case 'same-next':
      return listing.next === undefined ? undefined : replaceNextLink(response, listing.next, incoming.raw.url)
    case 'total-drift':
      return listing.total === undefined ? undefined : shiftTotal(response, listing.total, effect.by)
  }
}

/** Walks whose last rows are remembered by one rule. */
const MAX_WALKS = 100

/** The last row of a page stands before the first of the next one again, as after an insertion between the two. */
function repeatRow(
  response: WireResponse,
  rule: ActiveRule,
  { listing, incoming, dueRules }: MutationContext & { readonly listing: ListLayout | undefined },
): WireResponse | undefined {
  if (listing === undefined) return dueRules.has(rule) ? undefined : response
  const walk = createWalkKey(listing, incoming)
  const rows = resolvePointer(parseResponseBody(response), listing.rows)
  const previousRow = rule.lastRows.get(walk)
  if (Array.isArray(rows) && rows.length > 0) {
    rule.lastRows.delete(walk)
    rule.lastRows.set(walk, rows.at(-1))
    for (const oldest of rule.lastRows.keys()) if (rule.lastRows.size > MAX_WALKS) rule.lastRows.delete(oldest)
  }
  if (!dueRules.has(rule)) return response
  if (previousRow === undefined || !isLaterPage(listing, incoming)) return undefined
  return replaceRows(response, listing, (own) => [previousRow, ...own])
}
