import { useEffect, useRef } from 'preact/hooks'
import { dateOf, timeOf } from '../instants.ts'
import { everyPicture } from '../real-time.ts'
import { asOf, heard, lookedAt } from '../state/clock.ts'

/** What the world's clock shows, and how it goes. */
export function ClockFace() {
  const time = useRef<HTMLSpanElement>(null)
  const date = useRef<HTMLSpanElement>(null)
  useEffect(
    () =>
      everyPicture(() => {
        if (heard.peek() === null) return
        const at = lookedAt()
        write(time.current, timeOf(at))
        write(date.current, dateOf(at))
      }),
    [],
  )
  const past = asOf.value !== null
  return (
    <div class={past ? 'clock past' : 'clock'} role="timer" aria-label="World time, UTC">
      <span class="clock-time" ref={time}>
        --:--:--
      </span>
      <span class="clock-side">
        <span ref={date} />
        <span class="clock-mode">{past ? 'looking back' : (heard.value?.mode ?? '')}</span>
      </span>
    </div>
  )
}

function write(element: HTMLElement | null, text: string): void {
  if (element !== null && element.textContent !== text) element.textContent = text
}
