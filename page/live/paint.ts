import { DAY, dayOf, HOUR, MINUTE, minuteOf, type Microseconds } from '../instants.ts'
import type { Row, Rows, Status } from '../state/rows.ts'
import { STATUSES, statusAt } from '../state/rows.ts'

/** What a picture of the timeline is made from. */
export interface Picture {
  readonly rows: Rows
  readonly from: Microseconds
  readonly to: Microseconds
  /** The instant that is looked at: nothing after it has happened. */
  readonly at: Microseconds
  readonly width: number
  readonly height: number
  readonly chosen: number | null
  readonly names: readonly string[]
  readonly ink: Ink
}

/** The colours of the scheme that is in use. */
export interface Ink {
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly now: string
  readonly band: string
  readonly tick: string
  readonly status: Readonly<Record<Status, string>>
}

export const TOP = 22
const NAME_ROOM = 15
const LEAST_LANE = 4
const MOST_LANE = 7
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY]

/**
 * Draws the timeline: a band for each flow, a bar for each run, a tick for each answer.
 * @param past draws the runs that have ended, which are most of them
 */
export function paint(context: CanvasRenderingContext2D, picture: Picture, past: () => void): void {
  const { width, height, rows } = picture
  context.clearRect(0, 0, width, height)
  paintScale(context, picture)
  paintBands(context, picture)
  past()
  paintBars(context, picture, rows.open)
  paintChosen(context, picture)
  paintNow(context, picture)
}

/** Where the bar of a run stands in a picture. */
export function barOf(row: Row, picture: Picture): { x: number; y: number; width: number; height: number } {
  const { from, to, at, width } = picture
  const scale = width / (to - from)
  const { top, lane, height } = bandOf(row.flow, picture)
  const end = row.endedAt !== null && row.endedAt < at ? row.endedAt : at
  const x = (row.createdAt - from) * scale
  const fits = Math.max(1, Math.floor(height / lane))
  return {
    x,
    y: top + (row.lane % fits) * lane,
    width: Math.max(2, (end - row.createdAt) * scale),
    height: Math.max(1, lane - 1),
  }
}

function bandOf(flow: number, { rows, height }: Picture) {
  const bands = Math.max(1, rows.flows)
  const band = (height - TOP) / bands
  const room = Math.max(4, band - NAME_ROOM - 4)
  // A broadcast takes more lanes than there is room for; its runs then lie over each other.
  const lane = Math.max(LEAST_LANE, Math.min(MOST_LANE, room / Math.max(1, rows.lanesOf(flow))))
  return { top: TOP + flow * band + NAME_ROOM, lane, height: room, band }
}

function paintScale(context: CanvasRenderingContext2D, { from, to, width, height, ink }: Picture): void {
  const least = ((to - from) / width) * 72
  const step = STEPS.find((one) => one >= least) ?? DAY
  context.font = '11px ui-monospace, monospace'
  context.textBaseline = 'middle'
  context.fillStyle = ink.line
  const first = Math.ceil(from / step) * step
  for (let at = first; at <= to; at += step) {
    context.fillRect(Math.round(((at - from) / (to - from)) * width), TOP - 4, 1, height)
  }
  context.fillStyle = ink.muted
  for (let at = first; at <= to; at += step) {
    const x = ((at - from) / (to - from)) * width
    if (x < width - 30) context.fillText(at % DAY === 0 ? dayOf(at) : minuteOf(at), x + 4, 9)
  }
}

function paintBands(context: CanvasRenderingContext2D, picture: Picture): void {
  const { rows, width, names, ink } = picture
  context.font = '11px system-ui, sans-serif'
  for (let flow = 0; flow < rows.flows; flow++) {
    const { top, band } = bandOf(flow, picture)
    context.fillStyle = ink.line
    context.fillRect(0, Math.round(top - NAME_ROOM), width, 1)
    if (band < 26) continue
    context.fillStyle = ink.muted
    context.fillText(names[flow] ?? `Flow ${flow}`, 6, top - 7)
  }
}

/** Draws bars, one colour after the other: changing it is what costs. */
export function paintBars(context: CanvasRenderingContext2D, picture: Picture, found: Iterable<Row>): void {
  const { from, to, at, ink } = picture
  const byStatus = new Map<Status, Row[]>(STATUSES.map((status) => [status, []]))
  for (const row of found) {
    if (row.createdAt > to || (row.endedAt !== null && row.endedAt < from)) continue
    const status = statusAt(row, at)
    if (status !== null) byStatus.get(status)?.push(row)
  }
  for (const [status, rows] of byStatus) {
    context.fillStyle = ink.status[status]
    for (const row of rows) {
      const { x, y, width, height } = barOf(row, picture)
      context.fillRect(x, y, width, height)
    }
  }
  paintTicks(context, picture, [...byStatus.values()])
}

function paintChosen(context: CanvasRenderingContext2D, picture: Picture): void {
  const { rows, at, ink, chosen } = picture
  const row = chosen === null ? undefined : rows.get(chosen)
  if (row === undefined || statusAt(row, at) === null) return
  const bar = barOf(row, picture)
  context.strokeStyle = ink.text
  context.lineWidth = 2
  context.strokeRect(bar.x - 2, bar.y - 2, bar.width + 4, bar.height + 4)
}

/** Answers are drawn only where there is room for them. */
function paintTicks(context: CanvasRenderingContext2D, picture: Picture, found: readonly (readonly Row[])[]): void {
  const { from, to, at, width, ink } = picture
  const scale = width / (to - from)
  context.fillStyle = ink.tick
  for (const rows of found) {
    for (const row of rows) {
      const { y, height, width: length } = barOf(row, picture)
      if (height < 3 || length < 8) continue
      for (const reply of row.repliesAt) if (reply <= at) context.fillRect((reply - from) * scale, y, 1.5, height)
    }
  }
}

function paintNow(context: CanvasRenderingContext2D, { from, to, at, width, height, ink }: Picture): void {
  const x = ((at - from) / (to - from)) * width
  context.fillStyle = ink.now
  context.fillRect(x, TOP - 6, 1.5, height)
  context.beginPath()
  context.moveTo(x - 4, TOP - 8)
  context.lineTo(x + 5.5, TOP - 8)
  context.lineTo(x + 0.75, TOP - 1)
  context.fill()
}
