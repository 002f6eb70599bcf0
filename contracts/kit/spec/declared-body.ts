import { type Exchange, getMediaType } from '../http/exchange.ts'
import type { Json } from '../json.ts'
import { type Contract, getDeclaredResponse, getOperation } from './contract.ts'
import { type ElementFilter, listSchemaLocations, type SchemaLocation } from './schema-locations.ts'
import type { Evidence, JsonSchema } from './spec-document.ts'

/** A JSON body with the schema that the document declares for it. */
export interface DeclaredBody {
  readonly exchange: Exchange
  readonly body: Json
  readonly schema: JsonSchema
  readonly evidence: Evidence
}

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

/** Lists the locations of a body with their schemas; `isIncluded` leaves out elements of arrays. */
export function findSchemaLocations(
  { body, schema, evidence }: DeclaredBody,
  isIncluded?: ElementFilter,
): readonly SchemaLocation[] {
  const ownEvidence = (schema['x-evidence'] as Evidence | undefined) ?? evidence
  const start = { pointer: '', template: '', schema, value: body, evidence: ownEvidence }
  return listSchemaLocations(start, isIncluded)
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
