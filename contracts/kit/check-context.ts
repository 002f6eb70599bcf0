import type { Clock } from './clock.ts'
import type { Profile } from './config/profile.ts'
import type { ControlAdapter } from './control.ts'
import type { Client } from './http/client.ts'
import type { Exchange, OtherCredential } from './http/exchange.ts'
import type { Permits } from './http/guard.ts'
import type { Ledger } from './http/ledger.ts'
import type { Limits } from './http/limits.ts'
import type { PersonalDataMask } from './http/masking.ts'
import type { Operations } from './operations.ts'
import type { Contract } from './spec/contract.ts'

/** A read of the target that several checks share, such as a pagination walk; it runs once per run. */
export interface Probe<Value> {
  /** As in "blocked: <name> failed". */
  readonly name: string
  readonly run: (context: CheckContext) => Promise<Value>
}

export function defineProbe<Value>(name: string, run: Probe<Value>['run']): Probe<Value> {
  return { name, run }
}

/** Everything that a check may use. */
export interface CheckContext {
  readonly contract: Contract
  readonly client: Client
  /** Returns all exchanges so far. */
  readonly getExchanges: () => readonly Exchange[]
  readonly ledger: Ledger
  readonly profile: Profile
  readonly operations: Operations
  readonly limits: Limits
  readonly clock: Clock
  readonly permits: Permits
  /** Moves the target's clock and adds data; null without a control API. */
  readonly control: ControlAdapter | null
  /** The shell variable that stands for the credential in curl commands. */
  readonly tokenVariable: string
  /** Masks personal data in reports; null with full evidence. */
  readonly personalDataMask: PersonalDataMask | null
  /** Ids given for this run or found by it, by name. */
  readonly knownIds: Readonly<Record<string, string>>
  readonly addKnownIds: (ids: Readonly<Record<string, string>>) => void
  /** Path of the base URL without a trailing slash: the prefix of every path in links. */
  readonly basePath: string
  /** Scheme and host of the target. */
  readonly origin: string
  /** Scheme of the Authorization header. */
  readonly scheme: string
  /** Returns true for a text that contains a credential of this run, in any encoding. */
  readonly containsCredential: (text: string) => boolean
  /** Further credentials given for this run. */
  readonly otherCredentials: readonly OtherCredential[]
  /** Probes whose traffic the record checks judge. */
  readonly trafficProbes: readonly Probe<unknown>[]
  /** Returns the result of a probe, which runs at the first call. */
  readonly probeOnce: <Value>(probe: Probe<Value>) => Promise<Value>
}

/** Runs each probe once; a failed probe fails for every caller. */
export class ProbeCache {
  readonly #results = new Map<Probe<unknown>, Promise<unknown>>()

  async getOrRun<Value>(probe: Probe<Value>, context: CheckContext): Promise<Value> {
    const result = this.#results.get(probe) ?? probe.run(context)
    this.#results.set(probe, result)
    // The map holds for each probe the promise of that probe.
    return (await result) as Value
  }
}

/** Runs the traffic probes of a vendor. A failed probe still adds its exchanges to the record. */
export async function runTrafficProbes(context: CheckContext): Promise<void> {
  for (const probe of context.trafficProbes) {
    try {
      await context.probeOnce(probe)
    } catch {
      continue
    }
  }
}
