import { toMilliseconds, parseInstant } from '../oracles/instants.ts'
import type { PaginationWalk } from './pagination-walk.ts'
import { renderElement, escapeXml } from './markup.ts'

const [WIDTH, HEIGHT, MARGIN] = [720, 150, 8]
/** A step this many times as long as the usual one is a gap. */
const GAP_FACTOR = 20

const DOT_KINDS = ['item', 'tie', 'wrong'] as const
type DotKind = (typeof DOT_KINDS)[number]
const DOT_RADIUS: Readonly<Record<DotKind, number>> = { item: 2, tie: 2, wrong: 4 }

/** How to read the pictures, for whoever has never seen one. */
export const WALK_CHART_LEGEND =
  'Each dot is one item, from left to right as it was listed, the higher the later. Upright lines are page boundaries, dashed ones gaps.'

interface Dot {
  readonly stamp: string
  readonly time: number
  /** Whether it begins a page, the first aside. */
  readonly startsPage: boolean
}

/** What a picture shows, in numbers. */
export interface WalkStats {
  readonly items: number
  readonly pages: number
  readonly direction: 'falling' | 'rising'
  /** Neighbours with the same instant, and those of them with a page boundary between. */
  readonly ties: number
  readonly tiesAcrossPages: number
  readonly disordered: number
  readonly gaps: number
}

/** One walk as a figure: each item a dot, from left to right as it was listed, its height the instant that the list goes by. */
export function renderWalkChart(walk: PaginationWalk): string {
  const dots = toDots(walk)
  const facts = measureWalk(walk)
  const words = formatCaption(walk, facts)
  const svg = renderElement(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': words },
    renderShapes(dots, facts),
  )
  return `<figure>${svg}<figcaption>${escapeXml(words)}</figcaption></figure>`
}

export function measureWalk(walk: PaginationWalk): WalkStats {
  const dots = toDots(walk)
  const pairs = toPairs(dots)
  const falls = pairs.filter(([before, after]) => before.time > after.time).length
  const rises = pairs.filter(([before, after]) => before.time < after.time).length
  const ties = pairs.filter(([before, after]) => before.stamp === after.stamp)
  const usual = findMedianStep(dots)
  return {
    items: dots.length,
    pages: walk.pages.length,
    direction: falls >= rises ? 'falling' : 'rising',
    ties: ties.length,
    tiesAcrossPages: ties.filter(([, after]) => after.startsPage).length,
    disordered: Math.min(falls, rises),
    gaps: pairs.filter((pair) => isGap(pair, usual)).length,
  }
}

function formatCaption({ operation, member }: PaginationWalk, facts: WalkStats): string {
  const { items, pages, direction, ties, tiesAcrossPages, disordered, gaps } = facts
  return `${operation}: ${items} items on ${formatCount(pages, 'page')}, ${direction} by ${member}; ${formatCount(ties, 'tie')}, ${tiesAcrossPages} of them across a page; ${disordered} out of order; ${formatCount(gaps, 'gap')}`
}

function formatCount(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

function renderShapes(dots: readonly Dot[], { direction }: WalkStats): readonly string[] {
  const times = dots.map(({ time }) => time)
  const [low, high] = [Math.min(...times), Math.max(...times)]
  const toX = (index: number): number =>
    roundTenths(MARGIN + (index / Math.max(1, dots.length - 1)) * (WIDTH - 2 * MARGIN))
  const toY = (time: number): number =>
    roundTenths(HEIGHT - MARGIN - ((time - low) / Math.max(1, high - low)) * (HEIGHT - 2 * MARGIN))
  const usual = findMedianStep(dots)
  const pages = dots.flatMap(({ startsPage }, index) =>
    startsPage
      ? [renderElement('line', { class: 'page', x1: toX(index - 0.5), x2: toX(index - 0.5), y1: 0, y2: HEIGHT })]
      : [],
  )
  const gaps = dots.flatMap((dot, index) => {
    const before = dots[index - 1]
    if (before === undefined || !isGap([before, dot], usual)) return []
    return [
      renderElement('line', {
        class: 'gap',
        x1: toX(index - 1),
        y1: toY(before.time),
        x2: toX(index),
        y2: toY(dot.time),
      }),
    ]
  })
  const circles = dots.map((dot, index) => {
    const kind = getDotKind([dots[index - 1], dot], direction)
    return {
      kind,
      drawing: renderElement('circle', { class: kind, cx: toX(index), cy: toY(dot.time), r: DOT_RADIUS[kind] }),
    }
  })
  // What matters most lies on top.
  const layers = DOT_KINDS.flatMap((kind) => circles.filter((one) => one.kind === kind).map(({ drawing }) => drawing))
  return [...pages, ...gaps, ...layers]
}

function getDotKind([before, dot]: readonly [Dot | undefined, Dot], direction: WalkStats['direction']): DotKind {
  if (before === undefined) return 'item'
  if (before.stamp === dot.stamp) return 'tie'
  const wrong = direction === 'falling' ? before.time < dot.time : before.time > dot.time
  return wrong ? 'wrong' : 'item'
}

function toDots({ pages }: PaginationWalk): readonly Dot[] {
  return pages.flatMap(({ stamps }, page) =>
    stamps.map((stamp, index) => {
      const instant = parseInstant(stamp)
      return { stamp, time: instant === null ? 0 : toMilliseconds(instant), opens: page > 0 && index === 0 }
    }),
  )
}

function toPairs(dots: readonly Dot[]): readonly (readonly [Dot, Dot])[] {
  return dots.slice(1).map((dot, index) => [dots[index] ?? dot, dot] as const)
}

function isGap([before, after]: readonly [Dot, Dot], usual: number): boolean {
  return usual > 0 && Math.abs(before.time - after.time) > GAP_FACTOR * usual
}

/** The middle one of all steps that are any. */
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
