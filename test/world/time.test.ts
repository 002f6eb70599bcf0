import { describe, expect, it } from 'vitest'
import {
  addDuration,
  advanceClock,
  type Clock,
  MINUTE,
  readClock,
  type RealTime,
  SECOND,
  switchClockMode,
  toInstant,
} from '../../mock/world/time.ts'
import { listRunsByModification } from '../../mock/world/query/by-modification.ts'
import { listNewestRuns } from '../../mock/world/query/by-creation.ts'
import type { ModificationQuery } from '../../mock/world/query/filter.ts'
import { createDataset } from '../../mock/world/dataset/dataset.ts'
import { createFrozenWorld, NAMELESS_PEOPLE, ReferenceWorld } from './reference-world.ts'
import { World } from '../../mock/world/world.ts'
import { MemoryLog } from '../../mock/store/operation-log.ts'

const real = (microseconds: number) => microseconds as RealTime
const START = toInstant(1_768_467_600_000_000)

describe('a clock', () => {
  it('moves only when it is advanced while it is frozen', () => {
    const frozen: Clock = { mode: { kind: 'frozen' }, virtualAnchor: START, realAnchor: real(0) }
    expect(readClock(frozen, real(60 * SECOND))).toBe(START)
    expect(readClock(advanceClock(frozen, real(0), 31 * MINUTE), real(5 * SECOND))).toBe(
      addDuration(START, 31 * MINUTE),
    )
  })

  it('runs with real time when it is live or scaled', () => {
    const live: Clock = { mode: { kind: 'live' }, virtualAnchor: START, realAnchor: real(1000) }
    expect(readClock(live, real(1000 + SECOND))).toBe(addDuration(START, SECOND))
    const fast = switchClockMode(live, real(1000 + SECOND), { kind: 'scaled', rate: 60 })
    expect(readClock(fast, real(1000 + 2 * SECOND))).toBe(addDuration(START, 61 * SECOND))
  })

  it('never goes back', () => {
    const live: Clock = { mode: { kind: 'live' }, virtualAnchor: START, realAnchor: real(1000) }
    expect(readClock(live, real(0))).toBe(START)
    expect(() => advanceClock(live, real(0), -1)).toThrow('a clock only goes forward')
  })
})

describe('a world', () => {
  it('equals a plain list while time passes in small steps', () => {
    const world = createFrozenWorld({ runs: 400, every: 20 * SECOND, block: 16 })
    const reference = new ReferenceWorld(world.dataset)
    const query: ModificationQuery = { filter: {}, descending: true, skip: 0, limit: 10_000 }
    for (let step = 0; step < 60; step++) {
      expect(listRunsByModification(world.view(), query).map((ref) => ref.number)).toEqual(
        reference.listByModification(query),
      )
      reference.now = world.advanceClock(4 * MINUTE)
    }
  })

  it('returns the same view until something in it changes', () => {
    const world = createFrozenWorld()
    const before = world.view()
    world.advanceClock(1)
    expect(world.view()).toBe(before)
    world.advanceClock(10 * MINUTE)
    const after = world.view()
    expect(after).not.toBe(before)
    world.applyOperation({ kind: 'create', flow: 0, contact: 0, environment: 'live', input: null })
    expect(world.view()).not.toBe(after)
    expect(world.view().datasetSnapshot).toBe(after.datasetSnapshot)
  })

  it('gets new runs as time passes', () => {
    const world = createFrozenWorld({ runs: 10 })
    const [before] = listNewestRuns(world.view(), { limit: 1 })
    world.advanceClock(30 * MINUTE)
    const [after] = listNewestRuns(world.view(), { limit: 1 })
    expect(after?.number).toBeGreaterThan(before?.number ?? 0)
  })

  it('gets no runs when arrivals are off', () => {
    const world = createFrozenWorld({ runs: 10, arrivals: false })
    world.advanceClock(24 * 60 * MINUTE)
    expect(listNewestRuns(world.view(), { limit: 100 })).toHaveLength(10)
  })

  it('reads only the clock that is passed in', () => {
    let now = 0
    const parts = {
      dataset: createDataset(),
      people: NAMELESS_PEOPLE,
      log: new MemoryLog(),
      clockMode: { kind: 'live' } as const,
    }
    const world = new World({ ...parts, realClock: () => real(now) })
    now = 90 * SECOND
    expect(world.now).toBe(addDuration(world.dataset.parameters.start, 90 * SECOND))
  })

  it('logs every operation with its sequence number and its instant', () => {
    const log = new MemoryLog()
    const world = new World({
      dataset: createDataset(),
      people: NAMELESS_PEOPLE,
      log,
      realClock: () => real(0),
      clockMode: { kind: 'frozen' },
    })
    world.advanceClock(MINUTE)
    const run = world.applyOperation({ kind: 'create', flow: 0, contact: 1, environment: 'live', input: null })
    world.applyOperation({ kind: 'change', run: run!.number, end: 'failed', variables: null })
    expect(() => world.applyOperation({ kind: 'change', run: run!.number, end: 'failed', variables: null })).toThrow(
      'already-ended',
    )
    const entries = [...log.readEntries()].map(({ sequence, at, operation }) => [
      sequence,
      at - world.dataset.parameters.start,
      operation.kind,
    ])
    expect(entries).toEqual([
      [1, 0, 'advance'],
      [2, MINUTE, 'create'],
      [3, MINUTE, 'change'],
    ])
  })
})

describe('runs of one instant', () => {
  it('span a page boundary for every page size in worlds of 6,000 runs', () => {
    for (const seed of [1, 2, 3, 'other']) {
      const world = createFrozenWorld({ seed, runs: 6000 })
      const query: ModificationQuery = { filter: {}, descending: true, skip: 0, limit: 6000 }
      const modified = listRunsByModification(world.view(), query).map((ref) => ref.modifiedAt)
      const created = listNewestRuns(world.view(), { limit: 6000 }).map((ref) => world.findCreatedAt(ref.number))
      for (const size of [10, 25, 100, 250]) {
        const hasTieAtBoundary = (values: readonly (number | undefined)[]) =>
          values.some((at, place) => place > 0 && place % size === 0 && at === values[place - 1])
        expect(hasTieAtBoundary(created), `created, seed ${seed}, pages of ${size}`).toBe(true)
        expect(hasTieAtBoundary(modified), `modified, seed ${seed}, pages of ${size}`).toBe(true)
      }
    }
  })
})
