import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Server, startServer } from './child.ts'
import { computeMedian } from './median.ts'
import { type Effort, measureSlice, pinProcess } from './ratios.ts'
import { createWorkloads, type Workload } from './workloads.ts'

const WARM_UP_MS = 4000

/** CPU time per response with a store, divided by that of a server without one in the slices beside it; medians. */
export async function measureStore(effort: Effort): Promise<Readonly<Record<string, number>>> {
  const command = pinProcess()
  const workloads = await createWorkloads()
  const report: Record<string, number> = {}
  for (const sync of ['os', 'disk'])
    for (const name of ['create', 'read one']) {
      const workload = workloads.find((one) => one.name === name)
      if (workload === undefined) throw new Error(`there is no workload "${name}"`)
      report[`${name}, ${sync}`] = await measureWorkload({ workload, sync, command }, effort)
    }
  return report
}

interface StoreSetup {
  readonly workload: Workload
  readonly sync: string
  /** A command that starts a server, such as one that pins it. */
  readonly command: readonly string[]
}

async function measureWorkload(setup: StoreSetup, effort: Effort): Promise<number> {
  const ratios: number[] = []
  for (let turn = 0; turn < effort.turns; turn++) ratios.push(...(await measureTurn(setup, effort)))
  return computeMedian(ratios)
}

/** Measures with new servers, because processes differ. */
async function measureTurn({ workload, sync, command }: StoreSetup, effort: Effort): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-bench-'))
  const args = ['1000', 'frozen']
  const memory = await startServer('twin-server.js', args, command)
  const stored = await startServer('twin-server.js', [...args, folder, sync], command)
  try {
    for (const server of [memory, stored]) await measureSlice(server, workload, WARM_UP_MS)
    return await compareServers({ memory, stored }, workload, effort)
  } finally {
    memory.child.kill()
    stored.child.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compareServers(
  { memory, stored }: { readonly memory: Server; readonly stored: Server },
  workload: Workload,
  { pairs, sliceMs }: Effort,
): Promise<readonly number[]> {
  const ratios: number[] = []
  let before = await measureSlice(memory, workload, sliceMs)
  for (let pair = 0; pair < pairs; pair++) {
    const own = await measureSlice(stored, workload, sliceMs)
    const after = await measureSlice(memory, workload, sliceMs)
    ratios.push(own / ((before + after) / 2))
    before = after
  }
  return ratios
}
