import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { getAnswers, getFlowText } from '../../content/flavour.ts'
import { formatIsoMicroseconds, formatIsoMicrosecondsShort } from '../../wire/instants.ts'
import type { Status } from '../../world/fate.ts'
import type { Run as WorldRun } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { flowContent } from './flavour.ts'
import { encodeIntegerRunId, getIds } from './ids.ts'
import { applyRunQuirks } from './run-manner.ts'

export type Run = components['schemas']['Run']

/** A run that waits or runs has no exit type. */
const exitTypeByStatus = {
  queued: null,
  running: null,
  completed: 'completed',
  expired: 'expired',
  failed: 'failed',
  cancelled: 'interrupted',
} as const satisfies Record<Status, Run['exit_type']>

/** A run as a row of runs.json, keys in the order of version 9 unless the world is told otherwise. */
export function serializeRun(run: WorldRun, world: World): Run {
  return applyRunQuirks(serializeRow(run, world, serializePath(run, world)), run.contact, world)
}

/** The same, for clients that switch paths off. */
export function serializeRunWithNullPath(run: WorldRun, world: World): Run {
  return applyRunQuirks(serializeRow(run, world, null), run.contact, world)
}

/** The same, as if nobody had ever heard of paths. */
export function serializeRunOmittingPath(run: WorldRun, world: World): Run {
  const { path: _, ...row } = serializeRunWithNullPath(run, world)
  // The position of a quirk, in which the row is not what the document says.
  return row as Run
}

function serializeRow(run: WorldRun, world: World, path: Run['path']): Run {
  const ids = getIds(world)
  const person = world.getPerson(run.contact)
  return {
    id: encodeIntegerRunId(run.number, world),
    uuid: ids.run.encode(run.number),
    flow: { uuid: ids.flow.encode(run.flow.index), name: getFlowText(flowContent, world, run.flow.index).name },
    contact: {
      uuid: ids.contact.encode(run.contact),
      name: person.name,
      urn: `tel:${person.phone}`,
      urn_display: person.phone,
    },
    start: run.broadcast === null ? null : { uuid: ids.start.encode(run.broadcast) },
    responded: run.repliesAt.length > 0,
    path,
    values: serializeValues(run, world),
    created_on: formatIsoMicrosecondsShort(run.createdAt),
    modified_on: formatIsoMicrosecondsShort(run.modifiedAt),
    exited_on: run.endedAt === null ? null : formatIsoMicrosecondsShort(run.endedAt),
    exit_type: exitTypeByStatus[run.status],
  }
}

function serializePath(run: WorldRun, world: World): Run['path'] {
  if (run.startedAt === null) return []
  const { node } = getIds(world)
  return [run.startedAt, ...run.repliesAt].map((at, step) => ({
    node: node(run.flow.index, step),
    time: formatIsoMicroseconds(at),
  }))
}

function serializeValues(run: WorldRun, world: World): Run['values'] {
  const { node } = getIds(world)
  const results = getAnswers(flowContent, world, run).map(({ question, category, text, at, step }) => [
    question.key,
    {
      value: text,
      category,
      node: node(run.flow.index, step),
      time: formatIsoMicroseconds(at),
      name: question.name,
      input: text,
    },
  ])
  return Object.fromEntries(results) as Run['values']
}
