import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collect = (options?: { readonly type: 'minor' }) => void

/** What makes V8 collect: all garbage, or the young part of it. */
export function collector(): Collect {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as Collect
}

/**
 * Bytes of buffers by which a repeated deed grows the memory that V8 frees along the way. What is held too long counts as
 * old and stays until all garbage is collected, which costs a tenth of a second in a world of some size.
 */
export function oldBytesOf(deed: (round: number) => void, rounds: number): number {
  const collect = collector()
  const before = settledBuffers(collect)
  for (let round = 0; round < rounds; round++) {
    deed(round)
    collect({ type: 'minor' })
  }
  return settledBuffers(collect) - before
}

/** What is swept beside the program is counted with the next collection. */
function settledBuffers(collect: Collect): number {
  for (let time = 0; time < 3; time++) collect({ type: 'minor' })
  return process.memoryUsage().arrayBuffers
}
