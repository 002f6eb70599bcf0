import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DueQueue } from '../../mock/world/collections/due-queue.ts'
import { NEVER, toInstant } from '../../mock/world/time.ts'

type Item = { readonly dueAt: ReturnType<typeof toInstant> }

const createItem = (at: number): Item => ({ dueAt: toInstant(at) })
const insertOne = (queue: DueQueue<Item>, at: number) => queue.insert(createItem(at))
const sortAscending = (numbers: readonly number[]) => numbers.toSorted((left, right) => left - right)

function listInstants(queue: DueQueue<Item>): readonly number[] {
  return queue.take(NEVER, Infinity).due.map(({ dueAt }) => dueAt)
}

describe('a due queue', () => {
  it('returns its items in the order in which they are due, and keeps earlier versions', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 300 }), { maxLength: 400, size: 'max' }), fc.nat({ max: 400 }), (all, cut) => {
        const before = all.slice(0, cut).reduce(insertOne, DueQueue.createEmpty<Item>())
        const after = all.slice(cut).reduce(insertOne, before)
        expect(listInstants(after)).toEqual(sortAscending(all))
        expect(listInstants(before.insertAll(all.slice(cut).map(createItem)))).toEqual(sortAscending(all))
        expect(listInstants(before)).toEqual(sortAscending(all.slice(0, cut)))
        expect(listInstants(after.take(NEVER, 1).rest)).toEqual(sortAscending(all).slice(1))
      }),
    )
  })

  it('returns only what is due, and no more than the limit', () => {
    const queue = DueQueue.createEmpty<Item>().insertAll([5, 1, 3, 9].map(createItem))
    const { due, rest } = queue.take(toInstant(5), 2)
    expect([due.map(({ dueAt }) => dueAt), listInstants(rest)]).toEqual([
      [1, 3],
      [5, 9],
    ])
    expect(listInstants(queue.take(toInstant(5), Infinity).rest)).toEqual([9])
  })

  it('takes a hundred thousand items in any order', () => {
    const shuffled = Array.from({ length: 100_000 }, (_, place) => (place * 7919) % 100_003)
    const ascending = sortAscending(shuffled)
    for (const instants of [shuffled, ascending, ascending.toReversed()]) {
      const queue = instants.reduce(insertOne, DueQueue.createEmpty<Item>())
      expect(queue.take(toInstant(2), Infinity).due.map(({ dueAt }) => dueAt)).toEqual([0, 1, 2])
    }
  })
})
