import type { FaultRule } from '../http/faults/rule.ts'
import type { VendorName } from '../http/vendor.ts'
import type { DatasetParameters } from '../world/dataset/parameters.ts'

/** The failure of a client that does not handle a scenario. */
export type Symptom = 'duplicate row' | 'missing row' | 'stops early' | 'endless' | 'refused' | 'wrong total'

/** A rule without its id and operation; the operation is the vendor's list of runs. */
export type ScenarioRule = Omit<FaultRule, 'id' | 'operation'>

/** A vendor whose lists can show a scenario. */
export interface VendorScenario {
  /** Why the scenario occurs at this vendor, and for which requests. */
  readonly reason: string
  /** Replaces the rules of the scenario. */
  readonly rules?: readonly ScenarioRule[]
  /** Quirk positions that the scenario needs. */
  readonly quirks?: Readonly<Record<string, string>>
}

/** A named situation in which reading a list page by page goes wrong; reproducible by seed and id. */
export interface PagingScenario {
  /** Never changes. */
  readonly id: string
  readonly title: string
  /** The events on the server. */
  readonly description: string
  /** The behaviour of a client that fails; completes "a client that ...". */
  readonly mistake: string
  readonly symptom: Symptom
  /** The behaviour of a client that gets all rows, or at least detects that some are missing. */
  readonly remedy: string
  readonly vendors: { readonly [Name in VendorName]?: VendorScenario }
  /** The parameters of a world that shows the scenario. */
  readonly parameters: Partial<Pick<DatasetParameters, 'runs' | 'every' | 'flows' | 'block' | 'broadcasts'>>
  /** Empty where the scenario needs no fault. */
  readonly rules: readonly ScenarioRule[]
}

/** A scenario of the catalogue; without rules it needs no fault. */
export type ScenarioDefinition = Omit<PagingScenario, 'parameters' | 'rules'> &
  Partial<Pick<PagingScenario, 'parameters' | 'rules'>>

/** The list of runs of each vendor. */
const LIST_OPERATIONS = {
  qyvo: 'qyvo.newFlowTriggered',
  recrubo: 'recrubo.listFlowRuns',
  rapidpro: 'rapidpro.listRuns',
  idnow: 'idnow.listSessions',
} as const satisfies Readonly<Record<VendorName, string>>

/** Returns the vendors at which a scenario occurs. */
export function listScenarioVendors({ vendors }: PagingScenario): readonly VendorName[] {
  return (Object.keys(LIST_OPERATIONS) as VendorName[]).filter((name) => vendors[name] !== undefined)
}

/** Returns the fault rules that produce a scenario at the given vendors. */
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

export function isScenarioRule(scenario: PagingScenario, { id }: Pick<FaultRule, 'id'>): boolean {
  return buildScenarioRules(scenario, listScenarioVendors(scenario)).some((rule) => rule.id === id)
}

/** Returns the quirk positions that a scenario needs at the given vendors. */
export function collectScenarioQuirks(
  scenario: PagingScenario,
  vendors: readonly VendorName[],
): Readonly<Record<string, string>> {
  return Object.assign({}, ...vendors.map((vendor) => scenario.vendors[vendor]?.quirks ?? {})) as Record<string, string>
}
