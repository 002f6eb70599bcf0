import { performance } from 'node:perf_hooks'
import type { RealTime } from './world/time/clock.ts'
import { type Duration, type Instant, toInstant, MILLISECOND } from './world/time/instant.ts'

/** The process's own time: monotonic, in microseconds since it began. This file is the only place that reads a real clock. */
export function readRealClock(): RealTime {
  return Math.floor(performance.now() * 1000) as RealTime
}

/** The instant that the machine's calendar shows. */
export function readCalendarTime(): Instant {
  return toInstant(Math.floor((performance.timeOrigin + performance.now()) * 1000))
}

/** Calls back after so many microseconds of real time, unless what it returns is called before; keeps no process alive. */
export function startRealTimer(microseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, microseconds / 1000)
  timer.unref()
  return () => clearTimeout(timer)
}

/** Lets so much of the process's own time pass. */
export function waitRealTime(duration: Duration): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration / MILLISECOND))
}
