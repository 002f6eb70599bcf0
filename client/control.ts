import { operations as facts } from '../spec/generated/control.operations.ts'
import type { operations } from '../spec/generated/control.types.ts'

/** What the control API does, by the names that spec/control.yaml gives. */
export type ControlOperation = keyof operations

/** What an operation is asked with, its world aside: values for the path, for the query, and a body. */
export type OperationInput<Id extends ControlOperation> = PathInput<operations[Id]> &
  QueryInput<operations[Id]> &
  BodyInput<Id>

/** What an operation answers when it does what it was asked. */
export type OperationResult<Id extends ControlOperation> = {
  [Status in keyof operations[Id]['responses'] & (200 | 201 | 204)]: MediaBody<operations[Id]['responses'][Status]>
}[keyof operations[Id]['responses'] & (200 | 201 | 204)]

/** Left out where nothing has to be said. */
export type OperationArguments<Id extends ControlOperation> =
  object extends OperationInput<Id> ? [asked?: OperationInput<Id>] : [OperationInput<Id>]

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

/** A request that the control API refused; the message is its own. */
export class ControlApiError extends Error {
  override readonly name = 'ControlRefusal'
  readonly status: number

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

/** There is no twin where one was looked for. */
export class ServerNotFoundError extends Error {
  override readonly name = 'NoTwin'
}

/** Answers requests: a twin's own `fetch`, or the network. */
export type Send = (request: Request) => Promise<Response>

/** Where a twin is controlled, and how to get in. */
export interface ControlAccess {
  /** Scheme and authority. */
  readonly origin: string
  readonly send: Send
  /** What a server wants that listens beyond its own machine. */
  readonly token?: string
}

/** A request of the control API. */
export interface ControlRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below /_twin/v1. */
  readonly path: string
  readonly body?: unknown
}

const BASE = '/_twin/v1'

/**
 * Asks the control API of a twin.
 * @throws {NoTwin} when nothing answers there, or something else does
 * @throws {ControlRefusal} when it refuses
 */
export async function callControl(access: ControlAccess, { method, path, body }: ControlRequest): Promise<unknown> {
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(access.token === undefined ? {} : { authorization: `Bearer ${access.token}` }),
  }
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await sendRequest(
    access,
    new Request(`${access.origin}${BASE}${path}`, { method, headers, ...content }),
  )
  const text = await response.text()
  const value: unknown = text === '' ? null : parseJson(text, access)
  if (response.ok) return value
  const message = typeof value === 'object' && value !== null && 'error' in value ? String(value.error) : text
  throw new ControlApiError(response.status, message)
}

/**
 * Has an operation done by its name; an operation inside a world takes that one's.
 * @throws {NoTwin} as `control`
 * @throws {ControlRefusal} as `control`
 */
export async function callOperation<Id extends ControlOperation>(
  access: ControlAccess & { readonly world: string },
  id: Id,
  input?: OperationInput<Id>,
): Promise<OperationResult<Id>> {
  const operation = facts.find((one) => one.id === id)
  if (operation === undefined) throw new Error(`spec/control.yaml has no operation "${id}"`)
  // What the types have checked by name is read by name here.
  const { path = {}, query = {}, body } = (input ?? {}) as UntypedInput
  const values: Readonly<Record<string, unknown>> = { world: access.world, ...path }
  const operationPath = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values[name])),
  )
  const queryEntries = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(
    queryEntries.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
  const result = await callControl(access, {
    method: operation.method.toUpperCase() as ControlRequest['method'],
    path: `${operationPath.slice(BASE.length)}${search === '' ? '' : `?${search}`}`,
    ...(body === undefined ? {} : { body }),
  })
  return result as OperationResult<Id>
}

interface UntypedInput {
  readonly path?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

async function sendRequest({ origin, send }: ControlAccess, request: Request): Promise<Response> {
  try {
    return await send(request)
  } catch (error) {
    throw new ServerNotFoundError(`nothing answers at ${origin}; start one with "flowtwin serve"`, { cause: error })
  }
}

function parseJson(text: string, { origin }: ControlAccess): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ServerNotFoundError(`what answers at ${origin} is no Flowtwin`, { cause: error })
  }
}
