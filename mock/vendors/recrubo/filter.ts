import type { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { parseIso } from '../../wire/date-time.ts'
import type { QueryString } from '../../wire/query-string.ts'
import { SECOND } from '../../world/time.ts'
import type { World } from '../../world/world.ts'
import { createQueryProblem, toCamelCase } from './query.ts'
import { quirks } from './quirks.ts'

const FILTER_PARAMETER = /^filter\[([^\]]*)\](?:\[([^\]]*)\])?$/
const OPERATORS = ['eq', 'eql', 'prefix', 'suffix', 'gt', 'gte', 'lt', 'lte', 'match'] as const
const ORDER_OPERATORS: readonly string[] = ['gt', 'gte', 'lt', 'lte']

/** One `filter[attribute][operator]=operand` of a query. */
export interface Condition {
  readonly parameter: string
  /** The name in camel case. */
  readonly attribute: string
  readonly operator: (typeof OPERATORS)[number]
  readonly operand: string
}

/**
 * Parses the filters of a query, in order.
 * @throws {Problem} for an attribute that is not among the known ones, or an unknown operator
 */
export function parseConditions(query: QueryString, known: readonly string[], world: World): readonly Condition[] {
  return query.pairs.flatMap(([parameter, operand]) => {
    const [matched, rawName = '', operator = 'eq'] = FILTER_PARAMETER.exec(parameter) ?? []
    if (matched === undefined) {
      if (!/^filter(\[|$)/.test(parameter)) return []
      throw createQueryProblem(parameter, `${parameter} is not how a filter is written`)
    }
    const attribute = toCamelCase(rawName, world)
    if (!known.includes(attribute)) throw createQueryProblem(parameter, `${rawName} cannot be filtered by`)
    const knownOperator = OPERATORS.find((candidate) => candidate === operator)
    if (knownOperator === undefined) throw createQueryProblem(parameter, `${operator} is not an operator`)
    return [{ parameter, attribute, operator: knownOperator, operand }]
  })
}

/** The comma-separated alternatives of a condition. */
export function splitOperand({ operand }: Condition): readonly string[] {
  return operand.split(',').map((value) => value.trim())
}

/**
 * Returns the values that an attribute must equal one of.
 * @throws {Problem} for an operator other than equality
 */
export function parseEqualityValues(condition: Condition, valueKind: string): readonly string[] {
  if (!isEquality(condition)) throw createOperatorProblem(condition, valueKind)
  return splitOperand(condition)
}

/** Returns true if a condition names exact values, not a range or a part of a text. */
export function isEquality({ operator }: Condition): boolean {
  return ['eq', 'eql', 'match'].includes(operator)
}

export function createTextTest(condition: Condition, world: World): (text: string) => boolean {
  const values = splitOperand(condition)
  const matchesExactly = (text: string) => values.includes(text)
  const lowerCased = values.map((value) => value.toLowerCase())
  const matchesIgnoringCase = (text: string) => lowerCased.includes(text.toLowerCase())
  const isDocumented = getQuirkPosition(world, quirks['recrubo.case-of-eq']) === 'documented'
  switch (condition.operator) {
    case 'eq':
      return isDocumented ? matchesExactly : matchesIgnoringCase
    case 'eql':
      return isDocumented ? matchesIgnoringCase : matchesExactly
    case 'match':
      if (getQuirkPosition(world, quirks['recrubo.match']) === 'list') return matchesExactly
      return (text) => lowerCased.some((value) => text.toLowerCase().includes(value))
    case 'prefix':
      return (text) => values.some((value) => text.startsWith(value))
    case 'suffix':
      return (text) => values.some((value) => text.endsWith(value))
    default:
      throw createOperatorProblem(condition, 'text')
  }
}

/** A range of integers or instants; both bounds are inclusive. */
export interface ValueRange {
  readonly from?: number
  readonly to?: number
}

/** Returns the test of a condition on an integer. */
export function createNumberTest(condition: Condition): (value: number) => boolean {
  const { operator, operand, parameter } = condition
  const values = splitOperand(condition).map((text) => (/^-?\d+$/.test(text) ? Number(text) : Number.NaN))
  const [value = Number.NaN] = values
  if (!values.every(Number.isInteger)) throw createQueryProblem(parameter, `${operand} is not an integer`)
  if (isEquality(condition)) return (number) => values.includes(number)
  if (ORDER_OPERATORS.includes(operator) && values.length > 1) throw createSingleValueProblem(condition)
  const { from = -Infinity, to = Infinity } = toRange(condition, { from: value, to: value }, 'an integer')
  return (number) => number >= from && number <= to
}

/** Converts a condition on an instant to a range. Responses show whole seconds, so a value stands for its whole second. */
export function parseInstantRange(condition: Condition): ValueRange {
  const at = parseIso(condition.operand, { allowShort: true })
  if (at === undefined) {
    if (splitOperand(condition).length > 1) throw createSingleValueProblem(condition)
    throw createQueryProblem(condition.parameter, `${condition.operand} is not a date and time`)
  }
  const from = Math.floor(at / SECOND) * SECOND
  return toRange(condition, { from, to: from + SECOND - 1 }, 'a date and time')
}

/** Converts an operator to a range; `value` is the range that the operand stands for. */
function toRange(condition: Condition, value: Required<ValueRange>, valueKind: string): ValueRange {
  switch (condition.operator) {
    case 'gt':
      return { from: value.to + 1 }
    case 'gte':
      return { from: value.from }
    case 'lt':
      return { to: value.from - 1 }
    case 'lte':
      return { to: value.to }
    case 'prefix':
    case 'suffix':
      throw createOperatorProblem(condition, valueKind)
    default:
      return value
  }
}

function createOperatorProblem({ parameter, operator }: Condition, valueKind: string): Problem {
  return createQueryProblem(parameter, `${operator} does not fit ${valueKind}`)
}

function createSingleValueProblem({ parameter, operator }: Condition): Problem {
  return createQueryProblem(parameter, `${operator} takes one value here`)
}
