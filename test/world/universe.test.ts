import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../../mock/world/deck.ts'
import { plus } from '../../mock/world/instant.ts'
import { ParameterError, type Parameters } from '../../mock/world/parameters.ts'
import { LONGEST_RUN } from '../../mock/world/plan.ts'
import { createUniverse } from '../../mock/world/universe.ts'

const given = fc.record({
  seed: fc.oneof(fc.integer(), fc.string({ maxLength: 8 })),
  runs: fc.constantFrom(0, 1, 63, 64, 1000, 2049),
  every: fc.constantFrom(1_000_000, 120_000_000),
  block: fc.constantFrom(1, 8, 64),
  broadcasts: fc.constantFrom(0, 5, 8),
}) satisfies fc.Arbitrary<Partial<Parameters>>

describe('a universe', () => {
  it('holds exactly the runs asked for when it starts, none created later', () => {
    fc.assert(
      fc.property(given, (of) => {
        const universe = createUniverse(of)
        const { start } = universe.parameters
        expect(universe.end(start) - universe.first).toBe(of.runs)
        if (of.runs > 0) expect(universe.plan(-1).createdAt).toBeLessThanOrEqual(start)
        expect(universe.plan(0).createdAt).toBeGreaterThan(start)
      }),
    )
  })

  it('creates runs in the order of their index, and counts them by arithmetic', () => {
    fc.assert(
      fc.property(given, fc.integer({ min: -500, max: 500 }), (of, index) => {
        const { calendar } = createUniverse(of)
        expect(calendar.createdAt(index + 1)).toBeGreaterThanOrEqual(calendar.createdAt(index))
        const at = calendar.createdAt(index)
        let end = index
        while (calendar.createdAt(end) === at) end++
        expect(calendar.indexAfter(at)).toBe(end)
        expect(calendar.createdAt(calendar.indexAfter(plus(at, -1)))).toBe(at)
      }),
    )
  })

  it('deals every epoch the same cells, and finds them again', () => {
    fc.assert(
      fc.property(given, fc.integer({ min: -3, max: 3 }), fc.nat({ max: 111 }), (of, epoch, cell) => {
        const { calendar, dealing } = createUniverse(of)
        const first = epoch * calendar.runsPerEpoch
        const cells = Array.from({ length: calendar.runsPerEpoch }, (_, rest) => dealing.cell(first + rest))
        const expected = cells.flatMap((one, rest) => (one === cell ? [rest] : []))
        const selection = { key: `only ${cell}`, has: (one: number) => one === cell }
        expect([...dealing.within(selection, epoch)]).toEqual(expected)
        expect(dealing.perEpoch(selection)).toBe(expected.length)
      }),
      { numRuns: 40 },
    )
  })

  it('lets a broadcast begin a whole block at one instant, with one start, one flow and different people', () => {
    const universe = createUniverse({ seed: 7, runs: 4096 })
    const { block } = universe.parameters
    const starts = new Map<number, number[]>()
    for (let index = universe.first; index < 0; index++) {
      const { start } = universe.plan(index)
      if (start !== null) starts.set(start, [...(starts.get(start) ?? []), index])
    }
    expect(starts.size).toBe((4096 / block / BLOCKS) * universe.parameters.broadcasts)
    for (const indices of starts.values()) {
      const plans = indices.map((index) => universe.plan(index))
      expect(plans).toHaveLength(block)
      expect(new Set(plans.map((plan) => plan.createdAt)).size).toBe(1)
      expect(new Set(plans.map((plan) => plan.flow.index)).size).toBe(1)
      expect(new Set(plans.map((plan) => plan.contact)).size).toBe(block)
    }
  })

  it('never has a contact in two runs at once', () => {
    for (const of of [{ runs: 6000 }, { runs: 6000, every: 1_000_000 }, { runs: 6000, broadcasts: 8, block: 8 }]) {
      const universe = createUniverse(of)
      const busyUntil = new Map<number, number>()
      for (let index = universe.first; index < 0; index++) {
        const { contact, createdAt, endsAt } = universe.plan(index)
        expect(busyUntil.get(contact) ?? 0).toBeLessThan(createdAt)
        busyUntil.set(contact, endsAt)
      }
    }
  })

  it('finds the runs of a contact without looking at others', () => {
    const universe = createUniverse({ runs: 3000 })
    for (const contact of [0, 1, 77, universe.parameters.contacts - 1]) {
      const indices = Array.from({ length: 3000 }, (_, at) => at - 3000)
      const expected = indices.filter((index) => universe.plan(index).contact === contact)
      expect(universe.rounds.runsOf(contact, -3000, 0)).toEqual(expected)
    }
  })

  it('ends every run within the longest time that any may take', () => {
    const universe = createUniverse({ seed: 3, runs: 5000 })
    for (let index = universe.first; index < 0; index++) {
      const { createdAt, startsAt, repliesAt, endsAt } = universe.plan(index)
      const instants = [createdAt, startsAt, ...repliesAt]
      expect(instants).toEqual(instants.toSorted((left, right) => left - right))
      expect(endsAt).toBeGreaterThanOrEqual(instants.at(-1) ?? 0)
      expect(endsAt - createdAt).toBeLessThanOrEqual(LONGEST_RUN)
      expect(universe.endsAt(index)).toBe(endsAt)
    }
  })

  it('has the same recent runs, whatever its size', () => {
    const contacts = 4096
    const small = createUniverse({ runs: 10, contacts })
    const large = createUniverse({ runs: 10_000_000, contacts })
    for (let index = -10; index < 10; index++) expect(large.plan(index)).toEqual(small.plan(index))
  })

  it.each([
    [{ runs: -1 }, 'runs is -1; give a whole number from 0 to 1000000000'],
    [{ every: 0.5 }, /every is 0.5; give a whole number/],
    [{ contacts: 100 }, /contacts is 100; give a multiple of 256 that is at least 256/],
    [{ broadcasts: 9 }, 'broadcasts is 9; give a whole number from 0 to 8'],
  ])('refuses %j and says what would do', (of, message) => {
    expect(() => createUniverse(of)).toThrow(ParameterError)
    expect(() => createUniverse(of)).toThrow(message)
  })
})
