import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { OpenApiDocument, OperationObject, ResponseObject } from '../../spec/open-api-document.ts'

/** Members of OpenAPI documents that are no keywords of JSON Schema. */
const OPEN_API_KEYWORDS = [
  'openapi',
  'info',
  'servers',
  'security',
  'tags',
  'paths',
  'webhooks',
  'components',
  'x-evidence',
  'x-source',
  'example',
]

/**
 * Validates response bodies without sparse fieldsets against an OpenAPI document; an undocumented status is an error.
 */
export class DocumentValidator {
  readonly #ajv: Ajv2020
  readonly #document: OpenApiDocument
  readonly #compiled = new Map<string, ValidateFunction>()

  constructor(document: OpenApiDocument) {
    this.#document = document
    this.#ajv = new Ajv2020({ strictRequired: false, allowUnionTypes: true, allErrors: true, discriminator: false })
    addFormats.default(this.#ajv)
    for (const keyword of OPEN_API_KEYWORDS) this.#ajv.addKeyword(keyword)
    this.#ajv.addSchema({ ...requireWholeResources(document), $id: 'document' })
  }

  /** Returns the errors of a response body. A string is validated as text if the response has JSON and text content. */
  findErrors(operationId: string, status: number, body: unknown): readonly string[] {
    const validate = this.#getValidate(operationId, status, typeof body === 'string')
    if (validate(body)) return []
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message} (${error.schemaPath})`)
  }

  /** Returns the errors of a value against a named schema of the document. */
  findSchemaErrors(name: string, value: unknown): readonly string[] {
    const validate = this.#ajv.compile({ $ref: `document#/components/schemas/${name}` })
    if (validate(value)) return []
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message} (${error.schemaPath})`)
  }

  #getValidate(operationId: string, status: number, isText: boolean): ValidateFunction {
    const key = `${operationId} ${status} ${isText}`
    const compiled = this.#compiled.get(key)
    if (compiled !== undefined) return compiled
    const validate = this.#ajv.compile({
      $ref: `document#${this.#getSchemaPointer(operationId, String(status), isText)}`,
    })
    this.#compiled.set(key, validate)
    return validate
  }

  #getSchemaPointer(operationId: string, status: string, isText: boolean): string {
    for (const [path, item] of Object.entries(this.#document.paths)) {
      for (const [method, value] of Object.entries(item)) {
        const operation = value as OperationObject
        if (operation.operationId !== operationId) continue
        const response = operation.responses[status]
        if (response === undefined) throw new Error(`${operationId} does not document the status ${status}`)
        const base =
          '$ref' in response ? response.$ref.slice(1) : `/paths/${escapeSegment(path)}/${method}/responses/${status}`
        const target = '$ref' in response ? this.#resolveResponse(response.$ref) : response
        const types = Object.keys(target.content ?? {})
        const type = types.find((mediaType) => mediaType.includes('json') !== isText) ?? types[0]
        return `${base}/content/${escapeSegment(type ?? '')}/schema`
      }
    }
    throw new Error(`the document has no operation ${operationId}`)
  }

  #resolveResponse(reference: string): ResponseObject {
    const name = reference.split('/').at(-1) ?? ''
    return this.#document.components['responses']?.[name] as ResponseObject
  }
}

/** Requires the members that only a sparse fieldset leaves out. */
function requireWholeResources(document: OpenApiDocument): OpenApiDocument {
  const text = JSON.stringify(document).replaceAll('"x-required-unless-sparse":', '"required":')
  return JSON.parse(text) as OpenApiDocument
}

/** Escapes a JSON pointer segment for a URI fragment. */
function escapeSegment(segment: string): string {
  return encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'))
}
