import {
  addDuration,
  DAY,
  type Duration,
  HOUR,
  type Instant,
  MILLISECOND,
  MINUTE,
  SECOND,
  toInstant,
} from '../world/time.ts'

/** `2026-01-15T08:41:09+00:00`: whole seconds, as Laravel and Rails write UTC. */
export function formatIsoSeconds(at: Instant): string {
  return `${formatDateTime(at)}+00:00`
}

/** `2026-01-15T08:41:09.120Z`: milliseconds, as JavaScript writes UTC. */
export function formatIsoMilliseconds(at: Instant): string {
  return `${formatDateTime(at)}.${pad(Math.floor(getMicroseconds(at) / MILLISECOND), 3)}Z`
}

/** `2026-01-15T08:41:09.120004Z`: always six digits. */
export function formatIsoMicroseconds(at: Instant): string {
  return `${formatDateTime(at)}.${pad(getMicroseconds(at), 6)}Z`
}

/** Like `formatIsoMicroseconds`, without a fraction of zero, as Django REST framework's DateTimeField. */
export function formatIsoMicrosecondsShort(at: Instant): string {
  return getMicroseconds(at) === 0 ? `${formatDateTime(at)}Z` : formatIsoMicroseconds(at)
}

/** `Thu, 15 Jan 2026 08:41:09 GMT`: the IMF-fixdate of RFC 9110 section 5.6.7. */
export function formatHttpDate(at: Instant): string {
  return new Date(Math.floor(at / MILLISECOND)).toUTCString()
}

let lastDay = Number.NaN
let lastDate = ''

/** Formats date and time to the second. The date is cached: `toISOString` takes eight times as long. */
function formatDateTime(at: Instant): string {
  const day = Math.floor(at / DAY)
  if (day !== lastDay) {
    lastDate = new Date((day * DAY) / MILLISECOND).toISOString().slice(0, 10)
    lastDay = day
  }
  const seconds = Math.floor((at - day * DAY) / SECOND)
  return `${lastDate}T${padTwo(Math.floor(seconds / 3600))}:${padTwo(Math.floor(seconds / 60) % 60)}:${padTwo(seconds % 60)}`
}

function getMicroseconds(at: Instant): number {
  return at - Math.floor(at / SECOND) * SECOND
}

const TWO = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'))

function padTwo(value: number): string {
  return TWO[value] ?? String(value)
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

/** Options of the date parser. */
export interface ParseIsoOptions {
  /** Accepts a date without time, or without month and day (Python's iso8601). */
  readonly allowShort: boolean
}

const ISO_DATE = /^(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?/
const ISO_TIME = /^[T ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?/i
const ISO_ZONE = /^(?:Z|([+-])(\d\d)(?::?(\d\d))?)?$/i

/**
 * Parses an ISO 8601 date; a missing zone means UTC, a fraction is cut to microseconds.
 * @returns undefined for anything else, such as epoch numbers, words or nonexistent days
 */
export function parseIso(text: string, options: ParseIsoOptions = { allowShort: false }): Instant | undefined {
  const date = ISO_DATE.exec(text)
  if (date === null) return undefined
  const rest = text.slice(date[0].length)
  const time = ISO_TIME.exec(rest)
  if (!options.allowShort && (date[3] === undefined || time?.[2] === undefined)) return undefined
  if (time === null && rest !== '') return undefined
  const zone = ISO_ZONE.exec(time === null ? '' : rest.slice(time[0].length))
  if (zone === null) return undefined
  const [year, month, day] = [toNumber(date[1]), toNumber(date[2] ?? '1'), toNumber(date[3] ?? '1')]
  const [hour, minute, second] = [toNumber(time?.[1]), toNumber(time?.[2]), toNumber(time?.[3])]
  // Date.UTC reads years below 100 as 19xx.
  const local = new Date(new Date(0).setUTCFullYear(year, month - 1, day))
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const microsecond = toNumber((time?.[4] ?? '').padEnd(6, '0').slice(0, 6))
  const at = local.setUTCHours(hour, minute, second) * MILLISECOND + microsecond
  return addDuration(toInstant(at), -parseZoneOffset(zone))
}

function parseZoneOffset(zone: RegExpExecArray): number {
  const minutes = 60 * toNumber(zone[2]) + toNumber(zone[3])
  return (zone[1] === '-' ? -minutes : minutes) * MINUTE
}

function toNumber(text: string | undefined): number {
  return text === undefined || text === '' ? 0 : Number(text)
}

const UNITS: Readonly<Record<string, Duration>> = { ms: MILLISECOND, s: SECOND, m: MINUTE, h: HOUR, d: DAY }
const SHORT_DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/
const SHORT_PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g
const ISO_DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** Parses a duration such as `31m`, `1h30m`, `500ms` or ISO 8601 `PT31M`; undefined for any other text. */
export function parseDuration(text: string): Duration | undefined {
  if (SHORT_DURATION.test(text)) {
    return [...text.matchAll(SHORT_PART)].reduce(
      (sum, [, amount, unit]) => sum + Math.round(Number(amount) * (UNITS[unit ?? ''] ?? 0)),
      0,
    )
  }
  const iso = ISO_DURATION.exec(text)
  if (iso === null || text.endsWith('P') || text.endsWith('T')) return undefined
  const [, days, hours, minutes, seconds] = iso.map((part) => Number(part ?? 0))
  return (days ?? 0) * DAY + (hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE + Math.round((seconds ?? 0) * SECOND)
}
