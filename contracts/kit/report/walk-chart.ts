import { toMilliseconds, parseInstant } from '../oracles/instants.ts'
import type { PaginationWalk } from './pagination-walk.ts'
import { renderElement, escapeXml } from '../printable-text.ts'

const [WIDTH, HEIGHT, MARGIN] = [720, 150, 8]
/** A step is a gap when it is this many times the median step. */
const GAP_FACTOR = 20

const DOT_KINDS = ['item', 'tie', 'wrong'] as const
type DotKind = (typeof DOT_KINDS)[number]
const DOT_RADIUS: Readonly<Record<DotKind, number>> = { item: 2, tie: 2, wrong: 4 }

/** Explains the charts. */
export const WALK_CHART_LEGEND =
  'Each dot is one item, from left to right in list order, higher dots are later. Vertical lines are page boundaries, dashed lines gaps.'

interface Dot {
  readonly timestamp: string
  readonly time: number
  /** True for the first item of every page but the first. */
  readonly startsPage: boolean
}

/** Figures of a walk. */
export interface WalkStats {
  readonly items: number
  readonly pages: number
  readonly direction: 'falling' | 'rising'
  /** Adjacent items with equal timestamps, and those of them across a page boundary. */
  readonly ties: number
  readonly tiesAcrossPages: number
  readonly disordered: number
  readonly gaps: number
}

/** Renders a walk as a figure with one dot per item. */
export function renderWalkChart(walk: PaginationWalk): string {
  const stats = measureWalk(walk)
  const caption = formatCaption(walk, stats)
  const attributes = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': caption }
  const svg = renderElement('svg', attributes, renderShapes(toDots(walk), stats))
  return `<figure>${svg}<figcaption>${escapeXml(caption)}</figcaption></figure>`
}

export function measureWalk(walk: PaginationWalk): WalkStats {
  const dots = toDots(walk)
  const pairs = toPairs(dots)
  const falls = pairs.filter(([before, after]) => before.time > after.time).length
  const rises = pairs.filter(([before, after]) => before.time < after.time).length
  const ties = pairs.filter(([before, after]) => before.timestamp === after.timestamp)
  const median = findMedianStep(dots)
  return {
    items: dots.length,
    pages: walk.pages.length,
    direction: falls >= rises ? 'falling' : 'rising',
    ties: ties.length,
    tiesAcrossPages: ties.filter(([, after]) => after.startsPage).length,
    disordered: Math.min(falls, rises),
    gaps: pairs.filter((pair) => isGap(pair, median)).length,
  }
}

function formatCaption({ operation, member }: PaginationWalk, stats: WalkStats): string {
  const { items, pages, direction, ties, tiesAcrossPages, disordered, gaps } = stats
  return `${operation}: ${items} items on ${formatCount(pages, 'page')}, ${direction} by ${member}; ${formatCount(ties, 'tie')}, ${tiesAcrossPages} of them across a page; ${disordered} out of order; ${formatCount(gaps, 'gap')}`
}

function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function renderShapes(dots: readonly Dot[], { direction }: WalkStats): readonly string[] {
  const times = dots.map(({ time }) => time)
  const [low, high] = [Math.min(...times), Math.max(...times)]
  const toX = (index: number): number =>
    roundTenths(MARGIN + (index / Math.max(1, dots.length - 1)) * (WIDTH - 2 * MARGIN))
  const toY = (time: number): number =>
    roundTenths(HEIGHT - MARGIN - ((time - low) / Math.max(1, high - low)) * (HEIGHT - 2 * MARGIN))
  const median = findMedianStep(dots)
  const pages = dots.flatMap(({ startsPage }, index) =>
    startsPage
      ? [renderElement('line', { class: 'page', x1: toX(index - 0.5), x2: toX(index - 0.5), y1: 0, y2: HEIGHT })]
      : [],
  )
  const gaps = dots.flatMap((dot, index) => {
    const before = dots[index - 1]
    if (before === undefined || !isGap([before, dot], median)) return []
    const points = { x1: toX(index - 1), y1: toY(before.time), x2: toX(index), y2: toY(dot.time) }
    return [renderElement('line', { class: 'gap', ...points })]
  })
  const circles = dots.map((dot, index) => {
    const kind = getDotKind([dots[index - 1], dot], direction)
    return { class: kind, cx: toX(index), cy: toY(dot.time), r: DOT_RADIUS[kind] }
  })
  // The most important dots are drawn last, on top.
  const layers = DOT_KINDS.flatMap((kind) => circles.filter((circle) => circle.class === kind))
  return [...pages, ...gaps, ...layers.map((circle) => renderElement('circle', circle))]
}

function getDotKind([before, dot]: readonly [Dot | undefined, Dot], direction: WalkStats['direction']): DotKind {
  if (before === undefined) return 'item'
  if (before.timestamp === dot.timestamp) return 'tie'
  const isWrong = direction === 'falling' ? before.time < dot.time : before.time > dot.time
  return isWrong ? 'wrong' : 'item'
}

function toDots({ pages }: PaginationWalk): readonly Dot[] {
  return pages.flatMap(({ timestamps }, page) =>
    timestamps.map((timestamp, index) => {
      const instant = parseInstant(timestamp)
      const time = instant === null ? 0 : toMilliseconds(instant)
      return { timestamp, time, startsPage: page > 0 && index === 0 }
    }),
  )
}

function toPairs(dots: readonly Dot[]): readonly (readonly [Dot, Dot])[] {
  return dots.slice(1).map((dot, index) => [dots[index] ?? dot, dot] as const)
}

function isGap([before, after]: readonly [Dot, Dot], median: number): boolean {
  return median > 0 && Math.abs(before.time - after.time) > GAP_FACTOR * median
}

/** Returns the median of the steps between different timestamps. */
function findMedianStep(dots: readonly Dot[]): number {
  const steps = toPairs(dots)
    .map(([before, after]) => Math.abs(before.time - after.time))
    .filter((step) => step > 0)
    .toSorted((left, right) => left - right)
  return steps[Math.floor(steps.length / 2)] ?? 0
}

function roundTenths(value: number): number {
  return Math.round(value * 10) / 10
}
