import type { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { parseIso } from '../../wire/date-time.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { type Facet, type InstantRange, NO_FILTER, type RunFilter } from '../../world/query/filter.ts'
import { addDuration, SECOND, toInstant } from '../../world/time/instant.ts'
import type { World } from '../../world/world.ts'
import { computeCost, getVendorStatuses } from './flow-runs.ts'
import { getIds } from './ids.ts'
import { createQueryProblem, toCamelCase } from './query.ts'
import { quirks } from './quirks.ts'

const FILTER_PARAMETER = /^filter\[([^\]]*)\](?:\[([^\]]*)\])?$/
const OPERATORS = ['eq', 'eql', 'prefix', 'suffix', 'gt', 'gte', 'lt', 'lte', 'match'] as const
const EQUALITY_OPERATORS: readonly string[] = ['eq', 'eql', 'match']
const ORDER_OPERATORS: readonly string[] = ['gt', 'gte', 'lt', 'lte']

/** One filter as it was sent. */
export interface Condition {
  readonly parameter: string
  /** In camel case. */
  readonly attribute: string
  readonly operator: (typeof OPERATORS)[number]
  readonly operand: string
}

/**
 * The filters of a query, in order.
 * @throws {Problem} for an attribute that is not among the known ones, or an operator that does not exist
 */
export function parseConditions(query: QueryString, known: readonly string[], world: World): readonly Condition[] {
  return query.pairs.flatMap(([parameter, operand]) => {
    const [matched, rawName = '', operator = 'eq'] = FILTER_PARAMETER.exec(parameter) ?? []
    if (matched === undefined) {
      if (/^filter(\[|$)/.test(parameter))
        throw createQueryProblem(parameter, `${parameter} is not how a filter is written`)
      return []
    }
    const attribute = toCamelCase(rawName, world)
    if (!known.includes(attribute)) throw createQueryProblem(parameter, `${rawName} cannot be filtered by`)
    const knownOperator = OPERATORS.find((one) => one === operator)
    if (knownOperator === undefined) throw createQueryProblem(parameter, `${operator} is not an operator`)
    return [{ parameter, attribute, operator: knownOperator, operand }]
  })
}

/** The alternatives of a condition. */
export function splitOperand({ operand }: Condition): readonly string[] {
  return operand.split(',').map((one) => one.trim())
}

/** The values that something has to be one of. */
export function parseEqualityValues(condition: Condition, what: string): readonly string[] {
  if (!EQUALITY_OPERATORS.includes(condition.operator)) throw createOperatorProblem(condition, what)
  return splitOperand(condition)
}

/** Whether a condition asks for certain values rather than a range or a part. */
export function isEquality({ operator }: Condition): boolean {
  return EQUALITY_OPERATORS.includes(operator)
}

/** What a text has to be. */
export function createTextTest(condition: Condition, world: World): (text: string) => boolean {
  const values = splitOperand(condition)
  const matchesExactly = (text: string) => values.includes(text)
  const lowerCased = values.map((value) => value.toLowerCase())
  const matchesIgnoringCase = (text: string) => lowerCased.includes(text.toLowerCase())
  const isDocumented = getQuirkPosition(world, quirks.caseOfEq) === 'documented'
  switch (condition.operator) {
    case 'eq':
      return isDocumented ? matchesExactly : matchesIgnoringCase
    case 'eql':
      return isDocumented ? matchesIgnoringCase : matchesExactly
    case 'match':
      if (getQuirkPosition(world, quirks.match) === 'list') return matchesExactly
      return (text) => lowerCased.some((value) => text.toLowerCase().includes(value))
    case 'prefix':
      return (text) => values.some((value) => text.startsWith(value))
    case 'suffix':
      return (text) => values.some((value) => text.endsWith(value))
    default:
      throw createOperatorProblem(condition, 'text')
  }
}

/** What a whole number has to be. */
export function createNumberTest(condition: Condition): (value: number) => boolean {
  const values = splitOperand(condition).map((text) => (/^-?\d+$/.test(text) ? Number(text) : Number.NaN))
  const [value = Number.NaN] = values
  if (values.some((one) => !Number.isInteger(one))) {
    throw createQueryProblem(condition.parameter, `${condition.operand} is not an integer`)
  }
  if (ORDER_OPERATORS.includes(condition.operator) && values.length > 1) throw createSingleValueProblem(condition)
  switch (condition.operator) {
    case 'gt':
      return (given) => given > value
    case 'gte':
      return (given) => given >= value
    case 'lt':
      return (given) => given < value
    case 'lte':
      return (given) => given <= value
    case 'prefix':
    case 'suffix':
      throw createOperatorProblem(condition, 'an integer')
    default:
      return (given) => values.includes(given)
  }
}

/** Instants are shown to the second, so they are also compared to the second: the whole second is one value. */
export function parseInstantRange(condition: Condition): InstantRange {
  const { operand, operator, parameter } = condition
  const at = parseIso(operand, { allowShort: true })
  if (at === undefined) {
    if (splitOperand(condition).length > 1) throw createSingleValueProblem(condition)
    throw createQueryProblem(parameter, `${operand} is not a date and time`)
  }
  const second = toInstant(Math.floor(at / SECOND) * SECOND)
  const last = addDuration(second, SECOND - 1)
  switch (operator) {
    case 'gt':
      return { from: addDuration(last, 1) }
    case 'gte':
      return { from: second }
    case 'lt':
      return { to: addDuration(second, -1) }
    case 'lte':
      return { to: last }
    case 'prefix':
    case 'suffix':
      throw createOperatorProblem(condition, 'a date and time')
    default:
      return { from: second, to: last }
  }
}

function createOperatorProblem({ parameter, operator }: Condition, what: string): Problem {
  return createQueryProblem(parameter, `${operator} does not fit ${what}`)
}

function createSingleValueProblem({ parameter, operator }: Condition): Problem {
  return createQueryProblem(parameter, `${operator} takes one value here`)
}

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
