import type { HandlerContext } from '../../http/handler-context.ts'
import { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { getPageOffset } from '../../wire/pagination.ts'
import type { QueryString } from '../../wire/query-string.ts'
import type { Instant } from '../../world/time/instant.ts'
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
  parseFields,
  parsePageQuery,
  parseSortKeys,
  rejectUnknownParameters,
  type SortKey,
} from './query.ts'
import { quirks } from './quirks.ts'

/** An attribute of a resource that lists are filtered and sorted by; null is no value. */
export type Attribute<Item> =
  | { readonly kind: 'id' | 'text'; of(item: Item): string | null; readonly find?: ItemLookup<Item> }
  | { readonly kind: 'number'; of(item: Item): number | null }
  | { readonly kind: 'instant'; of(item: Item): Instant | null }
  | { readonly kind: 'boolean'; of(item: Item): boolean }

/** The items that can have a value, where that is known without looking at all of them; else null. */
type ItemLookup<Item> = (value: string) => readonly Item[] | null

/** Resources beside the runs: few enough to be looked at one by one, unless nothing is asked of them. */
export interface Collection<Item> {
  readonly size: number
  /** The item on a place in order of creation, as far as that is known. */
  getItem(place: number): Item
  readonly attributes: Readonly<Record<string, Attribute<Item>>>
}

/** What a list is asked for. */
export interface ListRequest {
  readonly query: QueryString
  readonly sort: string | undefined
  readonly offset: number
  readonly limit: number
}

/** One page of the items that pass every filter, with the exact total. */
export function selectItemPage<Item>(
  collection: Collection<Item>,
  { query, sort, offset, limit }: ListRequest,
  world: World,
): { readonly total: number; readonly items: readonly Item[] } {
  const conditions = parseConditions(query, Object.keys(collection.attributes), world)
  const sortKeys = sort === undefined ? [] : parseSortKeys(sort, world)
  const isReversed = sort === undefined && isNewestFirst(world)
  const matches = conditions.length === 0 && sortKeys.length === 0 ? null : filterItems(collection, conditions, world)
  const total = matches?.length ?? collection.size
  const items: Item[] = []
  const sorted = matches === null ? null : sortItems(matches, sortKeys, collection)
  for (let index = offset; index < Math.min(total, offset + limit); index++) {
    const position = isReversed ? total - 1 - index : index
    const item = sorted === null ? collection.getItem(position) : sorted[position]
    if (item !== undefined) items.push(item)
  }
  return { total, items }
}

function filterItems<Item>(
  collection: Collection<Item>,
  conditions: readonly Condition[],
  world: World,
): readonly Item[] {
  const tests = conditions.map((condition) => {
    const attribute = collection.attributes[condition.attribute]
    if (attribute === undefined) throw createQueryProblem(condition.parameter, 'nothing is known of it')
    return createAttributeTest(condition, attribute, world)
  })
  const candidates =
    findByIndex(collection, conditions) ??
    Array.from({ length: collection.size }, (_, place) => collection.getItem(place))
  return candidates.filter((item) => tests.every((test) => test(item)))
}

/** The items that the first condition on an attribute with an index names. */
function findByIndex<Item>(collection: Collection<Item>, conditions: readonly Condition[]): readonly Item[] | null {
  for (const condition of conditions) {
    const attribute = collection.attributes[condition.attribute]
    if (attribute === undefined || !('find' in attribute) || !isEquality(condition)) continue
    const lists = splitOperand(condition).map((value) => attribute.find?.(value) ?? null)
    if (lists.every((list) => list !== null)) return [...new Set(lists.flat())]
  }
  return null
}

function createAttributeTest<Item>(
  condition: Condition,
  attribute: Attribute<Item>,
  world: World,
): (item: Item) => boolean {
  if (condition.operand === 'null' && isEquality(condition)) return (item) => attribute.of(item) === null
  switch (attribute.kind) {
    case 'id': {
      const ids = parseEqualityValues(condition, 'an id').map((id) => id.toLowerCase())
      return (item) => ids.includes(attribute.of(item) ?? '')
    }
    case 'text':
      return createNonNullTest((item) => attribute.of(item), createTextTest(condition, world))
    case 'number':
      return createNonNullTest((item) => attribute.of(item), createNumberTest(condition))
    case 'instant': {
      const { from = -Infinity, to = Infinity } = parseInstantRange(condition)
      return createNonNullTest(
        (item) => attribute.of(item),
        (at) => at >= from && at <= to,
      )
    }
    case 'boolean': {
      const values = parseEqualityValues(condition, 'true or false')
      const invalid = values.find((value) => value !== 'true' && value !== 'false')
      if (invalid !== undefined) throw createQueryProblem(condition.parameter, `${invalid} is neither true nor false`)
      return (item) => values.includes(String(attribute.of(item)))
    }
  }
}

