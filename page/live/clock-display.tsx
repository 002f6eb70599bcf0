import { useEffect, useRef } from 'preact/hooks'
import { formatDate, formatTime } from '../instants.ts'
import { runEachFrame } from '../timers.ts'
import { timeTravelAt, clockReading, getViewedInstant } from '../state/clock.ts'

/** What the world's clock shows, and how it goes. */
export function ClockDisplay() {
  const time = useRef<HTMLSpanElement>(null)
  const date = useRef<HTMLSpanElement>(null)
  useEffect(
    () =>
      runEachFrame(() => {
        if (clockReading.peek() === null) return
        const at = getViewedInstant()
        setText(time.current, formatTime(at))
        setText(date.current, formatDate(at))
      }),
    [],
  )
  const past = timeTravelAt.value !== null
  return (
    <div class={past ? 'clock past' : 'clock'} role="timer" aria-label="World time, UTC">
      <span class="clock-time" ref={time}>
        --:--:--
      </span>
      <span class="clock-side">
        <span ref={date} />
        <span class="clock-mode">{past ? 'looking back' : (clockReading.value?.mode ?? '')}</span>
      </span>
    </div>
  )
}

function setText(element: HTMLElement | null, text: string): void {
  if (element !== null && element.textContent !== text) element.textContent = text
}
