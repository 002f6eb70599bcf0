import { signal } from '@preact/signals'
import { scheduleEvery } from '../real-time.ts'
import { timeTravelAt, clockReading, parseClockRate } from './clock.ts'
import { runStore } from './rows-of-world.ts'

/** Rises a few times a second while something moves: what is shown as text need not follow every picture. */
export const refreshTick = signal(0)

export function startRefreshTick(): () => void {
  let seen = ''
  return scheduleEvery(300, () => {
    const runs =
      timeTravelAt.peek() === null && parseClockRate(clockReading.peek()?.mode ?? 'frozen') > 0 ? refreshTick.peek() : 0
    const key = `${runStore.version.peek()} ${clockReading.peek()?.now} ${timeTravelAt.peek()} ${runs}`
    if (key === seen) return
    refreshTick.value++
    seen = runs === 0 ? key : ''
  })
}
