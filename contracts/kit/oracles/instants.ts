/** A point in time with the precision of its text. */
export interface Instant {
  /** Whole seconds since 1970. */
  readonly seconds: number
  /** The digits after the decimal point, without trailing zeros. */
  readonly fraction: string
}

/** An instant together with the way it was written. */
export interface Timestamp {
  readonly instant: Instant
  /** As written: `Z`, `+00:00`, `+02:00`. */
  readonly offset: string
  /** The number of digits after the decimal point. */
  readonly fractionDigits: number
}

const RFC_3339 = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/

/** Parses a date-time with offset (RFC 3339 section 5.6); null for anything else. `Date` alone is too lenient and drops microseconds. */
export function parseTimestamp(text: string): Timestamp | null {
  const [, day = '', time = '', second = '', decimals = '', offset = ''] = RFC_3339.exec(text) ?? []
  const start = parseUtc(`${day}T${time}:00.000Z`)
  const ahead = parseOffsetMinutes(offset)
  if (start === null || ahead === null || Number(second) > 60) return null
  const minutes = start / 60_000 - ahead
  // A leap second is the 61st second before midnight UTC (RFC 3339 section 5.7); as an instant it is the next midnight.
  if (second === '60' && (minutes + 1) % 1440 !== 0) return null
  return {
    instant: { seconds: minutes * 60 + Number(second), fraction: decimals.replace(/0+$/, '') },
    offset,
    fractionDigits: decimals.length,
  }
}

/** Parses a date-time text to an instant; null when it is not RFC 3339. */
export function parseInstant(text: string | undefined): Instant | null {
  return text === undefined ? null : (parseTimestamp(text)?.instant ?? null)
}

/** Negative when `left` is earlier, positive when it is later, 0 when both are the same instant. */
export function compareInstants(left: Instant, right: Instant): number {
  if (left.seconds !== right.seconds) return left.seconds < right.seconds ? -1 : 1
  if (left.fraction === right.fraction) return 0
  return left.fraction < right.fraction ? -1 : 1
}

/** Converts milliseconds since 1970 to an instant. */
export function toInstant(milliseconds: number): Instant {
  return addMicroseconds({ seconds: 0, fraction: '' }, BigInt(Math.round(milliseconds)) * 1000n)
}

/** Converts an instant to milliseconds since 1970; further decimals are dropped. */
export function toMilliseconds({ seconds, fraction }: Instant): number {
  return seconds * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3))
}

/** Converts an instant to microseconds since 1970; further decimals are dropped. */
export function toMicroseconds({ seconds, fraction }: Instant): bigint {
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6))
}

/** Adds microseconds to an instant; further decimals are retained. */
export function addMicroseconds(instant: Instant, microseconds: bigint): Instant {
  const decimals = instant.fraction.padEnd(6, '0')
  const total = BigInt(instant.seconds) * 1_000_000n + BigInt(decimals.slice(0, 6)) + microseconds
  const remainder = ((total % 1_000_000n) + 1_000_000n) % 1_000_000n
  const fraction = `${String(remainder).padStart(6, '0')}${decimals.slice(6)}`
  return { seconds: Number((total - remainder) / 1_000_000n), fraction: fraction.replace(/0+$/, '') }
}

/** Writes an instant in UTC with a `Z` and exactly its own decimals. */
export function formatInstant({ seconds, fraction }: Instant): string {
  const dateTime = new Date(seconds * 1000).toISOString().slice(0, -'.000Z'.length)
  return `${dateTime}${fraction === '' ? '' : `.${fraction}`}Z`
}

/** Milliseconds since 1970; null for a time that does not exist, such as February 30 or 24:00, which `Date` moves to the next day. */
function parseUtc(text: string): number | null {
  const time = Date.parse(text)
  return Number.isNaN(time) || new Date(time).getUTCDate() !== Number(text.slice(8, 10)) ? null : time
}

function parseOffsetMinutes(offset: string): number | null {
  if (offset === 'Z' || offset === 'z') return 0
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(4, 6))]
  if (hours > 23 || minutes > 59) return null
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const IMF_FIXDATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d):(\d\d) GMT$/

/** Parses an IMF-fixdate, the form that HTTP senders must use (RFC 9110 section 5.6.7), to milliseconds since 1970; null for any other. */
export function parseHttpDate(text: string): number | null {
  const [, day = '', monthName = '', year = '', time = '', second = ''] = IMF_FIXDATE.exec(text) ?? []
  const month = String(MONTHS.indexOf(monthName) + 1).padStart(2, '0')
  const start = parseUtc(`${year}-${month}-${day}T${time}:00.000Z`)
  // A leap second (60) is allowed.
  return start === null || Number(second) > 60 ? null : start + Number(second) * 1000
}
