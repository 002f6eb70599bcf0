import type { OpenApiDocument } from '../../spec/open-api-document.ts'
import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { Run, RunNumber } from '../world/model/run.ts'
import type { World } from '../world/world.ts'
import type { FaultProblems } from './faults/error-response.ts'
import type { Caller, HandlerContext } from './handler-context.ts'
import type { OperationErrorReply, OperationInput, OperationReply, OperationType, Reply } from './operation.ts'
import type { Issue, Problem, ProblemCode } from './problem.ts'
import type { Quirk } from './quirk.ts'
import type { RateLimit, RateLimitResult } from './rate-limit.ts'
import type { IncomingRequest } from './request.ts'
import type { Webhooks } from './webhook-dispatcher.ts'

/** Where an answer shows runs; places are JSON pointers. */
export interface RunPointers {
  /** The array of rows, or the one row. */
  readonly rows: string
  /** The id in a row. */
  readonly id: string
}

/** Where things stand in the answers of an operation that lists; places are JSON pointers. */
export interface ListLayout {
  /** The array of rows. */
  readonly rows: string
  /** The id in a row, where rows are runs. */
  readonly id?: string
  /** How many rows there are at most, where nothing can be asked that lies beyond. */
  readonly window?: number
  /** The query parameter by which pages after the first are asked for. */
  readonly page?: string
  /** The query parameter that asks for so many rows. */
  readonly size?: string
  /** What a cursor that is no longer good is answered with, where pages are asked for by cursor. */
  readonly cursor?: { readonly code: ProblemCode; readonly text: string }
  /** The link to the next page. */
  readonly next?: string
  /** The total, and what is worked out from it. */
  readonly total?: { readonly at: string; readonly pages: string; readonly size: string }
}

/** Whether a request asks for a page after the first. */
export function isLaterPage({ page }: ListLayout, request: IncomingRequest): boolean {
  const requested = page === undefined ? undefined : request.query.getLast(page)
  return requested !== undefined && requested !== '' && requested !== '1'
}

/** What pages of one list have in common: everything that was asked but the page. */
export function createWalkKey({ page }: ListLayout, request: IncomingRequest): string {
  const others = request.query.pairs.filter(([name]) => name !== page)
  return `${request.path}?${JSON.stringify(others)}`
}

export type VendorName = 'qyvo' | 'recrubo' | 'rapidpro' | 'idnow'

/** Answers one operation. Returns success and documented refusals that depend on data; throws a Problem for the rest. */
export type Handler<Operation extends OperationType> = (
  asked: OperationInput<Operation>,
  scene: HandlerContext,
) => OperationReply<Operation>

/** What a credential is judged by besides itself. */
export interface AuthContext {
  /** Whether only credentials that Flowtwin issued will do. */
  readonly isAuthStrict: boolean
  /** Tells the time at which credentials expire, and what operations have issued. */
  readonly world: World
}

/** How a vendor lets clients in: first who is asking, later whether they may. */
export interface VendorAuth {
  /** @throws {Problem} when the credential is malformed or wrong; one who sends none is anonymous */
  authenticate(request: IncomingRequest, door: AuthContext): Caller
  /** @throws {Problem} when the caller may not use the operation, or not on what the path names */
  authorize(caller: Caller, operation: OperationFacts, errand: AccessRequest): void
  /** @throws {Problem} when the caller may not use the operation, and has used up a request of its quota by asking */
  authorizeAfterRateLimit?(caller: Caller, operation: OperationFacts): void
}

/** What a caller is let in for, besides the operation. */
export interface AccessRequest {
  /** The values of the path's placeholders, not yet checked. */
  readonly pathParameters: Readonly<Record<string, string>>
  readonly world: World
}

/** A quota that the vendor documents, and the headers that tell about it. */
export interface VendorRateLimit extends RateLimit {
  /** Which callers share a bucket; null for one whose requests are not counted. */
  getBucket(caller: Caller): string | null
  buildHeaders(state: RateLimitResult): Readonly<Record<string, string>>
}

/** What the command line shows of a vendor: a credential that works, and requests to try. */
export interface DemoRequest {
  /** The base URL's path, up to where clients append. */
  readonly basePath: string
  readonly credential: string
  /** The Authorization header that carries the credential. */
  readonly authorization: string
  /** Who may ask for credentials, where the vendor issues them itself. */
  readonly clients?: readonly { readonly id: string; readonly secret: string; readonly about: string }[]
  /** A request path that answers with rows that exist. */
  buildExamplePath(world: World): string
}

/** What a vendor says to each problem; a path that no document knows may be refused in any way. */
type ProblemTable<Refusal extends Reply> = {
  readonly [Code in ProblemCode]: (
    problem: Problem,
    incoming: IncomingRequest,
    world: World,
  ) => Code extends 'unknown-route' ? Reply : Refusal
}

