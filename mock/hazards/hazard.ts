import type { FaultRule } from '../http/faults/rule.ts'
import type { VendorName } from '../http/vendor.ts'
import type { Parameters } from '../world/parameters.ts'

/** What happens to a client that does not reckon with a hazard. */
export type Symptom = 'row twice' | 'row missed' | 'stops early' | 'endless' | 'refused' | 'wrong total'

/** A rule without its id and its operation, which is the vendor's list of runs. */
export type HazardRule = Omit<FaultRule, 'id' | 'operation'>

/** A vendor whose lists can do this. */
export interface Ground {
  /** Why it is real there, and for what kind of request. */
  readonly why: string
  /** In the place of the hazard's own. */
  readonly rules?: readonly HazardRule[]
  /** Positions of quirks without which it does not show. */
  readonly quirks?: Readonly<Record<string, string>>
}

/** A named way in which reading a list goes wrong; a seed and its id make it the same everywhere. */
export interface Hazard {
  /** Kept for good. */
  readonly id: string
  readonly title: string
  /** What happens on the server. */
  readonly about: string
  /** What clients do to whom it does harm; reads after "a client that". */
  readonly mistake: string
  readonly symptom: Symptom
  /** What a client does that gets everything all the same, or at least knows that it has not. */
  readonly remedy: string
  readonly vendors: { readonly [Name in VendorName]?: Ground }
  /** The world that shows it. */
  readonly parameters: Partial<Pick<Parameters, 'runs' | 'every' | 'flows' | 'block' | 'broadcasts'>>
  /** None where the world, or the client alone, brings it about. */
  readonly rules: readonly HazardRule[]
}

/** The operation by which each vendor lists runs. */
const LIST = {
  qyvo: 'qyvo.newFlowTriggered',
  recrubo: 'recrubo.listFlowRuns',
  rapidpro: 'rapidpro.listRuns',
  idnow: 'idnow.listSessions',
} as const satisfies Readonly<Record<VendorName, string>>

/** The vendors for whom a hazard is real. */
export function vendorsOf({ vendors }: Hazard): readonly VendorName[] {
  return (Object.keys(LIST) as VendorName[]).filter((name) => vendors[name] !== undefined)
}

/** The rules that bring a hazard about in the lists of runs of vendors; none where it takes no rule. */
export function rulesOf(hazard: Hazard, vendors: readonly VendorName[]): readonly FaultRule[] {
  return vendors.flatMap((vendor) => {
    const rules = hazard.vendors[vendor]?.rules ?? hazard.rules
    return rules.map((rule, place) => ({ id: `${hazard.id}-${vendor}-${place + 1}`, operation: LIST[vendor], ...rule }))
  })
}

/** Whether a rule has come from a hazard. */
export function isOf(hazard: Hazard, { id }: Pick<FaultRule, 'id'>): boolean {
  return rulesOf(hazard, vendorsOf(hazard)).some((rule) => rule.id === id)
}

/** The positions of quirks without which a hazard does not show with vendors. */
export function quirksFor(hazard: Hazard, vendors: readonly VendorName[]): Readonly<Record<string, string>> {
  return Object.assign({}, ...vendors.map((vendor) => hazard.vendors[vendor]?.quirks ?? {})) as Record<string, string>
}
