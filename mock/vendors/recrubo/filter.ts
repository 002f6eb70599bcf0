import type { Problem } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import { parseIso } from '../../wire/date-time.ts'
import type { QueryString } from '../../wire/query-string.ts'
import type { InstantRange } from '../../world/query/filter.ts'
import { addDuration, SECOND, toInstant } from '../../world/time/instant.ts'
import type { World } from '../../world/world.ts'
import { createQueryProblem, toCamelCase } from './query.ts'
import { quirks } from './quirks.ts'

const FILTER_PARAMETER = /^filter\[([^\]]*)\](?:\[([^\]]*)\])?$/
const OPERATORS = ['eq', 'eql', 'prefix', 'suffix', 'gt', 'gte', 'lt', 'lte', 'match'] as const
const EQUALITY_OPERATORS: readonly string[] = ['eq', 'eql', 'match']
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
  if (!EQUALITY_OPERATORS.includes(condition.operator)) throw createOperatorProblem(condition, valueKind)
  return splitOperand(condition)
}

/** Returns true if a condition names exact values, not a range or a part of a text. */
export function isEquality({ operator }: Condition): boolean {
  return EQUALITY_OPERATORS.includes(operator)
}

/** Returns the test of a condition on a text. */
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

/** Returns the test of a condition on an integer. */
export function createNumberTest(condition: Condition): (value: number) => boolean {
  const values = splitOperand(condition).map((text) => (/^-?\d+$/.test(text) ? Number(text) : Number.NaN))
  const [value = Number.NaN] = values
  if (!values.every(Number.isInteger)) {
    throw createQueryProblem(condition.parameter, `${condition.operand} is not an integer`)
  }
  if (ORDER_OPERATORS.includes(condition.operator) && values.length > 1) throw createSingleValueProblem(condition)
  switch (condition.operator) {
    case 'gt':
      return (number) => number > value
    case 'gte':
      return (number) => number >= value
    case 'lt':
      return (number) => number < value
    case 'lte':
      return (number) => number <= value
    case 'prefix':
    case 'suffix':
      throw createOperatorProblem(condition, 'an integer')
    default:
      return (number) => values.includes(number)
  }
}

/** Converts a condition on an instant to a range. Responses show whole seconds, so a value stands for its whole second. */
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

function createOperatorProblem({ parameter, operator }: Condition, valueKind: string): Problem {
  return createQueryProblem(parameter, `${operator} does not fit ${valueKind}`)
}

function createSingleValueProblem({ parameter, operator }: Condition): Problem {
  return createQueryProblem(parameter, `${operator} takes one value here`)
}
