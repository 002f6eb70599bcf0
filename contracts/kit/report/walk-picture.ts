import { millisecondsOf, readInstant } from '../oracles/instant.ts'
import type { SeenWalk } from '../walk-seen.ts'
import { element, escaped } from './markup.ts'

const [WIDTH, HEIGHT, MARGIN] = [720, 150, 8]
/** A step this many times as long as the usual one is a gap. */
const GAP = 20

const KINDS = ['item', 'tie', 'wrong'] as const
type Kind = (typeof KINDS)[number]
const RADIUS: Readonly<Record<Kind, number>> = { item: 2, tie: 2, wrong: 4 }

/** How to read the pictures, for whoever has never seen one. */
export const LEGEND =
  'Each dot is one item, from left to right as it was listed, the higher the later. Upright lines are page boundaries, dashed ones gaps.'

interface Dot {
  readonly stamp: string
  readonly time: number
  /** Whether it begins a page, the first aside. */
  readonly opens: boolean
}

/** What a picture shows, in numbers. */
export interface WalkFacts {
  readonly items: number
  readonly pages: number
  readonly direction: 'falling' | 'rising'
  /** Neighbours with the same instant, and those of them with a page boundary between. */
  readonly ties: number
  readonly spanning: number
  readonly disordered: number
  readonly gaps: number
}

/** One walk as a figure: each item a dot, from left to right as it was listed, its height the instant that the list goes by. */
export function walkFigure(walk: SeenWalk): string {
  const dots = dotsOf(walk)
  const facts = walkFacts(walk)
  const words = captionOf(walk, facts)
  const svg = element(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': words },
    drawn(dots, facts),
  )
  return `<figure>${svg}<figcaption>${escaped(words)}</figcaption></figure>`
}

export function walkFacts(walk: SeenWalk): WalkFacts {
  const dots = dotsOf(walk)
  const pairs = pairsOf(dots)
  const falls = pairs.filter(([before, after]) => before.time > after.time).length
  const rises = pairs.filter(([before, after]) => before.time < after.time).length
  const ties = pairs.filter(([before, after]) => before.stamp === after.stamp)
  const usual = usualStep(dots)
  return {
    items: dots.length,
    pages: walk.pages.length,
    direction: falls >= rises ? 'falling' : 'rising',
    ties: ties.length,
    spanning: ties.filter(([, after]) => after.opens).length,
    disordered: Math.min(falls, rises),
    gaps: pairs.filter((pair) => isGap(pair, usual)).length,
  }
}

function captionOf({ operation, member }: SeenWalk, facts: WalkFacts): string {
  const { items, pages, direction, ties, spanning, disordered, gaps } = facts
  return `${operation}: ${items} items on ${counted(pages, 'page')}, ${direction} by ${member}; ${counted(ties, 'tie')}, ${spanning} of them across a page; ${disordered} out of order; ${counted(gaps, 'gap')}`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

function drawn(dots: readonly Dot[], { direction }: WalkFacts): readonly string[] {
  const times = dots.map(({ time }) => time)
  const [low, high] = [Math.min(...times), Math.max(...times)]
  const x = (index: number): number => round(MARGIN + (index / Math.max(1, dots.length - 1)) * (WIDTH - 2 * MARGIN))
  const y = (time: number): number =>
    round(HEIGHT - MARGIN - ((time - low) / Math.max(1, high - low)) * (HEIGHT - 2 * MARGIN))
  const usual = usualStep(dots)
  const pages = dots.flatMap(({ opens }, index) =>
    opens ? [element('line', { class: 'page', x1: x(index - 0.5), x2: x(index - 0.5), y1: 0, y2: HEIGHT })] : [],
  )
  const gaps = dots.flatMap((dot, index) => {
    const before = dots[index - 1]
    if (before === undefined || !isGap([before, dot], usual)) return []
    return [element('line', { class: 'gap', x1: x(index - 1), y1: y(before.time), x2: x(index), y2: y(dot.time) })]
  })
  const circles = dots.map((dot, index) => {
    const kind = kindOf([dots[index - 1], dot], direction)
    return { kind, drawing: element('circle', { class: kind, cx: x(index), cy: y(dot.time), r: RADIUS[kind] }) }
  })
  // What matters most lies on top.
  const layers = KINDS.flatMap((kind) => circles.filter((one) => one.kind === kind).map(({ drawing }) => drawing))
  return [...pages, ...gaps, ...layers]
}

function kindOf([before, dot]: readonly [Dot | undefined, Dot], direction: WalkFacts['direction']): Kind {
  if (before === undefined) return 'item'
  if (before.stamp === dot.stamp) return 'tie'
  const wrong = direction === 'falling' ? before.time < dot.time : before.time > dot.time
  return wrong ? 'wrong' : 'item'
}

function dotsOf({ pages }: SeenWalk): readonly Dot[] {
  return pages.flatMap(({ stamps }, page) =>
    stamps.map((stamp, index) => {
      const instant = readInstant(stamp)
      return { stamp, time: instant === null ? 0 : millisecondsOf(instant), opens: page > 0 && index === 0 }
    }),
  )
}

function pairsOf(dots: readonly Dot[]): readonly (readonly [Dot, Dot])[] {
  return dots.slice(1).map((dot, index) => [dots[index] ?? dot, dot] as const)
}

function isGap([before, after]: readonly [Dot, Dot], usual: number): boolean {
  return usual > 0 && Math.abs(before.time - after.time) > GAP * usual
}

/** The middle one of all steps that are any. */
function usualStep(dots: readonly Dot[]): number {
  const steps = pairsOf(dots)
    .map(([before, after]) => Math.abs(before.time - after.time))
    .filter((step) => step > 0)
    .toSorted((left, right) => left - right)
  return steps[Math.floor(steps.length / 2)] ?? 0
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
