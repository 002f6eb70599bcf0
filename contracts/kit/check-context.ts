import type { Exchange, OtherCredential } from './http/exchange.ts'
import type { Client } from './http/client.ts'
import type { Clock } from './clock.ts'
import type { ControlAdapter } from './control.ts'
import type { Contract } from './spec/contract.ts'
import type { Ledger } from './http/ledger.ts'
import type { Limits } from './http/limits.ts'
import type { PersonalDataMask } from './http/masking.ts'
import type { Profile } from './config/profile.ts'
import type { Permits } from './http/guard.ts'

/** Something to find out about the target, once per run, for all checks that need it: a walk, a census. */
export interface Probe<Value> {
  /** As in "blocked: <name> failed". */
  readonly name: string
  readonly run: (context: CheckContext) => Promise<Value>
}

/** All that a check may use. */
export interface CheckContext {
  readonly contract: Contract
  readonly client: Client
  /** Everything that was exchanged so far. */
  readonly getExchanges: () => readonly Exchange[]
  readonly ledger: Ledger
  readonly profile: Profile
  readonly limits: Limits
  readonly clock: Clock
  readonly permits: Permits
  /** What lets time pass and data arrive on the target; null without one. */
  readonly control: ControlAdapter | null
  /** Masks what belongs to people in what is shown; null when full evidence is wanted. */
  readonly personalDataMask: PersonalDataMask | null
  /** Ids that the person who started the run gave, by name. */
  readonly knownIds: Readonly<Record<string, string>>
  /** The path of the base URL, without a trailing slash: what stands before every path in links. */
  readonly basePath: string
  /** Scheme and host of the target. */
  readonly origin: string
  /** The word before the credential in the Authorization header. */
  readonly scheme: string
  /** Whether a text holds a credential that the run was given, in whatever encoding. */
  readonly containsCredential: (text: string) => boolean
  /** Which further credentials the run was given. */
  readonly otherCredentials: readonly OtherCredential[]
  /** What the checks that judge the whole record want to have been asked. */
  readonly trafficProbes: readonly Probe<unknown>[]
  /** The result of an observation; it is made at the first question. */
  readonly probeOnce: <Value>(observation: Probe<Value>) => Promise<Value>
}

/** Makes each observation once; a failed one fails for everybody who asks. */
export class ProbeCache {
  readonly #results = new Map<Probe<unknown>, Promise<unknown>>()

  async getOrRun<Value>(observation: Probe<Value>, context: CheckContext): Promise<Value> {
    const made = this.#results.get(observation) ?? observation.run(context)
    this.#results.set(observation, made)
    // What the map holds for an observation is what that observation made.
    return (await made) as Value
  }
}

/** Makes what the record should hold. One that fails leaves its exchanges behind, which is all that is wanted here. */
export async function runTrafficProbes(context: CheckContext): Promise<void> {
  for (const observation of context.trafficProbes) {
    try {
      await context.probeOnce(observation)
    } catch {
      continue
    }
  }
}
