import type { JsonSchema } from './open-api-document.ts'

/** One parameter of an operation, with its schema fully written out. */
export interface ParameterFacts {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required: boolean
  readonly schema: JsonSchema
}

/** Run-time data of an operation, generated from the vendor's OpenAPI document. */
export interface OperationFacts {
  readonly id: string
  /** Lower case, as OpenAPI writes it. */
  readonly method: string
  /** With {placeholders}. */
  readonly path: string
  readonly parameters: readonly ParameterFacts[]
  /** Media types that a body may come in, each with its schema; empty when there is no body. */
  readonly requestBody: Readonly<Record<string, JsonSchema>>
  /** For each documented status the media type of its body; null for a status without one. */
  readonly responses: Readonly<Record<string, string | null>>
}
