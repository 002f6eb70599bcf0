import type { CheckContext, Probe } from './check-context.ts'
import type { Check } from './check.ts'
import type { ReadableApi } from './checks/readable-api.ts'
import type { Profile } from './config/profile.ts'
import type { Exchange } from './http/exchange.ts'
import type { WriteRules } from './http/guard.ts'
import type { SpecDocument } from './spec/spec-document.ts'

/** One vendor's API, as the engine uses it. */
export interface Vendor {
  /** Name on the command line. */
  readonly name: string
  /** Name in texts. */
  readonly title: string
  readonly document: SpecDocument
  /** Path prefix of all operations; a base URL may include it or not. */
  readonly prefix: string
  /** Scheme of the Authorization header. */
  readonly scheme: string
  /** Accept header of an ordinary request. */
  readonly accept: string
  readonly profile: Profile
  /** The cheapest documented read; checks of rejected requests run only when it succeeds. */
  /** Finds ids without which nothing can be read; absent where there are none. */
  readonly findIds?: (context: CheckContext) => Promise<Readonly<Record<string, string>>>
  readonly accessProbe: Probe<Exchange>
  /** Operations of the vendor's document about runs, which every target has; the others may be missing. */
  readonly requiredOperations: readonly string[]
  readonly readableApi: ReadableApi
  readonly trafficProbes: readonly Probe<unknown>[]
  /** Null when clients cannot create anything that they could also delete. */
  readonly writes: WriteRules | null
  /** Ids that can be given for a run, each with its meaning. */
  readonly requiredIds: Readonly<Record<string, string>>
  readonly checks: readonly Check[]
}
