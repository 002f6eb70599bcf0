import { performance } from 'node:perf_hooks'
import { type Duration, type Instant, MILLISECOND, type RealTime, toInstant } from './world/time.ts'

/** Monotonic microseconds since the process started. This file is the only place that reads a real clock. */
export function readRealClock(): RealTime {
  return Math.floor(performance.now() * 1000) as RealTime
}

/** The machine's date and time. */
export function readCalendarTime(): Instant {
  return toInstant(Math.floor((performance.timeOrigin + performance.now()) * 1000))
}

/** Calls back once after a delay in real time; does not keep the process alive. @returns a function that cancels the call */
export function startRealTimer(microseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, microseconds / 1000)
  timer.unref()
  return () => clearTimeout(timer)
}

/** Resolves after a duration of real time. */
export function waitRealTime(duration: Duration): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration / MILLISECOND))
}
