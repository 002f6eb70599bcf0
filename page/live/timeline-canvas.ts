import { DAY, formatDay, formatMinute, HOUR, type Microseconds, MINUTE } from '../instants.ts'
import { getStatusAt, type RunStore, type Status, STATUSES, type TimelineRun } from '../state/run-store.ts'

/** What a picture of the timeline is made from. */
export interface TimelineFrame {
  readonly runs: RunStore
  readonly from: Microseconds
  readonly to: Microseconds
  /** The instant that is looked at: nothing after it has happened. */
  readonly at: Microseconds
  readonly width: number
  readonly height: number
  readonly selectedNumber: number | null
  readonly labels: readonly string[]
  readonly colors: TimelineColors
}

/** The colours of the scheme that is in use. */
export interface TimelineColors {
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly now: string
  readonly band: string
  readonly tick: string
  readonly status: Readonly<Record<Status, string>>
}

export const SCALE_HEIGHT = 22
const LABEL_HEIGHT = 15
const MIN_LANE_HEIGHT = 4
const MAX_LANE_HEIGHT = 7
const SCALE_STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY]

/**
 * Draws the timeline: a band for each flow, a bar for each run, a tick for each answer.
 * @param past draws the runs that have ended, which are most of them
 */
export function paintTimeline(context: CanvasRenderingContext2D, picture: TimelineFrame, past: () => void): void {
  const { width, height, runs } = picture
  context.clearRect(0, 0, width, height)
  paintScale(context, picture)
  paintBands(context, picture)
  past()
  paintBars(context, picture, runs.activeRuns)
  paintSelection(context, picture)
  paintNow(context, picture)
}

