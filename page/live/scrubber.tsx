import { formatTime } from '../instants.ts'
import { refreshTick } from '../state/beat.ts'
import { timeTravelAt, getViewedInstant, getWorldNow } from '../state/clock.ts'
import { getVisibleRange } from './viewport.ts'

const SLIDER_STEPS = 1000

/** Looks back: as far as the timeline reaches, to any instant. */
export function Scrubber() {
  // Where the present stands moves with the clock.
  void refreshTick.value
  const { from, to } = getVisibleRange()
  const at = getViewedInstant()
  const value = Math.round(((at - from) / (to - from)) * SLIDER_STEPS)
  const viewPosition = (position: number) => {
    const instant = Math.floor(from + (position / SLIDER_STEPS) * (to - from))
    timeTravelAt.value = instant >= getWorldNow() ? null : instant
  }
  return (
    <div class="scrubber">
      <input
        type="range"
        min={0}
        max={SLIDER_STEPS}
        value={Math.max(0, Math.min(SLIDER_STEPS, value))}
        aria-label="Look back to"
        aria-valuetext={timeTravelAt.value === null ? `${formatTime(at)}, now` : formatTime(at)}
        onInput={(event) => viewPosition(Number(event.currentTarget.value))}
      />
    </div>
  )
}
