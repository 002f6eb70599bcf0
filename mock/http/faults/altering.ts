import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { Incoming } from '../incoming.ts'
import type { Sent } from '../sent.ts'
import type { Vendor } from '../vendor.ts'
import { asksFurther, type Listing, walkOf } from '../listing.ts'
import { valueAt } from './pointers.ts'
import type { Rule } from './rule.ts'
import { bodyOf, brokenJson, drifted, spoilt, withNext, withRows } from './spoiling.ts'

interface Altering {
  readonly vendor: Vendor
  readonly operation: OperationFacts
  readonly incoming: Incoming
  readonly due: ReadonlySet<Rule>
}

/**
 * The answer as a rule changes it; the same one where it leaves the content alone, undefined where it finds nothing to
 * change. A rule that is not due only remembers what it may need later.
 */
export function altered(sent: Sent, rule: Rule, of: Altering): Sent | undefined {
  const { effect } = rule
  const listing = of.vendor.listings?.[of.operation.id]
  if (effect?.kind === 'duplicate-row') return duplicated(sent, rule, { ...of, listing })
  if (effect === null || !of.due.has(rule)) return sent
  switch (effect.kind) {
    case 'invalid-json':
      return brokenJson(sent)
    case 'content-type':
      return { ...sent, headers: { ...sent.headers, 'content-type': effect.type } }
    case 'schema':
      return spoilt(sent, effect)
    case 'drop-row':
    case 'empty-page':
    case 'same-next':
    case 'total-drift':
      return listing === undefined ? undefined : relisted(sent, effect, { listing, incoming: of.incoming })
    default:
      return sent
  }
}

type Relisting = Exclude<Rule['effect'], null> & {
  readonly kind: 'drop-row' | 'empty-page' | 'same-next' | 'total-drift'
}

function relisted(
  sent: Sent,
  effect: Relisting,
  { listing, incoming }: { readonly listing: Listing; readonly incoming: Incoming },
): Sent | undefined {
  switch (effect.kind) {
    case 'drop-row':
      if (!asksFurther(listing, incoming)) return undefined
      return withRows(sent, listing, (rows) => (rows.length === 0 ? undefined : rows.slice(1)))
    case 'empty-page':
      return withRows(sent, listing, (rows) => (rows.length === 0 ? undefined : []))
    case 'same-next':
      return listing.next === undefined ? undefined : withNext(sent, listing.next, incoming.request.url)
    case 'total-drift':
      return listing.total === undefined ? undefined : drifted(sent, listing.total, effect.by)
  }
}

/** Walks whose last rows are remembered by one rule. */
const MOST_WALKS = 100

/** The last row of a page stands before the first of the next one again, as after an insertion between the two. */
function duplicated(
  sent: Sent,
  rule: Rule,
  { listing, incoming, due }: Altering & { readonly listing: Listing | undefined },
): Sent | undefined {
  if (listing === undefined) return due.has(rule) ? undefined : sent
  const walk = walkOf(listing, incoming)
  const rows = valueAt(bodyOf(sent), listing.rows)
  const before = rule.lastRows.get(walk)
  if (Array.isArray(rows) && rows.length > 0) {
    rule.lastRows.delete(walk)
    rule.lastRows.set(walk, rows.at(-1))
    for (const oldest of rule.lastRows.keys()) if (rule.lastRows.size > MOST_WALKS) rule.lastRows.delete(oldest)
  }
  if (!due.has(rule)) return sent
  if (before === undefined || !asksFurther(listing, incoming)) return undefined
  return withRows(sent, listing, (own) => [before, ...own])
}
