import { STATUSES, type Status } from '../state/rows.ts'
import type { Ink } from './paint.ts'

/** Reads the colours of the timeline from the style sheet, so that each scheme is written down once. */
export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const status = Object.fromEntries(STATUSES.map((name) => [name, colour(`status-${name}`)]))
  return {
    text: colour('text'),
    muted: colour('muted'),
    line: colour('line'),
    now: colour('accent'),
    band: colour('surface'),
    tick: colour('tick'),
    // Each status is in the list.
    status: status as Readonly<Record<Status, string>>,
  }
}
