import type { Check } from './check.ts'
import type { Exchange } from './http/exchange.ts'
import type { Probe } from './check-context.ts'
import type { Profile } from './config/profile.ts'
import type { SpecDocument } from './spec/spec-document.ts'
import type { WriteRules } from './http/guard.ts'

/** What the engine needs to know of a vendor. */
export interface Vendor {
  /** As on the command line. */
  readonly name: string
  /** As people write it. */
  readonly title: string
  readonly document: SpecDocument
  /** The first steps of all paths; a base URL may be given with them or without. */
  readonly prefix: string
  /** The word before the credential in the Authorization header. */
  readonly scheme: string
  /** The Accept header of an ordinary request. */
  readonly accept: string
  readonly profile: Profile
  /** The cheapest documented read; that it works is the guard of every check of refusals. */
  readonly accessProbe: Probe<Exchange>
  readonly trafficProbes: readonly Probe<unknown>[]
  /** Null when clients cannot create anything that they could also remove. */
  readonly writes: WriteRules | null
  /** Names of ids that may be given, each with what it is. */
  readonly requiredIds: Readonly<Record<string, string>>
  readonly checks: readonly Check[]
}
