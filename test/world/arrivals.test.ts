import { describe, expect, it } from 'vitest'
import { randomInt, deriveKey } from '../../mock/world/random.ts'
import { MINUTE, addDuration, SECOND } from '../../mock/world/time.ts'
import { listRunsByCreation, listNewestRuns } from '../../mock/world/query/by-creation.ts'
import { listRunsByModification } from '../../mock/world/query/by-modification.ts'
import { InvalidOperationError, type Operation, OperationError } from '../../mock/world/state/operation.ts'
import type { Run } from '../../mock/world/model/run.ts'
import { InvalidRunError } from '../../mock/world/state/operation.ts'
import { toDatasetIndex, toRunNumber } from '../../mock/world/dataset/dataset.ts'
import { readRun } from '../../mock/world/state/view.ts'
import type { World } from '../../mock/world/world.ts'
import { createCustomRun, createFrozenWorld } from './reference-world.ts'

/** Returns every run of a world in order of creation, each looked up by its number. */
function listRuns(world: World): readonly Run[] {
  const { dataset, datasetSnapshot, overlay } = world.view()
  const numbers = [...overlay.runs].map(({ timeline }) => timeline.number)
  for (let index = dataset.firstIndex; index < datasetSnapshot.endIndex; index++) numbers.push(toRunNumber(index))
  const runs = [...new Set(numbers)].flatMap((number) => world.findRun(number) ?? [])
  return runs.toSorted((left, right) => left.createdAt - right.createdAt || left.number - right.number)
}

/** Returns a random operation that creates or changes runs, or advances the clock. */
function pickOperation(world: World, seed: number, step: number): Operation {
  const pick = (field: number, below: number) => randomInt(deriveKey(seed, 'operation'), step, field) % below
  const runs = listRuns(world)
  const target = runs[runs.length - 1 - pick(1, Math.min(40, runs.length))]?.number ?? 0
  const at = addDuration(world.now, (pick(2, 5) - 2) * pick(3, 9) * MINUTE + pick(4, 3))
  const operations: readonly Operation[] = [
    { kind: 'advance', by: pick(5, 40 * MINUTE) },
    { kind: 'advance', by: pick(5, 3) },
    {
      kind: 'insert',
      people: [],
      runs: [createCustomRun({ createdAt: at }), createCustomRun({ createdAt: at, contact: 9, flow: 1 })],
    },
    {
      kind: 'burst',
      count: 1 + pick(6, 30),
      from: null,
      spread: pick(7, 2) * 9 * MINUTE,
      flow: null,
      environment: 'live',
    },
    {
      kind: 'burst',
      count: 3,
      from: addDuration(world.now, pick(6, 20 * MINUTE)),
      spread: 0,
      flow: 1,
      environment: 'staging',
    },
    {
      kind: 'set-arrival-rate',
      every: pick(6, 4) === 0 ? null : (1 + pick(7, 90)) * SECOND,
      flow: null,
      environment: 'live',
    },
    { kind: 'step', run: target },
    { kind: 'create', flow: 0, contact: 5, environment: 'live', input: null },
    { kind: 'delete', run: target },
    { kind: 'change', run: target, end: 'failed', variables: null },
  ]
  return operations[pick(0, operations.length)] ?? { kind: 'advance', by: 1 }
}

function tryOperation(world: World, operation: Operation): void {
  try {
    world.applyOperation(operation)
  } catch (error) {
    if (
      !(error instanceof OperationError || error instanceof InvalidOperationError || error instanceof InvalidRunError)
    )
      throw error
  }
}

