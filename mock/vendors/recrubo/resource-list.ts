/** Lists of flows, message threads and webhooks: small collections that are filtered and sorted item by item. */

import type { HandlerContext } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { applySparseFieldset, type JsonApiResource } from '../../wire/media-type.ts'
import { getPageOffset } from '../../wire/pagination.ts'
import type { QueryString } from '../../wire/query-string.ts'
import type { Instant } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import {
  type Condition,
  createNumberTest,
  createTextTest,
  isEquality,
  parseConditions,
  parseEqualityValues,
  parseInstantRange,
  splitOperand,
} from './filter.ts'
import {
  createCollectionMeta,
  createQueryProblem,
  isNewestFirst,
  type PageQuery,
  parseFields,
  parsePageQuery,
  parseSortKeys,
  rejectUnknownParameters,
  type SortKey,
} from './query.ts'
import { quirks } from './quirks.ts'

/** An attribute that a list can be filtered and sorted by. */
type Attribute<Item> =
  | { readonly kind: 'id' | 'text'; readonly getValue: (item: Item) => string | null; readonly find?: ItemIndex<Item> }
  | { readonly kind: 'number'; readonly getValue: (item: Item) => number | null }
  | { readonly kind: 'instant'; readonly getValue: (item: Item) => Instant | null }
  | { readonly kind: 'boolean'; readonly getValue: (item: Item) => boolean }

/** Returns the items that can have a value; null if all items have to be tested. */
type ItemIndex<Item> = (value: string) => readonly Item[] | null

interface ItemList<Item> {
  readonly length: number
  /** Returns the items at the indexes [from, to), which do not exceed the length. */
  slice(from: number, to: number): readonly Item[]
}

interface Collection<Item> {
  /** All items in order of creation. */
  readonly items: ItemList<Item>
  readonly attributes: Readonly<Record<string, Attribute<Item>>>
}

/** A resource type with its collection. */
export interface ResourceType<Item, Serialized extends JsonApiResource> extends Collection<Item> {
  readonly type: string
  /** The parameters and parameter families of the list. */
  readonly parameters: readonly string[]
  readonly serialize: (item: Item) => Serialized
}

export const RELATED_LIST_PARAMETERS: readonly string[] = ['page[number]', 'page[size]', 'sort', 'fields[]', 'filter[]']

/** Returns one page of a list. */
export function listResources<Item, Serialized extends JsonApiResource>(
  resourceType: ResourceType<Item, Serialized>,
  query: PageQuery & { readonly sort?: string },
  { world, request }: HandlerContext,
) {
  rejectInclude(request.query)
  rejectUnknownParameters(request.query, resourceType.parameters, world)
  const page = parsePageQuery(query)
  const items = selectItems(resourceType, request.query, query.sort, world)
  const fields = parseFields(request.query, world).get(resourceType.type)
  const from = Math.min(getPageOffset(page), items.length)
  const rows = items.slice(from, Math.min(from + page.size, items.length))
  const data = rows.map((item) => applySparseFieldset(resourceType.serialize(item), fields))
  const meta = createCollectionMeta(page, items.length, resourceType.items.length, world)
  return { status: 200, body: { data, meta } } as const
}

/**
 * Returns one resource.
 * @throws {Problem} "not-found" without an item
 */
export function readResource<Item, Serialized extends JsonApiResource>(
  resourceType: ResourceType<Item, Serialized>,
  item: Item | undefined,
  { world, request }: HandlerContext,
) {
  rejectInclude(request.query)
  rejectUnknownParameters(request.query, ['fields[]'], world)
  const { type, serialize } = resourceType
  const fields = parseFields(request.query, world).get(type)
  if (item === undefined) {
    // The singular of the type: "MessageThread" for `messageThreads`.
    throw new Problem('not-found', { text: `${type.charAt(0).toUpperCase()}${type.slice(1, -1)} not found` })
  }
  return { status: 200, body: { data: applySparseFieldset(serialize(item), fields), meta: {} } } as const
}

/** The reply to DELETE, as the quirk `recrubo.deletion` decides. */
export function createDeleteReply({ world }: HandlerContext) {
  return getQuirkPosition(world, quirks['recrubo.deletion']) === 'meta'
    ? ({ status: 200, body: { meta: {} } } as const)
    : ({ status: 204, body: null } as const)
}

