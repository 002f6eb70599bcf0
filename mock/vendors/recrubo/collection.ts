import type { QueryString } from '../../wire/query-string.ts'
import type { Instant } from '../../world/instant.ts'
import type { World } from '../../world/world.ts'
import {
  asksEquality,
  type Condition,
  conditionsOf,
  listOf,
  namedBy,
  numberTest,
  rangeOf,
  textTest,
} from './conditions.ts'
import { newestFirst, queryProblem, type SortKey, sortKeysOf } from './query.ts'

/** An attribute of a resource that lists are filtered and sorted by; null is no value. */
export type Attribute<Item> =
  | { readonly kind: 'id' | 'text'; of(item: Item): string | null; readonly find?: Find<Item> }
  | { readonly kind: 'number'; of(item: Item): number | null }
  | { readonly kind: 'instant'; of(item: Item): Instant | null }
  | { readonly kind: 'boolean'; of(item: Item): boolean }

/** The items that can have a value, where that is known without looking at all of them; else null. */
type Find<Item> = (value: string) => readonly Item[] | null

/** Resources beside the runs: few enough to be looked at one by one, unless nothing is asked of them. */
export interface Collection<Item> {
  readonly size: number
  /** The item on a place in order of creation, as far as that is known. */
  at(place: number): Item
  readonly attributes: Readonly<Record<string, Attribute<Item>>>
}

/** What a list is asked for. */
export interface Wanted {
  readonly query: QueryString
  readonly sort: string | undefined
  readonly offset: number
  readonly limit: number
}

/** One page of the items that pass every filter, with the exact total. */
export function pageOfItems<Item>(
  collection: Collection<Item>,
  { query, sort, offset, limit }: Wanted,
  world: World,
): { readonly total: number; readonly items: readonly Item[] } {
  const conditions = conditionsOf(query, Object.keys(collection.attributes), world)
  const keys = sort === undefined ? [] : sortKeysOf(sort, world)
  const turned = sort === undefined && newestFirst(world)
  const source = conditions.length === 0 && keys.length === 0 ? null : matching(collection, conditions, world)
  const total = source?.length ?? collection.size
  const items: Item[] = []
  const sorted = source === null ? null : sortedBy(source, keys, collection)
  for (let place = offset; place < Math.min(total, offset + limit); place++) {
    const from = turned ? total - 1 - place : place
    const item = sorted === null ? collection.at(from) : sorted[from]
    if (item !== undefined) items.push(item)
  }
  return { total, items }
}

function matching<Item>(collection: Collection<Item>, conditions: readonly Condition[], world: World): readonly Item[] {
  const tests = conditions.map((condition) => {
    const attribute = collection.attributes[condition.attribute]
    if (attribute === undefined) throw queryProblem(condition.parameter, 'nothing is known of it')
    return testOf(condition, attribute, world)
  })
  const candidates =
    found(collection, conditions) ?? Array.from({ length: collection.size }, (_, place) => collection.at(place))
  return candidates.filter((item) => tests.every((test) => test(item)))
}

/** The items that the first condition on an attribute with an index names. */
function found<Item>(collection: Collection<Item>, conditions: readonly Condition[]): readonly Item[] | null {
  for (const condition of conditions) {
    const attribute = collection.attributes[condition.attribute]
    if (attribute === undefined || !('find' in attribute) || !asksEquality(condition)) continue
    const lists = listOf(condition).map((value) => attribute.find?.(value) ?? null)
    if (lists.every((list) => list !== null)) return [...new Set(lists.flat())]
  }
  return null
}

function testOf<Item>(condition: Condition, attribute: Attribute<Item>, world: World): (item: Item) => boolean {
  if (condition.operand === 'null' && asksEquality(condition)) return (item) => attribute.of(item) === null
  switch (attribute.kind) {
    case 'id': {
      const ids = namedBy(condition, 'an id').map((id) => id.toLowerCase())
      return (item) => ids.includes(attribute.of(item) ?? '')
    }
    case 'text':
      return whenGiven((item) => attribute.of(item), textTest(condition, world))
    case 'number':
      return whenGiven((item) => attribute.of(item), numberTest(condition))
    case 'instant': {
      const { from = -Infinity, to = Infinity } = rangeOf(condition)
      return whenGiven(
        (item) => attribute.of(item),
        (at) => at >= from && at <= to,
      )
    }
    case 'boolean': {
      const values = namedBy(condition, 'true or false')
      const wrong = values.find((value) => value !== 'true' && value !== 'false')
      if (wrong !== undefined) throw queryProblem(condition.parameter, `${wrong} is neither true nor false`)
      return (item) => values.includes(String(attribute.of(item)))
    }
  }
}

function whenGiven<Item, Value>(of: (item: Item) => Value | null, test: (value: Value) => boolean) {
  return (item: Item): boolean => {
    const value = of(item)
    return value !== null && test(value)
  }
}

/** The items by the keys, whose values are worked out once; without a value comes first. */
function sortedBy<Item>(
  items: readonly Item[],
  keys: readonly SortKey[],
  { attributes }: Collection<Item>,
): readonly Item[] {
  if (keys.length === 0) return items
  const rows = items.map((item) => ({ item, values: keys.map(({ name }) => attributes[name]?.of(item) ?? '') }))
  return rows.toSorted((left, right) => compare(left.values, right.values, keys)).map(({ item }) => item)
}

type Values = readonly (string | number | boolean)[]

function compare(left: Values, right: Values, keys: readonly SortKey[]): number {
  for (const [place, { descending }] of keys.entries()) {
    const [one = '', other = ''] = [left[place], right[place]]
    if (one !== other) return one < other === descending ? 1 : -1
  }
  return 0
}
