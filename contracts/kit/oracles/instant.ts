import { toDayNumber, getDaysInMonth, toCalendarDay } from './calendar-days.ts'

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
