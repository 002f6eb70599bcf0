import { performance } from 'node:perf_hooks'
import type { RealTime } from './world/clock.ts'
import { type Duration, type Instant, instant, MILLISECOND } from './world/instant.ts'

/** The process's own time: monotonic, in microseconds since it began. This file is the only place that reads a real clock. */
export function realClock(): RealTime {
  return Math.floor(performance.now() * 1000) as RealTime
}

/** The instant that the machine's calendar shows. */
export function calendarNow(): Instant {
  return instant(Math.floor((performance.timeOrigin + performance.now()) * 1000))
}

/** Calls back after so many microseconds of real time, unless what it returns is called before; keeps no process alive. */
export function realTimer(microseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, microseconds / 1000)
  timer.unref()
  return () => clearTimeout(timer)
}

/** Lets so much of the process's own time pass. */
export function realWait(duration: Duration): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration / MILLISECOND))
}