/** The items that match the filters of a query, in its order. Without filters and sort keys, nothing is computed. */
function selectItems<Item>(
  collection: Collection<Item>,
  query: QueryString,
  sort: string | undefined,
  world: World,
): ItemList<Item> {
  const conditions = parseConditions(query, Object.keys(collection.attributes), world)
  const sortKeys = sort === undefined ? [] : parseSortKeys(sort, world)
  const isUnchanged = conditions.length === 0 && sortKeys.length === 0
  const items = isUnchanged
    ? collection.items
    : sortItems(filterItems(collection, conditions, world), sortKeys, collection)
  if (sort !== undefined || !isNewestFirst(world)) return items
  const { length } = items
  return { length, slice: (from, to) => items.slice(length - to, length - from).toReversed() }
}

function filterItems<Item>(collection: Collection<Item>, conditions: readonly Condition[], world: World) {
  const tests = conditions.map((condition) => {
    const attribute = collection.attributes[condition.attribute]
    if (attribute === undefined) throw createQueryProblem(condition.parameter, 'nothing is known of it')
    return createAttributeTest(condition, attribute, world)
  })
  const candidates = findByIndex(collection, conditions) ?? collection.items.slice(0, collection.items.length)
  return candidates.filter((item) => tests.every((test) => test(item)))
}

/** Returns the candidates of the first condition that has an index; null without one. */
function findByIndex<Item>(collection: Collection<Item>, conditions: readonly Condition[]): readonly Item[] | null {
  for (const condition of conditions) {
    const attribute = collection.attributes[condition.attribute]
    if (attribute === undefined || !('find' in attribute) || !isEquality(condition)) continue
    const lists = splitOperand(condition).map((value) => attribute.find?.(value) ?? null)
    if (lists.every((list) => list !== null)) return [...new Set(lists.flat())]
  }
  return null
}

function createAttributeTest<Item>(condition: Condition, attribute: Attribute<Item>, world: World) {
  if (condition.operand === 'null' && isEquality(condition)) return (item: Item) => attribute.getValue(item) === null
  switch (attribute.kind) {
    case 'id': {
      const ids = parseEqualityValues(condition, 'an id').map((id) => id.toLowerCase())
      return (item: Item) => ids.includes(attribute.getValue(item) ?? '')
    }
    case 'text':
      return createNonNullTest(attribute.getValue, createTextTest(condition, world))
    case 'number':
      return createNonNullTest(attribute.getValue, createNumberTest(condition))
    case 'instant': {
      const { from = -Infinity, to = Infinity } = parseInstantRange(condition)
      return createNonNullTest(attribute.getValue, (at) => at >= from && at <= to)
    }
    case 'boolean': {
      const values = parseEqualityValues(condition, 'true or false')
      const invalid = values.find((value) => value !== 'true' && value !== 'false')
      if (invalid !== undefined) throw createQueryProblem(condition.parameter, `${invalid} is neither true nor false`)
      return (item: Item) => values.includes(String(attribute.getValue(item)))
    }
  }
}

function createNonNullTest<Item, Value>(getValue: (item: Item) => Value | null, test: (value: Value) => boolean) {
  return (item: Item): boolean => {
    const value = getValue(item)
    return value !== null && test(value)
  }
}

/** Sorts items by the keys; an item without a value comes first. */
function sortItems<Item>(items: readonly Item[], keys: readonly SortKey[], { attributes }: Collection<Item>) {
  if (keys.length === 0) return items
  const rows = items.map((item) => ({ item, values: keys.map(({ name }) => attributes[name]?.getValue(item) ?? '') }))
  return rows.toSorted((left, right) => compareSortValues(left.values, right.values, keys)).map(({ item }) => item)
}

type SortValues = readonly (string | number | boolean)[]

function compareSortValues(left: SortValues, right: SortValues, keys: readonly SortKey[]): number {
  for (const [index, { descending }] of keys.entries()) {
    const [leftValue = '', rightValue = ''] = [left[index], right[index]]
    if (leftValue !== rightValue) return leftValue < rightValue === descending ? 1 : -1
  }
  return 0
}

/** JSON:API requires 400 from an endpoint that supports no `include`. */
function rejectInclude(query: QueryString): void {
  const include = query.getLast('include')
  if (include === undefined) return
  const names = include === '' ? 'nothing' : include
  throw createQueryProblem('include', `${names} cannot be included here: Flowtwin serves no related resources`)
}
