import type { Reply } from './response.ts'
import type { View } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import type { Caller, IncomingRequest } from './request.ts'

/** The shape that openapi-typescript gives an operation. */
export interface OperationType {
  readonly parameters: { readonly query?: unknown; readonly path?: unknown }
  readonly requestBody?: unknown
  readonly responses: object
}

/** Every reply that the document allows for an operation. */
export type OperationReply<Operation extends OperationType> = {
  [Status in keyof Operation['responses'] & number]: Reply<Status, ResponseBody<Operation['responses'][Status]>>
}[keyof Operation['responses'] & number]

/** The error replies of an operation, or of any of several. */
export type OperationErrorReply<Operation extends OperationType> = Operation extends OperationType
  ? Exclude<OperationReply<Operation>, { readonly status: 200 | 201 }>
  : never

/** The input of an operation, validated against the document. */
export interface OperationInput<Operation extends OperationType> {
  readonly path: Operation['parameters']['path']
  readonly query: NonNullable<Operation['parameters']['query']>
  readonly body: RequestBody<Operation['requestBody']>
}

/** The body of a response, without its media type. */
type ResponseBody<Response> = Response extends { readonly content: infer Content } ? Content[keyof Content] : null

type RequestBody<Body> = NonNullable<Body> extends { readonly content: infer Content } ? Content[keyof Content] : null

/** The world and the request that a handler works with, besides the validated input. */
export interface HandlerContext {
  readonly world: World
  readonly request: IncomingRequest
  readonly caller: Caller
  /** The prefix of the vendor's paths in links: "/w/<name>" where the request's path has it, else empty. */
  readonly linkPrefix: string
  /** The body as sent; empty for an operation without one. */
  readonly bodyBytes: Uint8Array
  /** Accept only credentials that Flowtwin issued. */
  readonly isAuthStrict: boolean
  /** The world at the handler's first read of this property, before its own changes. */
  readonly view: View
}
