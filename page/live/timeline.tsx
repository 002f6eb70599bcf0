import { useEffect, useRef } from 'preact/hooks'
import { formatTime } from '../instants.ts'
import { runEachFrame } from '../timers.ts'
import { timeTravelAt, clockReading, getViewedInstant, parseClockRate } from '../state/clock.ts'
import { getStatusAt, runStore, selectedRun, selectRun } from '../state/run-store.ts'
import { flowNames } from '../state/world.ts'
import { colorScheme } from '../state/color-scheme.ts'
import {
  EndedRunsLayer,
  getBar,
  paintBars,
  paintTimeline,
  readTimelineColors,
  type TimelineFrame,
} from './timeline-canvas.ts'
import { panTimeline, pinnedEnd, getVisibleRange, visibleSpan, zoomTimeline } from './viewport.ts'

/** The runs of the world on its own time, drawn anew only when something has moved. */
export function Timeline() {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => (canvas.current === null ? undefined : startDrawing(canvas.current)), [])
  return (
    <canvas
      ref={canvas}
      class="timeline"
      tabIndex={0}
      role="img"
      aria-label="Timeline of runs. Arrow keys move it, plus and minus zoom; the table below holds the same runs."
      onKeyDown={handleKey}
      onClick={(event) => handleClick(event)}
      onPointerDown={handleDrag}
    />
  )
}

function createFrame(canvas: HTMLCanvasElement, ink: TimelineFrame['colors']): TimelineFrame {
  const { from, to } = getVisibleRange()
  const { clientWidth: width, clientHeight: height } = canvas
  return {
    runs: runStore,
    from,
    to,
    at: getViewedInstant(),
    width,
    height,
    selectedNumber: selectedRun.value,
    labels: flowNames.value,
    colors: ink,
  }
}

function startDrawing(canvas: HTMLCanvasElement): () => void {
  const context = canvas.getContext('2d', { alpha: true })
  const layer = new EndedRunsLayer()
  let last = ''
  let ink = readTimelineColors(canvas)
  let inkFor = ''
  return runEachFrame(() => {
    if (inkFor !== colorScheme.value) {
      ink = readTimelineColors(canvas)
      inkFor = colorScheme.value
    }
    const picture = createFrame(canvas, ink)
    const ratio = devicePixelRatio
    const { from, to, at, width, height, selectedNumber } = picture
    const key = [
      from,
      to,
      at,
      width,
      height,
      selectedNumber,
      ratio,
      runStore.version.value,
      picture.labels.length,
      inkFor,
    ].join(' ')
    if (key === last || context === null || width === 0) return
    last = key
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio)
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    paintTimeline(context, picture, () => {
      if (timeTravelAt.peek() === null) layer.drawInto(context, picture, ratio)
      else paintBars(context, picture, runStore.endedRuns)
    })
    canvas.dataset['pictures'] = String(Number(canvas.dataset['pictures'] ?? 0) + 1)
  })
}

function handleKey(event: KeyboardEvent): void {
  const moves: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => panTimeline(-0.1),
    ArrowRight: () => panTimeline(0.1),
    '+': () => zoomTimeline(-1),
    '=': () => zoomTimeline(-1),
    '-': () => zoomTimeline(1),
    End: () => {
      pinnedEnd.value = null
    },
  }
  const move = moves[event.key]
  if (move === undefined) return
  event.preventDefault()
  move()
}

const CLICK_TOLERANCE = 5

function handleClick(event: MouseEvent & { readonly currentTarget: HTMLCanvasElement }): void {
  const canvas = event.currentTarget
  const picture = createFrame(canvas, readTimelineColors(canvas))
  const [x, y] = [event.offsetX, event.offsetY]
  const found = runStore.listOldestFirst().findLast((row) => {
    if (getStatusAt(row, picture.at) === null) return false
    const bar = getBar(row, picture)
    return (
      x >= bar.x - CLICK_TOLERANCE &&
      x <= bar.x + bar.width + CLICK_TOLERANCE &&
      y >= bar.y - 3 &&
      y <= bar.y + bar.height + 3
    )
  })
  if (found !== undefined) selectRun(found.number)
}

function handleDrag(event: PointerEvent & { readonly currentTarget: HTMLCanvasElement }): void {
  const canvas = event.currentTarget
  const begin = event.clientX
  const { to } = getVisibleRange()
  const handleMove = ({ clientX }: PointerEvent) => {
    if (Math.abs(clientX - begin) < 6) return
    canvas.setPointerCapture(event.pointerId)
    const end = to - ((clientX - begin) / canvas.clientWidth) * visibleSpan.value
    pinnedEnd.value = end
  }
  const handleUp = () => {
    canvas.removeEventListener('pointermove', handleMove)
    canvas.removeEventListener('pointerup', handleUp)
  }
  canvas.addEventListener('pointermove', handleMove)
  canvas.addEventListener('pointerup', handleUp)
}

/** What the timeline shows, in words. */
export function formatTimelineCaption(): string {
  const { from, to } = getVisibleRange()
  const rate = parseClockRate(clockReading.value?.mode ?? 'frozen')
  const pace = timeTravelAt.value !== null ? 'the past' : rate === 0 ? 'standing still' : `running at ${rate}x`
  return `${formatTime(from)} to ${formatTime(to)} UTC, ${pace}`
}
