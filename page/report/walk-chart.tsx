import type { ReportWalk } from './read-report.ts'

/** An item of a walk in the chart. */
interface WalkPoint {
  /** Milliseconds since 1970. */
  readonly time: number
  /** True for the first item of each page but the first page. */
  readonly startsPage: boolean
  readonly kind: 'item' | 'tie' | 'wrong'
  /** True when the step from the item before is far above the median. */
  readonly hasGap: boolean
}

/** A step of more than this many medians is a gap. */
const GAP_FACTOR = 20

/** Returns the items in the order of the list, with ties, wrong order and gaps marked. */
function toWalkPoints({ pages }: ReportWalk): readonly WalkPoint[] {
  const items = pages.flatMap(({ timestamps }, number) =>
    timestamps.map((timestamp, index) => ({ timestamp, startsPage: number > 0 && index === 0 })),
  )
  const times = items.map(({ timestamp }) => Date.parse(timestamp))
  const steps = times.map((time, index) => time - (times[index - 1] ?? time))
  const isDescending = steps.filter((step) => step < 0).length >= steps.filter((step) => step > 0).length
  const lengths = steps
    .map(Math.abs)
    .filter((step) => step > 0)
    .toSorted((left, right) => left - right)
  const median = lengths[Math.floor(lengths.length / 2)] ?? Infinity
  return items.map(({ timestamp, startsPage }, index) => {
    const step = steps[index] ?? 0
    const isTie = items[index - 1]?.timestamp === timestamp
    const isWrong = isDescending ? step > 0 : step < 0
    return {
      time: times[index] ?? 0,
      startsPage,
      kind: isTie ? 'tie' : isWrong ? 'wrong' : 'item',
      hasGap: Math.abs(step) > GAP_FACTOR * median,
    }
  })
}

function describeWalk({ operation, member, pages }: ReportWalk, points: readonly WalkPoint[]): string {
  const count = (matches: (point: WalkPoint) => boolean) => points.filter(matches).length
  const ties = count(({ kind }) => kind === 'tie')
  const tiesAcrossPages = count(({ kind, startsPage }) => kind === 'tie' && startsPage)
  const wrong = count(({ kind }) => kind === 'wrong')
  const gaps = count(({ hasGap }) => hasGap)
  return `${operation} by ${member}: ${points.length} items on ${pages.length} pages; ${ties} ties, ${tiesAcrossPages} of them across pages; ${wrong} out of order; ${gaps} gaps`
}

const WIDTH = 720
const HEIGHT = 150
const MARGIN = 8

/** A chart of a walk: list position from left to right, timestamp from bottom to top. */
export function WalkChart({ walk }: { readonly walk: ReportWalk }) {
  const points = toWalkPoints(walk)
  const times = points.map(({ time }) => time)
  const low = Math.min(...times)
  const high = Math.max(...times)
  const scaleX = (index: number) => MARGIN + (index / Math.max(1, points.length - 1)) * (WIDTH - 2 * MARGIN)
  const scaleY = (time: number) => HEIGHT - MARGIN - ((time - low) / Math.max(1, high - low)) * (HEIGHT - 2 * MARGIN)
  const description = describeWalk(walk, points)
  return (
    <figure class="walk">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={description}>
        {points.map(({ startsPage, hasGap }, index) => [
          startsPage ? (
            <line
              key={`page${index}`}
              class="walk-page"
              x1={scaleX(index - 0.5)}
              x2={scaleX(index - 0.5)}
              y1={0}
              y2={HEIGHT}
            />
          ) : null,
          hasGap ? (
            <line
              key={`gap${index}`}
              class="walk-gap"
              x1={scaleX(index - 1)}
              x2={scaleX(index)}
              y1={scaleY(times[index - 1] ?? 0)}
              y2={scaleY(times[index] ?? 0)}
            />
          ) : null,
        ])}
        {points.map(({ kind, time }, index) => (
          <circle key={index} class={`walk-${kind}`} cx={scaleX(index)} cy={scaleY(time)} r={kind === 'item' ? 2 : 3} />
        ))}
      </svg>
      <figcaption>
        {description}. Vertical lines: page boundaries. Orange: same timestamp as the item before. Red: out of order, or
        a gap.
      </figcaption>
    </figure>
  )
}
