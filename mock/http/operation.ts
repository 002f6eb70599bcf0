import type { Serializable } from '../wire/json.ts'
import type { Instant } from '../world/time/instant.ts'

/** The shape that openapi-typescript gives an operation. */
export interface OperationType {
  readonly parameters: { readonly query?: unknown; readonly path?: unknown }
  readonly requestBody?: unknown
  readonly responses: object
}

/** Success or refusal as a handler returns it: a documented status with the body documented for it. */
export interface Reply<Status extends number = number, Body = unknown> {
  readonly status: Status
  readonly body: Serializable<Body>
  readonly headers?: Readonly<Record<string, string>>
  /** The media type, where it is not the one that the document gives the status. */
  readonly type?: string
  /** Until when the reply holds, where it changes by itself though no run does. */
  readonly validUntil?: Instant
  /** What comes in the place of the body, bit by bit. */
  readonly stream?: ReadableStream<Uint8Array>
}

/** Every reply that the document allows for an operation. */
export type OperationReply<Operation extends OperationType> = {
  [Status in keyof Operation['responses'] & number]: Reply<Status, ResponseBody<Operation['responses'][Status]>>
}[keyof Operation['responses'] & number]

/** The replies of an operation, or of any of several, that are no success. */
export type OperationErrorReply<Operation extends OperationType> = Operation extends OperationType
  ? Exclude<OperationReply<Operation>, { readonly status: 200 | 201 }>
  : never

/** What a request of an operation brings, already checked against the document. */
export interface OperationInput<Operation extends OperationType> {
  readonly path: Operation['parameters']['path']
  readonly query: NonNullable<Operation['parameters']['query']>
  readonly body: RequestBody<Operation['requestBody']>
}

/** The body of a response, without its media type. */
type ResponseBody<Response> = Response extends { readonly content: infer Content } ? Content[keyof Content] : null

type RequestBody<Body> = NonNullable<Body> extends { readonly content: infer Content } ? Content[keyof Content] : null
