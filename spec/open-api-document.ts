/** A JSON Schema of the 2020-12 dialect, as OpenAPI 3.1 uses it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** Evidence of a statement about a vendor's API; `from` names an entry of the document's `info.x-source`. */
export interface Evidence {
  readonly basis: 'documented' | 'source' | 'inferred' | 'decided'
  readonly from: string
}

/** A place that is either described here or refers to a component. */
export type Referable<Value> = Value | { readonly $ref: string }

export interface MediaTypeObject {
  readonly schema?: JsonSchema
}

export interface ParameterObject {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required?: boolean
  readonly schema: JsonSchema
  readonly 'x-evidence'?: Evidence
}

export interface ResponseObject {
  readonly content?: Readonly<Record<string, MediaTypeObject>>
  readonly 'x-evidence'?: Evidence
}

export interface OperationObject {
  readonly operationId: string
  readonly parameters?: readonly Referable<ParameterObject>[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, MediaTypeObject>> }
  readonly responses: Readonly<Record<string, Referable<ResponseObject>>>
}

/** The part of an OpenAPI 3.1 document that the contract suite and the generator read. */
export interface OpenApiDocument {
  readonly openapi: string
  readonly info: {
    readonly title: string
    readonly version: string
    readonly 'x-source': readonly { readonly id: string; readonly name: string }[]
    readonly [more: string]: unknown
  }
  readonly servers: readonly { readonly url: string; readonly description?: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly [more: string]: unknown
}
