import type { OtherCredential } from './kit/call.ts'
import type { ControlAdapter } from './kit/control.ts'
import type { Send, Transport } from './kit/transport.ts'

/** What to check, and how to get in. */
export interface Target {
  readonly baseUrl: string
  readonly credential: string
  /** Further credentials: of another tenant, one that has expired, one that may only read. Checks that need them say so. */
  readonly otherCredentials?: Partial<Readonly<Record<OtherCredential, string>>>
  /** A server's own `fetch`, to check it in memory; without it requests go over the network. */
  readonly send?: Send
  /** Another way to the target, for what a standard `Request` cannot carry; it wins over `send`. */
  readonly transport?: Transport
  /** Lets time pass and data arrive, for the checks that need it: `flowtwinControl`, or one of a staging system. */
  readonly control?: ControlAdapter
  /** Ids by name, where the run cannot discover them: see `givens` of the vendor. */
  readonly ids?: Readonly<Record<string, string>>
}
