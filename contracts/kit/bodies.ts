import { declaredFor, operationOf, type Contract } from './contract.ts'
import { type Exchange, mediaTypeOf } from './exchange.ts'
import type { Json } from './json.ts'
import { isNullable, type Place, placesOf } from './places.ts'
import { isFreeMap } from './shape.ts'
import type { Evidence, JsonSchema } from './spec-document.ts'

/** A JSON body together with the schema that the document declares for it. */
export interface DeclaredBody {
  readonly exchange: Exchange
  readonly body: Json
  readonly schema: JsonSchema
  readonly evidence: Evidence
}

const places = new WeakMap<Exchange, readonly Place[]>()

/** The body of an exchange if it is JSON and the document declares a schema for its operation, status and media type. */
export function declaredBody(exchange: Exchange, contract: Contract): DeclaredBody | null {
  const { call, status, body, method } = exchange
  if (call.operation === null || body === undefined || method === 'HEAD') return null
  const declared = declaredFor(operationOf(contract, call.operation), status)
  const schema = declared?.content[mediaTypeOf(exchange) ?? '']
  return declared === null || schema === undefined || schema === null
    ? null
    : { exchange, body, schema, evidence: declared.evidence }
}

/** The places of a body of which its schema says more than what shape they have: which values, which format, whether null. */
export function placesIn({ exchange, body, schema, evidence }: DeclaredBody): readonly Place[] {
  const known = places.get(exchange)
  if (known !== undefined) return known
  const start = {
    pointer: '',
    template: '',
    schema,
    value: body,
    evidence: (schema['x-evidence'] as Evidence | undefined) ?? evidence,
  }
  const found = placesOf(start).filter(
    ({ schema }) => 'enum' in schema || 'format' in schema || isFreeMap(schema) || isNullable(schema),
  )
  places.set(exchange, found)
  return found
}

/**
 * Exchanges without those that say what an earlier one said: the same text to the same operation with the same status is
 * judged once. A run asks some things a hundred times.
 */
export function distinct(exchanges: readonly Exchange[]): readonly Exchange[] {
  const seen = new Set<string>()
  return exchanges.filter(({ call, status, text, method }) => {
    const said = `${call.operation} ${method} ${status} ${text}`
    if (seen.has(said)) return false
    seen.add(said)
    return true
  })
}
