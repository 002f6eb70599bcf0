import { useEffect, useRef } from 'preact/hooks'
import { getViewedInstant, timeTravelAt } from '../state/clock.ts'
import { colorScheme } from '../state/color-scheme.ts'
import { getStatusAt, runStore, selectedRun, selectRun } from '../state/run-store.ts'
import { flowNames } from '../state/world.ts'
import { runEachFrame } from '../timers.ts'
import {
  EndedRunsLayer,
  getBar,
  paintBars,
  paintTimeline,
  readTimelineColors,
  type TimelineFrame,
} from './timeline-canvas.ts'
import { getVisibleRange, panTimeline, pinnedEnd, visibleSpan, zoomTimeline } from './viewport.ts'

/** The runs as bars on a canvas, painted only in frames in which something has changed. */
export function Timeline() {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => (canvas.current === null ? undefined : startPainting(canvas.current)), [])
  return (
    <canvas
      ref={canvas}
      class="timeline"
      tabIndex={0}
      role="img"
      aria-label="Timeline of runs. Arrow keys move it, plus and minus zoom; the table below holds the same runs."
      onKeyDown={handleKey}
      onClick={handleClick}
      onPointerDown={handleDrag}
    />
  )
}

function createFrame(canvas: HTMLCanvasElement, colors: TimelineFrame['colors']): TimelineFrame {
  return {
    ...getVisibleRange(),
    runs: runStore,
    at: getViewedInstant(),
    width: canvas.clientWidth,
    height: canvas.clientHeight,
    selectedNumber: selectedRun.value,
    labels: flowNames.value,
    colors,
  }
}

function startPainting(canvas: HTMLCanvasElement): () => void {
  const context = canvas.getContext('2d', { alpha: true })
  const layer = new EndedRunsLayer()
  let paintedKey = ''
  let colors = readTimelineColors(canvas)
  let paintedScheme = ''
  return runEachFrame(() => {
    if (paintedScheme !== colorScheme.value) {
      colors = readTimelineColors(canvas)
      paintedScheme = colorScheme.value
    }
    const frame = createFrame(canvas, colors)
    const ratio = devicePixelRatio
    const { from, to, at, width, height, selectedNumber, labels } = frame
    const { value: version } = runStore.version
    const key = [from, to, at, width, height, selectedNumber, ratio, version, labels.length, paintedScheme].join(' ')
    if (key === paintedKey || context === null || width === 0) return
    paintedKey = key
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio)
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    paintTimeline(context, frame, () => {
      if (timeTravelAt.peek() === null) layer.paintInto(context, frame, ratio)
      else paintBars(context, frame, runStore.endedRuns)
    })
  })
}

function handleKey(event: KeyboardEvent): void {
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => panTimeline(-0.1),
    ArrowRight: () => panTimeline(0.1),
    '+': () => zoomTimeline(-1),
    '=': () => zoomTimeline(-1),
    '-': () => zoomTimeline(1),
    End: () => {
      pinnedEnd.value = null
    },
  }
  const action = actions[event.key]
  if (action === undefined) return
  event.preventDefault()
  action()
}

/** Distances in pixels between the pointer and a bar that still count as a hit. */
const TOLERANCE_X = 5
const TOLERANCE_Y = 3

function handleClick(event: MouseEvent & { readonly currentTarget: HTMLCanvasElement }): void {
  const canvas = event.currentTarget
  const frame = createFrame(canvas, readTimelineColors(canvas))
  const { offsetX, offsetY } = event
  const hit = runStore.listOldestFirst().findLast((run) => {
    if (getStatusAt(run, frame.at) === null) return false
    const { x, y, width, height } = getBar(run, frame)
    const isInX = offsetX >= x - TOLERANCE_X && offsetX <= x + width + TOLERANCE_X
    return isInX && offsetY >= y - TOLERANCE_Y && offsetY <= y + height + TOLERANCE_Y
  })
  if (hit !== undefined) selectRun(hit.number)
}

function handleDrag(event: PointerEvent & { readonly currentTarget: HTMLCanvasElement }): void {
  const canvas = event.currentTarget
  const startX = event.clientX
  const { to } = getVisibleRange()
  const handleMove = ({ clientX }: PointerEvent) => {
    if (Math.abs(clientX - startX) < 6) return
    canvas.setPointerCapture(event.pointerId)
    pinnedEnd.value = to - ((clientX - startX) / canvas.clientWidth) * visibleSpan.value
  }
  const handleUp = () => {
    canvas.removeEventListener('pointermove', handleMove)
    canvas.removeEventListener('pointerup', handleUp)
  }
  canvas.addEventListener('pointermove', handleMove)
  canvas.addEventListener('pointerup', handleUp)
}