describe('a world in which runs arrive', () => {
  it.each([1, 2, 3, 4])('answers every query like a plain list of its runs (history %i)', (seed) => {
    const world = createFrozenWorld({ seed, runs: 40 * seed, every: 30 * SECOND, block: 8, arrivals: seed % 3 !== 0 })
    for (let step = 0; step < 120; step++) {
      tryOperation(world, pickOperation(world, seed, step))
      if (step % 5 !== 0) continue
      const view = world.view()
      const runs = listRuns(world)
      expect(new Set(runs.map(({ number }) => number)).size).toBe(runs.length)
      for (const run of runs) expect(run.createdAt).toBeLessThanOrEqual(world.now)
      const all = listRunsByCreation(view, {})
      expect(all.slice(0, all.size).map(({ number }) => number)).toEqual(runs.map(({ number }) => number))
      const ofFlow = runs.filter(({ flow }) => flow.index === 1).map(({ number }) => number)
      expect(listNewestRuns(view, { flow: 1, limit: 1000 }).map(({ number }) => number)).toEqual(ofFlow.toReversed())
      const modified = runs.toSorted((left, right) => left.modifiedAt - right.modifiedAt || left.number - right.number)
      const query = { filter: {}, descending: false, skip: 0, limit: 10_000 }
      expect(listRunsByModification(view, query).map(({ number }) => number)).toEqual(
        modified.map(({ number }) => number),
      )
    }
  })

  it('has the same runs whether or not they are read meanwhile, in a fork, and after a replay', () => {
    const [watched, unwatched] = [7, 7].map(() =>
      createFrozenWorld({ seed: 'watch', runs: 30, every: 20 * SECOND, block: 4 }),
    )
    if (watched === undefined || unwatched === undefined) throw new Error('two worlds are needed')
    const by = 17 * MINUTE
    const operations: readonly Operation[] = [
      { kind: 'burst', count: 50, from: addDuration(watched.now, by), spread: by, flow: null, environment: 'live' },
      { kind: 'set-arrival-rate', every: 7 * SECOND, flow: null, environment: 'live' },
      { kind: 'insert', people: [], runs: [createCustomRun({ createdAt: addDuration(watched.now, 3 * by) })] },
      { kind: 'advance', by },
      { kind: 'create', flow: 0, contact: 5, environment: 'live', input: null },
      { kind: 'advance', by },
      { kind: 'advance', by },
    ]
    for (const operation of operations) {
      watched.applyOperation(operation)
      listRuns(watched)
      unwatched.applyOperation(operation)
    }
    const runs = listRuns(watched)
    expect(runs.filter(({ number }) => toDatasetIndex(number) === undefined).length).toBeGreaterThan(400)
    expect(listRuns(unwatched)).toEqual(runs)
    expect(listRuns(watched.fork())).toEqual(runs)
    const again = createFrozenWorld({ seed: 'watch', runs: 30, every: 20 * SECOND, block: 4 })
    again.replay(watched.operations, { now: watched.now, mode: { kind: 'frozen' } })
    expect(listRuns(again)).toEqual(runs)
  })

  it('can be restored at every instant of its past', () => {
    const world = createFrozenWorld({ seed: 11, runs: 60, every: 40 * SECOND, block: 8 })
    const history: { readonly at: typeof world.now; readonly runs: readonly Run[] }[] = []
    for (let step = 0; step < 80; step++) {
      tryOperation(world, pickOperation(world, 11, step))
      if (step % 4 !== 0) continue
      history.push({ at: world.now, runs: listRuns(world) })
      world.advanceClock(1 + (step % 3) * MINUTE)
    }
    let nearest: World | undefined
    for (const { at, runs } of history) {
      const past = world.forkAt(at, nearest)
      expect(past.now).toBe(at)
      expect(listRuns(past)).toEqual(runs)
      expect(listRuns(world.forkAt(at))).toEqual(runs)
      nearest = past
    }
  })

  it('gets no more runs of the dataset once another rate is set, and none at all without a rate', () => {
    const world = createFrozenWorld({ runs: 10, every: SECOND, block: 4 })
    world.applyOperation({ kind: 'set-arrival-rate', every: null, flow: null, environment: 'live' })
    const { size } = listRunsByCreation(world.view(), {})
    world.advanceClock(500 * MINUTE)
    expect(listRunsByCreation(world.view(), {}).size).toBe(size)
    world.applyOperation({ kind: 'set-arrival-rate', every: MINUTE, flow: 2, environment: 'staging' })
    world.advanceClock(10 * MINUTE)
    const arrived = listNewestRuns(world.view(), { limit: 10 }).map((ref) => readRun(world.view(), ref))
    expect(listRunsByCreation(world.view(), {}).size).toBe(size + 10)
    expect(new Set(arrived.map(({ flow, environment }) => `${flow.index} ${environment}`))).toEqual(
      new Set(['2 staging']),
    )
  })

  it('gets a burst exactly at its instant, and not a microsecond before', () => {
    const world = createFrozenWorld({ runs: 5, arrivals: false })
    const from = addDuration(world.now, 90 * SECOND)
    world.applyOperation({ kind: 'burst', count: 150, from, spread: 0, flow: 0, environment: 'live' })
    world.advanceClock(90 * SECOND - 1)
    expect(listRunsByCreation(world.view(), {}).size).toBe(5)
    world.advanceClock(1)
    const view = world.view()
    const arrived = listNewestRuns(view, { limit: 150 }).map((ref) => readRun(view, ref))
    expect(listRunsByCreation(view, {}).size).toBe(155)
    expect(new Set(arrived.map(({ createdAt }) => createdAt))).toEqual(new Set([from]))
    expect(new Set(arrived.map(({ contact }) => contact)).size).toBe(150)
  })
})
