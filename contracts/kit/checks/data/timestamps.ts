import type { CheckContext, Probe } from '../../check-context.ts'
import type { Check } from '../../check.ts'
import { groupBy } from '../../group-by.ts'
import { type Exchange, isSuccess } from '../../http/exchange.ts'
import { getString, type JsonObject } from '../../json.ts'
import { compareInstants, parseInstant, parseTimestamp, type Timestamp } from '../../oracles/instants.ts'
import { checkEach, type Judgement } from '../../outcome.ts'
import type { Contract } from '../../spec/contract.ts'
import { dedupeExchanges, findConstrainedLocations, findDeclaredBody } from '../../spec/declared-body.ts'
import { type Level, toLevel } from '../../spec/evidence.ts'
import { createRecordCheck } from '../record-check.ts'

/** How timestamps are written, judged over everything that was exchanged. */
export const timestampChecks: readonly Check[] = [
  createRecordCheck({
    id: 'TIME-001',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 3339 section 5.6' },
    title: 'Every timestamp is strict RFC 3339 with an offset',
    unit: 'timestamp',
    remedy: 'items to look at',
    run: (context) =>
      checkEach(getTimestamps(context), ({ text, timestamp, level, template, exchange }) => {
        if (timestamp !== null) return null
        return { message: 'the timestamp is no RFC 3339 date-time', level, pointer: template, witness: text, exchange }
      }),
  }),
  createRecordCheck({
    id: 'TIME-002',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Each member is written with one offset style and one precision throughout',
    unit: 'member with two timestamps or more',
    remedy: 'items to compare',
    run: checkTimestampStyle,
  }),
]

interface SeenTimestamp {
  readonly text: string
  /** Null when the text is no RFC 3339 date-time. */
  readonly timestamp: Timestamp | null
  /** Of the statement that a timestamp stands here. */
  readonly level: Level
  readonly template: string
  readonly exchange: Exchange
}

const timestampCache = new WeakMap<Exchange, readonly SeenTimestamp[]>()

function getTimestamps({ getExchanges, contract }: CheckContext): readonly SeenTimestamp[] {
  return dedupeExchanges(getExchanges())
    .filter(isSuccess)
    .flatMap((exchange) => {
      const known = timestampCache.get(exchange) ?? findTimestamps(exchange, contract)
      timestampCache.set(exchange, known)
      return known
    })
}

function findTimestamps(exchange: Exchange, contract: Contract): readonly SeenTimestamp[] {
  const body = findDeclaredBody(exchange, contract)
  if (body === null) return []
  return findConstrainedLocations(body).flatMap(({ schema, value, evidence, template }) =>
    schema['format'] === 'date-time' && typeof value === 'string'
      ? [{ text: value, timestamp: parseTimestamp(value), level: toLevel(evidence), template, exchange }]
      : [],
  )
}

function checkTimestampStyle(context: CheckContext): Judgement {
  const styled = getTimestamps(context).filter((one) => describeStyle(one, context) !== null)
  const members = groupBy(styled, ({ template }) => template.slice(template.lastIndexOf('/') + 1))
  const comparable = [...members].filter(([, stamps]) => stamps.length > 1)
  return checkEach(comparable, ([member, stamps]) => {
    const styleGroups = [...groupBy(stamps, (one) => describeStyle(one, context) ?? '').values()]
    const [one, other] = styleGroups.flatMap(([first]) => first ?? [])
    if (one === undefined || other === undefined) return null
    return {
      message: `${member} is written in several ways`,
      witness: `${one.text}, ${other.text}`,
      exchange: other.exchange,
    }
  })
}

/** Null for a stamp that says nothing about the style: an unreadable one, or a bare whole second where those are allowed. */
function describeStyle({ timestamp }: SeenTimestamp, { profile }: CheckContext): string | null {
  if (timestamp === null || (profile.wholeSecondsBare && timestamp.fractionDigits === 0)) return null
  return `${timestamp.fractionDigits} decimals, ${timestamp.offset}`
}

/** What every list item says about its times. */
export interface ChronologyRules {
  readonly items: Probe<readonly DatedItem[]>
  /** Pairs of members of which the first is never later than the second, when both are there. */
  readonly pairs: readonly (readonly [string, string])[]
}

export interface DatedItem {
  readonly id: string
  /** The object that has the members. */
  readonly item: JsonObject
  readonly exchange: Exchange
}

/** The check that things happen in the order in which they can. */
export function createChronologyCheck({ items, pairs }: ChronologyRules): Check {
  return {
    id: 'TIME-003',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Created is not later than started, started not later than updated, created not later than ended',
    unit: 'pair of timestamps of one item',
    remedy: 'items to look at',
    run: async ({ probeOnce }) => {
      const compared = (await probeOnce(items)).flatMap((dated) =>
        pairs.flatMap((pair) => compareTimestamps(dated, pair)),
      )
      return checkEach(compared, ({ names: [earlier, later], difference, id, exchange }) =>
        difference <= 0 ? null : { message: `${earlier} is later than ${later}`, witness: id, exchange },
      )
    },
  }
}

interface ComparedTimestamps {
  readonly names: readonly [string, string]
  /** Positive when they stand the wrong way round. */
  readonly difference: number
  readonly id: string
  readonly exchange: Exchange
}

function compareTimestamps(
  { id, item, exchange }: DatedItem,
  names: readonly [string, string],
): readonly ComparedTimestamps[] {
  const [earlier, later] = [parseInstant(getString(item, names[0])), parseInstant(getString(item, names[1]))]
  return earlier === null || later === null
    ? []
    : [{ names, difference: compareInstants(earlier, later), id, exchange }]
}
