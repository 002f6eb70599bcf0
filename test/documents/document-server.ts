import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from './blocks.ts'

/** The `flowtwin serve` process that the commands of a document use. */
export interface DocumentServer {
  readonly url: string
  /** Output until the server was ready. */
  readonly printed: string
  stop(): Promise<void>
}

/** Starts `flowtwin serve`, on a free port unless the arguments name one. */
export async function startServer(args: readonly string[]): Promise<DocumentServer> {
  const launcher = join(root, 'bin', 'flowtwin.js')
  const child = spawn(process.execPath, [launcher, 'serve', '--port', '0', ...args], {
    env: { ...process.env, NO_COLOR: '1' },
  })
  const printed = await waitUntilReady(child)
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? ''
  const stop = async () => {
    const exit = once(child, 'close')
    child.kill('SIGTERM')
    await exit
  }
  return { url, printed, stop }
}

function waitUntilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const onOutput = (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes('Stop with Ctrl+C')) resolve(printed)
    }
    child.stdout?.on('data', onOutput)
    child.stderr?.on('data', onOutput)
    child.once('close', () => reject(new Error(`the server exited before it was ready: ${printed}`)))
  })
}
