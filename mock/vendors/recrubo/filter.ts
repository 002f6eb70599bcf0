import type { QueryString } from '../../wire/query-string.ts'
import { NO_FILTER, type Facet, type RunFilter, type InstantRange } from '../../world/filter.ts'
import { toInstant } from '../../world/instant.ts'
import type { World } from '../../world/world.ts'
import {
  type Condition,
  parseConditions,
  parseEqualityValues,
  createNumberTest,
  parseInstantRange,
  createTextTest,
} from './conditions.ts'
import { computeCost, getVendorStatuses } from './flow-run.ts'
import { getIds } from './ids.ts'

type FacetTest = (facet: Facet) => boolean

/** The part of a filter that one condition makes; `tests` are joined at the end. */
interface FilterPart {
  readonly numbers?: readonly number[]
  readonly contacts?: readonly number[]
  readonly created?: InstantRange
  readonly modified?: InstantRange
  readonly test?: FacetTest
}

/** What may be filtered by, and how a condition on it is understood. */
const filterReaders: Readonly<Record<string, (condition: Condition, world: World) => FilterPart>> = {
  id: (condition, world) => ({ numbers: decodeIds(condition, getIds(world).flowRun) }),
  messageThreadId: (condition, world) => ({ contacts: decodeIds(condition, getIds(world).messageThread) }),
  flowId: (condition, world) => {
    const flows = new Set(decodeIds(condition, getIds(world).flow))
    return { test: (facet) => flows.has(facet.flow) }
  },
  status: (condition, world) => {
    const test = createTextTest(condition, world)
    const words = getVendorStatuses(world)
    return { test: (facet) => test(words[facet.status]) }
  },
  cost: (condition) => {
    const test = createNumberTest(condition)
    return { test: (facet) => test(computeCost(facet.isStarted, facet.replyCount)) }
  },
  createdAt: (condition) => ({ created: parseInstantRange(condition) }),
  updatedAt: (condition) => ({ modified: parseInstantRange(condition) }),
}

const FILTERABLE_ATTRIBUTES = Object.keys(filterReaders)

/**
 * All filters of a query, every one of which a run has to pass.
 * @throws {Problem} for an attribute, operator or operand that cannot be filtered by
 */
export function parseFilter(query: QueryString, world: World): RunFilter {
  const parts = parseConditions(query, FILTERABLE_ATTRIBUTES, world).map(
    (condition): FilterPart => filterReaders[condition.attribute]?.(condition, world) ?? {},
  )
  if (parts.length === 0) return NO_FILTER
  const tests = parts.flatMap(({ test }) => test ?? [])
  return {
    numbers: intersectLists(parts.flatMap(({ numbers }) => (numbers === undefined ? [] : [numbers]))),
    contacts: intersectLists(parts.flatMap(({ contacts }) => (contacts === undefined ? [] : [contacts]))),
    created: intersectRanges(parts.flatMap(({ created }) => created ?? [])),
    modified: intersectRanges(parts.flatMap(({ modified }) => modified ?? [])),
    facet: tests.length === 0 ? undefined : (facet) => tests.every((test) => test(facet)),
  }
}

function decodeIds(condition: Condition, identity: { decode(id: string): number | undefined }): readonly number[] {
  return parseEqualityValues(condition, 'an id').flatMap((id) => identity.decode(id.toLowerCase()) ?? [])
}

/** What all lists hold; undefined when there is no list. */
function intersectLists(lists: readonly (readonly number[])[]): readonly number[] | undefined {
  const [first, ...others] = lists
  return first?.filter((one) => others.every((other) => other.includes(one)))
}

function intersectRanges(ranges: readonly InstantRange[]): InstantRange | undefined {
  if (ranges.length === 0) return undefined
  const froms = ranges.flatMap(({ from }) => from ?? [])
  const tos = ranges.flatMap(({ to }) => to ?? [])
  return {
    from: froms.length === 0 ? undefined : toInstant(Math.max(...froms)),
    to: tos.length === 0 ? undefined : toInstant(Math.min(...tos)),
  }
}
