import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { toMicroseconds } from '../wire/instants.ts'
import { NEVER } from '../world/instant.ts'
import type { EndStatus } from '../world/fate.ts'
import { DriveRefusal, type Operation, Refusal } from '../world/operation.ts'
import type { Run, RunNumber } from '../world/run.ts'
import type { World } from '../world/world.ts'

type RunBody = components['schemas']['Run']

/** Finds and drives runs by the ids that vendors give them. */
export interface RunDesk {
  /** @throws {Problem} "not-found" when no run of this world has this id or number */
  find(world: World, id: string): Run
  /** @throws {Problem} "conflict" when the run has ended */
  end(world: World, id: string, as: EndStatus): Run
  /** The contact gives the next answer. @throws {Problem} "conflict" when the run has ended, or never begins */
  step(world: World, id: string): Run
  say(world: World, run: Run): RunBody
}

export function runDesk(vendors: readonly Vendor[]): RunDesk {
  const named = vendors.flatMap(({ name, runs }) => (runs === undefined ? [] : [{ name, runs }]))

  function find(world: World, id: string): Run {
    const numbers = /^-?\d+$/.test(id) ? [Number(id)] : named.flatMap(({ runs }) => runs.numberOf(id, world) ?? [])
    const found = numbers.flatMap((number) => world.run(number) ?? [])[0]
    if (found === undefined)
      throw new Problem('not-found', { text: `no run of this world has the id or number "${id}"` })
    return found
  }

  function end(world: World, id: string, as: EndStatus): Run {
    return driven(world, id, (run) => ({ kind: 'change', run, end: as, variables: null }))
  }

  function step(world: World, id: string): Run {
    return driven(world, id, (run) => ({ kind: 'step', run }))
  }

  function driven(world: World, id: string, operationOn: (run: RunNumber) => Operation): Run {
    const { number } = find(world, id)
    try {
      return world.apply(operationOn(number)) ?? find(world, id)
    } catch (error) {
      if (error instanceof DriveRefusal) throw new Problem('conflict', { text: error.message })
      if (!(error instanceof Refusal)) throw error
      throw new Problem('conflict', { text: 'the run has ended already' })
    }
  }

  function say(world: World, run: Run): RunBody {
    const { number, status, flow, contact, environment, startedAt, endedAt, changesAt } = run
    return {
      number,
      ids: Object.fromEntries(named.map(({ name, runs }) => [name, runs.idOf(run, world)])),
      status,
      flow: flow.index,
      contact,
      environment,
      createdAt: toMicroseconds(run.createdAt),
      startedAt: startedAt === null ? null : toMicroseconds(startedAt),
      repliesAt: run.repliesAt.map(toMicroseconds),
      modifiedAt: toMicroseconds(run.modifiedAt),
      endedAt: endedAt === null ? null : toMicroseconds(endedAt),
      changesAt: changesAt >= NEVER ? null : toMicroseconds(changesAt),
    }
  }

  return { find, end, step, say }
}
