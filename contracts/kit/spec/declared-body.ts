import { getDeclaredResponse, getOperation, type Contract } from './contract.ts'
import { type Exchange, getMediaType } from '../http/exchange.ts'
import type { Json } from '../json.ts'
import { isNullable, type SchemaLocation, listSchemaLocations } from './schema-locations.ts'
import { isFreeMap } from './validate-shape.ts'
import type { Evidence, JsonSchema } from './spec-document.ts'

/** A JSON body together with the schema that the document declares for it. */
export interface DeclaredBody {
  readonly exchange: Exchange
  readonly body: Json
  readonly schema: JsonSchema
  readonly evidence: Evidence
}

const locationCache = new WeakMap<Exchange, readonly SchemaLocation[]>()

/** The body of an exchange if it is JSON and the document declares a schema for its operation, status and media type. */
export function findDeclaredBody(exchange: Exchange, contract: Contract): DeclaredBody | null {
  const { request, status, body, method } = exchange
  if (request.operation === null || body === undefined || method === 'HEAD') return null
  const declared = getDeclaredResponse(getOperation(contract, request.operation), status)
  const schema = declared?.content[getMediaType(exchange) ?? '']
  return declared === null || schema === undefined || schema === null
    ? null
    : { exchange, body, schema, evidence: declared.evidence }
}

/** The places of a body of which its schema says more than what shape they have: which values, which format, whether null. */
export function findConstrainedLocations({
  exchange,
  body,
  schema,
  evidence,
}: DeclaredBody): readonly SchemaLocation[] {
  const known = locationCache.get(exchange)
  if (known !== undefined) return known
  const start = {
    pointer: '',
    template: '',
    schema,
    value: body,
    evidence: (schema['x-evidence'] as Evidence | undefined) ?? evidence,
  }
  const found = listSchemaLocations(start).filter(
    ({ schema }) => 'enum' in schema || 'format' in schema || isFreeMap(schema) || isNullable(schema),
  )
  locationCache.set(exchange, found)
  return found
}

/**
 * Exchanges without those that say what an earlier one said: the same text to the same operation with the same status is
 * judged once. A run asks some things a hundred times.
 */
export function dedupeExchanges(exchanges: readonly Exchange[]): readonly Exchange[] {
  const seen = new Set<string>()
  return exchanges.filter(({ request, status, text, method }) => {
    const said = `${request.operation} ${method} ${status} ${text}`
    if (seen.has(said)) return false
    seen.add(said)
    return true
  })
}
