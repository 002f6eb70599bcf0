import { toDayNumber, getDaysInMonth } from './calendar-days.ts'

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
