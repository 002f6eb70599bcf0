import { declaredBody, distinct, placesIn } from '../bodies.ts'
import type { Check } from '../check.ts'
import type { Contract } from '../contract.ts'
import { type Exchange, isSuccess } from '../exchange.ts'
import { judgeEach, type Judgement } from '../finding.ts'
import { groupedBy } from '../grouping.ts'
import { type Level, levelOf } from '../level.ts'
import type { Context } from '../observation.ts'
import { readStamp, type Stamp } from '../oracles/instant.ts'
import { recordCheck } from './record-check.ts'

/** How timestamps are written, judged over everything that was exchanged. */
export const stampChecks: readonly Check[] = [
  recordCheck({
    id: 'TIME-001',
    level: 'MUST',
    source: { kind: 'standard', reference: 'RFC 3339 section 5.6' },
    title: 'Every timestamp is strict RFC 3339 with an offset',
    unit: 'timestamp',
    remedy: 'items to look at',
    judge: (context) =>
      judgeEach(stampsIn(context), ({ text, stamp, level, template, exchange }) => {
        if (stamp !== null) return null
        return { what: 'the timestamp is no RFC 3339 date-time', level, pointer: template, witness: text, exchange }
      }),
  }),
  recordCheck({
    id: 'TIME-002',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Each member is written with one offset style and one precision throughout',
    unit: 'member with two timestamps or more',
    remedy: 'items to compare',
    judge: styles,
  }),
]

interface SeenStamp {
  readonly text: string
  /** Null when the text is no RFC 3339 date-time. */
  readonly stamp: Stamp | null
  /** Of the statement that a timestamp stands here. */
  readonly level: Level
  readonly template: string
  readonly exchange: Exchange
}

const read = new WeakMap<Exchange, readonly SeenStamp[]>()

function stampsIn({ exchanges, contract }: Context): readonly SeenStamp[] {
  return distinct(exchanges())
    .filter(isSuccess)
    .flatMap((exchange) => {
      const known = read.get(exchange) ?? stampsOf(exchange, contract)
      read.set(exchange, known)
      return known
    })
}

function stampsOf(exchange: Exchange, contract: Contract): readonly SeenStamp[] {
  const body = declaredBody(exchange, contract)
  if (body === null) return []
  return placesIn(body).flatMap(({ schema, value, evidence, template }) =>
    schema['format'] === 'date-time' && typeof value === 'string'
      ? [{ text: value, stamp: readStamp(value), level: levelOf(evidence), template, exchange }]
      : [],
  )
}

function styles(context: Context): Judgement {
  const styled = stampsIn(context).filter((one) => styleOf(one, context) !== null)
  const members = groupedBy(styled, ({ template }) => template.slice(template.lastIndexOf('/') + 1))
  const comparable = [...members].filter(([, stamps]) => stamps.length > 1)
  return judgeEach(comparable, ([member, stamps]) => {
    const ways = [...groupedBy(stamps, (one) => styleOf(one, context) ?? '').values()]
    const [one, other] = ways.flatMap(([first]) => first ?? [])
    if (one === undefined || other === undefined) return null
    return {
      what: `${member} is written in several ways`,
      witness: `${one.text}, ${other.text}`,
      exchange: other.exchange,
    }
  })
}

/** Null for a stamp that says nothing about the style: an unreadable one, or a bare whole second where those are allowed. */
function styleOf({ stamp }: SeenStamp, { profile }: Context): string | null {
  if (stamp === null || (profile.wholeSecondsBare && stamp.digits === 0)) return null
  return `${stamp.digits} decimals, ${stamp.offset}`
}
