import { played } from './script.ts'

/** One client process: plays the scripts of its worlds, all at the same time, and prints what each heard. */
const [, , origin = '', ...worlds] = process.argv
const heard = await Promise.all(worlds.map(async (world) => [world, await played(world, { origin, fetch })] as const))
console.log(JSON.stringify(Object.fromEntries(heard)))
