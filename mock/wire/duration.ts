import { DAY, type Duration, HOUR, MILLISECOND, MINUTE, SECOND } from '../world/instant.ts'

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
