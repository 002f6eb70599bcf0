import type { QueryString } from '../../wire/query-string.ts'
import { type Facet, type InstantRange, NO_FILTER, type RunFilter } from '../../world/query/filter.ts'
import { type RunSort, sortStatusesByName } from '../../world/query/page.ts'
import { toInstant } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import {
  type Condition,
  createNumberTest,
  createTextTest,
  parseConditions,
  parseEqualityValues,
  parseInstantRange,
  type ValueRange,
} from './filter.ts'
import { computeCost, getVendorStatuses, type Inclusion } from './flow-runs.ts'
import { getIds } from './ids.ts'
import { isNewestFirst, parseSortKeys } from './query.ts'

/** Converts `sort` to the order of the world's query. */
export function parseSort(sort: string | undefined, world: World): RunSort {
  if (sort === undefined) return { by: 'created', descending: isNewestFirst(world) }
  const [first, second] = parseSortKeys(sort, world)
  const { name, descending } = first ?? { name: 'createdAt', descending: false }
  switch (name) {
    case 'createdAt':
      return { by: 'created', descending }
    case 'updatedAt':
      return { by: 'modified', descending }
    default: {
      const order = sortStatusesByName(getVendorStatuses(world))
      const within = second === undefined ? descending : second.descending
      return { by: 'status', order: descending ? order.toReversed() : order, descending: within }
    }
  }
}

/** Parses `include`; null if it was not sent. */
export function parseInclude(include: string | undefined): Inclusion | null {
  if (include === undefined) return null
  const names = include.split(',')
  return { flow: names.includes('flow'), messageThread: names.includes('messageThread') }
}

/** The contribution of one condition to the filter; all parts are combined with AND. */
interface FilterPart {
  readonly numbers?: readonly number[]
  readonly contacts?: readonly number[]
  readonly created?: ValueRange
  readonly modified?: ValueRange
  readonly test?: (facet: Facet) => boolean
}

/** Conversion of a condition on each filterable attribute. */
const filterParsers: Readonly<Record<string, (condition: Condition, world: World) => FilterPart>> = {
  id: (condition, world) => ({ numbers: decodeIds(condition, getIds(world).flowRun) }),
  messageThreadId: (condition, world) => ({ contacts: decodeIds(condition, getIds(world).messageThread) }),
  flowId: (condition, world) => {
    const flows = new Set(decodeIds(condition, getIds(world).flow))
    return { test: (facet) => flows.has(facet.flow) }
  },
  status: (condition, world) => {
    const test = createTextTest(condition, world)
    const statuses = getVendorStatuses(world)
    return { test: (facet) => test(statuses[facet.status]) }
  },
  cost: (condition) => {
    const test = createNumberTest(condition)
    return { test: (facet) => test(computeCost(facet.isStarted, facet.replyCount)) }
  },
  createdAt: (condition) => ({ created: parseInstantRange(condition) }),
  updatedAt: (condition) => ({ modified: parseInstantRange(condition) }),
}

/**
 * Parses all filters of a query into one run filter.
 * @throws {Problem} for an unknown attribute or operator, or an invalid operand
 */
export function parseFilter(query: QueryString, world: World): RunFilter {
  const parts = parseConditions(query, Object.keys(filterParsers), world).map(
    (condition): FilterPart => filterParsers[condition.attribute]?.(condition, world) ?? {},
  )
  if (parts.length === 0) return NO_FILTER
  const tests = parts.flatMap(({ test }) => test ?? [])
  return {
    numbers: intersectLists(parts.map(({ numbers }) => numbers)),
    contacts: intersectLists(parts.map(({ contacts }) => contacts)),
    created: intersectRanges(parts.flatMap(({ created }) => created ?? [])),
    modified: intersectRanges(parts.flatMap(({ modified }) => modified ?? [])),
    facet: tests.length === 0 ? undefined : (facet) => tests.every((test) => test(facet)),
  }
}

function decodeIds(condition: Condition, codec: { decode(id: string): number | undefined }): readonly number[] {
  return parseEqualityValues(condition, 'an id').flatMap((id) => codec.decode(id.toLowerCase()) ?? [])
}

/** The numbers that are in all lists; undefined without a list. */
function intersectLists(lists: readonly (readonly number[] | undefined)[]): readonly number[] | undefined {
  const [first, ...others] = lists.filter((list) => list !== undefined)
  return first?.filter((number) => others.every((list) => list.includes(number)))
}

function intersectRanges(ranges: readonly ValueRange[]): InstantRange | undefined {
  if (ranges.length === 0) return undefined
  const from = Math.max(...ranges.map((range) => range.from ?? -Infinity))
  const to = Math.min(...ranges.map((range) => range.to ?? Infinity))
  return {
    from: from === -Infinity ? undefined : toInstant(from),
    to: to === Infinity ? undefined : toInstant(to),
  }
}
