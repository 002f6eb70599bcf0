import { setTimeout as sleep } from 'node:timers/promises'

/** The only source of time and of waiting; both in milliseconds. */
export interface Clock {
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** The machine's own clock: the one place in the suite where real time comes in. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds) => {
    await sleep(milliseconds)
  },
}
