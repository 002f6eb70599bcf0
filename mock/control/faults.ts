import type { components } from '../../spec/generated/control.types.ts'
import { InvalidFaultError } from '../http/faults/fault-refusal.ts'
import { suggestName } from '../http/faults/hint.ts'
import { type FaultTarget, explainRuleMismatch } from '../http/faults/possible.ts'
import { type FaultRule, ActiveRule } from '../http/faults/rule.ts'
import { assertNotExpired } from '../http/faults/timing.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { Vendor } from '../http/vendor.ts'
import type { World } from '../world/world.ts'
import { explainSchemaMismatch } from './known-members.ts'

type NewRule = components['schemas']['FaultRule']

/** The rules of a world, with what they have seen. */
export function serializeFaults({ world, faults }: ServedWorld): components['schemas']['ArmedFaults'] {
  const faultRules = world.sideState.faultRules as unknown as readonly FaultRule[]
  return {
    rules: faults.rules.map(({ calls, hits }, index) => {
      const { id = '', operation = '', ...rest } = faultRules[index] ?? {}
      return { id, operation, ...rest, calls, hits }
    }),
  }
}

/**
 * Arms rules in the place of all that were armed.
 * @throws {Problem} "invalid" before anything has changed, for a rule that can never act
 */
export function replaceRules(vendors: readonly Vendor[], { world }: ServedWorld, newRules: readonly NewRule[]): void {
  const rules = newRules.map((rule, place) => ({ ...rule, id: rule.id ?? `rule-${place + 1}` })) as readonly FaultRule[]
  for (const rule of rules) mapRuleErrors(rule.id, () => assertApplicable(resolveRule(vendors, rule, world), world))
  const ids = rules.map(({ id }) => id)
  const duplicateId = ids.find((id, place) => ids.indexOf(id) !== place)
  if (duplicateId !== undefined) throw createInvalidProblem(`two rules have the id "${duplicateId}"; give each its own`)
  world.applyOperation({ kind: 'arm', rules })
}

/** @throws {Problem} "invalid" for armed rules, out of a capsule, that cannot be read or name nothing that there is */
export function assertKnownRules(vendors: readonly Vendor[], world: World): void {
  for (const rule of world.sideState.faultRules as unknown as readonly FaultRule[]) {
    mapRuleErrors(rule.id, () => resolveRule(vendors, rule, world))
  }
}

interface ResolvedRule {
  readonly rule: ActiveRule
  readonly targets: readonly FaultTarget[]
}

function resolveRule(vendors: readonly Vendor[], faultRule: FaultRule, world: World): ResolvedRule {
  const targets = findTargets(vendors, faultRule.operation)
  return { rule: new ActiveRule(faultRule, world.dataset.parameters.seed), targets: targets }
}

/** @throws {FaultRefusal} with the nearest name for one that there is not */
function findTargets(vendors: readonly Vendor[], operationName: string): readonly FaultTarget[] {
  const all = vendors.flatMap((vendor) => vendor.operations.map((operation) => ({ vendor, operation })))
  const matches = all.filter(({ vendor, operation }) =>
    [`${vendor.name}.*`, `${vendor.name}.${operation.id}`].includes(operationName),
  )
  if (matches.length > 0) return matches
  const [name = ''] = operationName.split('.')
  const vendor = vendors.find((one) => one.name === name)
  if (vendor === undefined) {
    throw new InvalidFaultError(
      `there is no operation "${operationName}"; ${suggestName(
        name,
        vendors.map((one) => one.name),
      )}`,
    )
  }
  const names = ['*', ...vendor.operations.map(({ id }) => id)].map((id) => `${name}.${id}`)
  throw new InvalidFaultError(`there is no operation "${operationName}"; ${suggestName(operationName, names)}`)
}

function assertApplicable({ rule, targets }: ResolvedRule, world: World): void {
  assertNotExpired(rule.condition, world.now)
  const reasons = targets.map(
    (subject) => explainRuleMismatch(rule, subject) ?? explainSchemaMismatch(rule.effect, subject),
  )
  if (reasons.every((reason) => reason !== undefined)) throw new InvalidFaultError(reasons[0] ?? 'it can never act')
}

function mapRuleErrors(id: string, action: () => unknown): void {
  try {
    action()
  } catch (error) {
    if (!(error instanceof InvalidFaultError)) throw error
    throw createInvalidProblem(`rule "${id}": ${error.message}`)
  }
}

function createInvalidProblem(text: string): Problem {
  return new Problem('invalid', { text })
}
