import { STATUSES, type Status } from '../state/rows.ts'
import type { TimelineColors } from './paint.ts'

/** Reads the colours of the timeline from the style sheet, so that each scheme is written down once. */
export function readTimelineColors(element: Element): TimelineColors {
  const style = getComputedStyle(element)
  const readColor = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const status = Object.fromEntries(STATUSES.map((name) => [name, readColor(`status-${name}`)]))
  return {
    text: readColor('text'),
    muted: readColor('muted'),
    line: readColor('line'),
    now: readColor('accent'),
    band: readColor('surface'),
    tick: readColor('tick'),
    // Each status is in the list.
    status: status as Readonly<Record<Status, string>>,
  }
}
