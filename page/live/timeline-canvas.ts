import { DAY, formatDay, formatMinute, HOUR, type Microseconds, MINUTE } from '../instants.ts'
import { getStatusAt, type RunStore, type Status, STATUSES, type TimelineRun } from '../state/run-store.ts'

/** The input of one painted frame of the timeline. */
export interface TimelineFrame {
  readonly runs: RunStore
  readonly from: Microseconds
  readonly to: Microseconds
  /** The displayed instant; nothing after it is painted. */
  readonly at: Microseconds
  /** In CSS pixels, as is `height`. */
  readonly width: number
  readonly height: number
  readonly selectedNumber: number | null
  /** Flow names by flow index. */
  readonly labels: readonly string[]
  readonly colors: TimelineColors
}

interface TimelineColors {
  readonly text: string
  readonly muted: string
  readonly border: string
  readonly now: string
  readonly tick: string
  readonly status: Readonly<Record<Status, string>>
}

const SCALE_HEIGHT = 22
const LABEL_HEIGHT = 15
const MIN_LANE_HEIGHT = 4
const MAX_LANE_HEIGHT = 7
const MIN_LABEL_DISTANCE = 72
const SCALE_STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY]

/** Paints a band for each flow, a bar for each run, and a tick for each reply. `paintEndedRuns` paints most of the bars. */
export function paintTimeline(
  context: CanvasRenderingContext2D,
  frame: TimelineFrame,
  paintEndedRuns: () => void,
): void {
  context.clearRect(0, 0, frame.width, frame.height)
  paintScale(context, frame)
  paintBands(context, frame)
  paintEndedRuns()
  paintBars(context, frame, frame.runs.activeRuns)
  paintSelection(context, frame)
  paintNow(context, frame)
}

/** Returns the rectangle of a run's bar. */
export function getBar(run: TimelineRun, frame: TimelineFrame) {
  const { from, to, at, width } = frame
  const scale = width / (to - from)
  const { barTop, barSpace, laneHeight } = getBand(run.flow, frame)
  const lanes = Math.max(1, Math.floor(barSpace / laneHeight))
  return {
    x: (run.createdAt - from) * scale,
    y: barTop + (run.lane % lanes) * laneHeight,
    width: Math.max(2, (Math.min(run.endedAt ?? at, at) - run.createdAt) * scale),
    height: Math.max(1, laneHeight - 1),
  }
}

function getBand(flow: number, { runs, height }: TimelineFrame) {
  const bandHeight = (height - SCALE_HEIGHT) / Math.max(1, runs.flowCount)
  const barSpace = Math.max(4, bandHeight - LABEL_HEIGHT - 4)
  // A broadcast needs more lanes than fit; its bars then overlap.
  const fittingHeight = barSpace / Math.max(1, runs.getLaneCount(flow))
  const laneHeight = Math.max(MIN_LANE_HEIGHT, Math.min(MAX_LANE_HEIGHT, fittingHeight))
  return { barTop: SCALE_HEIGHT + flow * bandHeight + LABEL_HEIGHT, barSpace, laneHeight, bandHeight }
}

function paintScale(context: CanvasRenderingContext2D, { from, to, width, height, colors }: TimelineFrame): void {
  const minStep = ((to - from) / width) * MIN_LABEL_DISTANCE
  const step = SCALE_STEPS.find((candidate) => candidate >= minStep) ?? DAY
  context.font = '11px ui-monospace, monospace'
  context.textBaseline = 'middle'
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const x = ((at - from) / (to - from)) * width
    context.fillStyle = colors.border
    context.fillRect(Math.round(x), SCALE_HEIGHT - 4, 1, height)
    context.fillStyle = colors.muted
    if (x < width - 30) context.fillText(at % DAY === 0 ? formatDay(at) : formatMinute(at), x + 4, 9)
  }
}

function paintBands(context: CanvasRenderingContext2D, frame: TimelineFrame): void {
  const { runs, width, labels, colors } = frame
  context.font = '11px system-ui, sans-serif'
  for (let flow = 0; flow < runs.flowCount; flow++) {
    const { barTop, bandHeight } = getBand(flow, frame)
    context.fillStyle = colors.border
    context.fillRect(0, Math.round(barTop - LABEL_HEIGHT), width, 1)
    if (bandHeight < 26) continue
    context.fillStyle = colors.muted
    context.fillText(labels[flow] ?? `Flow ${flow}`, 6, barTop - 7)
  }
}

