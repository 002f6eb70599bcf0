import type { TimelineRun } from '../state/rows.ts'
import { paintBars, type TimelineFrame } from './paint.ts'

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
