import { bestPractice, citeStandard, type Check, defineCheck } from '../../check.ts'
import type { CheckContext, Probe } from '../../check-context.ts'
import { groupBy, getString, type JsonObject } from '../../json.ts'
import type { Exchange } from '../../http/exchange.ts'
import { compareInstants, parseInstant, parseTimestamp, type Timestamp } from '../../oracles/instants.ts'
import { checkEach, type Judgement } from '../../outcome.ts'
import { type Level, toLevel } from '../../spec/evidence.ts'
import { createRecordCheck, listRecordedLocations } from '../record-check.ts'

/** Checks of the notation of timestamps, over all recorded exchanges. */
export const timestampChecks: readonly Check[] = [
  createRecordCheck('TIME-001', citeStandard('MUST', 'RFC 3339 section 5.6'), {
    title: 'Timestamps are strict RFC 3339 with an offset',
    evidence: ['timestamp', 'one item or more'],
    run: (context) =>
      checkEach(getTimestamps(context), ({ text, timestamp, level, template: pointer, exchange }) => {
        const message = 'the timestamp is not an RFC 3339 date-time'
        return timestamp === null ? { message, level, pointer, example: text, exchange } : null
      }),
  }),
  createRecordCheck('TIME-002', bestPractice, {
    title: 'Each field uses one offset notation and one precision',
    evidence: ['field with two timestamps or more', 'two items or more'],
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

function getTimestamps(context: CheckContext): readonly SeenTimestamp[] {
  const dateTimes = listRecordedLocations(context).filter(({ schema }) => schema['format'] === 'date-time')
  return dateTimes.flatMap(({ value, evidence, template, exchange }) =>
    typeof value === 'string'
      ? [{ text: value, timestamp: parseTimestamp(value), level: toLevel(evidence), template, exchange }]
      : [],
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
  return defineCheck('TIME-003', bestPractice, {
    title: 'Timestamps of an item are in order: created, started, updated, ended',
    evidence: ['pair of timestamps of one item', 'one item or more'],
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
  })
}
