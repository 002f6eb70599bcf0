import { type Exchange, getMediaType } from '../http/exchange.ts'
import type { Json } from '../json.ts'
import { type Contract, getDeclaredResponse, getOperation } from './contract.ts'
import { isNullable, listSchemaLocations, type SchemaLocation } from './schema-locations.ts'
import type { Evidence, JsonSchema } from './spec-document.ts'
import { isFreeMap } from './validate-shape.ts'

/** A JSON body with the schema that the document declares for it. */
export interface DeclaredBody {
  readonly exchange: Exchange
  readonly body: Json
  readonly schema: JsonSchema
  readonly evidence: Evidence
}

const locationCache = new WeakMap<Exchange, readonly SchemaLocation[]>()

/** Returns the JSON body of an exchange with the schema of its operation, status and media type; null without a schema. */
export function findDeclaredBody(exchange: Exchange, contract: Contract): DeclaredBody | null {
  const { request, status, body, method } = exchange
  if (request.operation === null || body === undefined || method === 'HEAD') return null
  const declared = getDeclaredResponse(getOperation(contract, request.operation), status)
  const schema = declared?.content[getMediaType(exchange) ?? '']
  return declared === null || schema === undefined || schema === null
    ? null
    : { exchange, body, schema, evidence: declared.evidence }
}

/** Lists all locations of a body with their schemas; cached per exchange, because many checks use them. */
export function findSchemaLocations({ exchange, body, schema, evidence }: DeclaredBody): readonly SchemaLocation[] {
  const cached = locationCache.get(exchange)
  if (cached !== undefined) return cached
  const ownEvidence = (schema['x-evidence'] as Evidence | undefined) ?? evidence
  const locations = listSchemaLocations({ pointer: '', template: '', schema, value: body, evidence: ownEvidence })
  locationCache.set(exchange, locations)
  return locations
}

/** Lists the locations of a body whose schema restricts more than the shape: an enum, a format, a free map or null. */
export function findConstrainedLocations(declaredBody: DeclaredBody): readonly SchemaLocation[] {
  return findSchemaLocations(declaredBody).filter(
    ({ schema }) => 'enum' in schema || 'format' in schema || isFreeMap(schema) || isNullable(schema),
  )
}

/** Drops exchanges that repeat the operation, method, status and text of an earlier one; a run repeats some requests often. */
export function dedupeExchanges(exchanges: readonly Exchange[]): readonly Exchange[] {
  const textsByRequest = new Map<string, Set<string>>()
  return exchanges.filter(({ request, status, text, method }) => {
    const key = `${request.operation} ${method} ${status}`
    const texts = textsByRequest.get(key) ?? new Set()
    textsByRequest.set(key, texts)
    if (texts.has(text)) return false
    texts.add(text)
    return true
  })
}
