import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createTwin } from '../../mock/twin.ts'
import { playScript } from './script.ts'

interface PlaySize {
  /** Processes that use the server at once. */
  readonly clients: number
  readonly worlds: number
  /** Requests per world, besides those that create it. */
  readonly steps: number
}

/** The digest of all responses of each world, by name. */
type Digests = Readonly<Record<string, string>>

const OPTIONS = { runs: 5, limits: false }
const ORIGIN = 'http://localhost'

const execute = promisify(execFile)

/** Plays worlds in client processes against one server, and each again alone in process. */
export async function playWorlds({
  clients,
  worlds,
  steps,
}: PlaySize): Promise<{ readonly concurrent: Digests; readonly alone: Digests }> {
  const names = Array.from({ length: worlds }, (_, at) => `world-${at}`)
  const server = await createTwin(OPTIONS).listen()
  const shares = Array.from({ length: clients }, (_, at) => names.filter((__, place) => place % clients === at))
  const digests = await Promise.all(shares.map(async (share) => runClient(server.url, steps, share)))
  await server.close()
  const alone: Record<string, string> = {}
  for (const name of names) {
    const twin = createTwin(OPTIONS)
    const fetch = async (url: string, init: RequestInit) => twin.fetch(new Request(url, init))
    alone[name] = await playScript(name, steps, { origin: ORIGIN, fetch })
  }
  return { concurrent: Object.assign({}, ...digests) as Digests, alone }
}

async function runClient(origin: string, steps: number, worlds: readonly string[]): Promise<Digests> {
  const script = join(import.meta.dirname, 'client.ts')
  const { stdout } = await execute(process.execPath, ['--import', 'tsx', script, origin, String(steps), ...worlds])
  return JSON.parse(stdout) as Digests
}
