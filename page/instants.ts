/** Instants are microseconds since 1970, as everywhere in Flowtwin. */
export type Microseconds = number

export const SECOND = 1_000_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The instant of a text of the control API, which always has six digits and Z. */
export function parseInstant(text: string): Microseconds {
  return Date.parse(`${text.slice(0, 19)}Z`) * 1000 + Number(text.slice(20, 26))
}

export function parseOptionalInstant(text: string | null): Microseconds | null {
  return text === null ? null : parseInstant(text)
}

const DATE_FORMAT = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'UTC',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const DAY_FORMAT = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
})

/** `2026-01-15` */
export function formatDate(at: Microseconds): string {
  return DATE_FORMAT.format(Math.floor(at / 1000))
}

/** `Thu 15 Jan` */
export function formatDay(at: Microseconds): string {
  return DAY_FORMAT.format(Math.floor(at / 1000)).replace(',', '')
}

/** `09:31:04` */
export function formatTime(at: Microseconds): string {
  return `${formatMinute(at)}:${padTwo(Math.floor((getTimeOfDay(at) % MINUTE) / SECOND))}`
}

/** `09:31` */
export function formatMinute(at: Microseconds): string {
  return `${padTwo(Math.floor(getTimeOfDay(at) / HOUR))}:${padTwo(Math.floor((getTimeOfDay(at) % HOUR) / MINUTE))}`
}

/** `2026-01-15T09:31:04.000120Z`, as the control API writes it. */
export function formatInstant(at: Microseconds): string {
  const whole = Math.floor(at)
  return `${formatDate(whole)}T${formatTime(whole)}.${String(((whole % SECOND) + SECOND) % SECOND).padStart(6, '0')}Z`
}

/** `1 h 5 min`, `12 s`: the two greatest units. */
export function formatDuration(length: Microseconds): string {
  const units = [
    ['d', DAY],
    ['h', HOUR],
    ['min', MINUTE],
    ['s', SECOND],
  ] as const
  let rest = Math.max(0, length)
  const parts = units.flatMap(([name, unit]) => {
    const count = Math.floor(rest / unit)
    rest -= count * unit
    return count === 0 ? [] : [`${count} ${name}`]
  })
  return parts.length === 0 ? `${Math.round(rest / 1000)} ms` : parts.slice(0, 2).join(' ')
}

function getTimeOfDay(at: Microseconds): number {
  return ((at % DAY) + DAY) % DAY
}

function padTwo(value: number): string {
  return String(value).padStart(2, '0')
}
