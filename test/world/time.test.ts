import { describe, expect, it } from 'vitest'
import { advanced, type Clock, nowOf, type RealTime, switched } from '../../mock/world/clock.ts'
import { instant, MINUTE, plus, SECOND } from '../../mock/world/instant.ts'
import { byModification } from '../../mock/world/modified.ts'
import { newest } from '../../mock/world/listing.ts'
import type { Walk } from '../../mock/world/walk.ts'
import { createUniverse } from '../../mock/world/universe.ts'
import { frozenWorld, Model, NOBODY } from './model.ts'
import { World } from '../../mock/world/world.ts'
import { memoryLog } from '../../mock/store/memory-log.ts'

const real = (microseconds: number) => microseconds as RealTime
const START = instant(1_768_467_600_000_000)

describe('a clock', () => {
  it('that is frozen moves only when it is advanced', () => {
    const frozen: Clock = { mode: { kind: 'frozen' }, shown: START, since: real(0) }
    expect(nowOf(frozen, real(60 * SECOND))).toBe(START)
    expect(nowOf(advanced(frozen, real(0), 31 * MINUTE), real(5 * SECOND))).toBe(plus(START, 31 * MINUTE))
  })

  it('that is live or scaled runs with real time', () => {
    const live: Clock = { mode: { kind: 'live' }, shown: START, since: real(1000) }
    expect(nowOf(live, real(1000 + SECOND))).toBe(plus(START, SECOND))
    const fast = switched(live, real(1000 + SECOND), { kind: 'scaled', rate: 60 })
    expect(nowOf(fast, real(1000 + 2 * SECOND))).toBe(plus(START, 61 * SECOND))
  })

  it('never goes back', () => {
    const live: Clock = { mode: { kind: 'live' }, shown: START, since: real(1000) }
    expect(nowOf(live, real(0))).toBe(START)
    expect(() => advanced(live, real(0), -1)).toThrow('a clock only goes forward')
  })
})

describe('a world', () => {
  it('stays what a plain list would be while time passes in small steps', () => {
    const world = frozenWorld({ runs: 400, every: 20 * SECOND, block: 16 })
    const model = new Model(world.universe)
    const walk: Walk = { filter: {}, descending: true, skip: 0, limit: 10_000 }
    for (let step = 0; step < 60; step++) {
      expect(byModification(world.view(), walk).map((ref) => ref.number)).toEqual(model.walk(walk))
      model.now = world.advance(4 * MINUTE)
    }
  })

  it('hands out the same view until something in it changes', () => {
    const world = frozenWorld()
    const before = world.view()
    world.advance(1)
    expect(world.view()).toBe(before)
    world.advance(10 * MINUTE)
    const after = world.view()
    expect(after).not.toBe(before)
    world.apply({ kind: 'create', flow: 0, contact: 0, environment: 'live', given: null })
    expect(world.view()).not.toBe(after)
    expect(world.view().present).toBe(after.present)
  })

  it('sees new runs arrive because time passes', () => {
    const world = frozenWorld({ runs: 10 })
    const [before] = newest(world.view(), { limit: 1 })
    world.advance(30 * MINUTE)
    const [after] = newest(world.view(), { limit: 1 })
    expect(after?.number).toBeGreaterThan(before?.number ?? 0)
  })

  it('has nothing arrive when arrivals are off', () => {
    const world = frozenWorld({ runs: 10, arrivals: false })
    world.advance(24 * 60 * MINUTE)
    expect(newest(world.view(), { limit: 100 })).toHaveLength(10)
  })

  it('reads no clock but the one that it is given', () => {
    let now = 0
    const parts = { universe: createUniverse(), people: NOBODY, log: memoryLog(), clock: { kind: 'live' } as const }
    const world = new World({ ...parts, realClock: () => real(now) })
    now = 90 * SECOND
    expect(world.now).toBe(plus(world.universe.parameters.start, 90 * SECOND))
  })

  it('keeps every operation with its place and its instant', () => {
    const log = memoryLog()
    const world = new World({
      universe: createUniverse(),
      people: NOBODY,
      log,
      realClock: () => real(0),
      clock: { kind: 'frozen' },
    })
    world.advance(MINUTE)
    const run = world.apply({ kind: 'create', flow: 0, contact: 1, environment: 'live', given: null })
    world.apply({ kind: 'change', run: run!.number, end: 'failed', variables: null })
    expect(() => world.apply({ kind: 'change', run: run!.number, end: 'failed', variables: null })).toThrow(
      'already-ended',
    )
    const entries = [...log.entries()].map(({ sequence, at, operation }) => [
      sequence,
      at - world.universe.parameters.start,
      operation.kind,
    ])
    expect(entries).toEqual([
      [1, 0, 'advance'],
      [2, MINUTE, 'create'],
      [3, MINUTE, 'change'],
    ])
  })
})

describe('ties', () => {
  it('span pages of every size in worlds of some size', () => {
    for (const seed of [1, 2, 3, 'other']) {
      const world = frozenWorld({ seed, runs: 6000 })
      const walk: Walk = { filter: {}, descending: true, skip: 0, limit: 6000 }
      const modified = byModification(world.view(), walk).map((ref) => ref.modifiedAt)
      const created = newest(world.view(), { limit: 6000 }).map((ref) => world.createdAt(ref.number))
      for (const size of [10, 25, 100, 250]) {
        const cut = (values: readonly (number | undefined)[]) =>
          values.some((at, place) => place > 0 && place % size === 0 && at === values[place - 1])
        expect(cut(created), `created, seed ${seed}, pages of ${size}`).toBe(true)
        expect(cut(modified), `modified, seed ${seed}, pages of ${size}`).toBe(true)
      }
    }
  })
})
