import { useEffect, useRef } from 'preact/hooks'
import { formatDate, formatTime } from './instants.ts'
import { clockReading, getViewedInstant, timeTravelAt } from './state/clock.ts'
import { runEachFrame } from './timers.ts'

/** World time and clock mode; updates the text of its elements in each frame without rendering. */
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
  const isPast = timeTravelAt.value !== null
  return (
    <div class={isPast ? 'clock time-travel' : 'clock'} role="timer" aria-label="World time, UTC">
      <span class="clock-time" ref={time}>
        --:--:--
      </span>
      <span class="clock-side">
        <span ref={date} />
        <span class="clock-mode">{isPast ? 'looking back' : (clockReading.value?.mode ?? '')}</span>
      </span>
    </div>
  )
}

function setText(element: HTMLElement | null, text: string): void {
  if (element !== null && element.textContent !== text) element.textContent = text
}
