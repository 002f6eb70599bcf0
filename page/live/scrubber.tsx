import { timeOf } from '../instants.ts'
import { beat } from '../state/beat.ts'
import { asOf, lookedAt, worldNow } from '../state/clock.ts'
import { shown } from './viewport.ts'

const STEPS = 1000

/** Looks back: as far as the timeline reaches, to any instant. */
export function Scrubber() {
  // Where the present stands moves with the clock.
  void beat.value
  const { from, to } = shown()
  const at = lookedAt()
  const value = Math.round(((at - from) / (to - from)) * STEPS)
  const look = (position: number) => {
    const instant = Math.floor(from + (position / STEPS) * (to - from))
    asOf.value = instant >= worldNow() ? null : instant
  }
  return (
    <div class="scrubber">
      <input
        type="range"
        min={0}
        max={STEPS}
        value={Math.max(0, Math.min(STEPS, value))}
        aria-label="Look back to"
        aria-valuetext={asOf.value === null ? `${timeOf(at)}, now` : timeOf(at)}
        onInput={(event) => look(Number(event.currentTarget.value))}
      />
    </div>
  )
}
