import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { IncomingRequest } from '../request.ts'
import type { WireResponse } from '../response.ts'
import { createWalkKey, isLaterPage, type ListLayout, type Vendor } from '../vendor.ts'
import type { Effect } from './effect.ts'
import { getMember, removeMember, resolvePointer, setMember, visitPointer } from './json-pointer.ts'
import type { ActiveRule } from './rule.ts'

/** An answer's body as a value that may be changed; undefined where it is no JSON. */
export function parseResponseBody({ body }: Pick<WireResponse, 'body'>): unknown {
  try {
    return JSON.parse(decodeBody(body)) as unknown
  } catch {
    return undefined
  }
}

/** The same answer with another body. */
export function replaceBody(response: WireResponse, body: unknown): WireResponse {
  return { ...response, body: JSON.stringify(body) }
}

/** The answer without its last sign, so that it is JSON no more; undefined where it never was. */
export function truncateJson(response: WireResponse): WireResponse | undefined {
  return parseResponseBody(response) === undefined
    ? undefined
    : { ...response, body: decodeBody(response.body).trimEnd().slice(0, -1) }
}

/** The answer with a member spoilt; undefined where there is no such member. */
export function mutateField(
  response: WireResponse,
  { how, at }: Extract<Effect, { readonly kind: 'schema' }>,
): WireResponse | undefined {
  const body = parseResponseBody(response)
  const count = visitPointer(body, at, (parent, name) => {
    if (how === 'drop') removeMember(parent, name)
    else setMember(parent, name, how === 'null' ? null : toOtherType(getMember(parent, name)))
  })
  return count === 0 ? undefined : replaceBody(response, body)
}

/** The answer with rows put in or taken out; undefined where there is nothing to do it with. */
export function replaceRows(
  response: WireResponse,
  { rows }: ListLayout,
  change: (rows: readonly unknown[]) => readonly unknown[] | undefined,
): WireResponse | undefined {
  const body = parseResponseBody(response)
  const currentRows = resolvePointer(body, rows)
  const newRows = Array.isArray(currentRows) ? change(currentRows) : undefined
  if (newRows === undefined) return undefined
  if (rows === '') return replaceBody(response, newRows)
  visitPointer(body, rows, (parent, name) => setMember(parent, name, newRows))
  return replaceBody(response, body)
}

/** The answer with another total, and the number of pages that goes with it. */
export function shiftTotal(
  response: WireResponse,
  total: NonNullable<ListLayout['total']>,
  by: number,
): WireResponse | undefined {
  const body = parseResponseBody(response)
  const [count, size] = [resolvePointer(body, total.at), resolvePointer(body, total.size)]
  if (typeof count !== 'number' || typeof size !== 'number') return undefined
  const next = Math.max(0, count + by)
  visitPointer(body, total.at, (parent, name) => setMember(parent, name, next))
  visitPointer(body, total.pages, (parent, name) => setMember(parent, name, Math.ceil(next / size)))
  return replaceBody(response, body)
}

/** The answer with a link to the page that it is; undefined where it links to no next one. */
export function replaceNextLink(response: WireResponse, next: string, url: string): WireResponse | undefined {
  const body = parseResponseBody(response)
  if (typeof resolvePointer(body, next) !== 'string') return undefined
  visitPointer(body, next, (parent, name) => setMember(parent, name, url))
  return replaceBody(response, body)
}

/** A value of a type that the member cannot have. */
function toOtherType(value: unknown): unknown {
  if (typeof value === 'string') return value.length
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Array.isArray(value) || value === null ? {} : []
}

function decodeBody(body: WireResponse['body']): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8')
}

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
  { listing, incoming: request }: { readonly listing: ListLayout; readonly incoming: IncomingRequest },
): WireResponse | undefined {
  switch (effect.kind) {
    case 'drop-row':
      if (!isLaterPage(listing, request)) return undefined
      return replaceRows(response, listing, (rows) => (rows.length === 0 ? undefined : rows.slice(1)))
    case 'empty-page':
      return replaceRows(response, listing, (rows) => (rows.length === 0 ? undefined : []))
    case 'same-next':
      return listing.next === undefined ? undefined : replaceNextLink(response, listing.next, request.raw.url)
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
  { listing, incoming: request, dueRules }: MutationContext & { readonly listing: ListLayout | undefined },
): WireResponse | undefined {
  if (listing === undefined) return dueRules.has(rule) ? undefined : response
  const walk = createWalkKey(listing, request)
  const rows = resolvePointer(parseResponseBody(response), listing.rows)
  const previousRow = rule.lastRows.get(walk)
  if (Array.isArray(rows) && rows.length > 0) {
    rule.lastRows.delete(walk)
    rule.lastRows.set(walk, rows.at(-1))
    for (const oldest of rule.lastRows.keys()) if (rule.lastRows.size > MAX_WALKS) rule.lastRows.delete(oldest)
  }
  if (!dueRules.has(rule)) return response
  if (previousRow === undefined || !isLaterPage(listing, request)) return undefined
  return replaceRows(response, listing, (own) => [previousRow, ...own])
}
