import { SpecError } from '../errors.ts'
import {
  type Evidence,
  inlineReferences,
  isReference,
  type JsonSchema,
  resolveReference,
  type SpecDocument,
} from './spec-document.ts'

/** The declared response for one status of an operation. */
export interface DeclaredResponse {
  readonly evidence: Evidence
  /** Schema by media type, references inlined; null without a schema. */
  readonly content: Readonly<Record<string, JsonSchema | null>>
  /** Headers by their documented names. */
  readonly headers: Readonly<Record<string, { readonly schema: JsonSchema; readonly evidence: Evidence }>>
}

export interface Operation {
  readonly id: string
  /** Upper case. */
  readonly method: string
  /** Template with {placeholders}. */
  readonly path: string
  readonly evidence: Evidence
  readonly parameters: Readonly<Record<string, Evidence>>
  /** Names of the query parameters; a deepObject parameter has one per documented member, such as `page[number]`. */
  readonly queryParameters: readonly string[]
  /** True when no credential is required. */
  readonly isPublic: boolean
  /** Responses by documented status: `200`, `4XX`, `default`. */
  readonly responses: Readonly<Record<string, DeclaredResponse>>
}

/** A parsed document. */
export interface Contract {
  readonly document: SpecDocument
  readonly operations: readonly Operation[]
  readonly schemas: Readonly<Record<string, JsonSchema>>
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const
/** Evidence of a statement without one of its own: the weakest. */
const DEFAULT_EVIDENCE: Evidence = { basis: 'decided', from: 'flowtwin' }
const contractCache = new WeakMap<SpecDocument, Contract>()

/** Parses a document; the result is cached per document. */
export function parseContract(document: SpecDocument): Contract {
  const cached = contractCache.get(document)
  if (cached !== undefined) return cached
  const schemas = Object.entries(document.components['schemas'] ?? {})
  const contract = {
    document,
    operations: parseOperations(document),
    schemas: Object.fromEntries(schemas.map(([name, schema]) => [name, inlineReferences(document, schema)])),
  }
  contractCache.set(document, contract)
  return contract
}

/**
 * Returns the operation with an operationId.
 * @throws {SpecError} when the document has none
 */
export function getOperation(contract: Contract, id: string): Operation {
  const operation = contract.operations.find((candidate) => candidate.id === id)
  if (operation === undefined) throw new SpecError(`the document has no operation ${id}`)
  return operation
}

/** Returns the response declared for a status, by number, range (`4XX`) or `default`; null without one. */
export function getDeclaredResponse(operation: Operation, status: number): DeclaredResponse | null {
  const range = `${Math.floor(status / 100)}XX`
  return operation.responses[String(status)] ?? operation.responses[range] ?? operation.responses['default'] ?? null
}

function parseOperations(document: SpecDocument): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as RawOperation | undefined
      if (operation === undefined) return []
      const parameters = [...((item['parameters'] ?? []) as readonly unknown[]), ...(operation.parameters ?? [])].map(
        (parameter) => resolveComponent(document, parameter) as RawParameter,
      )
      return [
        {
          id: operation.operationId,
          method: method.toUpperCase(),
          path,
          evidence: operation['x-evidence'] ?? DEFAULT_EVIDENCE,
          parameters: Object.fromEntries(
            parameters.map(({ name, 'x-evidence': evidence = DEFAULT_EVIDENCE }) => [name, evidence]),
          ),
          queryParameters: parameters.flatMap((parameter) => listQueryParameters(document, parameter)),
          isPublic: isPublicOperation(operation.security ?? document.security ?? []),
          responses: parseResponses(document, operation),
        },
      ]
    }),
  )
}

interface RawOperation {
  readonly operationId: string
  readonly parameters?: readonly unknown[]
  readonly responses: Readonly<Record<string, unknown>>
  readonly security?: readonly object[]
  readonly 'x-evidence'?: Evidence
}

interface RawParameter {
  readonly name: string
  readonly in: string
  readonly style?: string
  readonly schema?: unknown
  readonly 'x-evidence'?: Evidence
}

interface RawResponse {
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>
  readonly headers?: Readonly<Record<string, unknown>>
  readonly 'x-evidence'?: Evidence
}

function listQueryParameters(document: SpecDocument, parameter: RawParameter): readonly string[] {
  if (parameter.in !== 'query') return []
  if (parameter.style !== 'deepObject') return [parameter.name]
  const { properties = {} } = inlineReferences(document, parameter.schema) as { readonly properties?: object }
  return Object.keys(properties).map((member) => `${parameter.name}[${member}]`)
}

/** Returns true without security requirements, or where one of the alternatives is empty. */
function isPublicOperation(security: readonly object[]): boolean {
  return security.length === 0 || security.some((requirement) => Object.keys(requirement).length === 0)
}

function parseResponses(document: SpecDocument, operation: RawOperation): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => {
      const raw = resolveComponent(document, response) as RawResponse
      const { content = {}, headers = {}, 'x-evidence': evidence = DEFAULT_EVIDENCE } = raw
      const types = Object.entries(content).map(
        ([type, { schema }]) => [type, schema === undefined ? null : inlineReferences(document, schema)] as const,
      )
      return [status, { evidence, content: Object.fromEntries(types), headers: parseHeaders(document, headers) }]
    }),
  )
}

function parseHeaders(document: SpecDocument, headers: Readonly<Record<string, unknown>>): DeclaredResponse['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, header]) => {
      const { schema, 'x-evidence': evidence = DEFAULT_EVIDENCE } = resolveComponent(document, header) as RawParameter
      return [name, { schema: inlineReferences(document, schema), evidence }]
    }),
  )
}

/** Merges a referenced component with the members beside the reference, which win. */
function resolveComponent(document: SpecDocument, value: unknown): object {
  return isReference(value) ? { ...(resolveReference(document, value) as object), ...value } : (value as object)
}
