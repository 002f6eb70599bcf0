import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from './blocks.ts'

/** A `flowtwin serve` that a document has started, or that is there before its first line. */
export interface Served {
  readonly url: string
  /** What it printed until it was ready. */
  readonly printed: string
  stop(): Promise<void>
}

/** Runs the command line's own server on a free port, whatever port the arguments leave out. */
export async function served(args: readonly string[]): Promise<Served> {
  const launcher = join(root, 'bin', 'flowtwin.js')
  const child = spawn(process.execPath, [launcher, 'serve', '--port', '0', ...args], {
    env: { ...process.env, NO_COLOR: '1' },
  })
  const printed = await untilReady(child)
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? ''
  const stop = async () => {
    const ended = once(child, 'close')
    child.kill('SIGTERM')
    await ended
  }
  return { url, printed, stop }
}

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const hear = (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes('Stop with Ctrl+C')) resolve(printed)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('close', () => reject(new Error(`the server ended before it was ready: ${printed}`)))
  })
}