/** What is known of a vendor before anybody asks it for something; small, so that a server starts without the rest. */
export interface VendorInfo {
  readonly name: VendorName | 'control'
  /** Paths below these belong to the vendor even where it documents nothing. */
  readonly prefixes: readonly string[]
  readonly demo: DemoRequest
  /** The records of those who subscribed to what the vendor tells. */
  readonly subscriptionCollection?: string
  /** What the documents leave open, and what Flowtwin does about it. */
  readonly quirks: readonly Quirk[]
}

/** One vendor's dialect, closed over its document: one handler for each operation, every problem in its words. */
export interface VendorDefinition<
  Operations extends Readonly<Record<keyof Operations, OperationType>>,
> extends VendorInfo {
  /** Whether it stands outside the worlds: then its answers are neither kept nor entered in a journal. */
  readonly isOutsideWorlds?: boolean
  /** The ids that runs have with this vendor. */
  readonly runs?: {
    idOf(run: Run, world: World): string
    /** The number that an id stands for, whether or not there is such a run; undefined for an id of another kind. */
    numberOf(id: string, world: World): RunNumber | undefined
  }
  /** How flows are called here. */
  readonly flows?: {
    idOf(flow: number, world: World): string
    /** The index that an id stands for; undefined for an id of another kind. */
    numberOf(id: string, world: World): number | undefined
    nameOf(flow: number, world: World): string
  }
  /** The ids that contacts have with this vendor, where it gives them any. */
  readonly contacts?: { idOf(contact: number, world: World): string }
  readonly operations: readonly OperationFacts[]
  readonly handlers: { readonly [Id in keyof Operations]: Handler<Operations[Id]> }
  /** Further paths of an operation, by its id. */
  readonly pathAliases?: Readonly<Record<string, readonly string[]>>
  readonly auth: VendorAuth
  /** @throws {Problem} when media types do not fit; the first thing looked at */
  negotiate?(request: IncomingRequest, operation: OperationFacts, world: World): void
  /** Whether a quirk lets something pass that the document forbids; the handler then makes of it what the quirk says. */
  isTolerated?(issue: Issue, world: World): boolean
  /** What is waited for before the handler of an operation with a body answers, by the operation's id. */
  readonly beforeHandle?: {
    readonly [Id in keyof Operations]?: (asked: OperationInput<Operations[Id]>) => Promise<void>
  }
  /** Where answers that are no lists show a run, by the operation's id: those that read, make or change one. */
  readonly runPointers?: Readonly<Record<string, RunPointers>>
  /** The text of a body as the vendor's framework reads it, where that is not simply what was sent. */
  normalizeBody?(response: string): string
  /** Which of several representations is asked for; kept answers are kept apart by it. Undefined where there is one. */
  selectRepresentation?(request: IncomingRequest, operation: OperationFacts): string | undefined
  /** Operations that read `scene.content` themselves, because the vendor judges bodies in a way that no schema can say. */
  readonly rawBodyOperations?: readonly string[]
  /** One quota for everything, or the one that an operation has in a world; undefined where it has none. */
  readonly rateLimit?: VendorRateLimit | ((operation: OperationFacts, world: World) => VendorRateLimit | undefined)
  /** Reads a query parameter as another text before it is checked, where the vendor may be more lenient than its document. */
  normalizeQueryValue?(name: string, text: string, world: World): string
  /** Whether HEAD is answered as GET without a body; else it is refused like any other method. */
  readonly supportsHead: boolean
  readonly problems: ProblemTable<OperationErrorReply<Operations[keyof Operations]>>
  /** The whole document, which takes a while to load. */
  loadDocument?(): Promise<OpenApiDocument>
  /** Loads what an operation with a body needs before its handler is called. */
  prepareOperation?(operation: OperationFacts): Promise<void>
  /** Where rows, totals and links stand in the answers of operations that list, by the operation's id. */
  readonly listLayouts?: Readonly<Record<string, ListLayout>>
  /** What fault rules can make the vendor say. */
  readonly faultProblems?: FaultProblems
  /** Headers that go on every reply; `operations` are those of the path, none where no document knows it. */
  buildHeaders?(
    caller: Caller | null,
    world: World,
    operations: readonly OperationFacts[],
  ): Readonly<Record<string, string>>
  /** What the vendor tells those who subscribed. */
  readonly webhooks?: Webhooks
}

/** A dialect as the pipeline sees it, whatever its document says. */
export interface Vendor extends Omit<
  VendorDefinition<Readonly<Record<string, OperationType>>>,
  'handlers' | 'problems' | 'beforeHandle'
> {
  readonly beforeHandle?: Readonly<Record<string, ((asked: never) => Promise<void>) | undefined>>
  readonly handlers: Readonly<Record<string, (asked: never, scene: HandlerContext) => Reply>>
  readonly problems: ProblemTable<Reply>
}

/** Checks a dialect against its document's types; what comes out is ready to be served. */
export function defineVendor<Operations extends Readonly<Record<keyof Operations, OperationType>>>(
  definition: VendorDefinition<Operations>,
): Vendor {
  return definition
}