/** Paints bars and ticks, grouped by color, because a change of color is slow. */
export function paintBars(
  context: CanvasRenderingContext2D,
  frame: TimelineFrame,
  candidates: Iterable<TimelineRun>,
): void {
  const { from, to, at, width, colors } = frame
  const byStatus = new Map<Status, TimelineRun[]>(STATUSES.map((status) => [status, []]))
  for (const run of candidates) {
    if (run.createdAt > to || (run.endedAt !== null && run.endedAt < from)) continue
    const status = getStatusAt(run, at)
    if (status !== null) byStatus.get(status)?.push(run)
  }
  for (const [status, runs] of byStatus) {
    context.fillStyle = colors.status[status]
    for (const run of runs) {
      const bar = getBar(run, frame)
      context.fillRect(bar.x, bar.y, bar.width, bar.height)
    }
  }
  const scale = width / (to - from)
  context.fillStyle = colors.tick
  for (const runs of byStatus.values()) {
    for (const run of runs) {
      const bar = getBar(run, frame)
      if (bar.height < 3 || bar.width < 8) continue
      for (const reply of run.repliesAt) {
        if (reply <= at) context.fillRect((reply - from) * scale, bar.y, 1.5, bar.height)
      }
    }
  }
}

function paintSelection(context: CanvasRenderingContext2D, frame: TimelineFrame): void {
  const run = frame.selectedNumber === null ? undefined : frame.runs.getRun(frame.selectedNumber)
  if (run === undefined || getStatusAt(run, frame.at) === null) return
  const { x, y, width, height } = getBar(run, frame)
  context.strokeStyle = frame.colors.text
  context.lineWidth = 2
  context.strokeRect(x - 2, y - 2, width + 4, height + 4)
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

/** Reads the colors from the custom properties of the style sheet. */
export function readTimelineColors(element: Element): TimelineColors {
  const style = getComputedStyle(element)
  const readColor = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const statusColors = Object.fromEntries(STATUSES.map((name) => [name, readColor(`status-${name}`)]))
  return {
    text: readColor('text'),
    muted: readColor('muted'),
    border: readColor('border'),
    now: readColor('accent'),
    tick: readColor('tick'),
    // The entries are built from the list of all statuses.
    status: statusColors as Readonly<Record<Status, string>>,
  }
}

/** Width of the layer relative to the visible range, so that it is repainted only after the clock has passed the rest. */
const LAYER_FACTOR = 1.5

/**
 * Ended runs, painted once on a canvas of their own that is copied into each frame; newly ended runs are added. With
 * 12,500 visible runs at 60x (`npm run bench -- --only=page`) the page shows 58 frames a second, without this layer 27 to 36.
 */
export class EndedRunsLayer {
  readonly #canvas = document.createElement('canvas')
  #layerFrame: TimelineFrame | null = null
  #key = ''
  #paintedRuns: readonly TimelineRun[] = []
  #paintedCount = 0

  /** Copies the layer into a frame. `ratio` is the number of device pixels per CSS pixel. */
  paintInto(context: CanvasRenderingContext2D, frame: TimelineFrame, ratio: number): void {
    const { runs, from, to, width, height } = frame
    const layerContext = this.#canvas.getContext('2d')
    if (layerContext === null) return
    const key = [to - from, width, height, ratio, getLaneKey(frame), frame.colors.text].join(' ')
    if (key !== this.#key || runs.endedRuns !== this.#paintedRuns || !this.#covers(frame)) {
      this.#resetLayer(layerContext, frame, ratio)
      this.#key = key
    }
    this.#paintNewRuns(layerContext, frame)
    const shift = Math.round((((this.#layerFrame?.from ?? from) - from) / (to - from)) * width * ratio)
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.drawImage(this.#canvas, shift, 0)
    context.restore()
  }

  #covers({ from, to, at }: TimelineFrame): boolean {
    const layer = this.#layerFrame
    return layer !== null && from >= layer.from && to <= layer.to && at >= layer.at
  }

  #resetLayer(context: CanvasRenderingContext2D, frame: TimelineFrame, ratio: number): void {
    const { runs, from, to, width, height } = frame
    this.#layerFrame = { ...frame, to: from + (to - from) * LAYER_FACTOR, width: width * LAYER_FACTOR }
    this.#canvas.width = Math.round(width * LAYER_FACTOR * ratio)
    this.#canvas.height = Math.round(height * ratio)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    this.#paintedRuns = runs.endedRuns
    this.#paintedCount = 0
  }

  #paintNewRuns(context: CanvasRenderingContext2D, { runs, at }: TimelineFrame): void {
    if (this.#layerFrame === null) return
    this.#layerFrame = { ...this.#layerFrame, at }
    if (runs.endedRuns.length > this.#paintedCount)
      paintBars(context, this.#layerFrame, runs.endedRuns.slice(this.#paintedCount))
    this.#paintedCount = runs.endedRuns.length
  }
}

/** Returns the numbers of lanes, which decide the positions of the bars. */
function getLaneKey({ runs }: TimelineFrame): string {
  return Array.from({ length: runs.flowCount }, (_, flow) => runs.getLaneCount(flow)).join(',')
}
