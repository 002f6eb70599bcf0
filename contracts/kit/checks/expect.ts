import { citeStandard } from '../check.ts'
import { type Exchange, isClientError, isServerError } from '../http/exchange.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../outcome.ts'

/** A violation when the status is none of those expected. */
export function expectStatus(
  exchange: Exchange,
  expected: number | readonly number[],
  example = exchange.request.path,
): Violation | null {
  const statuses = [expected].flat()
  return statuses.includes(exchange.status)
    ? null
    : { message: `status ${exchange.status} instead of ${statuses.join(' or ')}`, example, exchange }
}

/** Statuses for a method that a resource does not support; a router or gateway may reject it before the method is checked. */
export const UNSUPPORTED_METHOD_STATUSES: readonly number[] = [405, 403, 404, 501]

/** A violation when the request was not rejected with a 4xx other than 429. */
export function expectClientError(exchange: Exchange, example = exchange.request.path): Violation | null {
  return isClientError(exchange) ? null : { message: `status ${exchange.status} instead of 4xx`, example, exchange }
}

/** The level and source of the checks that no request causes a server error. */
export const serverErrorRule = citeStandard('MUST', 'RFC 9110 section 15.6 (server errors)')

/** A violation when the status is a server error. */
export function expectNoServerError(exchange: Exchange, example = exchange.request.path): Violation | null {
  return isServerError(exchange) ? { message: `status ${exchange.status}`, example, exchange } : null
}

/** The result of a filter, and what it must contain. */
interface FilterResult<Item extends { readonly id: string }> {
  readonly parameter: string
  readonly pages: readonly { readonly exchange: Exchange; readonly items: readonly Item[] }[]
  readonly matches: (item: Item) => boolean
  /** Matching items of the unfiltered list, as far down as the result reaches. */
  readonly expected: readonly Item[]
  /** Keeps those missing items that did not change in the meantime; all of them by default. */
  readonly confirmMissing?: (items: readonly Item[]) => Promise<readonly Item[]>
}

/** Checks that a filtered list contains every matching item and no other. */
export async function checkFilter<Item extends { readonly id: string }>({
  parameter,
  pages,
  matches,
  expected,
  confirmMissing = (items) => Promise.resolve(items),
}: FilterResult<Item>): Promise<Judgement> {
  const ids = new Set(pages.flatMap(({ items }) => items.map(({ id }) => id)))
  const missing = await confirmMissing(expected.filter(({ id }) => !ids.has(id)))
  const [first] = pages
  const extra = pages.map(({ exchange, items }) =>
    checkEach(items, (item) =>
      matches(item) ? null : { message: `an item that does not match ${parameter}`, example: item.id, exchange },
    ),
  )
  const message = `an item that matches ${parameter} is missing`
  const absent = missing.map(({ id }) => ({ message, example: id, ...(first && { exchange: first.exchange }) }))
  return mergeJudgements([...extra, { evidence: expected.length, violations: absent }])
}