/** Where the bar of a run stands in a picture. */
export function getBar(
  row: TimelineRun,
  picture: TimelineFrame,
): { x: number; y: number; width: number; height: number } {
  const { from, to, at, width } = picture
  const scale = width / (to - from)
  const { top, lane, height } = getBand(row.flow, picture)
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

function getBand(flow: number, { runs, height }: TimelineFrame) {
  const bands = Math.max(1, runs.flowCount)
  const band = (height - SCALE_HEIGHT) / bands
  const room = Math.max(4, band - LABEL_HEIGHT - 4)
  // A broadcast takes more lanes than there is room for; its runs then lie over each other.
  const lane = Math.max(MIN_LANE_HEIGHT, Math.min(MAX_LANE_HEIGHT, room / Math.max(1, runs.getLaneCount(flow))))
  return { top: SCALE_HEIGHT + flow * band + LABEL_HEIGHT, lane, height: room, band }
}

function paintScale(context: CanvasRenderingContext2D, { from, to, width, height, colors }: TimelineFrame): void {
  const least = ((to - from) / width) * 72
  const step = SCALE_STEPS.find((one) => one >= least) ?? DAY
  context.font = '11px ui-monospace, monospace'
  context.textBaseline = 'middle'
  context.fillStyle = colors.line
  const first = Math.ceil(from / step) * step
  for (let at = first; at <= to; at += step) {
    context.fillRect(Math.round(((at - from) / (to - from)) * width), SCALE_HEIGHT - 4, 1, height)
  }
  context.fillStyle = colors.muted
  for (let at = first; at <= to; at += step) {
    const x = ((at - from) / (to - from)) * width
    if (x < width - 30) context.fillText(at % DAY === 0 ? formatDay(at) : formatMinute(at), x + 4, 9)
  }
}

function paintBands(context: CanvasRenderingContext2D, picture: TimelineFrame): void {
  const { runs, width, labels, colors } = picture
  context.font = '11px system-ui, sans-serif'
  for (let flow = 0; flow < runs.flowCount; flow++) {
    const { top, band } = getBand(flow, picture)
    context.fillStyle = colors.line
    context.fillRect(0, Math.round(top - LABEL_HEIGHT), width, 1)
    if (band < 26) continue
    context.fillStyle = colors.muted
    context.fillText(labels[flow] ?? `Flow ${flow}`, 6, top - 7)
  }
}

/** Draws bars, one colour after the other: changing it is what costs. */
export function paintBars(
  context: CanvasRenderingContext2D,
  picture: TimelineFrame,
  found: Iterable<TimelineRun>,
): void {
  const { from, to, at, colors } = picture
  const byStatus = new Map<Status, TimelineRun[]>(STATUSES.map((status) => [status, []]))
  for (const row of found) {
    if (row.createdAt > to || (row.endedAt !== null && row.endedAt < from)) continue
    const status = getStatusAt(row, at)
    if (status !== null) byStatus.get(status)?.push(row)
  }
  for (const [status, rows] of byStatus) {
    context.fillStyle = colors.status[status]
    for (const row of rows) {
      const { x, y, width, height } = getBar(row, picture)
      context.fillRect(x, y, width, height)
    }
  }
  paintTicks(context, picture, [...byStatus.values()])
}

function paintSelection(context: CanvasRenderingContext2D, picture: TimelineFrame): void {
  const { runs, at, colors, selectedNumber } = picture
  const row = selectedNumber === null ? undefined : runs.getRun(selectedNumber)
  if (row === undefined || getStatusAt(row, at) === null) return
  const bar = getBar(row, picture)
  context.strokeStyle = colors.text
  context.lineWidth = 2
  context.strokeRect(bar.x - 2, bar.y - 2, bar.width + 4, bar.height + 4)
}

/** Answers are drawn only where there is room for them. */
function paintTicks(
  context: CanvasRenderingContext2D,
  picture: TimelineFrame,
  found: readonly (readonly TimelineRun[])[],
): void {
  const { from, to, at, width, colors } = picture
  const scale = width / (to - from)
  context.fillStyle = colors.tick
  for (const rows of found) {
    for (const row of rows) {
      const { y, height, width: length } = getBar(row, picture)
      if (height < 3 || length < 8) continue
      for (const reply of row.repliesAt) if (reply <= at) context.fillRect((reply - from) * scale, y, 1.5, height)
    }
  }
}

function paintNow(context: CanvasRenderingContext2D, { from, to, at, width, height, colors }: TimelineFrame): void {
  const x = ((at - from) / (to - from)) * width
  context.fillStyle = colors.now
  context.fillRect(x, SCALE_HEIGHT - 6, 1.5, height)
  context.beginPath()
  context.moveTo(x - 4, SCALE_HEIGHT - 8)
  context.lineTo(x + 5.5, SCALE_HEIGHT - 8)
  context.lineTo(x + 0.75, SCALE_HEIGHT - 1)
  context.fill()
}

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

/** How much more than what is shown the layer holds, so that it need not be drawn anew while time goes on. */
const LAYER_FACTOR = 1.5

/**
 * The runs that have ended, drawn once and then moved along: thousands of bars at each picture are too many. Those that
 * end meanwhile are added.
 */
export class EndedRunsLayer {
  readonly #canvas = document.createElement('canvas')
  #drawnFrame: TimelineFrame | null = null
  #key = ''
  #drawnCount = 0

  /** Puts the layer into a picture that is drawn with so many dots to a pixel. */
  drawInto(context: CanvasRenderingContext2D, picture: TimelineFrame, ratio: number): void {
    const { runs, from, to, width, height } = picture
    const own = this.#canvas.getContext('2d')
    if (own === null) return
    const isPresent = picture.at >= (this.#drawnFrame?.at ?? Infinity)
    const key = [to - from, width, height, ratio, runs.generation, getLaneKey(picture), picture.colors.text].join(' ')
    if (this.#drawnFrame === null || key !== this.#key || !isPresent || !isCovered(this.#drawnFrame, picture)) {
      this.#resetLayer(own, picture, ratio)
      this.#key = key
    }
    this.#paintNewRuns(own, picture)
    const shift = Math.round((((this.#drawnFrame?.from ?? from) - from) / (to - from)) * width * ratio)
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.drawImage(this.#canvas, shift, 0)
    context.restore()
  }

  #resetLayer(own: CanvasRenderingContext2D, picture: TimelineFrame, ratio: number): void {
    const { from, to, width, height } = picture
    this.#drawnFrame = { ...picture, to: from + (to - from) * LAYER_FACTOR, width: width * LAYER_FACTOR }
    this.#canvas.width = Math.round(width * LAYER_FACTOR * ratio)
    this.#canvas.height = Math.round(height * ratio)
    own.setTransform(ratio, 0, 0, ratio, 0, 0)
    this.#drawnCount = 0
  }

  #paintNewRuns(own: CanvasRenderingContext2D, { runs, at }: TimelineFrame): void {
    if (this.#drawnFrame === null) return
    const fresh = this.#drawnCount === 0 ? runs.endedRuns : runs.endedRuns.slice(this.#drawnCount)
    this.#drawnFrame = { ...this.#drawnFrame, at }
    if (fresh.length > 0) paintBars(own, this.#drawnFrame, fresh.filter(createStartedFilter(at)))
    this.#drawnCount = runs.endedRuns.length
  }
}

function createStartedFilter(at: number): (row: TimelineRun) => boolean {
  // What was heard of as ended may be a moment ahead of the clock that is shown.
  return ({ createdAt }) => createdAt <= at
}

function isCovered(drawn: TimelineFrame, { from, to }: TimelineFrame): boolean {
  return from >= drawn.from && to <= drawn.to
}

/** What decides where bars stand: the lanes of each flow. */
function getLaneKey({ runs }: TimelineFrame): string {
  return Array.from({ length: runs.flowCount }, (_, flow) => runs.getLaneCount(flow)).join(',')
}
