import type { Sent } from '../sent.ts'
import type { Effect } from './effect.ts'
import type { Listing } from '../listing.ts'
import { atEach, memberOf, put, remove, valueAt } from './pointers.ts'

/** An answer's body as a value that may be changed; undefined where it is no JSON. */
export function bodyOf({ body }: Pick<Sent, 'body'>): unknown {
  try {
    return JSON.parse(textOf(body)) as unknown
  } catch {
    return undefined
  }
}

/** The same answer with another body. */
export function withBody(sent: Sent, body: unknown): Sent {
  return { ...sent, body: JSON.stringify(body) }
}

/** The answer without its last sign, so that it is JSON no more; undefined where it never was. */
export function brokenJson(sent: Sent): Sent | undefined {
  return bodyOf(sent) === undefined ? undefined : { ...sent, body: textOf(sent.body).trimEnd().slice(0, -1) }
}

/** The answer with a member spoilt; undefined where there is no such member. */
export function spoilt(sent: Sent, { how, at }: Extract<Effect, { readonly kind: 'schema' }>): Sent | undefined {
  const body = bodyOf(sent)
  const places = atEach(body, at, (parent, name) => {
    if (how === 'drop') remove(parent, name)
    else put(parent, name, how === 'null' ? null : otherType(memberOf(parent, name)))
  })
  return places === 0 ? undefined : withBody(sent, body)
}

/** The answer with rows put in or taken out; undefined where there is nothing to do it with. */
export function withRows(
  sent: Sent,
  { rows }: Listing,
  change: (rows: readonly unknown[]) => readonly unknown[] | undefined,
): Sent | undefined {
  const body = bodyOf(sent)
  const found = valueAt(body, rows)
  const changed = Array.isArray(found) ? change(found) : undefined
  if (changed === undefined) return undefined
  if (rows === '') return withBody(sent, changed)
  atEach(body, rows, (parent, name) => put(parent, name, changed))
  return withBody(sent, body)
}

/** The answer with another total, and the number of pages that goes with it. */
export function drifted(sent: Sent, total: NonNullable<Listing['total']>, by: number): Sent | undefined {
  const body = bodyOf(sent)
  const [count, size] = [valueAt(body, total.at), valueAt(body, total.size)]
  if (typeof count !== 'number' || typeof size !== 'number') return undefined
  const next = Math.max(0, count + by)
  atEach(body, total.at, (parent, name) => put(parent, name, next))
  atEach(body, total.pages, (parent, name) => put(parent, name, Math.ceil(next / size)))
  return withBody(sent, body)
}

/** The answer with a link to the page that it is; undefined where it links to no next one. */
export function withNext(sent: Sent, next: string, url: string): Sent | undefined {
  const body = bodyOf(sent)
  if (typeof valueAt(body, next) !== 'string') return undefined
  atEach(body, next, (parent, name) => put(parent, name, url))
  return withBody(sent, body)
}

/** A value of a type that the member cannot have. */
function otherType(value: unknown): unknown {
  if (typeof value === 'string') return value.length
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Array.isArray(value) || value === null ? {} : []
}

function textOf(body: Sent['body']): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8')
}
