import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTwin, openStore, type Twin } from '../mock/index.ts'
import { requestUsage, startServer } from './child.ts'

const MEGABYTE = 1_048_576
const MINUTE = 60_000_000
const HOUR = 60 * MINUTE

interface Opening {
  /** Milliseconds from the first request, which opens the world, to its response. */
  readonly firstResponseMs: number
  /** Resident megabytes more than a server without a stored world. */
  readonly megabytes: number
}

/** Opens a stored world of many ended runs: by a replay of its operations, and from its checkpoint. */
export async function measureOpening(operations: number): Promise<Readonly<Record<string, Opening>>> {
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-bench-'))
  try {
    await writeOperations(folder, operations)
    const checkpoint = await measureFirstResponse(folder)
    const world = join(folder, 'default')
    for (const name of readdirSync(world).filter((one) => one.endsWith('.checkpoint'))) rmSync(join(world, name))
    return { checkpoint, replay: await measureFirstResponse(folder) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Creates runs for two contacts a second, and lets all of them end. */
async function writeOperations(folder: string, operations: number): Promise<void> {
  const twin = createTwin({ runs: 1000, clock: 'frozen', store: await openStore(folder) })
  await twin.ready()
  for (let place = 0; twin.world.revision < operations; place++) {
    applyOperation(twin, place)
    if (place % 500 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  twin.clock.advance(2 * HOUR)
  await twin.close()
}

function applyOperation({ world, clock }: Twin, place: number): void {
  if (place % 100 === 99) {
    clock.advance(2 * MINUTE)
    return
  }
  world.applyOperation({
    kind: 'create',
    flow: place % 8,
    contact: place % 50,
    environment: 'live',
    input: { variables: { name: `customer ${place}`, order: place }, initialMessage: {} },
  })
}

async function measureFirstResponse(folder: string): Promise<Opening> {
  const empty = await measureServer()
  const stored = await measureServer(folder)
  return { ...stored, megabytes: stored.megabytes - empty.megabytes }
}

async function measureServer(folder?: string): Promise<Opening> {
  const server = await startServer('twin-server.js', ['1000', 'frozen', ...(folder === undefined ? [] : [folder])])
  try {
    const startedAt = performance.now()
    const response = await fetch(`http://127.0.0.1:${server.port}/api/v2/runs.json`, {
      headers: { authorization: 'Token mine' },
    })
    if (!response.ok) throw new Error(`the server answered ${response.status}`)
    await response.arrayBuffer()
    const firstResponseMs = Math.round(performance.now() - startedAt)
    const { rss } = await requestUsage(server, { collectsGarbage: true })
    return { firstResponseMs, megabytes: Math.round(rss / MEGABYTE) }
  } finally {
    server.child.kill('SIGKILL')
  }
}
