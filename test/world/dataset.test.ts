import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BLOCKS_PER_EPOCH } from '../../mock/world/dataset/distribution.ts'
import { addDuration } from '../../mock/world/time.ts'
import { ParameterError, type DatasetParameters } from '../../mock/world/dataset/parameters.ts'
import { createDataset } from '../../mock/world/dataset/dataset.ts'

const parameterValues = fc.record({
  seed: fc.oneof(fc.integer(), fc.string({ maxLength: 8 })),
  runs: fc.constantFrom(0, 1, 63, 64, 1000, 2049),
  every: fc.constantFrom(1_000_000, 120_000_000),
  block: fc.constantFrom(1, 8, 64),
  broadcasts: fc.constantFrom(0, 5, 8),
}) satisfies fc.Arbitrary<Partial<DatasetParameters>>

describe('a dataset', () => {
  it('contains exactly the requested number of runs at its start', () => {
    fc.assert(
      fc.property(parameterValues, (values) => {
        const dataset = createDataset(values)
        const { start } = dataset.parameters
        expect(dataset.getEndIndex(start) - dataset.firstIndex).toBe(values.runs)
        if (values.runs > 0) expect(dataset.getTimeline(-1).createdAt).toBeLessThanOrEqual(start)
        expect(dataset.getTimeline(0).createdAt).toBeGreaterThan(start)
      }),
    )
  })

  it('creates runs in the order of their index, and finds indices by arithmetic', () => {
    fc.assert(
      fc.property(parameterValues, fc.integer({ min: -500, max: 500 }), (values, index) => {
        const { schedule } = createDataset(values)
        expect(schedule.getCreatedAt(index + 1)).toBeGreaterThanOrEqual(schedule.getCreatedAt(index))
        const at = schedule.getCreatedAt(index)
        let end = index
        while (schedule.getCreatedAt(end) === at) end++
        expect(schedule.findIndexAfter(at)).toBe(end)
        expect(schedule.getCreatedAt(schedule.findIndexAfter(addDuration(at, -1)))).toBe(at)
      }),
    )
  })

  it('has the same cells in every epoch, and lists their indices', () => {
    fc.assert(
      fc.property(parameterValues, fc.integer({ min: -3, max: 3 }), fc.nat({ max: 111 }), (values, epoch, cell) => {
        const { schedule, assignment } = createDataset(values)
        const first = epoch * schedule.runsPerEpoch
        const cells = Array.from({ length: schedule.runsPerEpoch }, (_, rest) => assignment.getCell(first + rest))
        const expected = cells.flatMap((one, rest) => (one === cell ? [rest] : []))
        const selection = { key: `only ${cell}`, has: (one: number) => one === cell }
        expect([...assignment.listIndices(selection, epoch)]).toEqual(expected)
        expect(assignment.countPerEpoch(selection)).toBe(expected.length)
      }),
      { numRuns: 40 },
    )
  })

  it('starts all runs of a broadcast at one instant in one flow, with different contacts', () => {
    const dataset = createDataset({ seed: 7, runs: 4096 })
    const { block } = dataset.parameters
    const starts = new Map<number, number[]>()
    for (let index = dataset.firstIndex; index < 0; index++) {
      const { broadcast } = dataset.getTimeline(index)
      if (broadcast !== null) starts.set(broadcast, [...(starts.get(broadcast) ?? []), index])
    }
    expect(starts.size).toBe((4096 / block / BLOCKS_PER_EPOCH) * dataset.parameters.broadcasts)
    for (const indices of starts.values()) {
      const timelines = indices.map((index) => dataset.getTimeline(index))
      expect(timelines).toHaveLength(block)
      expect(new Set(timelines.map((timeline) => timeline.createdAt)).size).toBe(1)
      expect(new Set(timelines.map((timeline) => timeline.flow.index)).size).toBe(1)
      expect(new Set(timelines.map((timeline) => timeline.contact)).size).toBe(block)
    }
  })

  it('never has a contact in two runs at once', () => {
    for (const values of [{ runs: 6000 }, { runs: 6000, every: 1_000_000 }, { runs: 6000, broadcasts: 8, block: 8 }]) {
      const dataset = createDataset(values)
      const busyUntil = new Map<number, number>()
      for (let index = dataset.firstIndex; index < 0; index++) {
        const { contact, createdAt, endsAt } = dataset.getTimeline(index)
        expect(busyUntil.get(contact) ?? 0).toBeLessThan(createdAt)
        busyUntil.set(contact, endsAt)
      }
    }
  })

  it('lists the runs of a contact', () => {
    const dataset = createDataset({ runs: 3000 })
    for (const contact of [0, 1, 77, dataset.parameters.contacts - 1]) {
      const indices = Array.from({ length: 3000 }, (_, at) => at - 3000)
      const expected = indices.filter((index) => dataset.getTimeline(index).contact === contact)
      expect(dataset.contactRotation.listRuns(contact, -3000, 0)).toEqual(expected)
    }
  })

  it('ends every run within the longest duration', () => {
    const dataset = createDataset({ seed: 3, runs: 5000 })
    for (let index = dataset.firstIndex; index < 0; index++) {
      const { createdAt, startsAt, repliesAt, endsAt } = dataset.getTimeline(index)
      const instants = [createdAt, startsAt, ...repliesAt]
      expect(instants).toEqual(instants.toSorted((left, right) => left - right))
      expect(endsAt).toBeGreaterThanOrEqual(instants.at(-1) ?? 0)
      expect(endsAt - createdAt).toBeLessThanOrEqual(dataset.maxRunDuration)
      expect(dataset.getEndsAt(index)).toBe(endsAt)
    }
  })

  it('has the same recent runs for every size', () => {
    const contacts = 4096
    const small = createDataset({ runs: 10, contacts })
    const large = createDataset({ runs: 10_000_000, contacts })
    for (let index = -10; index < 10; index++) expect(large.getTimeline(index)).toEqual(small.getTimeline(index))
  })

  it.each([
    [{ runs: -1 }, 'runs is -1; give a whole number from 0 to 1000000000'],
    [{ every: 0.5 }, /every is 0.5; give a whole number/],
    [{ contacts: 100 }, /contacts is 100; give a multiple of 256 that is at least 256/],
    [{ broadcasts: 9 }, 'broadcasts is 9; give a whole number from 0 to 8'],
  ])('rejects %j and names the range', (values, message) => {
    expect(() => createDataset(values)).toThrow(ParameterError)
    expect(() => createDataset(values)).toThrow(message)
  })
})
