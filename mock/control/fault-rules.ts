import type { components } from '../../spec/generated/control.types.ts'
import { InvalidFaultError } from '../http/faults/effect.ts'
import { ActiveRule, assertNotExpired, type FaultRule, toFaultRule } from '../http/faults/rule.ts'
import { explainRuleMismatch, type FaultTarget } from '../http/faults/validate-rule.ts'
import type { Vendor } from '../http/vendor.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import { suggestName } from '../wire/nearest-word.ts'
import type { JsonObject } from '../world/model/json.ts'
import type { World } from '../world/world.ts'
import { explainSchemaMismatch } from './fault-schemas.ts'
import { createInvalidProblem } from './input.ts'

/** Returns the rules of a world with their counts. */
export function serializeFaults({ world, faults }: ServedWorld): components['schemas']['ActiveFaults'] {
  const rules = world.sideState.faultRules.map(toFaultRule)
  return {
    rules: faults.rules.flatMap(({ calls, hits }, index) => {
      const rule = rules[index]
      return rule === undefined ? [] : [{ ...rule, calls, hits }]
    }),
  }
}

/**
 * Replaces all rules of a world.
 * @throws {Problem} "invalid" for a rule that can never act, before anything has changed
 */
export function replaceRules(
  vendors: readonly Vendor[],
  world: World,
  newRules: readonly components['schemas']['FaultRule'][],
): void {
  const rules = newRules.map((rule, index): FaultRule => ({ ...rule, id: rule.id ?? `rule-${index + 1}` }))
  for (const rule of rules) assertApplicable(vendors, rule, world)
  const ids = rules.map(({ id }) => id)
  const duplicateId = ids.find((id, index) => ids.indexOf(id) !== index)
  if (duplicateId !== undefined) throw createInvalidProblem(`two rules have the id "${duplicateId}"; ids must differ`)
  // Rules are JSON values, which their type does not express.
  world.applyOperation({ kind: 'set-fault-rules', rules: rules as unknown as readonly JsonObject[] })
}

/** @throws {Problem} "invalid" for rules of a snapshot that are invalid or name an unknown operation */
export function assertKnownRules(vendors: readonly Vendor[], world: World): void {
  for (const rule of world.sideState.faultRules.map(toFaultRule)) {
    withRuleProblems(rule.id, () => resolveRule(vendors, rule, world))
  }
}

function assertApplicable(vendors: readonly Vendor[], faultRule: FaultRule, world: World): void {
  withRuleProblems(faultRule.id, () => {
    const { rule, targets } = resolveRule(vendors, faultRule, world)
    assertNotExpired(rule, world.now)
    const reasons = targets.map(
      (target) => explainRuleMismatch(rule, target) ?? explainSchemaMismatch(rule.effect, target),
    )
    if (reasons.every((reason) => reason !== undefined)) throw new InvalidFaultError(reasons[0])
  })
}

/** @throws {InvalidFaultError} */
function resolveRule(vendors: readonly Vendor[], faultRule: FaultRule, world: World) {
  const targets = findTargets(vendors, faultRule.operation)
  return { rule: new ActiveRule(faultRule, world.dataset.parameters.seed), targets }
}

/** @throws {InvalidFaultError} for an unknown operation */
function findTargets(vendors: readonly Vendor[], operationName: string): readonly FaultTarget[] {
  const all = vendors.flatMap((vendor) => vendor.operations.map((operation) => ({ vendor, operation })))
  const targets = all.filter(({ vendor, operation }) =>
    [`${vendor.name}.*`, `${vendor.name}.${operation.id}`].includes(operationName),
  )
  if (targets.length > 0) return targets
  const [vendorName = ''] = operationName.split('.')
  const vendor = vendors.find(({ name }) => name === vendorName)
  const names = vendors.map(({ name }) => name)
  const operationNames = ['*', ...(vendor?.operations ?? []).map(({ id }) => id)].map((id) => `${vendorName}.${id}`)
  const hint = vendor === undefined ? suggestName(vendorName, names) : suggestName(operationName, operationNames)
  throw new InvalidFaultError(`there is no operation "${operationName}"; ${hint}`)
}

function withRuleProblems(id: string, action: () => unknown): void {
  try {
    action()
  } catch (error) {
    if (!(error instanceof InvalidFaultError)) throw error
    throw createInvalidProblem(`rule "${id}": ${error.message}`)
  }
}
