import type { Reply } from './response.ts'
import type { OpenApiDocument } from '../../spec/open-api-document.ts'
import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { Run, RunNumber } from '../world/model/run.ts'
import type { World } from '../world/world.ts'
import type { FaultProblems } from './faults/error-response.ts'
import type { HandlerContext, OperationErrorReply, OperationInput, OperationReply, OperationType } from './handler.ts'
import type { Issue, Problem, ProblemCode } from './problem.ts'
import type { Quirk } from './quirk.ts'
import type { VendorRateLimit } from './rate-limit.ts'
import type { BodyLimits, Caller, IncomingRequest } from './request.ts'
import type { Webhooks } from './webhook-dispatcher.ts'

export type VendorName = 'qyvo' | 'recrubo' | 'rapidpro' | 'idnow'

/**
 * Implements one operation. Returns success and the documented errors that depend on data; throws a `Problem` for the
 * others. Reads return at once; a handler that waits returns a promise. One that changes the world after it has waited
 * resolves to a function that makes the change: no other request is handled between the change and the response.
 */
export type Handler<Operation extends OperationType> = (
  input: OperationInput<Operation>,
  context: HandlerContext,
) => HandlerResult<OperationReply<Operation>>

/** A reply, or a promise for it or for a function that returns it. */
export type HandlerResult<Result> = Result | Promise<Result | (() => HandlerResult<Result>)>

// Authentication

/** The state that authentication depends on, besides the credential. */
export interface AuthContext {
  /** Accept only credentials that Flowtwin issued. */
  readonly isAuthStrict: boolean
  /** Its clock decides which credentials have expired; its records hold those that operations issued. */
  readonly world: World
}

/** Authentication and authorization of a vendor. */
export interface VendorAuth {
  /** Identifies the caller; anonymous without a credential. @throws {Problem} for a malformed or wrong credential */
  authenticate(request: IncomingRequest, context: AuthContext): Caller
  /** @throws {Problem} when the caller may not use the operation, or not on what the path names */
  authorize(caller: Caller, operation: OperationFacts, request: AccessRequest): void
  /** Like `authorize`, for checks that cost the caller a request of its rate limit. */
  authorizeAfterRateLimit?(caller: Caller, operation: OperationFacts): void
}

/** The resource that a caller requests, besides the operation. */
export interface AccessRequest {
  /** The values of the path's placeholders, not yet validated. */
  readonly pathParameters: Readonly<Record<string, string>>
  readonly world: World
}

// Identity, demo and ids

/** A working credential and example requests, shown by the command line. */
interface DemoRequest {
  /** The base URL's path, to which clients append. */
  readonly basePath: string
  readonly credential: string
  /** The Authorization header with the credential. */
  readonly authorization: string
  /** OAuth clients, where the vendor issues credentials itself. */
  readonly clients?: readonly { readonly id: string; readonly secret: string; readonly about: string }[]
  /** A request target that returns existing rows. */
  buildExamplePath(world: World): string
}

export interface VendorInfo {
  readonly name: VendorName | 'control'
  /** Undocumented paths below these get the vendor's own errors. */
  readonly prefixes: readonly string[]
  readonly demo: DemoRequest
  /** The collection of webhook subscriptions among the world's vendor records. */
  readonly subscriptionCollection?: string
  /** Points that the documents leave open. */
  readonly quirks: readonly Quirk[]
}

/** The vendor's ids of runs. */
interface RunIds {
  formatId(run: Run, world: World): string
  /** The run number in an id, for existing runs and others; undefined for another kind of id. */
  parseId(id: string, world: World): RunNumber | undefined
}

/** The vendor's ids and names of flows. */
interface FlowIds {
  formatId(flow: number, world: World): string
  /** The flow index in an id; undefined for another kind of id. */
  parseId(id: string, world: World): number | undefined
  getName(flow: number, world: World): string
}

/** The vendor's ids of contacts. */
interface ContactIds {
  formatId(contact: number, world: World): string
}

/** Translates between world numbers and the vendor's ids; each part is absent where the vendor has no such ids. */
interface VendorIds {
  readonly runs?: RunIds
  readonly flows?: FlowIds
  readonly contacts?: ContactIds
}

// Reading requests

/** Deviations of the vendor's parser from plain schema validation. */
interface VendorInputRules {
  /** @throws {Problem} when media types do not fit; the first step of a request */
  negotiate?(request: IncomingRequest, operation: OperationFacts, world: World): void
  /** True for a schema violation that a quirk lets pass; the handler then acts on the quirk. */
  isTolerated?(issue: Issue, world: World): boolean
  /** The body text as the vendor's framework reads it; by default the text as sent. */
  normalizeBody?(text: string): string
  /** Operations whose handlers decode and validate `context.bodyBytes`, because no schema expresses the vendor's rules. */
  readonly rawBodyOperations?: readonly string[]
  /** The limits of bodies that differ from the default ones, by operation id. */
  readonly bodyLimits?: Readonly<Record<string, BodyLimits>>
  /** A query value as the vendor's parser reads it, before validation. */
  normalizeQueryValue?(name: string, text: string, world: World): string
}

