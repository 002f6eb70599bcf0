import type { QueryString } from '../../wire/query-string.ts'
import { EVERYTHING, type Facet, type Filter, type Range } from '../../world/filter.ts'
import { instant } from '../../world/instant.ts'
import type { World } from '../../world/world.ts'
import { type Condition, conditionsOf, namedBy, numberTest, rangeOf, textTest } from './conditions.ts'
import { costOf, wordsOf } from './flow-run.ts'
import { idsOf } from './ids.ts'

type Test = (facet: Facet) => boolean

/** The part of a filter that one condition makes; `tests` are joined at the end. */
interface Part {
  readonly numbers?: readonly number[]
  readonly contacts?: readonly number[]
  readonly created?: Range
  readonly modified?: Range
  readonly test?: Test
}

/** What may be filtered by, and how a condition on it is understood. */
const readers: Readonly<Record<string, (condition: Condition, world: World) => Part>> = {
  id: (condition, world) => ({ numbers: named(condition, idsOf(world).flowRun) }),
  messageThreadId: (condition, world) => ({ contacts: named(condition, idsOf(world).messageThread) }),
  flowId: (condition, world) => {
    const flows = new Set(named(condition, idsOf(world).flow))
    return { test: (facet) => flows.has(facet.flow) }
  },
  status: (condition, world) => {
    const test = textTest(condition, world)
    const words = wordsOf(world)
    return { test: (facet) => test(words[facet.status]) }
  },
  cost: (condition) => {
    const test = numberTest(condition)
    return { test: (facet) => test(costOf(facet.started, facet.replies)) }
  },
  createdAt: (condition) => ({ created: rangeOf(condition) }),
  updatedAt: (condition) => ({ modified: rangeOf(condition) }),
}

const FILTERABLE = Object.keys(readers)

/**
 * All filters of a query, every one of which a run has to pass.
 * @throws {Problem} for an attribute, operator or operand that cannot be filtered by
 */
export function filterOf(query: QueryString, world: World): Filter {
  const parts = conditionsOf(query, FILTERABLE, world).map(
    (condition): Part => readers[condition.attribute]?.(condition, world) ?? {},
  )
  if (parts.length === 0) return EVERYTHING
  const tests = parts.flatMap(({ test }) => test ?? [])
  return {
    numbers: common(parts.flatMap(({ numbers }) => (numbers === undefined ? [] : [numbers]))),
    contacts: common(parts.flatMap(({ contacts }) => (contacts === undefined ? [] : [contacts]))),
    created: narrowest(parts.flatMap(({ created }) => created ?? [])),
    modified: narrowest(parts.flatMap(({ modified }) => modified ?? [])),
    facet: tests.length === 0 ? undefined : (facet) => tests.every((test) => test(facet)),
  }
}

function named(condition: Condition, identity: { decode(id: string): number | undefined }): readonly number[] {
  return namedBy(condition, 'an id').flatMap((id) => identity.decode(id.toLowerCase()) ?? [])
}

/** What all lists hold; undefined when there is no list. */
function common(lists: readonly (readonly number[])[]): readonly number[] | undefined {
  const [first, ...others] = lists
  return first?.filter((one) => others.every((other) => other.includes(one)))
}

function narrowest(ranges: readonly Range[]): Range | undefined {
  if (ranges.length === 0) return undefined
  const froms = ranges.flatMap(({ from }) => from ?? [])
  const tos = ranges.flatMap(({ to }) => to ?? [])
  return {
    from: froms.length === 0 ? undefined : instant(Math.max(...froms)),
    to: tos.length === 0 ? undefined : instant(Math.min(...tos)),
  }
}
