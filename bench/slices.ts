import { fareOf, type Server, startServer } from './child.ts'
import { load } from './load.ts'
import { median } from './median.ts'
import { rawRequest, type Work } from './work.ts'

/** How long to measure. */
export interface Effort {
  readonly pairs: number
  readonly sliceMs: number
  /** Fresh servers for what differs from one process to the next. */
  readonly turns: number
}

/** The two servers that are compared. */
export interface Pair {
  readonly bare: Server
  readonly twin: Server
}

/** What the servers of a measurement are given. */
export interface Setting {
  /** What the bare server answers. */
  readonly bodies: Readonly<Record<string, string>>
  readonly clock: Work['clock']
  /** A command that starts a server, such as one that pins it. */
  readonly through: readonly string[]
}

const CONNECTIONS = 32
/** It takes some tens of thousands of requests until all the code on their way has been compiled for good. */
const WARM_UP_MS = 8000

/** Measures with a fresh pair of servers, warmed up: what one kind of work leaves behind must not weigh on the next. */
export async function withPair<Measured>(
  { bodies, clock, through }: Setting,
  works: readonly Work[],
  measure: (pair: Pair) => Promise<Measured>,
): Promise<Measured> {
  const bare = await startServer('bare-server.js', [], through)
  const twin = await startServer('twin-server.js', ['1000', clock], through)
  try {
    await fareOf(bare, { bodies })
    for (const server of [bare, twin]) for (const work of works) await slice(server, work, WARM_UP_MS / works.length)
    return await measure({ bare, twin })
  } finally {
    bare.child.kill()
    twin.child.kill()
  }
}

/** The twin's requests per CPU second, divided by the bare server's in the slices beside it; the median. */
export async function pairedRatio(
  { bare, twin }: Pair,
  { pairs, sliceMs }: Effort,
  costOf: (server: Server, sliceMs: number) => Promise<number>,
): Promise<number> {
  const ratios: number[] = []
  let before = await costOf(bare, sliceMs)
  for (let pair = 0; pair < pairs; pair++) {
    const own = await costOf(twin, sliceMs)
    const after = await costOf(bare, sliceMs)
    ratios.push((before + after) / 2 / own)
    before = after
  }
  return median(ratios)
}

/** Microseconds of the server's CPU time for an answer. */
export async function slice(server: Server, work: Work, milliseconds: number): Promise<number> {
  const requests = work.requests.map((request) => rawRequest(request, server.port))
  const { cpu } = await fareOf(server)
  const counted = await load({ port: server.port, connections: CONNECTIONS, requests }, milliseconds)
  if (counted.failed > 0) throw new Error(`${work.name}: ${counted.failed} answers were no success`)
  return ((await fareOf(server)).cpu - cpu) / counted.answers
}
