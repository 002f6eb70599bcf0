import { useEffect, useRef } from 'preact/hooks'
import { timeOf } from '../instants.ts'
import { everyPicture } from '../real-time.ts'
import { asOf, heard, lookedAt, rateOf } from '../state/clock.ts'
import { chosenRun, choose } from '../state/choice.ts'
import { rows } from '../state/rows-of-world.ts'
import { statusAt } from '../state/rows.ts'
import { flowNames } from '../state/flow-names.ts'
import { scheme } from '../state/scheme.ts'
import { inkOf } from './ink.ts'
import { barOf, paint, paintBars, type Picture } from './paint.ts'
import { PastLayer } from './past-layer.ts'
import { pan, pinnedEnd, shown, span, zoom } from './viewport.ts'

/** The runs of the world on its own time, drawn anew only when something has moved. */
export function Timeline() {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => (canvas.current === null ? undefined : drawn(canvas.current)), [])
  return (
    <canvas
      ref={canvas}
      class="timeline"
      tabIndex={0}
      role="img"
      aria-label="Timeline of runs. Arrow keys move it, plus and minus zoom; the table below holds the same runs."
      onKeyDown={onKey}
      onClick={(event) => onClick(event)}
      onPointerDown={onDrag}
    />
  )
}

function pictureOf(canvas: HTMLCanvasElement, ink: Picture['ink']): Picture {
  const { from, to } = shown()
  const { clientWidth: width, clientHeight: height } = canvas
  return { rows, from, to, at: lookedAt(), width, height, chosen: chosenRun.value, names: flowNames.value, ink }
}

function drawn(canvas: HTMLCanvasElement): () => void {
  const context = canvas.getContext('2d', { alpha: true })
  const layer = new PastLayer()
  let last = ''
  let ink = inkOf(canvas)
  let inkFor = ''
  return everyPicture(() => {
    if (inkFor !== scheme.value) {
      ink = inkOf(canvas)
      inkFor = scheme.value
    }
    const picture = pictureOf(canvas, ink)
    const ratio = devicePixelRatio
    const { from, to, at, width, height, chosen } = picture
    const key = [from, to, at, width, height, chosen, ratio, rows.version.value, picture.names.length, inkFor].join(' ')
    if (key === last || context === null || width === 0) return
    last = key
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio)
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    paint(context, picture, () => {
      if (asOf.peek() === null) layer.putInto(context, picture, ratio)
      else paintBars(context, picture, rows.ended)
    })
    canvas.dataset['pictures'] = String(Number(canvas.dataset['pictures'] ?? 0) + 1)
  })
}

function onKey(event: KeyboardEvent): void {
  const moves: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => pan(-0.1),
    ArrowRight: () => pan(0.1),
    '+': () => zoom(-1),
    '=': () => zoom(-1),
    '-': () => zoom(1),
    End: () => {
      pinnedEnd.value = null
    },
  }
  const move = moves[event.key]
  if (move === undefined) return
  event.preventDefault()
  move()
}

const NEAR = 5

function onClick(event: MouseEvent & { readonly currentTarget: HTMLCanvasElement }): void {
  const canvas = event.currentTarget
  const picture = pictureOf(canvas, inkOf(canvas))
  const [x, y] = [event.offsetX, event.offsetY]
  const found = rows.ordered().findLast((row) => {
    if (statusAt(row, picture.at) === null) return false
    const bar = barOf(row, picture)
    return x >= bar.x - NEAR && x <= bar.x + bar.width + NEAR && y >= bar.y - 3 && y <= bar.y + bar.height + 3
  })
  if (found !== undefined) choose(found.number)
}

function onDrag(event: PointerEvent & { readonly currentTarget: HTMLCanvasElement }): void {
  const canvas = event.currentTarget
  const begin = event.clientX
  const { to } = shown()
  const move = ({ clientX }: PointerEvent) => {
    if (Math.abs(clientX - begin) < 6) return
    canvas.setPointerCapture(event.pointerId)
    const end = to - ((clientX - begin) / canvas.clientWidth) * span.value
    pinnedEnd.value = end
  }
  const up = () => {
    canvas.removeEventListener('pointermove', move)
    canvas.removeEventListener('pointerup', up)
  }
  canvas.addEventListener('pointermove', move)
  canvas.addEventListener('pointerup', up)
}

/** What the timeline shows, in words. */
export function timelineCaption(): string {
  const { from, to } = shown()
  const rate = rateOf(heard.value?.mode ?? 'frozen')
  const pace = asOf.value !== null ? 'the past' : rate === 0 ? 'standing still' : `running at ${rate}x`
  return `${timeOf(from)} to ${timeOf(to)} UTC, ${pace}`
}
