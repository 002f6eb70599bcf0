// Checks: TIME-001, TIME-002, TIME-003
import { bestPractice, citeStandard } from '../rule-source.ts'
import type { CheckContext, Probe } from '../../check-context.ts'
import type { Check } from '../../check.ts'
import { groupBy } from '../../group-by.ts'
import { type Exchange, isSuccess } from '../../http/exchange.ts'
import { getString, type JsonObject } from '../../json.ts'
import { compareInstants, parseInstant, parseTimestamp, type Timestamp } from '../../oracles/instants.ts'
import { checkEach, type Judgement } from '../../outcome.ts'
import { dedupeExchanges, findConstrainedLocations, findDeclaredBody } from '../../spec/declared-body.ts'
import { type Level, toLevel } from '../../spec/evidence.ts'
import { createRecordCheck } from '../record-check.ts'

/** Checks of the notation of timestamps, over all recorded exchanges. */
export const timestampChecks: readonly Check[] = [
  createRecordCheck({
    ...citeStandard('MUST', 'RFC 3339 section 5.6'),
    id: 'TIME-001',
    title: 'Timestamps are strict RFC 3339 with an offset',
    unit: 'timestamp',
    hint: 'one item or more',
    run: (context) =>
      checkEach(getTimestamps(context), ({ text, timestamp, level, template: pointer, exchange }) => {
        const message = 'the timestamp is not an RFC 3339 date-time'
        return timestamp === null ? { message, level, pointer, example: text, exchange } : null
      }),
  }),
  createRecordCheck({
    ...bestPractice,
    id: 'TIME-002',
    title: 'Each field uses one offset notation and one precision',
    unit: 'field with two timestamps or more',
    hint: 'two items or more',
    run: checkTimestampStyle,
  }),
]

interface SeenTimestamp {
  readonly text: string
  /** Null when the text is not an RFC 3339 date-time. */
  readonly timestamp: Timestamp | null
  /** The level of the statement that documents the timestamp. */
  readonly level: Level
  readonly template: string
  readonly exchange: Exchange
}

function getTimestamps({ getExchanges, contract }: CheckContext): readonly SeenTimestamp[] {
  const bodies = dedupeExchanges(getExchanges()).flatMap((exchange) =>
    isSuccess(exchange) ? (findDeclaredBody(exchange, contract) ?? []) : [],
  )
  return bodies.flatMap((body) =>
    findConstrainedLocations(body).flatMap(({ schema, value, evidence, template }) => {
      if (schema['format'] !== 'date-time' || typeof value !== 'string') return []
      const level = toLevel(evidence)
      return [{ text: value, timestamp: parseTimestamp(value), level, template, exchange: body.exchange }]
    }),
  )
}

function checkTimestampStyle(context: CheckContext): Judgement {
  const timestamps = getTimestamps(context).filter((timestamp) => describeStyle(timestamp, context) !== null)
  const fields = groupBy(timestamps, ({ template }) => template.slice(template.lastIndexOf('/') + 1))
  const comparable = [...fields].filter(([, group]) => group.length > 1)
  return checkEach(comparable, ([field, group]) => {
    const styleGroups = [...groupBy(group, (timestamp) => describeStyle(timestamp, context) ?? '').values()]
    const [left, right] = styleGroups.flatMap(([first]) => first ?? [])
    if (left === undefined || right === undefined) return null
    const example = `${left.text}, ${right.text}`
    return { message: `${field} is written in several notations`, example, exchange: right.exchange }
  })
}

/** Describes the notation; null for an unreadable timestamp, and for a whole second where the fraction may be missing. */
function describeStyle({ timestamp }: SeenTimestamp, { profile }: CheckContext): string | null {
  if (timestamp === null || (profile.allowMissingFraction && timestamp.fractionDigits === 0)) return null
  return `${timestamp.fractionDigits} decimals, ${timestamp.offset}`
}

/** The timestamps of list items and their required order. */
interface ChronologyRules {
  readonly items: Probe<readonly DatedItem[]>
  /** Pairs of fields; the first is never later than the second when both are set. */
  readonly pairs: readonly (readonly [string, string])[]
}

export interface DatedItem {
  readonly id: string
  /** The object with the timestamp fields. */
  readonly item: JsonObject
  readonly exchange: Exchange
}

export function createChronologyCheck({ items, pairs }: ChronologyRules): Check {
  return {
    ...bestPractice,
    id: 'TIME-003',
    title: 'Timestamps of an item are in order: created, started, updated, ended',
    unit: 'pair of timestamps of one item',
    hint: 'one item or more',
    run: async ({ probeOnce }) => {
      const compared = (await probeOnce(items)).flatMap(({ id, item, exchange }) =>
        pairs.flatMap(([first, second]) => {
          const [earlier, later] = [parseInstant(getString(item, first)), parseInstant(getString(item, second))]
          return earlier === null || later === null ? [] : [{ first, second, earlier, later, id, exchange }]
        }),
      )
      return checkEach(compared, ({ first, second, earlier, later, id, exchange }) =>
        compareInstants(earlier, later) <= 0
          ? null
          : { message: `${first} is later than ${second}`, example: id, exchange },
      )
    },
  }
}
