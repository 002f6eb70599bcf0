import type { components, operations } from '../../spec/generated/control.types.ts'
import { getPastWorldAt } from '../http/worlds/time-travel.ts'
import type { ServedWorld } from '../http/worlds/served-world.ts'
import type { Vendor } from '../http/vendor.ts'
import { diffContacts, type RunDiff, diffRuns } from '../world/query/diff.ts'
import type { Run } from '../world/model/run.ts'
import type { World } from '../world/world.ts'
import { serializeClock } from './clock.ts'
import { createInvalidProblem, withProblems } from './input.ts'
import { serializeRun } from './runs.ts'

type DiffBody = components['schemas']['Diff']
type DiffQuery = NonNullable<operations['readDiff']['parameters']['query']>
type RunDifference = DiffBody['runs'][number]

const MAX_CONTACTS = 1000

/** Returns a world in its current or in a past state. @throws {Problem} "invalid" for another instant */
export function selectWorldAt(served: ServedWorld, at: string | undefined): ServedWorld {
  return at === undefined ? served : withProblems(() => getPastWorldAt(served, at))
}

/** Returns the two worlds to compare. @throws {Problem} "invalid" for a wrong combination of parameters */
export function selectComparedWorlds(
  served: ServedWorld,
  { against, from, to }: DiffQuery,
  findWorld: (name: string) => ServedWorld,
): readonly [World, World] {
  if ((against === undefined) === (from === undefined) || (against !== undefined && to !== undefined)) {
    throw createInvalidProblem('give either `against` with another world, or `from` and optionally `to` with instants')
  }
  if (against !== undefined) return [served.world, findWorld(against).world]
  return [selectWorldAt(served, from).world, selectWorldAt(served, to).world]
}

export function diffWorlds(
  [before, after]: readonly [World, World],
  query: DiffQuery,
  vendors: readonly Vendor[],
): DiffBody {
  const clock = { before: serializeClock(before), after: serializeClock(after) }
  const settings = listDifferingKeys(
    Object.fromEntries(before.sideState.renderSettings.settings),
    Object.fromEntries(after.sideState.renderSettings.settings),
  )
  const parameters = listDifferingKeys({ ...before.dataset.parameters }, { ...after.dataset.parameters })
  if (parameters.length > 0) {
    return { comparable: false, parameters, runs: [], next: null, contacts: [], clock, settings }
  }
  const [left, right] = [before.view(), after.view()]
  const { diffs, next } = diffRuns(left, right, { after: query.after ?? -Infinity, limit: query.limit ?? 100 })
  const contacts = diffContacts(left, right, MAX_CONTACTS).map((contact) => {
    const change = contact >= before.contactCount ? 'added' : contact >= after.contactCount ? 'removed' : 'changed'
    return { contact, change } as const
  })
  const listFields = (world: World, run: Run) => ({
    ...serializeRun({ vendors, world }, run),
    variables: run.replacedVariables?.value ?? run.input?.variables,
    outcome: run.outcome,
  })
  const runs = diffs.flatMap((diff) =>
    serializeDifference(diff, { before: (run) => listFields(before, run), after: (run) => listFields(after, run) }),
  )
  return { comparable: true, runs, next, contacts, clock, settings }
}

type FieldLister = (run: Run) => Readonly<Record<string, unknown>>

/** Different runs with the same number are one removed and one added run. */
function serializeDifference(
  { number, before, after }: RunDiff,
  listFields: { readonly before: FieldLister; readonly after: FieldLister },
): readonly RunDifference[] {
  const removed: RunDifference = { number, change: 'removed', fields: {} }
  const added: RunDifference = { number, change: 'added', fields: {} }
  if (before === null) return [added]
  if (after === null) return [removed]
  if (!isSameRun(before, after)) return [removed, added]
  const [oldFields, newFields] = [listFields.before(before), listFields.after(after)]
  const fields = Object.keys(oldFields)
    .map((name) => [name, [oldFields[name] ?? null, newFields[name] ?? null]] as const)
    .filter(([, [oldValue, newValue]]) => JSON.stringify(oldValue) !== JSON.stringify(newValue))
  return fields.length === 0 ? [] : [{ number, change: 'changed', fields: Object.fromEntries(fields) }]
}

function isSameRun(left: Run, right: Run): boolean {
  return left.createdAt === right.createdAt && left.flow.index === right.flow.index && left.contact === right.contact
}

function listDifferingKeys(left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>) {
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].filter((name) => left[name] !== right[name]).toSorted()
}
