import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

const VERSIONS = '/usr/lib/postgresql'

/** The programs of PostgreSQL as Debian installs them; undefined on a machine without them. */
export function findPostgres(): string | undefined {
  if (!existsSync(VERSIONS)) return undefined
  const versions = readdirSync(VERSIONS).toSorted((left, right) => Number(right) - Number(left))
  return versions.map((version) => join(VERSIONS, version, 'bin')).find((bin) => existsSync(join(bin, 'postgres')))
}

/** PostgreSQL for a test, in a folder of its own. */
export interface PostgresServer {
  readonly url: string
  /** Ends it at once, as a crash does, and starts it again. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  query(text: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, string>>[]>
  /** Returns the URL of the server that owns a world; undefined when none does. */
  findOwnerUrl(world: string): Promise<string | undefined>
  /** Stops it and removes its data. */
  readonly remove: () => Promise<void>
}

/** PostgreSQL refuses to run as root. */
function dropRights(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const readId = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: readId('-u'), gid: readId('-g') }
}

/** Creates and starts a database server. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = findPostgres()
  if (bin === undefined) throw new Error(`there is no PostgreSQL in ${VERSIONS}`)
  const rights = dropRights()
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-pg-'))
  if (rights.uid !== undefined && rights.gid !== undefined) chownSync(folder, rights.uid, rights.gid)
  const data = join(folder, 'data')
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'flowtwin', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...rights,
    stdio: 'ignore',
    cwd: folder,
  })
  const port = await findFreePort()
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'max_connections=60',
  ]
  let running: ChildProcess | undefined
  const start = async () => {
    running = spawn(join(bin, 'postgres'), args, { ...rights, cwd: folder, stdio: 'ignore' })
    await waitUntilReady(bin, port)
  }
  const stop = async () => {
    if (running === undefined) return
    const exited = once(running, 'exit')
    // An immediate shutdown, after which the server recovers as after a crash.
    running.kill('SIGQUIT')
    await exited
    running = undefined
  }
  await start()
  execFileSync(join(bin, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'flowtwin', 'flowtwin'])
  const url = `postgres://flowtwin:secret-canary@127.0.0.1:${port}/flowtwin`
  const query: PostgresServer['query'] = (text, values = []) => queryOnce(url, text, values)
  return {
    url,
    start,
    query,
    findOwnerUrl: async (world) => (await query(OWNER_URL, [world]))[0]?.['url'],
    stop,
    restart: async () => {
      await stop()
      await start()
    },
    remove: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const OWNER_URL = `
select url from flowtwin.world join flowtwin.member on member.id = world.owner
where name = $1 and expires > clock_timestamp()`

async function queryOnce(url: string, text: string, values: readonly unknown[]) {
  const client = new pg.Client({ connectionString: url })
  // An error of the connection rejects the query as well.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<Record<string, string>>(text, [...values])
    return rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function waitUntilReady(bin: string, port: number): Promise<void> {
  for (;;) {
    const probe = spawn(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port), '-t', '1'])
    const [code] = (await once(probe, 'exit')) as [number | null]
    if (code === 0) return
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
