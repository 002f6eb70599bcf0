import { playScript } from './script.ts'

/** A client process: plays the scripts of its worlds at the same time, and prints the digest of each. */
const [, , origin = '', steps, ...worlds] = process.argv
const digests = await Promise.all(
  worlds.map(async (world) => [world, await playScript(world, Number(steps), { origin, fetch })] as const),
)
console.log(JSON.stringify(Object.fromEntries(digests)))
