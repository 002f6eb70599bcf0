import { createHash, randomBytes } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FlowtwinError } from '../world/errors.ts'

/** Another server has the folder open. */
export class StoreLockedError extends FlowtwinError {
  override readonly name = 'StoreLockedError'
  override readonly code = 'store-locked'
}

export interface FolderLock {
  release(): Promise<void>
}

/** The longest path of a socket that all systems accept. */
const MAX_SOCKET_PATH = 100
const ATTEMPTS = 3

/**
 * Locks a folder against a second server: a server listens on a socket in it as long as its process lives. A file with a
 * process id would not do, because in a container every server has the same.
 * @throws {StoreLockedError}
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = toSocketPath(folder)
  const greeting = `process ${process.pid}, lock ${randomBytes(8).toString('hex')}`
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const server = await listen(path, greeting)
    const owner = await readGreeting(path)
    if (server !== undefined && owner === greeting) return { release: () => close(server) }
    if (server !== undefined) await close(server)
    if (owner !== undefined)
      throw new StoreLockedError(
        `another server uses the store ${folder} (${owner.split(',', 1)[0]}); stop it, or give another folder`,
      )
    // No process listens: its owner has ended without removing it.
    rmSync(path, { force: true })
  }
  throw new StoreLockedError(
    `the store ${folder} cannot be locked with ${path}; remove that file when no server uses it`,
  )
}

/** Sockets are local to a machine: a folder with a long path has its socket in the system's folder for such files. */
function toSocketPath(folder: string): string {
  const { dev, ino } = statSync(folder)
  const id = createHash('sha256').update(`${dev} ${ino}`).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\flowtwin-${id}`
  const path = join(folder, '.lock')
  return Buffer.byteLength(path) <= MAX_SOCKET_PATH ? path : join(tmpdir(), `flowtwin-${id}.lock`)
}

/** Resolves to undefined when the path is taken. */
function listen(path: string, greeting: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.end(greeting)
    })
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(path, () => resolve(server))
    server.unref()
  })
}

/** Resolves to the greeting of the server at a path; undefined without one. */
function readGreeting(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(path)
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => (text += chunk))
    socket.on('error', () => resolve(undefined))
    socket.on('end', () => resolve(text))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
