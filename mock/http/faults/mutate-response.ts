import type { OperationFacts } from '../../../spec/operation-facts.ts'
import type { IncomingRequest } from '../request.ts'
import type { WireResponse } from '../response.ts'
import { createWalkKey, isLaterPage, type ListLayout, type Vendor } from '../vendor.ts'
import type { Effect } from './effect.ts'
import { getMember, removeMember, resolvePointer, setMember, visitPointer } from './json-pointer.ts'
import type { ActiveRule } from './rule.ts'

interface MutationContext {
  readonly vendor: Vendor
  readonly operation: OperationFacts
  readonly request: IncomingRequest
  readonly dueRules: ReadonlySet<ActiveRule>
}

/**
 * Applies the effect of a rule to a response. Returns the same response for effects on other parts, and undefined where
 * there is nothing to change. Rules that are not due only store what they need later.
 */
export function applyEffect(
  response: WireResponse,
  rule: ActiveRule,
  context: MutationContext,
): WireResponse | undefined {
  const { effect } = rule
  const layout = context.vendor.listLayouts?.[context.operation.id]
  if (effect?.kind === 'duplicate-row') return repeatRow(response, rule, { ...context, layout })
  if (effect === null || !context.dueRules.has(rule)) return response
  switch (effect.kind) {
    case 'invalid-json':
      return truncateJson(response)
    case 'content-type':
      return { ...response, headers: { ...response.headers, 'content-type': effect.type } }
    case 'schema':
      return mutateField(response, effect)
    case 'drop-row':
      if (layout === undefined || !isLaterPage(layout, context.request)) return undefined
      return replaceRows(response, layout, (rows) => (rows.length === 0 ? undefined : rows.slice(1)))
    case 'empty-page':
      if (layout === undefined) return undefined
      return replaceRows(response, layout, (rows) => (rows.length === 0 ? undefined : []))
    case 'same-next':
      return layout?.next === undefined
        ? undefined
        : replaceNextLink(response, layout.next, toPublicUrl(context.request))
    case 'total-drift':
      return layout?.total === undefined ? undefined : shiftTotal(response, layout.total, effect.by)
    default:
      return response
  }
}

/** Parses a response body as JSON; undefined where it is not JSON. */
export function parseResponseBody({ body }: Pick<WireResponse, 'body'>): unknown {
  try {
    return JSON.parse(decodeBody(body)) as unknown
  } catch {
    return undefined
  }
}

function toPublicUrl({ origin, linkPrefix, target }: IncomingRequest): string {
  return origin + linkPrefix + target
}

function replaceBody(response: WireResponse, body: unknown): WireResponse {
  return { ...response, body: JSON.stringify(body) }
}

/** Removes the last character; undefined where the body is not JSON. */
function truncateJson(response: WireResponse): WireResponse | undefined {
  return parseResponseBody(response) === undefined
    ? undefined
    : { ...response, body: decodeBody(response.body).trimEnd().slice(0, -1) }
}

function mutateField(
  response: WireResponse,
  { mutation, pointer }: Extract<Effect, { readonly kind: 'schema' }>,
): WireResponse | undefined {
  const body = parseResponseBody(response)
  const count = visitPointer(body, pointer, (parent, name) => {
    if (mutation === 'drop') removeMember(parent, name)
    else setMember(parent, name, mutation === 'null' ? null : toOtherType(getMember(parent, name)))
  })
  return count === 0 ? undefined : replaceBody(response, body)
}

/** Replaces the rows by those that `change` returns. */
function replaceRows(
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

/** Adds to the total, and updates the number of pages. */
function shiftTotal(
  response: WireResponse,
  total: NonNullable<ListLayout['total']>,
  by: number,
): WireResponse | undefined {
  const body = parseResponseBody(response)
  const [count, size] = [resolvePointer(body, total.at), resolvePointer(body, total.size)]
  if (typeof count !== 'number' || typeof size !== 'number') return undefined
  const newCount = Math.max(0, count + by)
  visitPointer(body, total.at, (parent, name) => setMember(parent, name, newCount))
  visitPointer(body, total.pages, (parent, name) => setMember(parent, name, Math.ceil(newCount / size)))
  return replaceBody(response, body)
}

/** Replaces the link to the next page; undefined where there is none. */
function replaceNextLink(response: WireResponse, pointer: string, url: string): WireResponse | undefined {
  const body = parseResponseBody(response)
  if (typeof resolvePointer(body, pointer) !== 'string') return undefined
  visitPointer(body, pointer, (parent, name) => setMember(parent, name, url))
  return replaceBody(response, body)
}

/** Returns a value of another JSON type. */
function toOtherType(value: unknown): unknown {
  if (typeof value === 'string') return value.length
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Array.isArray(value) || value === null ? {} : []
}

function decodeBody(body: WireResponse['body']): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8')
}

/** The number of walks for which a rule stores the last row. */
const MAX_WALKS = 100

/** Repeats the last row of the previous page at the start of this one, as an insertion between the two would. */
function repeatRow(
  response: WireResponse,
  rule: ActiveRule,
  { layout, request, dueRules }: MutationContext & { readonly layout: ListLayout | undefined },
): WireResponse | undefined {
  if (layout === undefined) return dueRules.has(rule) ? undefined : response
  const walk = createWalkKey(layout, request)
  const rows = resolvePointer(parseResponseBody(response), layout.rows)
  const previousRow = rule.lastRows.get(walk)
  if (Array.isArray(rows) && rows.length > 0) {
    rule.lastRows.delete(walk)
    rule.lastRows.set(walk, rows.at(-1))
    for (const oldest of rule.lastRows.keys()) if (rule.lastRows.size > MAX_WALKS) rule.lastRows.delete(oldest)
  }
  if (!dueRules.has(rule)) return response
  if (previousRow === undefined || !isLaterPage(layout, request)) return undefined
  return replaceRows(response, layout, (currentRows) => [previousRow, ...currentRows])
}
