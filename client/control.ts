import { operations as operationFacts } from '../spec/generated/control.operations.ts'
import type { operations } from '../spec/generated/control.types.ts'

/** An operation id of spec/control.yaml. */
export type ControlOperation = keyof operations

/** The input of an operation without the world: path parameters, query parameters and body. */
export type OperationInput<Id extends ControlOperation> = PathInput<operations[Id]> &
  QueryInput<operations[Id]> &
  BodyInput<Id>

/** The body of a successful response. */
export type OperationResult<Id extends ControlOperation> = {
  [Status in keyof operations[Id]['responses'] & (200 | 201 | 204)]: MediaBody<operations[Id]['responses'][Status]>
}[keyof operations[Id]['responses'] & (200 | 201 | 204)]

/** Optional for operations without required input. */
export type OperationArguments<Id extends ControlOperation> =
  object extends OperationInput<Id> ? [input?: OperationInput<Id>] : [OperationInput<Id>]

type PathInput<Operation> = Operation extends { readonly parameters: { readonly path: infer Path } }
  ? [Exclude<keyof Path, 'world'>] extends [never]
    ? unknown
    : { readonly path: Omit<Path, 'world'> }
  : unknown

type QueryInput<Operation> = Operation extends { readonly parameters: { readonly query?: infer Query } }
  ? [NonNullable<Query>] extends [never]
    ? unknown
    : { readonly query?: NonNullable<Query> }
  : unknown

type BodyInput<Id extends ControlOperation> = operations[Id] extends { readonly requestBody: infer Body }
  ? { readonly body: MediaBody<Body> }
  : unknown

type MediaBody<Response> = Response extends { readonly content: infer Content } ? Content[keyof Content] : null

/** An error response of the control API, with its message. */
export class ControlApiError extends Error {
  override readonly name = 'ControlApiError'
  readonly code = 'control-api-error'
  readonly status: number

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

/** There is no Flowtwin server at the URL. */
export class ServerNotFoundError extends Error {
  override readonly name = 'ServerNotFoundError'
  readonly code = 'server-not-found'
}

/** Sends a request: the `fetch` of a server in this process, or the global one. */
export type Send = (request: Request) => Promise<Response>

/** The address of a server, and its control token. */
export interface ControlAccess {
  /** Scheme and authority. */
  readonly origin: string
  readonly send: Send
  readonly token?: string
}

export interface ControlRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Relative to /_twin/v1. */
  readonly path: string
  readonly body?: unknown
}

const BASE_PATH = '/_twin/v1'

/**
 * Sends a request to the control API. Returns the body of the response.
 * @throws {ServerNotFoundError} when there is no Flowtwin server
 * @throws {ControlApiError} for an error response
 */
export async function callControl(access: ControlAccess, { method, path, body }: ControlRequest): Promise<unknown> {
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(access.token === undefined ? {} : { authorization: `Bearer ${access.token}` }),
  }
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  const request = new Request(`${access.origin}${BASE_PATH}${path}`, { method, headers, ...content })
  const response = await sendRequest(access, request)
  const text = await response.text()
  const value: unknown = text === '' ? null : parseJson(text, access)
  if (response.ok) return value
  const message = typeof value === 'object' && value !== null && 'error' in value ? String(value.error) : text
  throw new ControlApiError(response.status, message)
}

/**
 * Calls an operation by its id.
 * @throws {ServerNotFoundError} when there is no Flowtwin server
 * @throws {ControlApiError} for an error response
 */
export async function callOperation<Id extends ControlOperation>(
  access: ControlAccess & { readonly world: string },
  id: Id,
  input?: OperationInput<Id>,
): Promise<OperationResult<Id>> {
  const operation = operationFacts.find((candidate) => candidate.id === id)
  if (operation === undefined) throw new Error(`spec/control.yaml has no operation "${id}"`)
  // The parameter type has checked the names.
  const { path = {}, query = {}, body } = (input ?? {}) as UntypedInput
  const values: Readonly<Record<string, unknown>> = { world: access.world, ...path }
  const operationPath = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values[name])),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, `${value}`)
  const result = await callControl(access, {
    method: operation.method.toUpperCase() as ControlRequest['method'],
    path: `${operationPath.slice(BASE_PATH.length)}${search.size === 0 ? '' : `?${search.toString()}`}`,
    ...(body === undefined ? {} : { body }),
  })
  return result as OperationResult<Id>
}

interface UntypedInput {
  readonly path?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
}

async function sendRequest({ origin, send }: ControlAccess, request: Request): Promise<Response> {
  try {
    return await send(request)
  } catch (error) {
    throw new ServerNotFoundError(`there is no server at ${origin}; start one with "flowtwin serve"`, { cause: error })
  }
}

function parseJson(text: string, { origin }: ControlAccess): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ServerNotFoundError(`the server at ${origin} is not Flowtwin`, { cause: error })
  }
}
