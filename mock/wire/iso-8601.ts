import { type Instant, MINUTE, plus } from '../world/instant.ts'
import { instantOf } from './instants.ts'

/** How strictly a date is read. */
export interface DateReading {
  /** Whether a date without a time, or without month and day, will do (Python's iso8601). */
  readonly short: boolean
}

const DATE = /^(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?/
const TIME = /^[T ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?/i
const ZONE = /^(?:Z|([+-])(\d\d)(?::?(\d\d))?)?$/i

/**
 * The instant of an ISO 8601 text; a missing zone means UTC, a fraction is cut to microseconds.
 * @returns undefined for anything else, such as epoch numbers, words or days that do not exist
 */
export function parseIso(text: string, reading: DateReading = { short: false }): Instant | undefined {
  const date = DATE.exec(text)
  if (date === null) return undefined
  const rest = text.slice(date[0].length)
  const time = TIME.exec(rest)
  if (!reading.short && (date[3] === undefined || time?.[2] === undefined)) return undefined
  if (time === null && rest !== '') return undefined
  const zone = ZONE.exec(time === null ? '' : rest.slice(time[0].length))
  if (zone === null) return undefined
  const local = instantOf({
    year: number(date[1]),
    month: number(date[2] ?? '1'),
    day: number(date[3] ?? '1'),
    hour: number(time?.[1]),
    minute: number(time?.[2]),
    second: number(time?.[3]),
    microsecond: number((time?.[4] ?? '').padEnd(6, '0').slice(0, 6)),
  })
  return local === undefined ? undefined : plus(local, -offsetOf(zone))
}

function offsetOf(zone: RegExpExecArray): number {
  const minutes = 60 * number(zone[2]) + number(zone[3])
  return (zone[1] === '-' ? -minutes : minutes) * MINUTE
}

function number(text: string | undefined): number {
  return text === undefined || text === '' ? 0 : Number(text)
}
