import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { RecordedRequest, RequestRecord } from './journal/request-record.ts'
import type { FaultInjection } from './faults/injection.ts'
import type { Wait } from './faults/transport.ts'
import type { Caller, IncomingRequest } from './request.ts'
import type { Journal } from './journal/journal.ts'
import type { Problem } from './problem.ts'
import type { WireResponse } from './response.ts'
import type { ServedWorld } from './worlds/served-world.ts'
import type { Vendor } from './vendor.ts'

/** A documented path of a vendor. */
export interface Route {
  readonly vendor: Vendor
  readonly operations: readonly OperationFacts[]
  /** By upper-case method; HEAD maps to the GET operation where the vendor supports it. */
  readonly operationsByMethod: ReadonlyMap<string, OperationFacts>
}

/** The world of a request. */
export interface WorldSelection {
  readonly servedWorld: ServedWorld
  /** The prefix of links in responses: "/w/<name>" where the request's path has it, else empty. */
  readonly linkPrefix: string
  /**
   * Adds a world that the request names and that does not exist yet.
   * @throws {HttpError} when there are too many worlds
   */
  admitWorld?(): void
}

/** Identifies a response for `PipelineDeps.mutateResponse`. */
export interface ResponseContext {
  readonly vendor: string
  readonly operation: string | null
  readonly request: IncomingRequest
}

/** The part of a store that requests use. */
export interface RequestStore {
  /** False while operations cannot be stored. */
  isWritable(): boolean
  readonly failureReason: string
  /** Present in a store that several servers share. */
  readonly shared: object | undefined
  /** Batches of operations that have been undone so far. */
  readonly undoCount: number
  /** Returns the number of operations of a world; undefined for one that is not in memory. */
  getPosition(world: string): number | undefined
  /**
   * Ends the record of a request: its operations are stored together or not at all.
   * @returns the number of batches of operations that have been undone so far
   */
  seal(): number
}

export interface PipelineDeps {
  /**
   * @returns a promise for a world that must be read from the store first
   * @throws {HttpError} when there is no such world
   */
  selectWorld(request: IncomingRequest): WorldSelection | Promise<WorldSelection>
  /** Selects the default world, for requests that belong to no world; never waits. */
  selectDefaultWorld(request: IncomingRequest): WorldSelection
  /** Records a request that reaches no world. @param note the reason */
  recordRejection?(
    request: Pick<RecordedRequest, 'method' | 'url' | 'headers'>,
    response: WireResponse,
    note: string,
  ): void
  /** The store of worlds that outlive the process. */
  readonly store?: RequestStore
  /** Enforce documented rate limits. */
  readonly hasRateLimits: boolean
  /** Accept only credentials that Flowtwin issued. */
  readonly isAuthStrict: boolean
  /** Changes every response before it is sent; for tests that break the wire on purpose. */
  mutateResponse?(response: WireResponse, context: ResponseContext): WireResponse
  /** Serves paths that belong to no vendor's document, such as the page; undefined for any other path. */
  serveStatic?(request: IncomingRequest): Promise<Response> | undefined
  /** Waits in real time, for delayed responses. */
  readonly wait: Wait
  /** Receives errors that are Flowtwin's own bugs. */
  reportError(error: unknown): void
}

/** The state of one request on its way through the pipeline. */
export interface RequestContext {
  readonly deps: PipelineDeps
  readonly route: Route
  readonly request: IncomingRequest
  /** Changes to the other tenant's world once the caller is identified as one of its members. */
  selection: WorldSelection
  /** The values of the path's placeholders. */
  readonly pathParameters: Readonly<Record<string, string>>
  /** Undefined for an undocumented method. */
  readonly operation: OperationFacts | undefined
  /** Null where no fault rule applies. */
  faultInjection: FaultInjection | null
  /** Null until the caller is identified. */
  caller: Caller | null
  rateLimitHeaders: Readonly<Record<string, string>> | null
  /** Explains the response in the journal. */
  note: string | null
  /** The reason for an error response of the vendor. */
  problem: Problem | null
  /** Null until the body has been read. */
  bodyText: string | null
  /** Empty until the body has been read. */
  bodyBytes: Uint8Array
  /** The journal of the world that the request named, even for a caller of another tenant. */
  readonly journal: Journal
  /** The request's journal record; null for requests that are not recorded. */
  record: RequestRecord | null
}
