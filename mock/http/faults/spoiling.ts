import type { WireResponse } from '../sent.ts'
import type { Effect } from './effect.ts'
import type { ListLayout } from '../listing.ts'
import { visitPointer, getMember, setMember, removeMember, resolvePointer } from './pointers.ts'

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
