import { findDeclaredBody, dedupeExchanges, findConstrainedLocations } from '../bodies.ts'
import type { Check } from '../check.ts'
import type { Contract } from '../contract.ts'
import { type Exchange, isSuccess } from '../exchange.ts'
import { checkEach, type Judgement } from '../finding.ts'
import { groupBy } from '../grouping.ts'
import { type Level, toLevel } from '../level.ts'
import type { CheckContext } from '../observation.ts'
import { parseTimestamp, type Timestamp } from '../oracles/instant.ts'
import { createRecordCheck } from './record-check.ts'

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
