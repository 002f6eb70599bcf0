import type { components, operations } from '../../spec/generated/control.types.ts'
import { getPastWorldAt } from '../http/worlds/time-travel.ts'
import { HttpError, Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import { diffContacts, type RunDiff, diffRuns } from '../world/query/diff.ts'
import type { Run } from '../world/model/run.ts'
import type { World } from '../world/world.ts'
import { serializeClock } from './clock.ts'
import type { RunLookup } from './lookups.ts'

type DiffBody = components['schemas']['Diff']
type DiffQuery = NonNullable<operations['diffWorld']['parameters']['query']>
type RunDifference = DiffBody['runs'][number]

const MAX_CONTACTS = 1000

/** A served world as it is, or as it was at an instant. @throws {Problem} */
export function selectWorldAt(served: ServedWorld, at: string | undefined): ServedWorld {
  try {
    return at === undefined ? served : getPastWorldAt(served, at)
  } catch (error) {
    if (error instanceof HttpError) throw new Problem('invalid', { text: error.message })
    throw error
  }
}

/** The two worlds that are compared, the earlier or the asked one first. @throws {Problem} */
export function selectComparedWorlds(
  served: ServedWorld,
  { against, from, to }: DiffQuery,
  findWorld: (name: string) => ServedWorld,
): readonly [World, World] {
  if ((against === undefined) === (from === undefined) || (against !== undefined && to !== undefined))
    throw new Problem('invalid', { text: 'give "against" with another world, or "from" (and "to") with instants' })
  if (against !== undefined) return [served.world, findWorld(against).world]
  return [selectWorldAt(served, from).world, selectWorldAt(served, to).world]
}

export function diffWorlds([before, after]: readonly [World, World], query: DiffQuery, runs: RunLookup): DiffBody {
  const parameters = listDifferingKeys({ ...before.dataset.parameters }, { ...after.dataset.parameters })
  const clock = { before: serializeClock(before), after: serializeClock(after) }
  const [oldSettings, newSettings] = [before.sideState.renderSettings.settings, after.sideState.renderSettings.settings]
  const settings = listDifferingKeys(Object.fromEntries(oldSettings), Object.fromEntries(newSettings))
  if (parameters.length > 0)
    return { comparable: false, parameters, runs: [], next: null, contacts: [], clock, settings }
  const [left, right] = [before.view(), after.view()]
  const { diffs, next } = diffRuns(left, right, { after: query.after ?? -Infinity, limit: query.limit ?? 100 })
  const changed = diffContacts(left, right, MAX_CONTACTS).map((contact) => {
    const change = contact >= before.contactCount ? 'added' : contact >= after.contactCount ? 'removed' : 'changed'
    return { contact, change } as const
  })
  const serialize = {
    before: (run: Run) => runs.serializeRun(before, run),
    after: (run: Run) => runs.serializeRun(after, run),
  }
  const runDifferences = diffs.flatMap((difference) => serializeDifference(difference, serialize))
  return { comparable: true, runs: runDifferences, next, contacts: changed, clock, settings }
}

/** Two runs that two worlds gave the same number are not one run that has changed. */
function serializeDifference(
  { number, before, after }: RunDiff,
  serialize: { readonly before: (run: Run) => object; readonly after: (run: Run) => object },
): readonly RunDifference[] {
  const isOtherRun = before !== null && after !== null && !isSameRun(before, after)
  if (before === null || isOtherRun) {
    const added: RunDifference = { number, change: 'added', fields: {} }
    return isOtherRun ? [{ number, change: 'removed', fields: {} }, added] : [added]
  }
  if (after === null) return [{ number, change: 'removed', fields: {} }]
  const [oldFields, newFields] = [
    new Map(Object.entries(serialize.before(before))),
    new Map(Object.entries(serialize.after(after))),
  ]
  const extra = [
    [
      'variables',
      before.replacedVariables?.value ?? before.input?.variables,
      after.replacedVariables?.value ?? after.input?.variables,
    ],
    ['outcome', before.outcome, after.outcome],
  ] as const
  const pairs = [
    ...[...oldFields.keys()].map((name) => [name, oldFields.get(name), newFields.get(name)] as const),
    ...extra,
  ]
  const differing = pairs.filter(([, was, is]) => JSON.stringify(was) !== JSON.stringify(is))
  const fields = Object.fromEntries(differing.map(([name, was, is]) => [name, [was ?? null, is ?? null]]))
  return differing.length === 0 ? [] : [{ number, change: 'changed', fields }]
}

function isSameRun(left: Run, right: Run): boolean {
  return left.createdAt === right.createdAt && left.flow.index === right.flow.index && left.contact === right.contact
}

function listDifferingKeys(left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>) {
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].filter((name) => left[name] !== right[name]).toSorted()
}
