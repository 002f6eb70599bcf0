import { perWorld } from './per-world.ts'
import type { Run, RunNumber } from './run.ts'
import { indexOfNumber, numberOfIndex } from './universe.ts'
import { lookup, readRun, type View } from './view.ts'
import type { World } from './world.ts'

/** A contact and a flow. */
export interface Pair {
  readonly contact: number
  readonly flow: number
}

/** The run that leads this contact through this flow at present, not ended yet; undefined when there is none. */
export function engagement(world: World, view: View, pair: Pair): Run | undefined {
  const { universe, settled, end } = view.present
  const computed = universe.rounds.runsOf(pair.contact, settled, end).map(numberOfIndex)
  const numbers = [...createdFor(world, view, pair), ...computed]
  return numbers.map((number) => active(view, number)).find((run) => run?.flow.index === pair.flow)
}

function active(view: View, number: RunNumber): Run | undefined {
  const ref = lookup(view, number)
  const run = ref === undefined ? undefined : readRun(view, ref)
  return run?.endedAt === null ? run : undefined
}

/** Runs that operations have created, by contact and flow, as far as they have been looked through. */
interface Seen {
  readonly byPair: Map<string, readonly RunNumber[]>
  until: RunNumber
}

const seenOf = perWorld((): Seen => ({ byPair: new Map(), until: -Infinity }))

/** Numbers of created runs only grow, so only those that came since the last look have to be looked at. */
function createdFor(world: World, view: View, pair: Pair): readonly RunNumber[] {
  const seen = seenOf(world)
  const { rows } = view.overlay
  for (const { plan } of rows.from(rows.rank({ at: seen.until, number: Infinity }))) {
    seen.until = plan.number
    if (indexOfNumber(plan.number) !== undefined) continue
    const key = keyOf({ contact: plan.contact, flow: plan.flow.index })
    seen.byPair.set(key, [...(seen.byPair.get(key) ?? []), plan.number])
  }
  // Whatever has ended or was deleted is not worth another look.
  const alive = (seen.byPair.get(keyOf(pair)) ?? []).filter((number) => active(view, number) !== undefined)
  if (alive.length > 0) seen.byPair.set(keyOf(pair), alive)
  else seen.byPair.delete(keyOf(pair))
  return alive
}

function keyOf({ contact, flow }: Pair): string {
  return `${contact}/${flow}`
}
