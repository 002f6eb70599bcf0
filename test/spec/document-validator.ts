import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { OpenApiDocument, OperationObject, ResponseObject } from '../../spec/open-api-document.ts'

const WORDS = [
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

/** Judges bodies by a document, strictly: what the document does not describe is a mistake, not a surprise. */
export class Validator {
  readonly #ajv: Ajv2020
  readonly #document: OpenApiDocument
  readonly #compiled = new Map<string, ValidateFunction>()

  constructor(document: OpenApiDocument) {
    this.#document = document
    this.#ajv = new Ajv2020({ strictRequired: false, allowUnionTypes: true, allErrors: true, discriminator: false })
    addFormats.default(this.#ajv)
    for (const word of WORDS) this.#ajv.addKeyword(word)
    this.#ajv.addSchema({ ...document, $id: 'document' })
  }

  /** What is wrong with a body; empty when nothing is. A text is judged as text where the document knows JSON as well. */
  errors(operationId: string, status: number, body: unknown): readonly string[] {
    const validate = this.#validatorOf(operationId, status, typeof body === 'string')
    if (validate(body)) return []
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message} (${error.schemaPath})`)
  }

  /** What is wrong with a value that a schema of the document describes; empty when nothing is. */
  schemaErrors(name: string, value: unknown): readonly string[] {
    const validate = this.#ajv.compile({ $ref: `document#/components/schemas/${name}` })
    if (validate(value)) return []
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message} (${error.schemaPath})`)
  }

  #validatorOf(operationId: string, status: number, isText: boolean): ValidateFunction {
    const key = `${operationId} ${status} ${isText}`
    const known = this.#compiled.get(key)
    if (known !== undefined) return known
    const made = this.#ajv.compile({ $ref: `document#${this.#pointerTo(operationId, String(status), isText)}` })
    this.#compiled.set(key, made)
    return made
  }

  #pointerTo(operationId: string, status: string, isText: boolean): string {
    for (const [path, item] of Object.entries(this.#document.paths)) {
      for (const [method, value] of Object.entries(item)) {
        const operation = value as OperationObject
        if (operation.operationId !== operationId) continue
        const response = operation.responses[status]
        if (response === undefined) throw new Error(`${operationId} documents no status ${status}`)
        const base =
          '$ref' in response ? response.$ref.slice(1) : `/paths/${escaped(path)}/${method}/responses/${status}`
        const target = '$ref' in response ? this.#resolved(response.$ref) : response
        const types = Object.keys(target.content ?? {})
        const type = types.find((one) => one.includes('json') !== isText) ?? types[0]
        return `${base}/content/${escaped(type ?? '')}/schema`
      }
    }
    throw new Error(`no operation ${operationId}`)
  }

  #resolved(reference: string): ResponseObject {
    const name = reference.split('/').at(-1) ?? ''
    return this.#document.components['responses']?.[name] as ResponseObject
  }
}

/** A JSON pointer segment inside a URI fragment. */
function escaped(segment: string): string {
  return encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'))
}
