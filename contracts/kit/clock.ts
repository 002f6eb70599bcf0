import { setTimeout as wait } from 'node:timers/promises'

/** The only source of time and of waiting; both in milliseconds. */
export interface Clock {
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** The clock of the machine: the only place in the suite that reads real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds) => {
    await wait(milliseconds)
  },
}
