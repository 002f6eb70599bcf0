import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { requestUsage, type Server, startServer } from './child.ts'
import { runLoad } from './load.ts'
import { computeMedian } from './median.ts'
import { createWorkloads, fetchBodies, serializeRequest, type Workload } from './workloads.ts'

/** The extent of a measurement. */
export interface Effort {
  readonly pairs: number
  readonly sliceMs: number
  /** Repetitions with new servers, because processes differ. */
  readonly turns: number
}

/** The two servers that are compared. */
interface ServerPair {
  readonly bare: Server
  readonly twin: Server
}

interface MeasurementSetup {
  /** The bodies of the bare server, by method and target. */
  readonly bodies: Readonly<Record<string, string>>
  readonly clock: Workload['clock']
  /** A command that starts a server, such as one that pins it. */
  readonly command: readonly string[]
}

const CONNECTIONS = 32
/** Tens of thousands of requests pass before the code of a request is fully optimized. */
const WARM_UP_MS = 8000

/** Measures with a new pair of servers, warmed up, so that earlier workloads have no influence. */
async function withPair<Measured>(
  { bodies, clock, command }: MeasurementSetup,
  workloads: readonly Workload[],
  measure: (pair: ServerPair) => Promise<Measured>,
): Promise<Measured> {
  const bare = await startServer('bare-server.js', [], command)
  const twin = await startServer('twin-server.js', ['1000', clock], command)
  try {
    await requestUsage(bare, { bodies })
    for (const server of [bare, twin])
      for (const workload of workloads) await measureSlice(server, workload, WARM_UP_MS / workloads.length)
    return await measure({ bare, twin })
  } finally {
    bare.child.kill()
    twin.child.kill()
  }
}

/** The twin's requests per CPU second, divided by the bare server's in the slices beside it; the median. */
async function measurePairedRatio(
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

/** Returns the microseconds of the server's CPU time per response. */
export async function measureSlice(server: Server, workload: Workload, milliseconds: number): Promise<number> {
  const requests = workload.requests.map((request) => serializeRequest(request, server.port))
  const { cpu } = await requestUsage(server)
  const counted = await runLoad({ port: server.port, connections: CONNECTIONS, requests }, milliseconds)
  if (counted.failed > 0) throw new Error(`${workload.name}: ${counted.failed} responses had a status other than 2xx`)
  return ((await requestUsage(server)).cpu - cpu) / counted.responses
}

/** A creation alone, and one followed by a list. */
interface CreateThenList {
  readonly create: Workload
  readonly createAndList: Workload
}

/**
 * Returns the ratio of a list after a write: the cost of a creation with a list minus the cost of a creation alone. The
 * four slices are adjacent in time, because a difference of figures from different minutes is mostly noise.
 */
async function measureAfterWriteRatio(
  afterWrite: CreateThenList,
  setup: MeasurementSetup,
  effort: Effort,
): Promise<number> {
  const workloads = [afterWrite.create, afterWrite.createAndList]
  const measureCost = (server: Server, sliceMs: number) => measureListCost(server, afterWrite, sliceMs)
  const ratios: number[] = []
  for (let turn = 0; turn < effort.turns; turn++) {
    ratios.push(await withPair(setup, workloads, (pair) => measurePairedRatio(pair, effort, measureCost)))
  }
  return computeMedian(ratios)
}

/** Returns the microseconds of CPU time of a list after a creation. */
async function measureListCost(
  server: Server,
  { create, createAndList }: CreateThenList,
  sliceMs: number,
): Promise<number> {
  const alone = await measureSlice(server, create, sliceMs / 2)
  return 2 * (await measureSlice(server, createAndList, sliceMs / 2)) - alone
}

/**
 * Pins this process to the second core and returns the command that starts a server on the first one; an empty command
 * where the system cannot pin processes or has one core only.
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
 * Returns, for each workload, the twin's requests per CPU second divided by the bare server's in the adjacent slices; and
 * the same for a list after a write.
 */
export async function measureRatios(effort: Effort): Promise<Readonly<Record<string, number>>> {
  const workloads = await createWorkloads()
  const command = pinProcess()
  const bodies = await fetchBodies(workloads)
  const ratios: Record<string, number> = {}
  for (const workload of workloads) {
    const setup = { bodies, clock: workload.clock, command }
    const measureCost = (server: Server, sliceMs: number) => measureSlice(server, workload, sliceMs)
    ratios[workload.name] = roundRatio(
      await withPair(setup, [workload], (pair) => measurePairedRatio(pair, effort, measureCost)),
    )
  }
  for (const [list, afterWrite] of findAfterWriteWorkloads(workloads)) {
    const setup = { bodies, clock: afterWrite.createAndList.clock, command }
    ratios[`${list}, after a write`] = roundRatio(await measureAfterWriteRatio(afterWrite, setup, effort))
  }
  return ratios
}

/** The lists that are read after a creation, by name. */
function findAfterWriteWorkloads(workloads: readonly Workload[]) {
  const create = workloads.find(({ name }) => name === 'create')
  if (create === undefined) throw new Error('the workload "create" is missing')
  const before = `${create.name}, then `
  return workloads.flatMap((both) =>
    both.name.startsWith(before) ? [[both.name.slice(before.length), { create, createAndList: both }] as const] : [],
  )
}

function roundRatio(ratio: number): number {
  return Number(ratio.toFixed(3))
}
