import { RunStore } from './rows.ts'

/** The runs of the world that is shown. */
export const runStore = new RunStore()
