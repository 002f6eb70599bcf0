import type { components } from '../../spec/generated/control.types.ts'
import { Problem } from '../http/problem.ts'
import type { Vendor } from '../http/vendor.ts'
import { formatIsoMicroseconds } from '../wire/instants.ts'
import { NEVER } from '../world/instant.ts'
import type { EndStatus } from '../world/fate.ts'
import { InvalidOperationError, type Operation, OperationError } from '../world/operation.ts'
import type { Run, RunNumber } from '../world/run.ts'
import type { World } from '../world/world.ts'

type RunBody = components['schemas']['Run']

/** Finds and drives runs by the ids that vendors give them. */
export interface RunLookup {
  /** @throws {Problem} "not-found" when no run of this world has this id or number */
  findRun(world: World, id: string): Run
  /** @throws {Problem} "conflict" when the run has ended */
  endRun(world: World, id: string, as: EndStatus): Run
  /** The contact gives the next answer. @throws {Problem} "conflict" when the run has ended, or never begins */
  stepRun(world: World, id: string): Run
  serializeRun(world: World, run: Run): RunBody
}

export function createRunLookup(vendors: readonly Vendor[]): RunLookup {
  const vendorsWithIds = vendors.flatMap(({ name, runs }) => (runs === undefined ? [] : [{ name, runs }]))

  function findRun(world: World, id: string): Run {
    const numbers = /^-?\d+$/.test(id)
      ? [Number(id)]
      : vendorsWithIds.flatMap(({ runs }) => runs.numberOf(id, world) ?? [])
    const match = numbers.flatMap((number) => world.findRun(number) ?? [])[0]
    if (match === undefined)
      throw new Problem('not-found', { text: `no run of this world has the id or number "${id}"` })
    return match
  }

  function endRun(world: World, id: string, as: EndStatus): Run {
    return driveRun(world, id, (run) => ({ kind: 'change', run, end: as, variables: null }))
  }

  function stepRun(world: World, id: string): Run {
    return driveRun(world, id, (run) => ({ kind: 'step', run }))
  }

  function driveRun(world: World, id: string, operationOn: (run: RunNumber) => Operation): Run {
    const { number } = findRun(world, id)
    try {
      return world.applyOperation(operationOn(number)) ?? findRun(world, id)
    } catch (error) {
      if (error instanceof InvalidOperationError) throw new Problem('conflict', { text: error.message })
      if (!(error instanceof OperationError)) throw error
      throw new Problem('conflict', { text: 'the run has ended already' })
    }
  }

  function serializeRun(world: World, run: Run): RunBody {
    const { number, status, flow, contact, environment, startedAt, endedAt, nextChangeAt } = run
    return {
      number,
      ids: Object.fromEntries(vendorsWithIds.map(({ name, runs }) => [name, runs.idOf(run, world)])),
      status,
      flow: flow.index,
      contact,
      environment,
      createdAt: formatIsoMicroseconds(run.createdAt),
      startedAt: startedAt === null ? null : formatIsoMicroseconds(startedAt),
      repliesAt: run.repliesAt.map(formatIsoMicroseconds),
      modifiedAt: formatIsoMicroseconds(run.modifiedAt),
      endedAt: endedAt === null ? null : formatIsoMicroseconds(endedAt),
      changesAt: nextChangeAt >= NEVER ? null : formatIsoMicroseconds(nextChangeAt),
    }
  }

  return { findRun: findRun, endRun: endRun, stepRun: stepRun, serializeRun: serializeRun }
}
