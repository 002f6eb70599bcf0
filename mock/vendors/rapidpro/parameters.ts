import { Problem } from '../../http/problem.ts'
import { parseIso } from '../../wire/iso-8601.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { canonicalUuid } from '../../wire/uuid.ts'
import { type Instant, instant } from '../../world/instant.ts'
import type { Version } from './version.ts'

/** What a parameter names; undefined when it was not sent or is no filter, null when no such thing can exist. */
export type Named = number | null | undefined

/** A stretch of time; undefined on a side that is open, null when a bound cannot be read, so that nothing matches. */
export type Bounds = { readonly from: Instant | undefined; readonly to: Instant | undefined } | null

const TRUTHY = ['true', 'y', 'yes', '1']
const MOST_VALUES = 100

export function isTruthy(text: string | undefined): boolean {
  return TRUTHY.includes((text ?? '').toLowerCase())
}

/** `before` and `after`, both inclusive; what is no date matches nothing. */
export function boundsOf(query: QueryString): Bounds {
  const [from, to] = [boundOf(query.last('after')), boundOf(query.last('before'))]
  return from === null || to === null ? null : { from, to }
}

/** An integer; what is none is refused, zero is no filter. */
export function integerOf(query: QueryString, name: string): number | undefined {
  const text = query.last(name)
  if (text === undefined) return undefined
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new Problem('invalid', { text: `Value for ${name} must be an integer` })
  const value = Number(text)
  return value === 0 ? undefined : value
}

/**
 * A UUID in its canonical spelling. Of several, version 9 takes the last, the newer line the first, and judges them all.
 * @throws {Problem} for what is no UUID, the empty text included
 */
export function uuidOf(query: QueryString, name: string, version: Version): string | undefined {
  const texts = version === 'v9' ? query.all(name).slice(-1) : query.all(name)
  if (texts.length > MOST_VALUES) {
    throw new Problem('invalid', { text: `Param '${name}' can have a maximum of ${MOST_VALUES} values.` })
  }
  const uuids = texts.map((text) => canonicalUuid(text) ?? refuse(name, text, version))
  return uuids[0]
}

function refuse(name: string, text: string, version: Version): never {
  const newer = `Param '${name}': ${text} is not a valid UUID.`
  throw new Problem('invalid', { text: version === 'v9' ? `Value for ${name} must be a valid UUID` : newer })
}

function boundOf(text: string | undefined): Instant | null | undefined {
  if (text === undefined || text === '') return undefined
  const at = parseIso(text, { short: true })
  return at === undefined ? null : instant(at)
}
