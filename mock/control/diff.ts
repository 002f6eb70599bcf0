import type { components, operations } from '../../spec/generated/control.types.ts'
import { pastOf } from '../http/as-of.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/served-world.ts'
import { TwinRefusal } from '../http/twin-refusal.ts'
import { contactDifferences, type Difference, differences } from '../world/difference.ts'
import type { Run } from '../world/run.ts'
import type { World } from '../world/world.ts'
import { clockOf } from './clock.ts'
import type { RunDesk } from './run.ts'

type Body = components['schemas']['Diff']
type Asked = NonNullable<operations['diffWorld']['parameters']['query']>
type Found = Body['runs'][number]

const MOST_CONTACTS = 1000

/** A served world as it is, or as it was at an instant. @throws {Problem} */
export function atInstant(served: ServedWorld, at: string | undefined): ServedWorld {
  try {
    return at === undefined ? served : pastOf(served, at)
  } catch (error) {
    if (error instanceof TwinRefusal) throw new Problem('invalid', { text: error.message })
    throw error
  }
}

/** The two worlds that are compared, the earlier or the asked one first. @throws {Problem} */
export function comparedOf(
  served: ServedWorld,
  { against, from, to }: Asked,
  named: (name: string) => ServedWorld,
): readonly [World, World] {
  if ((against === undefined) === (from === undefined) || (against !== undefined && to !== undefined))
    throw new Problem('invalid', { text: 'give "against" with another world, or "from" (and "to") with instants' })
  if (against !== undefined) return [served.world, named(against).world]
  return [atInstant(served, from).world, atInstant(served, to).world]
}

export function diffOf([before, after]: readonly [World, World], asked: Asked, runs: RunDesk): Body {
  const parameters = differingMembers({ ...before.universe.parameters }, { ...after.universe.parameters })
  const clock = { before: clockOf(before), after: clockOf(after) }
  const [old, young] = [before.annex.manner.settings, after.annex.manner.settings]
  const settings = differingMembers(Object.fromEntries(old), Object.fromEntries(young))
  if (parameters.length > 0)
    return { comparable: false, parameters, runs: [], next: null, contacts: [], clock, settings }
  const [left, right] = [before.view(), after.view()]
  const { found, next } = differences(left, right, { after: asked.after ?? -Infinity, limit: asked.limit ?? 100 })
  const changed = contactDifferences(left, right, MOST_CONTACTS).map((contact) => {
    const change = contact >= before.contacts ? 'added' : contact >= after.contacts ? 'removed' : 'changed'
    return { contact, change } as const
  })
  const say = { before: (run: Run) => runs.say(before, run), after: (run: Run) => runs.say(after, run) }
  const told = found.flatMap((difference) => toldOf(difference, say))
  return { comparable: true, runs: told, next, contacts: changed, clock, settings }
}

/** Two runs that two worlds gave the same number are not one run that has changed. */
function toldOf(
  { number, before, after }: Difference,
  say: { readonly before: (run: Run) => object; readonly after: (run: Run) => object },
): readonly Found[] {
  const other = before !== null && after !== null && !isSame(before, after)
  if (before === null || other) {
    const added: Found = { number, change: 'added', fields: {} }
    return other ? [{ number, change: 'removed', fields: {} }, added] : [added]
  }
  if (after === null) return [{ number, change: 'removed', fields: {} }]
  const [old, young] = [new Map(Object.entries(say.before(before))), new Map(Object.entries(say.after(after)))]
  const extra = [
    ['variables', before.replaced?.value ?? before.given?.variables, after.replaced?.value ?? after.given?.variables],
    ['outcome', before.outcome, after.outcome],
  ] as const
  const pairs = [...[...old.keys()].map((name) => [name, old.get(name), young.get(name)] as const), ...extra]
  const differing = pairs.filter(([, was, is]) => JSON.stringify(was) !== JSON.stringify(is))
  const fields = Object.fromEntries(differing.map(([name, was, is]) => [name, [was ?? null, is ?? null]]))
  return differing.length === 0 ? [] : [{ number, change: 'changed', fields }]
}

function isSame(left: Run, right: Run): boolean {
  return left.createdAt === right.createdAt && left.flow.index === right.flow.index && left.contact === right.contact
}

function differingMembers(left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>) {
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].filter((name) => left[name] !== right[name]).toSorted()
}
