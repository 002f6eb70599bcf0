import type { Row } from '../state/rows.ts'
import { paintBars, type Picture } from './paint.ts'

/** How much more than what is shown the layer holds, so that it need not be drawn anew while time goes on. */
const REACH = 1.5

/**
 * The runs that have ended, drawn once and then moved along: thousands of bars at each picture are too many. Those that
 * end meanwhile are added.
 */
export class PastLayer {
  readonly #canvas = document.createElement('canvas')
  #drawn: Picture | null = null
  #key = ''
  #count = 0

  /** Puts the layer into a picture that is drawn with so many dots to a pixel. */
  putInto(context: CanvasRenderingContext2D, picture: Picture, ratio: number): void {
    const { rows, from, to, width, height } = picture
    const own = this.#canvas.getContext('2d')
    if (own === null) return
    const isPresent = picture.at >= (this.#drawn?.at ?? Infinity)
    const key = [to - from, width, height, ratio, rows.generation, geometryOf(picture), picture.ink.text].join(' ')
    if (this.#drawn === null || key !== this.#key || !isPresent || !reaches(this.#drawn, picture)) {
      this.#begin(own, picture, ratio)
      this.#key = key
    }
    this.#add(own, picture)
    const shift = Math.round((((this.#drawn?.from ?? from) - from) / (to - from)) * width * ratio)
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.drawImage(this.#canvas, shift, 0)
    context.restore()
  }

  #begin(own: CanvasRenderingContext2D, picture: Picture, ratio: number): void {
    const { from, to, width, height } = picture
    this.#drawn = { ...picture, to: from + (to - from) * REACH, width: width * REACH }
    this.#canvas.width = Math.round(width * REACH * ratio)
    this.#canvas.height = Math.round(height * ratio)
    own.setTransform(ratio, 0, 0, ratio, 0, 0)
    this.#count = 0
  }

  #add(own: CanvasRenderingContext2D, { rows, at }: Picture): void {
    if (this.#drawn === null) return
    const fresh = this.#count === 0 ? rows.ended : rows.ended.slice(this.#count)
    this.#drawn = { ...this.#drawn, at }
    if (fresh.length > 0) paintBars(own, this.#drawn, fresh.filter(hasEnded(at)))
    this.#count = rows.ended.length
  }
}

function hasEnded(at: number): (row: Row) => boolean {
  // What was heard of as ended may be a moment ahead of the clock that is shown.
  return ({ createdAt }) => createdAt <= at
}

function reaches(drawn: Picture, { from, to }: Picture): boolean {
  return from >= drawn.from && to <= drawn.to
}

/** What decides where bars stand: the lanes of each flow. */
function geometryOf({ rows }: Picture): string {
  return Array.from({ length: rows.flows }, (_, flow) => rows.lanesOf(flow)).join(',')
}
