import { type Issue, Problem } from '../../http/problem.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { parseIso } from '../../wire/iso-8601.ts'
import type { Facet, Filter, Range } from '../../world/filter.ts'
import { instant, plus, SECOND } from '../../world/instant.ts'
import type { World } from '../../world/world.ts'
import { costOf, wireStatus } from './flow-run.ts'
import { idsOf } from './ids.ts'

const NAME = /^filter\[([^\]]*)\](?:\[([^\]]*)\])?$/
const OPERATORS = ['eq', 'eql', 'prefix', 'suffix', 'gt', 'gte', 'lt', 'lte', 'match'] as const
type Operator = (typeof OPERATORS)[number]

/** One filter as it was sent. */
interface Condition {
  readonly parameter: string
  readonly operator: Operator
  readonly operand: string
}

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
  status: (condition) => {
    const test = textTest(condition)
    return { test: (facet) => test(wireStatus[facet.status]) }
  },
  cost: (condition) => {
    const test = numberTest(condition)
    return { test: (facet) => test(costOf(facet.started, facet.replies)) }
  },
  createdAt: (condition) => ({ created: rangeOf(condition) }),
  updatedAt: (condition) => ({ modified: rangeOf(condition) }),
}

/**
 * All filters of a query, every one of which a run has to pass.
 * @throws {Problem} for an attribute, operator or operand that cannot be filtered by
 */
export function filterOf(query: QueryString, world: World): Filter {
  const parts = query.pairs.flatMap(([name, value]) => {
    const [matched, attribute = '', operator = 'eq'] = NAME.exec(name) ?? []
    if (matched === undefined) return []
    const reader = Object.hasOwn(readers, attribute) ? readers[attribute] : undefined
    if (reader === undefined) throw refusal(name, `${attribute} cannot be filtered by`)
    const known = OPERATORS.find((one) => one === operator)
    if (known === undefined) throw refusal(name, `${operator} is not an operator`)
    return [reader({ parameter: name, operator: known, operand: value }, world)]
  })
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
  if (!['eq', 'eql', 'match'].includes(condition.operator)) throw unfit(condition, 'an id')
  return listOf(condition).flatMap((id) => identity.decode(id.toLowerCase()) ?? [])
}

function textTest({ operator, operand, parameter }: Condition): (text: string) => boolean {
  const values = operand.split(',')
  switch (operator) {
    case 'eq':
    case 'match':
      return (text) => values.includes(text)
    case 'eql':
      return (text) => values.some((value) => value.toLowerCase() === text.toLowerCase())
    case 'prefix':
      return (text) => text.startsWith(operand)
    case 'suffix':
      return (text) => text.endsWith(operand)
    default:
      throw unfit({ operator, operand, parameter }, 'text')
  }
}

function numberTest(condition: Condition): (value: number) => boolean {
  const values = listOf(condition).map(Number)
  const [value = Number.NaN] = values
  if (values.some((one) => !Number.isInteger(one)))
    throw refusal(condition.parameter, `${condition.operand} is not an integer`)
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
      throw unfit(condition, 'an integer')
    default:
      return (given) => values.includes(given)
  }
}

/** Instants are shown to the second, so they are also compared to the second: the whole second is one value. */
function rangeOf(condition: Condition): Range {
  const at = parseIso(condition.operand, { short: true })
  if (at === undefined) throw refusal(condition.parameter, `${condition.operand} is not a date and time`)
  const second = instant(Math.floor(at / SECOND) * SECOND)
  const last = plus(second, SECOND - 1)
  switch (condition.operator) {
    case 'gt':
      return { from: plus(last, 1) }
    case 'gte':
      return { from: second }
    case 'lt':
      return { to: plus(second, -1) }
    case 'lte':
      return { to: last }
    case 'prefix':
    case 'suffix':
      throw unfit(condition, 'a date and time')
    default:
      return { from: second, to: last }
  }
}

function listOf({ operand }: Condition): readonly string[] {
  return operand.split(',').map((one) => one.trim())
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

function unfit({ parameter, operator }: Condition, what: string): Problem {
  return refusal(parameter, `${operator} does not fit ${what}`)
}

function refusal(parameter: string, text: string): Problem {
  const issues: readonly Issue[] = [{ in: 'query', at: parameter, rule: 'filter' }]
  return new Problem('invalid', { text, issues })
}
