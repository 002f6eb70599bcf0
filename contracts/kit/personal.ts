import { declaredBody, placesIn } from './bodies.ts'
import type { Contract } from './contract.ts'
import type { Exchange } from './exchange.ts'
import { isObject, type Json } from './json.ts'
import { isFreeMap } from './shape.ts'

/** Members that hold something of a person, by their whole name; `parent/name` where the name alone says too little. */
const PERSONAL: readonly string[] =
  'contact_name contact_phone contact_email phone phoneNumber email firstName lastName urn contact/name contacts/name'.split(
    ' ',
  )
/** Shorter texts stand in too many places that have nothing to do with a person. */
const SHORTEST = 4
export const MASKED = '[personal]'
/** A text as JSON writes it. */
const LITERAL = /"(?:[^"\\]|\\.)*"/g

/**
 * Masks what belongs to people in what a report shows: known members, and everything inside free maps, which hold what
 * people said. Values are masked wherever they stand, so a witness does not tell what an excerpt hides.
 */
export class Personal {
  readonly #contract: Contract
  readonly #known = new Set<string>()

  constructor(contract: Contract) {
    this.#contract = contract
  }

  /** Learns the values of an answer. */
  learn({ body }: Exchange): void {
    for (const value of named(body, ['', ''])) if (value.length >= SHORTEST) this.#known.add(value)
  }

  /** A text of the suite's own, such as a witness, without values that answers held. */
  inText(text: string): string {
    const longestFirst = [...this.#known]
      .filter((value) => text.includes(value))
      .toSorted((a, b) => b.length - a.length)
    return longestFirst.reduce((masked, value) => masked.replaceAll(value, MASKED), text)
  }

  /** The content of an answer, or a part that begins where it begins, without what it holds of people. */
  inContent(exchange: Exchange): string {
    const values = new Set([...named(exchange.body, ['', '']), ...this.#said(exchange)])
    if (values.size === 0) return exchange.text
    // One pass, because an answer may hold thousands of values.
    return exchange.text.replaceAll(LITERAL, (literal) => (values.has(valueOf(literal)) ? `"${MASKED}"` : literal))
  }

  /** What stands inside free maps. */
  #said(exchange: Exchange): readonly string[] {
    const declared = declaredBody(exchange, this.#contract)
    if (declared === null) return []
    return placesIn(declared)
      .filter(({ schema }) => isFreeMap(schema))
      .flatMap(({ value }) => leaves(value))
  }
}

/** What a literal stands for: servers may write any character as an escape. */
function valueOf(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1)
  try {
    return String(JSON.parse(literal))
  } catch {
    return literal
  }
}

function named(value: Json | undefined, [parent, name]: readonly [string, string]): readonly string[] {
  if (typeof value === 'string') return PERSONAL.includes(name) || PERSONAL.includes(`${parent}/${name}`) ? [value] : []
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((one) => named(one, [parent, name]))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([own, inner]) => named(inner, [name, own]))
}

function leaves(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(leaves)
  return isObject(value) ? Object.values(value).flatMap(leaves) : []
}
