import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { ServerMessage, UsageRequest } from './message.ts'

/** A server of the benchmark in its own process. */
export interface Server {
  readonly child: ChildProcess
  readonly port: number
}

/**
 * The C library of Linux raises both limits as a program frees large blocks, and keeps more free memory from then on: some
 * fifteen megabytes after five minutes. With fixed limits the figures show what the server holds.
 */
export const FIXED_LIMITS = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' }

/**
 * Starts one of the servers beside this file.
 * @param command a command that starts it, such as one that pins it to a core
 * @param env variables besides those of this process
 */
export async function startServer(
  file: 'bare-server.js' | 'twin-server.js',
  args: readonly string[] = [],
  command: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const [execPath, ...execArgv] = [...command, process.execPath, '--expose-gc'] as const
  const child = fork(join(import.meta.dirname, file), args, { execPath, execArgv, env: { ...process.env, ...env } })
  const message = await waitForMessage(child)
  if (!('port' in message)) throw new Error('the server sent no port')
  return { child, port: message.port }
}

/** Returns the CPU time in microseconds and the resident memory in bytes of a server. */
export async function requestUsage(
  { child }: Server,
  usageRequest: UsageRequest = {},
): Promise<{ cpu: number; rss: number }> {
  const reply = waitForMessage(child)
  child.send(usageRequest)
  const message = await reply
  if (!('cpu' in message)) throw new Error('the server sent no usage')
  return message
}

function waitForMessage(child: ChildProcess): Promise<ServerMessage> {
  return new Promise((resolve, reject) => {
    const rejectOnExit = (code: number | null) => reject(new Error(`the server exited with code ${code}`))
    child.once('exit', rejectOnExit)
    child.once('message', (message) => {
      child.off('exit', rejectOnExit)
      resolve(message as ServerMessage)
    })
  })
}
