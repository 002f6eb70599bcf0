import type { ReportWalk } from './read-report.ts'
import { describeWalk, toWalkPoints } from './walk-facts.ts'

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
