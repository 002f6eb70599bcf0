import type { Problem } from '../../http/problem.ts'
import { positionOf } from '../../http/quirk.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { parseIso } from '../../wire/iso-8601.ts'
import type { Range } from '../../world/filter.ts'
import { instant, plus, SECOND } from '../../world/instant.ts'
import type { World } from '../../world/world.ts'
import { camelCased, queryProblem } from './query.ts'
import { quirks } from './quirks.ts'

const NAME = /^filter\[([^\]]*)\](?:\[([^\]]*)\])?$/
const OPERATORS = ['eq', 'eql', 'prefix', 'suffix', 'gt', 'gte', 'lt', 'lte', 'match'] as const
const EQUALITIES: readonly string[] = ['eq', 'eql', 'match']
const ORDERS: readonly string[] = ['gt', 'gte', 'lt', 'lte']

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
export function conditionsOf(query: QueryString, known: readonly string[], world: World): readonly Condition[] {
  return query.pairs.flatMap(([parameter, operand]) => {
    const [matched, sent = '', operator = 'eq'] = NAME.exec(parameter) ?? []
    if (matched === undefined) {
      if (/^filter(\[|$)/.test(parameter)) throw queryProblem(parameter, `${parameter} is not how a filter is written`)
      return []
    }
    const attribute = camelCased(sent, world)
    if (!known.includes(attribute)) throw queryProblem(parameter, `${sent} cannot be filtered by`)
    const found = OPERATORS.find((one) => one === operator)
    if (found === undefined) throw queryProblem(parameter, `${operator} is not an operator`)
    return [{ parameter, attribute, operator: found, operand }]
  })
}

/** The alternatives of a condition. */
export function listOf({ operand }: Condition): readonly string[] {
  return operand.split(',').map((one) => one.trim())
}

/** The values that something has to be one of. */
export function namedBy(condition: Condition, what: string): readonly string[] {
  if (!EQUALITIES.includes(condition.operator)) throw unfit(condition, what)
  return listOf(condition)
}

/** Whether a condition asks for certain values rather than a range or a part. */
export function asksEquality({ operator }: Condition): boolean {
  return EQUALITIES.includes(operator)
}

/** What a text has to be. */
export function textTest(condition: Condition, world: World): (text: string) => boolean {
  const values = listOf(condition)
  const exact = (text: string) => values.includes(text)
  const folded = values.map((value) => value.toLowerCase())
  const alike = (text: string) => folded.includes(text.toLowerCase())
  const documented = positionOf(world, quirks.caseOfEq) === 'documented'
  switch (condition.operator) {
    case 'eq':
      return documented ? exact : alike
    case 'eql':
      return documented ? alike : exact
    case 'match':
      if (positionOf(world, quirks.match) === 'list') return exact
      return (text) => folded.some((value) => text.toLowerCase().includes(value))
    case 'prefix':
      return (text) => values.some((value) => text.startsWith(value))
    case 'suffix':
      return (text) => values.some((value) => text.endsWith(value))
    default:
      throw unfit(condition, 'text')
  }
}

/** What a whole number has to be. */
export function numberTest(condition: Condition): (value: number) => boolean {
  const values = listOf(condition).map((text) => (/^-?\d+$/.test(text) ? Number(text) : Number.NaN))
  const [value = Number.NaN] = values
  if (values.some((one) => !Number.isInteger(one))) {
    throw queryProblem(condition.parameter, `${condition.operand} is not an integer`)
  }
  if (ORDERS.includes(condition.operator) && values.length > 1) throw oneValue(condition)
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
export function rangeOf(condition: Condition): Range {
  const { operand, operator, parameter } = condition
  const at = parseIso(operand, { short: true })
  if (at === undefined) {
    if (listOf(condition).length > 1) throw oneValue(condition)
    throw queryProblem(parameter, `${operand} is not a date and time`)
  }
  const second = instant(Math.floor(at / SECOND) * SECOND)
  const last = plus(second, SECOND - 1)
  switch (operator) {
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

function unfit({ parameter, operator }: Condition, what: string): Problem {
  return queryProblem(parameter, `${operator} does not fit ${what}`)
}

function oneValue({ parameter, operator }: Condition): Problem {
  return queryProblem(parameter, `${operator} takes one value here`)
}
