import { hostname } from 'node:os'
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

/** Waits of real time, for one server. */
export class RealWaits {
  readonly #timers = new Set<NodeJS.Timeout>()
  #isReleased = false

  /** Resolves after a duration of real time. */
  wait(duration: Duration): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        resolve()
      }, duration / MILLISECOND)
      this.#timers.add(timer)
      if (this.#isReleased) timer.unref()
    })
  }

  /** Lets the process end before the waits do. */
  release(): void {
    this.#isReleased = true
    for (const timer of this.#timers) timer.unref()
  }
}

// Captured at once: a test with fake timers must not stop a computation in slices.
const queueTurn = setImmediate

/** Resolves after the callbacks that wait in the process have run. */
export function waitTurn(): Promise<void> {
  return new Promise((resolve) => queueTurn(resolve))
}

/** The name of this machine in its network. */
export function readHostName(): string {
  return hostname()
}
