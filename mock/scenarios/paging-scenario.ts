import type { FaultRule } from '../http/faults/rule.ts'
import type { VendorName } from '../http/vendor.ts'
import type { DatasetParameters } from '../world/dataset/parameters.ts'

/** What happens to a client that does not reckon with a hazard. */
export type Symptom = 'row twice' | 'row missed' | 'stops early' | 'endless' | 'refused' | 'wrong total'

/** A rule without its id and its operation, which is the vendor's list of runs. */
export type ScenarioRule = Omit<FaultRule, 'id' | 'operation'>

/** A vendor whose lists can do this. */
export interface VendorScenario {
  /** Why it is real there, and for what kind of request. */
  readonly reason: string
  /** In the place of the hazard's own. */
  readonly rules?: readonly ScenarioRule[]
  /** Positions of quirks without which it does not show. */
  readonly quirks?: Readonly<Record<string, string>>
}

/** A named way in which reading a list goes wrong; a seed and its id make it the same everywhere. */
export interface PagingScenario {
  /** Kept for good. */
  readonly id: string
  readonly title: string
  /** What happens on the server. */
  readonly description: string
  /** What clients do to whom it does harm; reads after "a client that". */
  readonly mistake: string
  readonly symptom: Symptom
  /** What a client does that gets everything all the same, or at least knows that it has not. */
  readonly remedy: string
  readonly vendors: { readonly [Name in VendorName]?: VendorScenario }
  /** The world that shows it. */
  readonly parameters: Partial<Pick<DatasetParameters, 'runs' | 'every' | 'flows' | 'block' | 'broadcasts'>>
  /** None where the world, or the client alone, brings it about. */
  readonly rules: readonly ScenarioRule[]
}

/** The operation by which each vendor lists runs. */
const LIST_OPERATIONS = {
  qyvo: 'qyvo.newFlowTriggered',
  recrubo: 'recrubo.listFlowRuns',
  rapidpro: 'rapidpro.listRuns',
  idnow: 'idnow.listSessions',
} as const satisfies Readonly<Record<VendorName, string>>

/** The vendors for whom a hazard is real. */
export function listScenarioVendors({ vendors }: PagingScenario): readonly VendorName[] {
  return (Object.keys(LIST_OPERATIONS) as VendorName[]).filter((name) => vendors[name] !== undefined)
}

/** The rules that bring a hazard about in the lists of runs of vendors; none where it takes no rule. */
export function buildScenarioRules(scenario: PagingScenario, vendors: readonly VendorName[]): readonly FaultRule[] {
  return vendors.flatMap((vendor) => {
    const rules = scenario.vendors[vendor]?.rules ?? scenario.rules
    return rules.map((rule, index) => ({
      id: `${scenario.id}-${vendor}-${index + 1}`,
      operation: LIST_OPERATIONS[vendor],
      ...rule,
    }))
  })
}

/** Whether a rule has come from a hazard. */
export function isScenarioRule(scenario: PagingScenario, { id }: Pick<FaultRule, 'id'>): boolean {
  return buildScenarioRules(scenario, listScenarioVendors(scenario)).some((rule) => rule.id === id)
}

/** The positions of quirks without which a hazard does not show with vendors. */
export function collectScenarioQuirks(
  scenario: PagingScenario,
  vendors: readonly VendorName[],
): Readonly<Record<string, string>> {
  return Object.assign({}, ...vendors.map((vendor) => scenario.vendors[vendor]?.quirks ?? {})) as Record<string, string>
}
