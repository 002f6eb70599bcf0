import type { OpenApiDocument } from '../../spec/open-api-document.ts'
import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { Webhooks } from './courier.ts'
import type { Listing, RunRows } from './listing.ts'
import type { ArtificialProblems } from './faults/refusal.ts'
import type { Caller, Scene } from './scene.ts'
import type { Incoming } from './incoming.ts'
import type { Asked, OperationType, RefusalOf, Reply, ReplyOf } from './operation-types.ts'
import type { Issue, Problem, ProblemCode } from './problem.ts'
import type { Quirk } from './quirk.ts'
import type { Quota, QuotaState } from './quota.ts'
import type { Run, RunNumber } from '../world/run.ts'
import type { World } from '../world/world.ts'

export type VendorName = 'qyvo' | 'recrubo' | 'rapidpro' | 'idnow'

/** Answers one operation. Returns success and documented refusals that depend on data; throws a Problem for the rest. */
export type Handler<Operation extends OperationType> = (asked: Asked<Operation>, scene: Scene) => ReplyOf<Operation>

/** What a credential is judged by besides itself. */
export interface Door {
  /** Whether only credentials that Flowtwin issued will do. */
  readonly strict: boolean
  /** Tells the time at which credentials expire, and what operations have issued. */
  readonly world: World
}

/** How a vendor lets clients in: first who is asking, later whether they may. */
export interface Admission {
  /** @throws {Problem} when the credential is malformed or wrong; one who sends none is anonymous */
  identify(incoming: Incoming, door: Door): Caller
  /** @throws {Problem} when the caller may not use the operation, or not on what the path names */
  permit(caller: Caller, operation: OperationFacts, errand: Errand): void
  /** @throws {Problem} when the caller may not use the operation, and has used up a request of its quota by asking */
  enter?(caller: Caller, operation: OperationFacts): void
}

/** What a caller is let in for, besides the operation. */
export interface Errand {
  /** The values of the path's placeholders, not yet checked. */
  readonly path: Readonly<Record<string, string>>
  readonly world: World
}

/** A quota that the vendor documents, and the headers that tell about it. */
export interface VendorQuota extends Quota {
  /** Which callers share a bucket; null for one whose requests are not counted. */
  bucket(caller: Caller): string | null
  headers(state: QuotaState): Readonly<Record<string, string>>
}

/** What the command line shows of a vendor: a credential that works, and requests to try. */
export interface Showcase {
  /** The base URL's path, up to where clients append. */
  readonly basePath: string
  readonly credential: string
  /** The Authorization header that carries the credential. */
  readonly authorization: string
  /** Who may ask for credentials, where the vendor issues them itself. */
  readonly clients?: readonly { readonly id: string; readonly secret: string; readonly about: string }[]
  /** A request path that answers with rows that exist. */
  example(world: World): string
}

/** What a vendor says to each problem; a path that no document knows may be refused in any way. */
type Problems<Refusal extends Reply> = {
  readonly [Code in ProblemCode]: (
    problem: Problem,
    incoming: Incoming,
    world: World,
  ) => Code extends 'unknown-route' ? Reply : Refusal
}

/** What is known of a vendor before anybody asks it for something; small, so that a server starts without the rest. */
export interface Face {
  readonly name: VendorName | 'control'
  /** Paths below these belong to the vendor even where it documents nothing. */
  readonly prefixes: readonly string[]
  readonly showcase: Showcase
  /** The records of those who subscribed to what the vendor tells. */
  readonly subscriptions?: string
  /** What the documents leave open, and what Flowtwin does about it. */
  readonly quirks: readonly Quirk[]
}

/** One vendor's dialect, closed over its document: one handler for each operation, every problem in its words. */
export interface Dialect<Operations extends Readonly<Record<keyof Operations, OperationType>>> extends Face {
  /** Whether it stands outside the worlds: then its answers are neither kept nor entered in a journal. */
  readonly isOutside?: boolean
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
  readonly aliases?: Readonly<Record<string, readonly string[]>>
  readonly admission: Admission
  /** @throws {Problem} when media types do not fit; the first thing looked at */
  negotiate?(incoming: Incoming, operation: OperationFacts, world: World): void
  /** Whether a quirk lets something pass that the document forbids; the handler then makes of it what the quirk says. */
  forgives?(issue: Issue, world: World): boolean
  /** What is waited for before the handler of an operation with a body answers, by the operation's id. */
  readonly patience?: { readonly [Id in keyof Operations]?: (asked: Asked<Operations[Id]>) => Promise<void> }
  /** Where answers that are no lists show a run, by the operation's id: those that read, make or change one. */
  readonly showing?: Readonly<Record<string, RunRows>>
  /** The text of a body as the vendor's framework reads it, where that is not simply what was sent. */
  bodyText?(sent: string): string
  /** Which of several representations is asked for; kept answers are kept apart by it. Undefined where there is one. */
  representation?(incoming: Incoming, operation: OperationFacts): string | undefined
  /** Operations that read `scene.content` themselves, because the vendor judges bodies in a way that no schema can say. */
  readonly readsContent?: readonly string[]
  /** One quota for everything, or the one that an operation has in a world; undefined where it has none. */
  readonly quota?: VendorQuota | ((operation: OperationFacts, world: World) => VendorQuota | undefined)
  /** Reads a query parameter as another text before it is checked, where the vendor may be more lenient than its document. */
  reread?(name: string, text: string, world: World): string
  /** Whether HEAD is answered as GET without a body; else it is refused like any other method. */
  readonly answersHead: boolean
  readonly problems: Problems<RefusalOf<Operations[keyof Operations]>>
  /** The whole document, which takes a while to load. */
  document?(): Promise<OpenApiDocument>
  /** Loads what an operation with a body needs before its handler is called. */
  prepare?(operation: OperationFacts): Promise<void>
  /** Where rows, totals and links stand in the answers of operations that list, by the operation's id. */
  readonly listings?: Readonly<Record<string, Listing>>
  /** What fault rules can make the vendor say. */
  readonly artificial?: ArtificialProblems
  /** Headers that go on every reply; `operations` are those of the path, none where no document knows it. */
  headers?(caller: Caller | null, world: World, operations: readonly OperationFacts[]): Readonly<Record<string, string>>
  /** What the vendor tells those who subscribed. */
  readonly webhooks?: Webhooks
}

/** A dialect as the pipeline sees it, whatever its document says. */
export interface Vendor extends Omit<
  Dialect<Readonly<Record<string, OperationType>>>,
  'handlers' | 'problems' | 'patience'
> {
  readonly patience?: Readonly<Record<string, ((asked: never) => Promise<void>) | undefined>>
  readonly handlers: Readonly<Record<string, (asked: never, scene: Scene) => Reply>>
  readonly problems: Problems<Reply>
}

/** Checks a dialect against its document's types; what comes out is ready to be served. */
export function defineVendor<Operations extends Readonly<Record<keyof Operations, OperationType>>>(
  dialect: Dialect<Operations>,
): Vendor {
  return dialect
}
