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
    return {
      time: times[at] ?? 0,
      startsPage: opens,
      kind,
      hasGap: step !== null && Math.abs(step) > GAP_FACTOR * usual,
    }
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

const WIDTH = 720
const HEIGHT = 150
const MARGIN = 8

/** A walk as a picture: each item a dot, from left to right as it was listed, its height the instant it goes by. */
export function WalkChart({ walk }: { readonly walk: ReportWalk }) {
  const dots = toWalkPoints(walk)
  const times = dots.map(({ time }) => time)
  const low = Math.min(...times)
  const high = Math.max(...times)
  const scaleX = (at: number) => MARGIN + (at / Math.max(1, dots.length - 1)) * (WIDTH - 2 * MARGIN)
  const scaleY = (time: number) => HEIGHT - MARGIN - ((time - low) / Math.max(1, high - low)) * (HEIGHT - 2 * MARGIN)
  const words = describeWalk(walk, dots)
  return (
    <figure class="walk">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
        {dots.map(({ startsPage, hasGap }, at) => [
          startsPage ? (
            <line key={`p${at}`} class="walk-page" x1={scaleX(at - 0.5)} x2={scaleX(at - 0.5)} y1={0} y2={HEIGHT} />
          ) : null,
          hasGap ? (
            <line
              key={`g${at}`}
              class="walk-gap"
              x1={scaleX(at - 1)}
              x2={scaleX(at)}
              y1={scaleY(times[at - 1] ?? 0)}
              y2={scaleY(times[at] ?? 0)}
            />
          ) : null,
        ])}
        {dots.map(({ kind, time }, at) => (
          <circle key={at} class={`walk-${kind}`} cx={scaleX(at)} cy={scaleY(time)} r={kind === 'item' ? 2 : 3} />
        ))}
      </svg>
      <figcaption>
        {words}. Lines are pages; orange has the instant of the one before; red is out of order, or a gap.
      </figcaption>
    </figure>
  )
}
