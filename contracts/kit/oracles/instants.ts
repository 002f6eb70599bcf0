/** A day of the proleptic Gregorian calendar; months count from 1. */
export interface CalendarDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const DAYS_IN_ERA = 146_097
const DAYS_BEFORE_1970 = 719_468

/** How many days a month has. */
export function getDaysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0)
}

/** Days from 1970-01-01 to a day. Years are counted from March, so that the leap day comes last, in eras of 400 years. */
export function toDayNumber(year: number, month: number, day: number): number {
  const fromMarch = month > 2 ? year : year - 1
  const era = Math.floor(fromMarch / 400)
  const yearOfEra = fromMarch - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_IN_ERA + dayOfEra - DAYS_BEFORE_1970
}

/** The day that lies a number of days after 1970-01-01. */
export function toCalendarDay(number: number): CalendarDay {
  const daysSinceEraStart = number + DAYS_BEFORE_1970
  const era = Math.floor(daysSinceEraStart / DAYS_IN_ERA)
  const dayOfEra = daysSinceEraStart - era * DAYS_IN_ERA
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = ((monthFromMarch + 2) % 12) + 1
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

/** A point in time, exact to whatever the text says: whole seconds since 1970 and the decimals after them, without trailing zeros. */
export interface Instant {
  readonly seconds: bigint
  readonly fraction: string
}

/** An instant together with the way it was written. */
export interface Timestamp {
  readonly instant: Instant
  /** As written: `Z`, `+00:00`, `+02:00`. */
  readonly offset: string
  /** How many decimals the seconds were written with. */
  readonly fractionDigits: number
}

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/

/** Reads a date-time strictly by RFC 3339 section 5.6, with offset; null for anything else. `Date` is too lenient and too coarse. */
export function parseTimestamp(text: string): Timestamp | null {
  const match = RFC_3339.exec(text)
  if (match === null) return null
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const offset = match[8] ?? ''
  const ahead = parseOffsetMinutes(offset)
  if (ahead === null || month < 1 || month > 12 || day < 1 || day > getDaysInMonth(year, month)) return null
  if (hour > 23 || minute > 59 || second > 60) return null
  const minutes = BigInt(toDayNumber(year, month, day)) * 1440n + BigInt(hour * 60 + minute - ahead)
  // A leap second is the 61st second before midnight UTC (RFC 3339 section 5.7); as an instant it is the next midnight.
  if (second === 60 && (((minutes + 1n) % 1440n) + 1440n) % 1440n !== 0n) return null
  const decimals = match[7] ?? ''
  return {
    instant: { seconds: minutes * 60n + BigInt(second), fraction: decimals.replace(/0+$/, '') },
    offset,
    fractionDigits: decimals.length,
  }
}

/** The instant of a date-time text; null when it is not RFC 3339. */
export function parseInstant(text: string | undefined): Instant | null {
  return text === undefined ? null : (parseTimestamp(text)?.instant ?? null)
}

/** Negative when `left` is earlier, positive when it is later, 0 when both are the same instant. */
export function compareInstants(left: Instant, right: Instant): number {
  if (left.seconds !== right.seconds) return left.seconds < right.seconds ? -1 : 1
  if (left.fraction === right.fraction) return 0
  return left.fraction < right.fraction ? -1 : 1
}

/** The instant of a clock reading in milliseconds since 1970. */
export function toInstant(milliseconds: number): Instant {
  return addMicroseconds({ seconds: 0n, fraction: '' }, BigInt(Math.round(milliseconds)) * 1000n)
}

/** The clock reading of an instant, in milliseconds since 1970; decimals beyond them are dropped. */
export function toMilliseconds({ seconds, fraction }: Instant): number {
  return Number(seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3))
}

/** The instant that lies a number of microseconds later; decimals beyond them stay. */
export function addMicroseconds(instant: Instant, microseconds: bigint): Instant {
  const decimals = instant.fraction.padEnd(6, '0')
  const all = instant.seconds * 1_000_000n + BigInt(decimals.slice(0, 6)) + microseconds
  const within = ((all % 1_000_000n) + 1_000_000n) % 1_000_000n
  const fraction = `${String(within).padStart(6, '0')}${decimals.slice(6)}`
  return { seconds: (all - within) / 1_000_000n, fraction: fraction.replace(/0+$/, '') }
}

/** Writes an instant in UTC with a `Z` and exactly the decimals it has. */
export function formatInstant({ seconds, fraction }: Instant): string {
  const ofDay = ((seconds % 86_400n) + 86_400n) % 86_400n
  const { year, month, day } = toCalendarDay(Number((seconds - ofDay) / 86_400n))
  const clock = [ofDay / 3600n, (ofDay / 60n) % 60n, ofDay % 60n].map((part) => String(part).padStart(2, '0')).join(':')
  const date = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
  return `${date}T${clock}${fraction === '' ? '' : `.${fraction}`}Z`
}

function parseOffsetMinutes(offset: string): number | null {
  if (offset === 'Z' || offset === 'z') return 0
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(4, 6))]
  if (hours > 23 || minutes > 59) return null
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const IMF_FIXDATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/

/** Reads the date form that HTTP senders must use (RFC 9110 section 5.6.7) as milliseconds since 1970; null for any other. */
export function parseHttpDate(text: string): number | null {
  const match = IMF_FIXDATE.exec(text)
  if (match === null) return null
  const [, day, monthName = '', year, hour, minute, second] = match
  const month = MONTHS.indexOf(monthName) + 1
  if (month === 0 || Number(day) < 1 || Number(day) > getDaysInMonth(Number(year), month)) return null
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null
  const days = toDayNumber(Number(year), month, Number(day))
  return ((days * 24 + Number(hour)) * 60 + Number(minute)) * 60_000 + Number(second) * 1000
}
