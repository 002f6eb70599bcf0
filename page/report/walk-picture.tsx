import type { ShownWalk } from './read-report.ts'
import { captionOf, dotsOf } from './walk-facts.ts'

const WIDTH = 720
const HEIGHT = 150
const MARGIN = 8

/** A walk as a picture: each item a dot, from left to right as it was listed, its height the instant it goes by. */
export function WalkPicture({ walk }: { readonly walk: ShownWalk }) {
  const dots = dotsOf(walk)
  const times = dots.map(({ time }) => time)
  const low = Math.min(...times)
  const high = Math.max(...times)
  const x = (at: number) => MARGIN + (at / Math.max(1, dots.length - 1)) * (WIDTH - 2 * MARGIN)
  const y = (time: number) => HEIGHT - MARGIN - ((time - low) / Math.max(1, high - low)) * (HEIGHT - 2 * MARGIN)
  const words = captionOf(walk, dots)
  return (
    <figure class="walk">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
        {dots.map(({ opens, gap }, at) => [
          opens ? <line key={`p${at}`} class="walk-page" x1={x(at - 0.5)} x2={x(at - 0.5)} y1={0} y2={HEIGHT} /> : null,
          gap ? (
            <line
              key={`g${at}`}
              class="walk-gap"
              x1={x(at - 1)}
              x2={x(at)}
              y1={y(times[at - 1] ?? 0)}
              y2={y(times[at] ?? 0)}
            />
          ) : null,
        ])}
        {dots.map(({ kind, time }, at) => (
          <circle key={at} class={`walk-${kind}`} cx={x(at)} cy={y(time)} r={kind === 'item' ? 2 : 3} />
        ))}
      </svg>
      <figcaption>
        {words}. Lines are pages; orange has the instant of the one before; red is out of order, or a gap.
      </figcaption>
    </figure>
  )
}
