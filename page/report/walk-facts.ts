import type { ReportWalk } from './read-report.ts'

/** One item of a walk, as a picture needs it. */
export interface WalkPoint {
  readonly time: number
  /** Whether it begins a page, the first aside. */
  readonly startsPage: boolean
  readonly kind: 'item' | 'tie' | 'wrong'
  /** Whether much more time than usual lies before it. */
  readonly hasGap: boolean
}

/** A step that is so many times as long as the usual one is a gap. */
const GAP_FACTOR = 20

/** The items of a walk in the order in which they were listed, each with what is remarkable about it. */
export function toWalkPoints({ pages }: ReportWalk): readonly WalkPoint[] {
  const stamps = pages.flatMap((page, place) => page.map((stamp, at) => ({ stamp, startsPage: place > 0 && at === 0 })))
  const times = stamps.map(({ stamp }) => Date.parse(stamp))
  const steps = times.slice(1).map((time, at) => time - (times[at] ?? time))
  const isFalling = steps.filter((step) => step < 0).length >= steps.filter((step) => step > 0).length
  const lengths = steps
    .map(Math.abs)
    .filter((step) => step > 0)
    .toSorted((left, right) => left - right)
  const usual = lengths[Math.floor(lengths.length / 2)] ?? Infinity
  return stamps.map(({ stamp, startsPage: opens }, at) => {
    const step = at === 0 ? null : (steps[at - 1] ?? null)
    const isTie = at > 0 && stamps[at - 1]?.stamp === stamp
    const isWrong = step !== null && (isFalling ? step > 0 : step < 0)
    const kind = isTie ? 'tie' : isWrong ? 'wrong' : 'item'
    return { time: times[at] ?? 0, startsPage: opens, kind, hasGap: step !== null && Math.abs(step) > GAP_FACTOR * usual }
  })
}

/** A walk in words. */
export function describeWalk({ operation, member, pages }: ReportWalk, dots: readonly WalkPoint[]): string {
  const countPoints = (fits: (dot: WalkPoint) => boolean) => dots.filter(fits).length
  const ties = countPoints(({ kind }) => kind === 'tie')
  const across = countPoints(({ kind, startsPage }) => kind === 'tie' && startsPage)
  const wrong = countPoints(({ kind }) => kind === 'wrong')
  const gaps = countPoints(({ hasGap }) => hasGap)
  return `${operation} by ${member}: ${dots.length} items on ${pages.length} pages; ${ties} ties, ${across} of them across a page; ${wrong} out of order; ${gaps} gaps`
}
