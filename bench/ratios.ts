import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { requestUsage, type Server, startServer } from './child.ts'
import { runLoad } from './load.ts'
import { computeMedian } from './median.ts'
import { createWorkloads, fetchBodies, serializeRequest, type Workload } from './workloads.ts'

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

/** A creation by itself, and one that is followed by a list. */
export interface CreateThenList {
  readonly create: Workload
  readonly createAndList: Workload
}

/**
 * The ratio of a list after a write: what is left of a creation and a list together without the creation. The four
 * slices that it takes lie side by side, because a difference of figures from different minutes is mostly noise.
 */
export async function measureAfterWriteRatio(
  written: CreateThenList,
  setting: MeasurementSetup,
  effort: Effort,
): Promise<number> {
  const works = [written.create, written.createAndList]
  const measureCost = (server: Server, sliceMs: number) => measureListCost(server, written, sliceMs)
  const ratios: number[] = []
  for (let turn = 0; turn < effort.turns; turn++) {
    ratios.push(await withPair(setting, works, (pair) => measurePairedRatio(pair, effort, measureCost)))
  }
  return computeMedian(ratios)
}

/** Microseconds of CPU time for a list after a creation. */
async function measureListCost(
  server: Server,
  { create, createAndList }: CreateThenList,
  sliceMs: number,
): Promise<number> {
  const alone = await measureSlice(server, create, sliceMs / 2)
  return 2 * (await measureSlice(server, createAndList, sliceMs / 2)) - alone
}

/**
 * Keeps this process on the second core and says how to start a server on the first, so that neither moves about nor
 * takes time from the other. Nothing where the system cannot do that, or has one core only.
 */
export function pinProcess(): readonly string[] {
  if (availableParallelism() < 2) return []
  try {
    execFileSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)], { stdio: 'ignore' })
    return ['taskset', '-c', '0']
  } catch {
    return []
  }
}

/**
 * For each kind of work: the twin's requests per CPU second, divided by the bare server's in the slices beside it; and
 * the same for a list after a write.
 */
export async function measureRatios(effort: Effort): Promise<Readonly<Record<string, number>>> {
  const works = await createWorkloads()
  const through = pinProcess()
  const bodies = await fetchBodies(works)
  const ratios: Record<string, number> = {}
  for (const work of works) {
    const setting = { bodies, clock: work.clock, command: through }
    const measureCost = (server: Server, sliceMs: number) => measureSlice(server, work, sliceMs)
    ratios[work.name] = roundRatio(
      await withPair(setting, [work], (pair) => measurePairedRatio(pair, effort, measureCost)),
    )
  }
  for (const [list, written] of findAfterWriteWorkloads(works)) {
    const setting = { bodies, clock: written.createAndList.clock, command: through }
    ratios[`${list}, after a write`] = roundRatio(await measureAfterWriteRatio(written, setting, effort))
  }
  return ratios
}

/** The lists that are read after a creation, by name. */
function findAfterWriteWorkloads(works: readonly Workload[]) {
  const create = works.find(({ name }) => name === 'create')
  if (create === undefined) throw new Error('there is no creation to measure')
  const before = `${create.name}, then `
  return works.flatMap((both) =>
    both.name.startsWith(before) ? [[both.name.slice(before.length), { create, createAndList: both }] as const] : [],
  )
}

function roundRatio(ratio: number): number {
  return Number(ratio.toFixed(3))
}
