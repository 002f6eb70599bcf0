import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { answersOf, flowText } from '../../content/flavour.ts'
import { toMicroseconds, toMicrosecondsShort } from '../../wire/instants.ts'
import type { Status } from '../../world/fate.ts'
import type { Run as WorldRun } from '../../world/run.ts'
import type { World } from '../../world/world.ts'
import { flavour } from './flavour.ts'
import { idOf, idsOf } from './ids.ts'
import { inManner } from './run-manner.ts'

export type Run = components['schemas']['Run']

/** A run that waits or runs has no exit type. */
const exitType = {
  queued: null,
  running: null,
  completed: 'completed',
  expired: 'expired',
  failed: 'failed',
  cancelled: 'interrupted',
} as const satisfies Record<Status, Run['exit_type']>

/** A run as a row of runs.json, keys in the order of version 9 unless the world is told otherwise. */
export function toRun(run: WorldRun, world: World): Run {
  return inManner(rowOf(run, world, pathOf(run, world)), run.contact, world)
}

/** The same, for clients that switch paths off. */
export function toRunWithoutPath(run: WorldRun, world: World): Run {
  return inManner(rowOf(run, world, null), run.contact, world)
}

/** The same, as if nobody had ever heard of paths. */
export function toRunIgnoringPath(run: WorldRun, world: World): Run {
  const { path: _, ...row } = toRunWithoutPath(run, world)
  // The position of a quirk, in which the row is not what the document says.
  return row as Run
}

function rowOf(run: WorldRun, world: World, path: Run['path']): Run {
  const ids = idsOf(world)
  const person = world.person(run.contact)
  return {
    id: idOf(run.number, world),
    uuid: ids.run.encode(run.number),
    flow: { uuid: ids.flow.encode(run.flow.index), name: flowText(flavour, world, run.flow.index).name },
    contact: {
      uuid: ids.contact.encode(run.contact),
      name: person.name,
      urn: `tel:${person.phone}`,
      urn_display: person.phone,
    },
    start: run.start === null ? null : { uuid: ids.start.encode(run.start) },
    responded: run.repliesAt.length > 0,
    path,
    values: valuesOf(run, world),
    created_on: toMicrosecondsShort(run.createdAt),
    modified_on: toMicrosecondsShort(run.modifiedAt),
    exited_on: run.endedAt === null ? null : toMicrosecondsShort(run.endedAt),
    exit_type: exitType[run.status],
  }
}

function pathOf(run: WorldRun, world: World): Run['path'] {
  if (run.startedAt === null) return []
  const { node } = idsOf(world)
  return [run.startedAt, ...run.repliesAt].map((at, step) => ({
    node: node(run.flow.index, step),
    time: toMicroseconds(at),
  }))
}

function valuesOf(run: WorldRun, world: World): Run['values'] {
  const { node } = idsOf(world)
  const results = answersOf(flavour, world, run).map(({ question, category, text, at, step }) => [
    question.key,
    {
      value: text,
      category,
      node: node(run.flow.index, step),
      time: toMicroseconds(at),
      name: question.name,
      input: text,
    },
  ])
  return Object.fromEntries(results) as Run['values']
}
