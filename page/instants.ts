/** Instants are microseconds since 1970, as everywhere in Flowtwin. */
export type Microseconds = number

export const SECOND = 1_000_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The instant of a text of the control API, which always has six digits and Z. */
export function instantOf(text: string): Microseconds {
  return Date.parse(`${text.slice(0, 19)}Z`) * 1000 + Number(text.slice(20, 26))
}

export function instantOrNull(text: string | null): Microseconds | null {
  return text === null ? null : instantOf(text)
}

const CALENDAR = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'UTC',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' })

/** `2026-01-15` */
export function dateOf(at: Microseconds): string {
  return CALENDAR.format(Math.floor(at / 1000))
}

/** `Thu 15 Jan` */
export function dayOf(at: Microseconds): string {
  return WEEKDAY.format(Math.floor(at / 1000)).replace(',', '')
}

/** `09:31:04` */
export function timeOf(at: Microseconds): string {
  return `${minuteOf(at)}:${two(Math.floor((ofDay(at) % MINUTE) / SECOND))}`
}

/** `09:31` */
export function minuteOf(at: Microseconds): string {
  return `${two(Math.floor(ofDay(at) / HOUR))}:${two(Math.floor((ofDay(at) % HOUR) / MINUTE))}`
}

/** `2026-01-15T09:31:04.000120Z`, as the control API writes it. */
export function textOf(at: Microseconds): string {
  const whole = Math.floor(at)
  return `${dateOf(whole)}T${timeOf(whole)}.${String(((whole % SECOND) + SECOND) % SECOND).padStart(6, '0')}Z`
}

/** `1 h 5 min`, `12 s`: the two greatest units. */
export function durationOf(length: Microseconds): string {
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

function ofDay(at: Microseconds): number {
  return ((at % DAY) + DAY) % DAY
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
