import { bestPractice, citeStandard, type Check, defineCheck } from '../../check.ts'
import type { CheckContext, Probe } from '../../check-context.ts'
import { getString, type JsonObject } from '../../json.ts'
import type { Exchange } from '../../http/exchange.ts'
import { compareInstants, parseInstant, parseTimestamp } from '../../oracles/instants.ts'
import { checkEach, type Judgement } from '../../outcome.ts'
import { toLevel } from '../../spec/evidence.ts'
import { checkValues, createRecordCheck, listRecordedFields, type RecordedField, selectText } from '../record-check.ts'

/** Checks of the notation of timestamps, over all recorded exchanges. */
export const timestampChecks: readonly Check[] = [
  createRecordCheck('TIME-001', citeStandard('MUST', 'RFC 3339 section 5.6'), {
    title: 'Timestamps are strict RFC 3339 with an offset',
    evidence: ['timestamp', 'one item or more'],
    run: (context) =>
      checkValues(listDateTimeFields(context), {
        select: selectText,
        check: (text, _, { evidence }) => {
          const message = 'the timestamp is not an RFC 3339 date-time'
          return parseTimestamp(text) === null ? { message, level: toLevel(evidence), example: text } : null
        },
      }),
  }),
  createRecordCheck('TIME-002', bestPractice, {
    title: 'Each field uses one offset notation and one precision',
    evidence: ['field with two timestamps or more', 'two items or more'],
    run: checkTimestampNotation,
  }),
]

function listDateTimeFields(context: CheckContext): readonly RecordedField[] {
  return listRecordedFields(context).filter(({ schema }) => schema['format'] === 'date-time')
}

/** The notations of the fields of one name, each with its first timestamp. */
interface FieldNotations {
  /** The number of timestamps. */
  count: number
  readonly firstByNotation: Map<string, { readonly text: string; readonly exchange: Exchange }>
}

function checkTimestampNotation(context: CheckContext): Judgement {
  const notationsByName = new Map<string, FieldNotations>()
  for (const { template, values } of listDateTimeFields(context)) {
    const name = template.slice(template.lastIndexOf('/') + 1)
    const notations = notationsByName.get(name) ?? { count: 0, firstByNotation: new Map() }
    notationsByName.set(name, notations)
    for (const { value, exchange } of values) {
      if (typeof value !== 'string') continue
      const notation = describeNotation(value, context)
      if (notation === null) continue
      notations.count++
      if (!notations.firstByNotation.has(notation)) notations.firstByNotation.set(notation, { text: value, exchange })
    }
  }
  const comparable = [...notationsByName].filter(([, { count }]) => count > 1)
  return checkEach(comparable, ([name, { firstByNotation }]) => {
    const [left, right] = firstByNotation.values()
    if (left === undefined || right === undefined) return null
    const example = `${left.text}, ${right.text}`
    return { message: `${name} is written in several notations`, example, exchange: right.exchange }
  })
}

/** Describes the notation; null for an unreadable timestamp, and for a whole second where the fraction may be missing. */
function describeNotation(text: string, { profile }: CheckContext): string | null {
  const timestamp = parseTimestamp(text)
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