// Responses, lists and faults

/** Locates runs in a response; JSON pointers. */
export interface RunPointers {
  /** The array of rows, or the one row. */
  readonly rows: string
  /** The id in a row. */
  readonly id: string
}

/** Locates rows, totals and links in the response of a list operation; JSON pointers. */
export interface ListLayout {
  /** The array of rows. */
  readonly rows: string
  /** The id in a row, where rows are runs. */
  readonly id?: string
  /** The number of rows that can be reached at most, where the list ends there. */
  readonly window?: number
  /** The query parameter that selects later pages. */
  readonly page?: string
  /** The query parameter that sets the page size. */
  readonly size?: string
  /** The error for an expired cursor, where pages are selected by cursor. */
  readonly cursor?: { readonly code: ProblemCode; readonly text: string }
  /** The link to the next page. */
  readonly next?: string
  /** The total, and the members derived from it. */
  readonly total?: { readonly at: string; readonly pages: string; readonly size: string }
}

/** True for a request for a page after the first. */
export function isLaterPage({ page }: ListLayout, request: IncomingRequest): boolean {
  const value = page === undefined ? undefined : request.query.getLast(page)
  return value !== undefined && value !== '' && value !== '1'
}

/** A key of the list that a page belongs to: path and query without the page parameter. */
export function createWalkKey({ page }: ListLayout, request: IncomingRequest): string {
  const otherParameters = request.query.pairs.filter(([name]) => name !== page)
  return `${request.path}?${JSON.stringify(otherParameters)}`
}

/** Describes the vendor's responses, by operation id. */
interface VendorResponseRules {
  /** The place of the run in responses that are not lists. */
  readonly runPointers?: Readonly<Record<string, RunPointers>>
  readonly listLayouts?: Readonly<Record<string, ListLayout>>
  /** Names the negotiated representation, part of the cache key; undefined where there is only one. */
  selectRepresentation?(request: IncomingRequest, operation: OperationFacts): string | undefined
  /** Headers of every response. @param operations those of the path; none for an undocumented path */
  buildHeaders?(
    caller: Caller | null,
    world: World,
    operations: readonly OperationFacts[],
    request: IncomingRequest,
  ): Readonly<Record<string, string>>
}

/** The errors and the document that fault rules use. */
interface VendorFaultRules {
  /** The errors that fault rules can inject. */
  readonly faultProblems?: FaultProblems
  /** Loads the whole document, which takes some milliseconds. */
  loadDocument?(): Promise<OpenApiDocument>
}

/** The vendor's response to each problem; an undocumented path may have an undocumented error. */
type ProblemTable<ErrorReply extends Reply> = {
  readonly [Code in ProblemCode]: (
    problem: Problem,
    request: IncomingRequest,
    world: World,
  ) => Code extends 'unknown-route' ? Reply : ErrorReply
}

// The vendor

/** The properties of every vendor that do not depend on the types of its document. */
interface VendorBase extends VendorInfo, VendorIds, VendorInputRules, VendorResponseRules, VendorFaultRules {
  /** True for the control API: its requests are not cached and not in the journal. */
  readonly isOutsideWorlds?: boolean
  readonly operations: readonly OperationFacts[]
  /** Undocumented aliases of paths, by operation id. */
  readonly pathAliases?: Readonly<Record<string, readonly string[]>>
  readonly auth: VendorAuth
  /** One rate limit for all operations, or a function that selects it. */
  readonly rateLimit?: VendorRateLimit | ((operation: OperationFacts, world: World) => VendorRateLimit | undefined)
  /** Handle HEAD as GET without a body; otherwise HEAD is an undocumented method. */
  readonly supportsHead: boolean
  /** Further methods that the handler of a GET operation responds to, by operation id. */
  readonly extraMethods?: Readonly<Record<string, readonly string[]>>
  readonly webhooks?: Webhooks
}

/** A vendor, typed by its document: one handler per operation, documented replies only. */
export interface VendorDefinition<
  Operations extends Readonly<Record<keyof Operations, OperationType>>,
> extends VendorBase {
  readonly handlers: { readonly [Id in keyof Operations]: Handler<Operations[Id]> }
  readonly problems: ProblemTable<OperationErrorReply<Operations[keyof Operations]>>
}

/** A vendor as the pipeline uses it, with the document's types erased. */
export interface Vendor extends VendorBase {
  readonly handlers: Readonly<Record<string, (input: never, context: HandlerContext) => HandlerResult<Reply>>>
  readonly problems: ProblemTable<Reply>
}

/** Checks a definition against its document's types. */
export function defineVendor<Operations extends Readonly<Record<keyof Operations, OperationType>>>(
  definition: VendorDefinition<Operations>,
): Vendor {
  return definition
}
