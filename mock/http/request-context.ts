import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { RequestRecord } from './journal/request-record.ts'
import type { FaultInjection } from './faults/injection.ts'
import type { Wait } from './faults/transport.ts'
import type { IncomingRequest } from './request.ts'
import type { Journal } from './journal/journal.ts'
import type { Caller } from './handler-context.ts'
import type { WireResponse } from './response.ts'
import type { ServedWorld } from './worlds/served-world.ts'
import type { Vendor } from './vendor.ts'

/** One path of one vendor, with the operations that answer on it. */
export interface Route {
  readonly vendor: Vendor
  readonly operations: readonly OperationFacts[]
  /** By method as requests write it; HEAD stands with GET where the vendor answers it so. */
  readonly operationsByMethod: ReadonlyMap<string, OperationFacts>
}

/** The world that a request is for, and what stands before the vendor's paths because of it. */
export interface WorldSelection {
  readonly servedWorld: ServedWorld
  readonly linkPrefix: string
}

/** What a reply was made for. */
export interface ResponseContext {
  readonly vendor: string
  readonly operation: string | null
  readonly request: IncomingRequest
}

/** What the pipeline needs from outside. */
export interface PipelineDeps {
  selectWorld(request: IncomingRequest): WorldSelection
  /** Whether documented quotas are enforced. */
  readonly hasRateLimits: boolean
  /** Whether only credentials that Flowtwin issued will do. */
  readonly isAuthStrict: boolean
  /** Changes a reply on its way out: the seam at which the wire can be broken on purpose. */
  mutateResponse?(response: WireResponse, context: ResponseContext): WireResponse
  /** What stands beside the documented paths and is no vendor's; undefined where nothing does. */
  serveStatic?(path: string, request: Request): Promise<Response> | undefined
  /** Lets real time pass, for answers that are to come late. */
  readonly wait: Wait
  /** Is told of every error that is our own. */
  reportError(error: unknown): void
}

/** A request on its way through the steps. */
export interface RequestContext {
  readonly deps: PipelineDeps
  readonly route: Route
  readonly request: IncomingRequest
  /** Another tenant's world once the caller turns out to belong there. */
  selection: WorldSelection
  /** The values of the path's placeholders. */
  readonly pathParameters: Readonly<Record<string, string>>
  /** Undefined when the path does not know the method. */
  readonly operation: OperationFacts | undefined
  /** What fault rules do to the request; null where there are none. */
  faultInjection: FaultInjection | null
  /** Filled in by the steps as they learn it. */
  caller: Caller | null
  rateLimitHeaders: Readonly<Record<string, string>> | null
  note: string | null
  /** The body as it was sent, once it has been read. */
  bodyText: string | null
  /** The journal of the world that was asked, and the entry in it; null for a request that stands outside the worlds. */
  readonly journal: Journal
  record: RequestRecord | null
}
