import { type Instant, MINUTE, addDuration } from '../world/instant.ts'
import { buildInstant } from './instants.ts'

/** How strictly a date is read. */
export interface ParseIsoOptions {
  /** Whether a date without a time, or without month and day, will do (Python's iso8601). */
  readonly allowShort: boolean
}

const ISO_DATE = /^(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?/
const ISO_TIME = /^[T ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?/i
const ISO_ZONE = /^(?:Z|([+-])(\d\d)(?::?(\d\d))?)?$/i

/**
 * The instant of an ISO 8601 text; a missing zone means UTC, a fraction is cut to microseconds.
 * @returns undefined for anything else, such as epoch numbers, words or days that do not exist
 */
export function parseIso(text: string, reading: ParseIsoOptions = { allowShort: false }): Instant | undefined {
  const date = ISO_DATE.exec(text)
  if (date === null) return undefined
  const rest = text.slice(date[0].length)
  const time = ISO_TIME.exec(rest)
  if (!reading.allowShort && (date[3] === undefined || time?.[2] === undefined)) return undefined
  if (time === null && rest !== '') return undefined
  const zone = ISO_ZONE.exec(time === null ? '' : rest.slice(time[0].length))
  if (zone === null) return undefined
  const local = buildInstant({
    year: toNumber(date[1]),
    month: toNumber(date[2] ?? '1'),
    day: toNumber(date[3] ?? '1'),
    hour: toNumber(time?.[1]),
    minute: toNumber(time?.[2]),
    second: toNumber(time?.[3]),
    microsecond: toNumber((time?.[4] ?? '').padEnd(6, '0').slice(0, 6)),
  })
  return local === undefined ? undefined : addDuration(local, -parseZoneOffset(zone))
}

function parseZoneOffset(zone: RegExpExecArray): number {
  const minutes = 60 * toNumber(zone[2]) + toNumber(zone[3])
  return (zone[1] === '-' ? -minutes : minutes) * MINUTE
}

function toNumber(text: string | undefined): number {
  return text === undefined || text === '' ? 0 : Number(text)
}
