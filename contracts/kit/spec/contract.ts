import {
  type Evidence,
  inlineReferences,
  isReference,
  type JsonSchema,
  resolveReference,
  type SpecDocument,
} from './spec-document.ts'

/** What a document declares for one status of an operation. */
export interface DeclaredResponse {
  readonly evidence: Evidence
  /** For each media type its schema, references inlined; null when the type has none. */
  readonly content: Readonly<Record<string, JsonSchema | null>>
  /** By name as the document writes it. */
  readonly headers: Readonly<Record<string, DeclaredHeader>>
}

/** A header that the document gives a response. */
export interface DeclaredHeader {
  readonly schema: JsonSchema
  readonly evidence: Evidence
}

export interface Operation {
  readonly id: string
  /** Upper case, as HTTP writes it. */
  readonly method: string
  /** With {placeholders}. */
  readonly path: string
  readonly evidence: Evidence
  readonly parameters: Readonly<Record<string, Evidence>>
  /** The names of the query parameters as they stand in a query; an object has one for each documented member. */
  readonly queryParameters: readonly string[]
  /** Whether no credential is needed. */
  readonly isPublic: boolean
  /** By status as the document writes it: `200`, `4XX`, `default`. */
  readonly responses: Readonly<Record<string, DeclaredResponse>>
}

/** A document, read once for judging. */
export interface Contract {
  readonly document: SpecDocument
  readonly operations: readonly Operation[]
  readonly schemas: Readonly<Record<string, JsonSchema>>
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const
/** A statement without evidence of its own claims the least. */
const DEFAULT_EVIDENCE: Evidence = { basis: 'decided', from: 'flowtwin' }
const contractCache = new WeakMap<SpecDocument, Contract>()

/** Reads a document for judging; the same document is read only once. */
export function parseContract(document: SpecDocument): Contract {
  const known = contractCache.get(document)
  if (known !== undefined) return known
  const schemas = Object.entries(document.components['schemas'] ?? {})
  const contract = {
    document,
    operations: parseOperations(document),
    schemas: Object.fromEntries(schemas.map(([name, schema]) => [name, inlineReferences(document, schema)])),
  }
  contractCache.set(document, contract)
  return contract
}

/** The operation with an operationId; an error when the document has none, because a check names it. */
export function getOperation(contract: Contract, id: string): Operation {
  const operation = contract.operations.find((one) => one.id === id)
  if (operation === undefined) throw new Error(`the document has no operation ${id}`)
  return operation
}

/** What is declared for a status: by number, by range (`4XX`) or as `default`; null when nothing is. */
export function getDeclaredResponse(operation: Operation, status: number): DeclaredResponse | null {
  const range = `${Math.floor(status / 100)}XX`
  return operation.responses[String(status)] ?? operation.responses[range] ?? operation.responses['default'] ?? null
}

function parseOperations(document: SpecDocument): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as RawOperation | undefined
      if (operation === undefined) return []
      const parameters = [...((item['parameters'] ?? []) as readonly unknown[]), ...(operation.parameters ?? [])]
      return [
        {
          id: operation.operationId,
          method: method.toUpperCase(),
          path,
          evidence: operation['x-evidence'] ?? DEFAULT_EVIDENCE,
          parameters: parseParameters(document, parameters),
          queryParameters: parseQueryParameters(document, parameters),
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

function parseParameters(document: SpecDocument, parameters: readonly unknown[]): Operation['parameters'] {
  return Object.fromEntries(
    parameters.map((parameter) => {
      const { name, 'x-evidence': evidence } = resolveComponent(document, parameter) as RawParameter
      return [name, evidence ?? DEFAULT_EVIDENCE]
    }),
  )
}

function parseQueryParameters(document: SpecDocument, parameters: readonly unknown[]): readonly string[] {
  const raw = parameters.map((parameter) => resolveComponent(document, parameter) as RawParameter)
  return raw.flatMap((parameter) => {
    if (parameter.in !== 'query') return []
    if (parameter.style !== 'deepObject') return [parameter.name]
    const { properties = {} } = inlineReferences(document, parameter.schema) as { readonly properties?: object }
    return Object.keys(properties).map((member) => `${parameter.name}[${member}]`)
  })
}

/** Nobody is asked for a credential where none is listed, or where one of the ways in is empty. */
function isPublicOperation(security: readonly object[]): boolean {
  return security.length === 0 || security.some((way) => Object.keys(way).length === 0)
}

function parseResponses(document: SpecDocument, operation: RawOperation): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => {
      const {
        content,
        headers = {},
        'x-evidence': evidence = DEFAULT_EVIDENCE,
      } = resolveComponent(document, response) as RawResponse
      const types = Object.entries(content ?? {}).map(
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

/** A component together with what stands beside the reference to it; the place wins. */
function resolveComponent(document: SpecDocument, value: unknown): object {
  return isReference(value) ? { ...(resolveReference(document, value) as object), ...value } : (value as object)
}
