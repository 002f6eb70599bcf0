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
} from '../world/time/instant.ts'

/** A UTC instant taken apart; `month` and `day` count from 1. */
export interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** 0 to 999,999. */
  readonly microsecond: number
  /** 0 is Sunday. */
  readonly weekday: number
}

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

/** As `toMicroseconds`, but without a fraction when it is zero, as Django REST framework's DateTimeField does. */
export function formatIsoMicrosecondsShort(at: Instant): string {
  return getMicroseconds(at) === 0 ? `${formatDateTime(at)}Z` : formatIsoMicroseconds(at)
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Thu, 15 Jan 2026 08:41:09 GMT`: the IMF-fixdate of RFC 9110 section 5.6.7. */
export function formatHttpDate(at: Instant): string {
  const { weekday, day, month, year, hour, minute, second } = toDateParts(at)
  const date = `${DAYS[weekday]}, ${pad(day, 2)} ${MONTHS[month - 1]} ${pad(year, 4)}`
  return `${date} ${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)} GMT`
}

/** The instant of a UTC date and time; undefined when the calendar has no such moment. */
export function buildInstant(parts: Omit<DateParts, 'weekday'>): Instant | undefined {
  const { year, month, day, hour, minute, second, microsecond } = parts
  if (month < 1 || month > 12 || day < 1 || day > countDaysInMonth(year, month)) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return toInstant(countDays(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second * SECOND + microsecond)
}

/** The UTC date and time of an instant, by the proleptic Gregorian calendar. */
export function toDateParts(at: Instant): DateParts {
  const days = Math.floor(at / DAY)
  const rest = at - days * DAY
  return {
    ...toCivilDate(days),
    hour: Math.floor(rest / HOUR),
    minute: Math.floor((rest % HOUR) / MINUTE),
    second: Math.floor((rest % MINUTE) / SECOND),
    microsecond: rest % SECOND,
    weekday: (((days + 4) % 7) + 7) % 7,
  }
}

let lastDay = Number.NaN
let lastDate = ''

/** Date and time to the second; most instants that are written fall on the day of the one before. */
function formatDateTime(at: Instant): string {
  const day = Math.floor(at / DAY)
  if (day !== lastDay) {
    const { year, month, day: ofMonth } = toCivilDate(day)
    lastDate = `${pad(year, 4)}-${padTwo(month)}-${padTwo(ofMonth)}`
    lastDay = day
  }
  const seconds = Math.floor((at - day * DAY) / SECOND)
  const hour = Math.floor(seconds / 3600)
  const minute = Math.floor(seconds / 60) % 60
  return `${lastDate}T${padTwo(hour)}:${padTwo(minute)}:${padTwo(seconds % 60)}`
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

/** Year, month and day from days since 1970, counted in 400-year eras that begin on 1 March (Hinnant, "chrono"). */
function toCivilDate(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const ofEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * ofYear + 2) / 153)
  const day = ofYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

function countDays(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const ofEra = shifted - era * 400
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}

function countDaysInMonth(year: number, month: number): number {
  return month === 12 ? 31 : countDays(year, month + 1, 1) - countDays(year, month, 1)
}

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

const UNITS: Readonly<Record<string, Duration>> = { ms: MILLISECOND, s: SECOND, m: MINUTE, h: HOUR, d: DAY }
const SHORT_DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/
const SHORT_PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g
const ISO_DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** The length that `31m`, `1h30m`, `500ms` or the ISO 8601 form `PT31M` says; undefined for any other text. */
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
