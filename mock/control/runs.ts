import type { components, operations } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import { formatIsoMicroseconds } from '../wire/date-time.ts'
import type { Run } from '../world/model/run.ts'
import { listRunsByCreation } from '../world/query/by-creation.ts'
import type { RunFilter } from '../world/query/filter.ts'
import { findRunRefs, readRun } from '../world/state/view.ts'
import { type Instant, NEVER } from '../world/time.ts'
import { findContact } from './contacts.ts'
import { requireFlow, type WorldContext } from './flows.ts'
import { withProblems } from './input.ts'

type RunBody = components['schemas']['Run']
type ListRunsQuery = NonNullable<operations['listRuns']['parameters']['query']>
type RunAction = operations['driveRun']['requestBody']['content']['application/json']

/** @throws {Problem} "not-found" where no run has the id or number */
export function requireRun({ vendors, world }: WorldContext, id: string): Run {
  const numbers = /^-?\d+$/.test(id) ? [Number(id)] : vendors.flatMap(({ runs }) => runs?.parseId(id, world) ?? [])
  const [run] = numbers.flatMap((number) => world.findRun(number) ?? [])
  if (run !== undefined) return run
  throw new Problem('not-found', { text: `there is no run with the id or number "${id}" in this world` })
}

/** Ends a run or records a reply. @throws {Problem} "conflict" where the state of the run forbids it */
export function driveRun(context: WorldContext, id: string, { end }: RunAction): Run {
  const { number } = requireRun(context, id)
  const run = withProblems(
    () =>
      context.world.applyOperation(
        end === undefined ? { kind: 'step', run: number } : { kind: 'change', run: number, end, variables: null },
      ),
    'conflict',
  )
  return run ?? requireRun(context, id)
}

/** Returns one page of runs, newest first. */
export function listRuns(
  context: WorldContext,
  { skip = 0, limit = 50, status, flow, contact }: ListRunsQuery,
): components['schemas']['RunList'] {
  const { world } = context
  const view = world.view()
  // -1 matches no run.
  const contacts = contact === undefined ? undefined : [findContact(world, contact) ?? -1]
  const filter: RunFilter = {
    flow: flow === undefined ? undefined : requireFlow(context, flow, 'flow'),
    contacts,
    facet: status === undefined ? undefined : (facet) => facet.status === status,
  }
  const all = listRunsByCreation(view, filter)
  const end = Math.max(0, all.size - skip)
  const refs = findRunRefs(view, all.slice(Math.max(0, end - limit), end))
  const runs = refs.map((ref) => serializeRun(context, readRun(view, ref)))
  return { runs: runs.toReversed(), total: all.size }
}

export function serializeRun({ vendors, world }: WorldContext, run: Run): RunBody {
  return {
    number: run.number,
    ids: Object.fromEntries(
      vendors.flatMap(({ name, runs }) => (runs === undefined ? [] : [[name, runs.formatId(run, world)]])),
    ),
    ...serializeRunState(run),
    modifiedAt: formatIsoMicroseconds(run.modifiedAt),
    nextChangeAt: run.nextChangeAt >= NEVER ? null : formatIsoMicroseconds(run.nextChangeAt),
  }
}

/** Returns the fields that the event stream sends. */
export function serializeRunState(run: Run) {
  const { status, flow, contact, environment, startedAt, endedAt } = run
  return {
    status,
    flow: flow.index,
    contact,
    environment,
    createdAt: formatIsoMicroseconds(run.createdAt),
    startedAt: formatOptional(startedAt),
    repliesAt: run.repliesAt.map(formatIsoMicroseconds),
    endedAt: formatOptional(endedAt),
  }
}

function formatOptional(instant: Instant | null): string | null {
  return instant === null ? null : formatIsoMicroseconds(instant)
}
