import type { components } from '../../spec/generated/control.types.ts'
import { pagingScenarios } from '../scenarios/catalogue.ts'
import {
  type PagingScenario,
  isScenarioRule,
  buildScenarioRules,
  listScenarioVendors,
} from '../scenarios/paging-scenario.ts'
import { type FaultRule, toFaultRule } from '../http/faults/rule.ts'
import { suggestName } from '../http/faults/suggest-name.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import type { Vendor, VendorName } from '../http/vendor.ts'
import { SECOND } from '../world/time/instant.ts'
import type { World } from '../world/world.ts'
import { replaceRules } from './fault-rules.ts'

type ScenarioRequest = components['schemas']['HazardWanted']

/** A hazard, and those of its vendors that are meant. */
export interface SelectedScenario {
  readonly scenario: PagingScenario
  readonly vendors: readonly VendorName[]
}

/** The catalogue, each hazard with its rules as they would be armed. */
export function serializeScenarios(): components['schemas']['Hazards'] {
  return {
    scenarios: pagingScenarios.map((scenario) => {
      const { id, title, description, mistake, symptom, remedy, parameters } = scenario
      const { every, ...counts } = parameters
      return {
        id,
        title,
        about: description,
        mistake,
        symptom,
        remedy,
        parameters: { ...counts, ...(every === undefined ? {} : { every: `${every / SECOND}s` }) },
        vendors: listScenarioVendors(scenario).map((vendor) => ({
          vendor,
          why: scenario.vendors[vendor]?.reason ?? '',
          quirks: scenario.vendors[vendor]?.quirks ?? {},
          rules: buildScenarioRules(scenario, [vendor]) as components['schemas']['FaultRule'][],
        })),
      }
    }),
  }
}

/** @throws {Problem} "invalid" for a hazard that there is not, or one that is not real for the vendor */
export function selectScenario({ scenario: id, vendor }: ScenarioRequest): SelectedScenario {
  const scenario = pagingScenarios.find((one) => one.id === id)
  if (scenario === undefined) {
    const known = pagingScenarios.map((one) => one.id)
    throw createScenarioProblem(`there is no hazard "${id.slice(0, 80)}"; ${suggestName(id.slice(0, 80), known)}`)
  }
  const all = listScenarioVendors(scenario)
  const vendors = vendor === undefined ? all : all.filter((name) => name === vendor)
  if (vendors.length > 0) return { scenario: scenario, vendors }
  throw createScenarioProblem(
    `${id} cannot happen with "${String(vendor).slice(0, 80)}"; it is real for ${all.join(', ')}`,
  )
}

/**
 * Arms the rules of a hazard beside those that are armed, in the place of its own.
 * @throws {Problem} "invalid" before anything has changed, where that would not bring it about
 */
export function addScenarioRules(vendors: readonly Vendor[], served: ServedWorld, selected: SelectedScenario): void {
  const { id } = selected.scenario
  const rules = resolveRules(vendors, selected)
  if (rules.length === 0) {
    throw createScenarioProblem(
      `${id} takes no rule; make a world that shows it: POST /_twin/v1/worlds {"name": "new", "hazard": "${id}"}`,
    )
  }
  assertRunsExist(served.world, rules, id)
  const others = listActiveRules(served.world).filter((rule) => !rules.some((one) => one.id === rule.id))
  replaceRules(vendors, served, [...others, ...rules] as components['schemas']['FaultRule'][])
}

/** Arms what a hazard takes in a world that was made for it. */
export function prepareScenario(vendors: readonly Vendor[], served: ServedWorld, selected: SelectedScenario): void {
  if (resolveRules(vendors, selected).length > 0) addScenarioRules(vendors, served, selected)
}

/** Disarms the rules of all hazards, or of one, and no others. */
export function clearScenarios({ world }: ServedWorld): void {
  const rules = listActiveRules(world).filter(
    (rule) => !pagingScenarios.some((scenario) => isScenarioRule(scenario, rule)),
  )
  if (rules.length < listActiveRules(world).length) world.applyOperation({ kind: 'set-fault-rules', rules })
}

/** The rules that it takes, with the vendors that are served here. */
function resolveRules(vendors: readonly Vendor[], selected: SelectedScenario): readonly FaultRule[] {
  const servedVendors = selected.vendors.filter((name) => vendors.some((vendor) => vendor.name === name))
  if (servedVendors.length > 0) return buildScenarioRules(selected.scenario, servedVendors)
  throw createScenarioProblem(`${selected.vendors.join(', ')} is not served here; start the server with it`)
}

/** A rule about a run that is not there does nothing. */
function assertRunsExist(world: World, rules: readonly FaultRule[], id: string): void {
  for (const { sideEffects = [] } of rules) {
    for (const sideEffect of sideEffects) {
      if (!('run' in sideEffect) || typeof sideEffect.run !== 'number' || world.findRun(sideEffect.run) !== undefined)
        continue
      throw createScenarioProblem(
        `${id} needs run ${sideEffect.run}, and this world has none; make one that begins with more runs`,
      )
    }
  }
}

function listActiveRules(world: World): readonly FaultRule[] {
  return world.sideState.faultRules.map(toFaultRule)
}

function createScenarioProblem(text: string): Problem {
  return new Problem('invalid', { text })
}
