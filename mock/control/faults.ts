import type { components } from '../../spec/generated/control.types.ts'
import { FaultRefusal } from '../http/faults/fault-refusal.ts'
import { hintAt } from '../http/faults/hint.ts'
import { type Subject, whyNever } from '../http/faults/possible.ts'
import { type FaultRule, Rule } from '../http/faults/rule.ts'
import { refuseOver } from '../http/faults/timing.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { Vendor } from '../http/vendor.ts'
import type { World } from '../world/world.ts'
import { whyUnknown } from './known-members.ts'

type NewRule = components['schemas']['FaultRule']

/** The rules of a world, with what they have seen. */
export function faultsOf({ world, faults }: ServedWorld): components['schemas']['ArmedFaults'] {
  const written = world.annex.armed as unknown as readonly FaultRule[]
  return {
    rules: faults.rules.map(({ calls, hits }, place) => {
      const { id = '', operation = '', ...rest } = written[place] ?? {}
      return { id, operation, ...rest, calls, hits }
    }),
  }
}

/**
 * Arms rules in the place of all that were armed.
 * @throws {Problem} "invalid" before anything has changed, for a rule that can never act
 */
export function arm(vendors: readonly Vendor[], { world }: ServedWorld, given: readonly NewRule[]): void {
  const rules = given.map((rule, place) => ({ ...rule, id: rule.id ?? `rule-${place + 1}` })) as readonly FaultRule[]
  for (const rule of rules) checked(rule.id, () => refuseImpossible(ruleOf(vendors, rule, world), world))
  const ids = rules.map(({ id }) => id)
  const twice = ids.find((id, place) => ids.indexOf(id) !== place)
  if (twice !== undefined) throw refused(`two rules have the id "${twice}"; give each its own`)
  world.apply({ kind: 'arm', rules })
}

/** @throws {Problem} "invalid" for armed rules, out of a capsule, that cannot be read or name nothing that there is */
export function refuseForeign(vendors: readonly Vendor[], world: World): void {
  for (const rule of world.annex.armed as unknown as readonly FaultRule[]) {
    checked(rule.id, () => ruleOf(vendors, rule, world))
  }
}

interface Aimed {
  readonly rule: Rule
  readonly subjects: readonly Subject[]
}

function ruleOf(vendors: readonly Vendor[], written: FaultRule, world: World): Aimed {
  const subjects = subjectsOf(vendors, written.operation)
  return { rule: new Rule(written, world.universe.parameters.seed), subjects }
}

/** @throws {FaultRefusal} with the nearest name for one that there is not */
function subjectsOf(vendors: readonly Vendor[], wanted: string): readonly Subject[] {
  const all = vendors.flatMap((vendor) => vendor.operations.map((operation) => ({ vendor, operation })))
  const found = all.filter(({ vendor, operation }) =>
    [`${vendor.name}.*`, `${vendor.name}.${operation.id}`].includes(wanted),
  )
  if (found.length > 0) return found
  const [name = ''] = wanted.split('.')
  const vendor = vendors.find((one) => one.name === name)
  if (vendor === undefined) {
    throw new FaultRefusal(
      `there is no operation "${wanted}"; ${hintAt(
        name,
        vendors.map((one) => one.name),
      )}`,
    )
  }
  const names = ['*', ...vendor.operations.map(({ id }) => id)].map((id) => `${name}.${id}`)
  throw new FaultRefusal(`there is no operation "${wanted}"; ${hintAt(wanted, names)}`)
}

function refuseImpossible({ rule, subjects }: Aimed, world: World): void {
  refuseOver(rule.timing, world.now)
  const reasons = subjects.map((subject) => whyNever(rule, subject) ?? whyUnknown(rule.effect, subject))
  if (reasons.every((reason) => reason !== undefined)) throw new FaultRefusal(reasons[0] ?? 'it can never act')
}

function checked(id: string, check: () => unknown): void {
  try {
    check()
  } catch (error) {
    if (!(error instanceof FaultRefusal)) throw error
    throw refused(`rule "${id}": ${error.message}`)
  }
}

function refused(text: string): Problem {
  return new Problem('invalid', { text })
}
