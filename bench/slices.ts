import { requestUsage, type Server, startServer } from './child.ts'
import { runLoad } from './load.ts'
import { computeMedian } from './median.ts'
import { serializeRequest, type Workload } from './work.ts'

/** How long to measure. */
export interface Effort {
  readonly pairs: number
  readonly sliceMs: number
  /** Fresh servers for what differs from one process to the next. */
  readonly turns: number
}

/** The two servers that are compared. */
export interface ServerPair {
  readonly bare: Server
  readonly twin: Server
}

/** What the servers of a measurement are given. */
export interface MeasurementSetup {
  /** What the bare server answers. */
  readonly bodies: Readonly<Record<string, string>>
  readonly clock: Workload['clock']
  /** A command that starts a server, such as one that pins it. */
  readonly command: readonly string[]
}

const CONNECTIONS = 32
/** It takes some tens of thousands of requests until all the code on their way has been compiled for good. */
const WARM_UP_MS = 8000

/** Measures with a fresh pair of servers, warmed up: what one kind of work leaves behind must not weigh on the next. */
export async function withPair<Measured>(
  { bodies, clock, command }: MeasurementSetup,
  works: readonly Workload[],
  measure: (pair: ServerPair) => Promise<Measured>,
): Promise<Measured> {
  const bare = await startServer('bare-server.js', [], command)
  const twin = await startServer('twin-server.js', ['1000', clock], command)
  try {
    await requestUsage(bare, { bodies })
    for (const server of [bare, twin])
      for (const work of works) await measureSlice(server, work, WARM_UP_MS / works.length)
    return await measure({ bare, twin })
  } finally {
    bare.child.kill()
    twin.child.kill()
  }
}

/** The twin's requests per CPU second, divided by the bare server's in the slices beside it; the median. */
export async function measurePairedRatio(
  { bare, twin }: ServerPair,
  { pairs, sliceMs }: Effort,
  measureCost: (server: Server, sliceMs: number) => Promise<number>,
): Promise<number> {
  const ratios: number[] = []
  let before = await measureCost(bare, sliceMs)
  for (let pair = 0; pair < pairs; pair++) {
    const own = await measureCost(twin, sliceMs)
    const after = await measureCost(bare, sliceMs)
    ratios.push((before + after) / 2 / own)
    before = after
  }
  return computeMedian(ratios)
}

/** Microseconds of the server's CPU time for an answer. */
export async function measureSlice(server: Server, work: Workload, milliseconds: number): Promise<number> {
  const requests = work.requests.map((request) => serializeRequest(request, server.port))
  const { cpu } = await requestUsage(server)
  const counted = await runLoad({ port: server.port, connections: CONNECTIONS, requests }, milliseconds)
  if (counted.failed > 0) throw new Error(`${work.name}: ${counted.failed} answers were no success`)
  return ((await requestUsage(server)).cpu - cpu) / counted.responses
}
