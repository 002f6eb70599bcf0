import type { components } from '../../spec/generated/control.types.ts'
import { type FaultRule, toFaultRule } from '../http/faults/rule.ts'
import type { Vendor, VendorName } from '../http/vendor.ts'
import { pagingScenarios } from '../scenarios/catalogue.ts'
import {
  buildScenarioRules,
  isScenarioRule,
  listScenarioVendors,
  type PagingScenario,
} from '../scenarios/paging-scenario.ts'
import { suggestName } from '../wire/nearest-word.ts'
import { SECOND } from '../world/time.ts'
import type { World } from '../world/world.ts'
import { replaceRules } from './fault-rules.ts'
import { createInvalidProblem } from './input.ts'

/** A scenario, and the vendors that it is requested for. */
export interface SelectedScenario {
  readonly scenario: PagingScenario
  readonly vendors: readonly VendorName[]
}

/** Returns the catalogue, with the fault rules of each scenario. */
export function serializeScenarios(): components['schemas']['Scenarios'] {
  return {
    scenarios: pagingScenarios.map((scenario) => {
      const { parameters, vendors: _vendors, rules: _rules, ...texts } = scenario
      const { every, ...counts } = parameters
      return {
        ...texts,
        parameters: { ...counts, ...(every === undefined ? {} : { every: `${every / SECOND}s` }) },
        vendors: listScenarioVendors(scenario).map((vendor) => ({
          vendor,
          reason: scenario.vendors[vendor]?.reason ?? '',
          quirks: scenario.vendors[vendor]?.quirks ?? {},
          rules: buildScenarioRules(scenario, [vendor]),
        })),
      }
    }),
  }
}

/** @throws {Problem} "invalid" for an unknown scenario, or a vendor that it does not apply to */
export function selectScenario({ scenario: id, vendor }: components['schemas']['ScenarioRequest']): SelectedScenario {
  const scenario = pagingScenarios.find((candidate) => candidate.id === id)
  if (scenario === undefined) {
    const ids = pagingScenarios.map((candidate) => candidate.id)
    throw createInvalidProblem(`there is no scenario "${id.slice(0, 80)}"; ${suggestName(id.slice(0, 80), ids)}`)
  }
  const all = listScenarioVendors(scenario)
  const vendors = vendor === undefined ? all : all.filter((name) => name === vendor)
  if (vendors.length > 0) return { scenario, vendors }
  throw createInvalidProblem(`${id} does not apply to "${String(vendor).slice(0, 80)}"; give one of ${all.join(', ')}`)
}

/**
 * Adds the rules of a scenario to the active ones; its previous rules are replaced.
 * @throws {Problem} "invalid" before anything has changed, where the rules cannot produce the scenario
 */
export function addScenarioRules(vendors: readonly Vendor[], world: World, selected: SelectedScenario): void {
  const { id } = selected.scenario
  const rules = listRules(vendors, selected)
  if (rules.length === 0) {
    throw createInvalidProblem(
      `${id} needs no fault rule; create a world that shows it: POST /_twin/v1/worlds {"name": "new", "scenario": "${id}"}`,
    )
  }
  assertRunsExist(world, rules, id)
  const others = listActiveRules(world).filter((active) => !rules.some((rule) => rule.id === active.id))
  replaceRules(vendors, world, [...others, ...rules])
}

/** Adds the rules of a scenario, if it has any, to a world that was created for it. */
export function prepareScenario(vendors: readonly Vendor[], world: World, selected: SelectedScenario): void {
  if (listRules(vendors, selected).length > 0) addScenarioRules(vendors, world, selected)
}

/** Removes the rules of all scenarios, and no others. */
export function clearScenarios(world: World): void {
  const { faultRules } = world.sideState
  const others = faultRules.filter(
    (rule) => !pagingScenarios.some((scenario) => isScenarioRule(scenario, toFaultRule(rule))),
  )
  if (others.length < faultRules.length) world.applyOperation({ kind: 'set-fault-rules', rules: others })
}

/** Returns the rules of a scenario for the vendors that are served. */
function listRules(vendors: readonly Vendor[], selected: SelectedScenario): readonly FaultRule[] {
  const servedVendors = selected.vendors.filter((name) => vendors.some((vendor) => vendor.name === name))
  if (servedVendors.length > 0) return buildScenarioRules(selected.scenario, servedVendors)
  throw createInvalidProblem(`the server does not serve ${selected.vendors.join(', ')}; start it with this vendor`)
}

/** @throws {Problem} "invalid" for rules that change a run which does not exist */
function assertRunsExist(world: World, rules: readonly FaultRule[], id: string): void {
  for (const sideEffect of rules.flatMap(({ sideEffects = [] }) => sideEffects)) {
    if (!('run' in sideEffect) || typeof sideEffect.run !== 'number') continue
    if (world.findRun(sideEffect.run) !== undefined) continue
    throw createInvalidProblem(`${id} needs run ${sideEffect.run}, which this world lacks; create one with more runs`)
  }
}

function listActiveRules(world: World): readonly FaultRule[] {
  return world.sideState.faultRules.map(toFaultRule)
}
