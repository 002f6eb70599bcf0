import type { OtherCredential } from './call.ts'
import type { Client } from './client.ts'
import type { Clock } from './clock.ts'
import type { Control } from './control.ts'
import type { Contract } from './contract.ts'
import type { Exchange } from './exchange.ts'
import type { Ledger } from './ledger.ts'
import type { Limits } from './limits.ts'
import type { Profile } from './profile.ts'
import type { Permits } from './writes.ts'

/** Something to find out about the target, once per run, for all checks that need it: a walk, a census. */
export interface Observation<Value> {
  /** As in "blocked: <name> failed". */
  readonly name: string
  readonly make: (context: Context) => Promise<Value>
}

/** All that a check may use. */
export interface Context {
  readonly contract: Contract
  readonly client: Client
  /** Everything that was exchanged so far. */
  readonly exchanges: () => readonly Exchange[]
  readonly ledger: Ledger
  readonly profile: Profile
  readonly limits: Limits
  readonly clock: Clock
  readonly permits: Permits
  /** What lets time pass and data arrive on the target; null without one. */
  readonly control: Control | null
  /** Ids that the person who started the run gave, by name. */
  readonly given: Readonly<Record<string, string>>
  /** The path of the base URL, without a trailing slash: what stands before every path in links. */
  readonly basePath: string
  /** Scheme and host of the target. */
  readonly origin: string
  /** The word before the credential in the Authorization header. */
  readonly scheme: string
  /** Whether a text holds a credential that the run was given, in whatever encoding. */
  readonly reveals: (text: string) => boolean
  /** Which further credentials the run was given. */
  readonly others: readonly OtherCredential[]
  /** What the checks that judge the whole record want to have been asked. */
  readonly traffic: readonly Observation<unknown>[]
  /** The result of an observation; it is made at the first question. */
  readonly observe: <Value>(observation: Observation<Value>) => Promise<Value>
}

/** Makes each observation once; a failed one fails for everybody who asks. */
export class ObservationStore {
  readonly #made = new Map<Observation<unknown>, Promise<unknown>>()

  async get<Value>(observation: Observation<Value>, context: Context): Promise<Value> {
    const made = this.#made.get(observation) ?? observation.make(context)
    this.#made.set(observation, made)
    // What the map holds for an observation is what that observation made.
    return (await made) as Value
  }
}

/** Makes what the record should hold. One that fails leaves its exchanges behind, which is all that is wanted here. */
export async function makeTraffic(context: Context): Promise<void> {
  for (const observation of context.traffic) {
    try {
      await context.observe(observation)
    } catch {
      continue
    }
  }
}