function createNonNullTest<Item, Value>(getValue: (item: Item) => Value | null, test: (value: Value) => boolean) {
  return (item: Item): boolean => {
    const value = getValue(item)
    return value !== null && test(value)
  }
}

/** The items by the keys, whose values are worked out once; without a value comes first. */
function sortItems<Item>(
  items: readonly Item[],
  keys: readonly SortKey[],
  { attributes }: Collection<Item>,
): readonly Item[] {
  if (keys.length === 0) return items
  const rows = items.map((item) => ({ item, values: keys.map(({ name }) => attributes[name]?.of(item) ?? '') }))
  return rows.toSorted((left, right) => compareSortValues(left.values, right.values, keys)).map(({ item }) => item)
}

type SortValues = readonly (string | number | boolean)[]

function compareSortValues(left: SortValues, right: SortValues, keys: readonly SortKey[]): number {
  for (const [place, { descending }] of keys.entries()) {
    const [one = '', other = ''] = [left[place], right[place]]
    if (one !== other) return one < other === descending ? 1 : -1
  }
  return 0
}

/** A resource with or without relationships. */
interface Resource {
  readonly id: string
  readonly type: string
  readonly attributes: object
  readonly relationships?: object
}

/** A kind of resource that is looked at one by one. */
export interface ResourceType<Item, Shown extends Resource> {
  readonly type: string
  readonly collection: Collection<Item>
  /** The families and names that its list knows. */
  readonly parameters: readonly string[]
  toResource(item: Item): Shown
}

type ListQuery = Parameters<typeof parsePageQuery>[0] & { readonly sort?: string }

/** A page of one kind, as its list answers. */
export function listResources<Item, Shown extends Resource>(
  kind: ResourceType<Item, Shown>,
  query: ListQuery,
  context: HandlerContext,
) {
  const { world, request: incoming } = context
  rejectInclude(incoming.query)
  rejectUnknownParameters(incoming.query, kind.parameters, world)
  const page = parsePageQuery(query)
  const request = { query: incoming.query, sort: query.sort, offset: getPageOffset(page), limit: page.size }
  const { total, items } = selectItemPage(kind.collection, request, world)
  const fields = parseFields(incoming.query, world).get(kind.type)
  const data = items.map((item) => selectFields(kind.toResource(item), fields))
  return { data, meta: createCollectionMeta(page, { total, totalUnfiltered: kind.collection.size }, world) }
}

/** One resource, as its path answers. */
export function readResource<Item, Shown extends Resource>(
  kind: ResourceType<Item, Shown>,
  item: Item | undefined,
  context: HandlerContext,
) {
  const { world, request } = context
  rejectInclude(request.query)
  rejectUnknownParameters(request.query, ['fields[]'], world)
  const fields = parseFields(request.query, world).get(kind.type)
  if (item === undefined) throw new Problem('not-found', { text: `${toResourceName(kind.type)} not found` })
  return { data: selectFields(kind.toResource(item), fields), meta: {} }
}

/** Refuses the path with an underscore that two samples have, where a quirk says so. */
export function rejectUnderscorePath({ request, world }: HandlerContext): void {
  if (!request.path.includes('/flow_runs')) return
  if (getQuirkPosition(world, quirks.underscorePath) === 'refused') throw new Problem('unknown-route')
}

/** JSON:API demands 400 where an endpoint includes nothing. */
function rejectInclude(query: HandlerContext['request']['query']): void {
  const include = query.getLast('include')
  if (include === undefined) return
  const names = include === '' ? 'nothing' : include
  throw createQueryProblem('include', `${names} cannot be included here: Flowtwin serves nothing that is related`)
}

function selectFields<Shown extends Resource>(resource: Shown, fields: ReadonlySet<string> | undefined): Shown {
  if (fields === undefined) return resource
  const pickMembers = (members: object) =>
    Object.fromEntries(Object.entries(members).filter(([name]) => fields.has(name)))
  const { attributes, relationships } = resource
  return {
    ...resource,
    attributes: pickMembers(attributes),
    ...(relationships === undefined ? {} : { relationships: pickMembers(relationships) }),
  }
}

/** `messageThreads` as refusals name one of them: "MessageThread". */
function toResourceName(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1, -1)
}
