/** Microseconds since 1970, the unit of every instant in Flowtwin. */
export type Microseconds = number

export const SECOND = 1_000_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Parses an instant of the control API, which always has six fractional digits and `Z`. */
export function parseInstant(text: string): Microseconds {
  return Date.parse(`${text.slice(0, 23)}Z`) * 1000 + Number(text.slice(23, 26))
}

/** Formats as `2026-01-15`. */
export function formatDate(at: Microseconds): string {
  return toIsoText(at).slice(0, 10)
}

/** Formats as `Thu 15 Jan`. */
export function formatDay(at: Microseconds): string {
  return new Date(at / 1000).toUTCString().slice(0, 11).replace(',', '')
}

/** Formats as `09:31:04`. */
export function formatTime(at: Microseconds): string {
  return toIsoText(at).slice(11, 19)
}

/** Formats as `09:31`. */
export function formatMinute(at: Microseconds): string {
  return toIsoText(at).slice(11, 16)
}

/** Formats as `09:31:04`, and as `Thu 15 Jan 09:31:04` on another day than the given one. */
export function formatTimeOn(at: Microseconds, day: Microseconds): string {
  return formatDay(at) === formatDay(day) ? formatTime(at) : `${formatDay(at)} ${formatTime(at)}`
}

/** Formats as `2026-01-15T09:31:04.000120Z`, the format of the control API. */
export function formatInstant(at: Microseconds): string {
  return `${toIsoText(at).slice(0, 23)}${String(Math.floor(at) % 1000).padStart(3, '0')}Z`
}

/** Formats with the two largest units: `1 h 5 min`, `12 s`. */
export function formatDuration(duration: Microseconds): string {
  const units = [
    ['d', DAY],
    ['h', HOUR],
    ['min', MINUTE],
    ['s', SECOND],
  ] as const
  let rest = Math.max(0, duration)
  const parts = units.flatMap(([name, unit]) => {
    const count = Math.floor(rest / unit)
    rest -= count * unit
    return count === 0 ? [] : [`${count} ${name}`]
  })
  return parts.length === 0 ? `${Math.round(rest / 1000)} ms` : parts.slice(0, 2).join(' ')
}

function toIsoText(at: Microseconds): string {
  return new Date(at / 1000).toISOString()
}
