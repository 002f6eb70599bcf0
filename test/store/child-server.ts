import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { build, type Plugin } from 'esbuild'
import { inject } from 'vitest'

/** A server in a process of its own. */
export interface ChildServer {
  readonly child: ChildProcess
  readonly url: string
  /** Everything that the process printed on stderr. */
  readonly readErrors: () => string
  /** Ends the process at once, as a crash does, and resolves when it has ended. */
  readonly kill: () => Promise<void>
  /** Asks the process to end, and resolves to its exit code. */
  readonly stop: () => Promise<number | null>
}

// Removed with the bundle of the command line.
const bundleFolder = mkdtempSync(join(dirname(inject('cliBundle')), 'store-'))
let bundleCount = 0

/**
 * Bundles a file of this folder: one file starts several times as fast as the sources.
 * @returns the path of the bundle
 */
export async function bundleFile(name: string, plugins: readonly Plugin[] = []): Promise<string> {
  const outfile = join(bundleFolder, `${++bundleCount}.mjs`)
  await build({
    entryPoints: [join(import.meta.dirname, name)],
    outfile,
    plugins: [...plugins],
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg-native'],
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  })
  return outfile
}

let serverBundle: Promise<string> | undefined

export interface ChildOptions {
  readonly store?: object
  readonly listen?: object
  readonly env?: Readonly<Record<string, string>>
}

/** A process that opens its store on request. */
export interface PreparedServer {
  /** Opens the store, and resolves when the server is ready. */
  readonly open: () => Promise<ChildServer>
  /** Ends the process. */
  readonly kill: () => Promise<void>
}

/** Starts a server over a store, and resolves when it is ready. */
export async function startChild(place: string, options: ChildOptions = {}): Promise<ChildServer> {
  return (await prepareChild(place, options)).open()
}

/** Starts a process that loads its modules beside what a test does, and waits before it opens its store. */
export async function prepareChild(
  place: string,
  { store = {}, listen = {}, env = {} }: ChildOptions = {},
): Promise<PreparedServer> {
  serverBundle ??= bundleFile('store-server.ts')
  const child = spawn(process.execPath, [await serverBundle, place, JSON.stringify(store), JSON.stringify(listen)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_PATH: join(import.meta.dirname, '../../node_modules'), ...env },
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const exited = once(child, 'exit')
  const firstLine = once(createInterface(child.stdout), 'line') as Promise<[string]>
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal)
    await exited
    return child.exitCode
  }
  const kill = async () => void (await end('SIGKILL'))
  const open = async (): Promise<ChildServer> => {
    child.stdin.end()
    const ready = await Promise.race([firstLine, exited.then(() => null)])
    if (ready === null) throw new Error(`the server ended before it was ready: ${errors}`)
    const { url } = JSON.parse(ready[0]) as { readonly url: string }
    return { child, url, readErrors: () => errors, kill, stop: () => end('SIGTERM') }
  }
  return { open, kill }
}
