import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { Call } from './call.ts'
import type { Interference } from './faults/interference.ts'
import type { Wait } from './faults/transport.ts'
import type { Incoming } from './incoming.ts'
import type { Journal } from './journal.ts'
import type { Caller } from './scene.ts'
import type { Sent } from './sent.ts'
import type { ServedWorld } from './served-world.ts'
import type { Vendor } from './vendor.ts'

/** One path of one vendor, with the operations that answer on it. */
export interface Route {
  readonly vendor: Vendor
  readonly operations: readonly OperationFacts[]
  /** By method as requests write it; HEAD stands with GET where the vendor answers it so. */
  readonly byMethod: ReadonlyMap<string, OperationFacts>
}

/** The world that a request is for, and what stands before the vendor's paths because of it. */
export interface Selection {
  readonly served: ServedWorld
  readonly prefix: string
}

/** What a reply was made for. */
export interface Context {
  readonly vendor: string
  readonly operation: string | null
  readonly incoming: Incoming
}

/** What the pipeline needs from outside. */
export interface Host {
  select(incoming: Incoming): Selection
  /** Whether documented quotas are enforced. */
  readonly limits: boolean
  /** Whether only credentials that Flowtwin issued will do. */
  readonly strict: boolean
  /** Changes a reply on its way out: the seam at which the wire can be broken on purpose. */
  tamper?(sent: Sent, context: Context): Sent
  /** What stands beside the documented paths and is no vendor's; undefined where nothing does. */
  beside?(path: string, request: Request): Promise<Response> | undefined
  /** Lets real time pass, for answers that are to come late. */
  readonly wait: Wait
  /** Is told of every error that is our own. */
  report(error: unknown): void
}

/** A request on its way through the steps. */
export interface Passage {
  readonly host: Host
  readonly route: Route
  readonly incoming: Incoming
  /** Another tenant's world once the caller turns out to belong there. */
  selection: Selection
  /** The values of the path's placeholders. */
  readonly path: Readonly<Record<string, string>>
  /** Undefined when the path does not know the method. */
  readonly operation: OperationFacts | undefined
  /** What fault rules do to the request; null where there are none. */
  interference: Interference | null
  /** Filled in by the steps as they learn it. */
  caller: Caller | null
  quotaHeaders: Readonly<Record<string, string>> | null
  note: string | null
  /** The body as it was sent, once it has been read. */
  text: string | null
  /** The journal of the world that was asked, and the entry in it; null for a request that stands outside the worlds. */
  readonly journal: Journal
  call: Call | null
}
