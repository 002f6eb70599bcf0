import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { ServerMessage, UsageRequest } from './message.ts'

/** A server of the benchmark, in a process of its own. */
export interface Server {
  readonly child: ChildProcess
  readonly port: number
}

/** Starts one of the servers beside this file. @param through a command that starts it, such as one that pins it */
export async function startServer(
  file: 'bare-server.js' | 'twin-server.js',
  args: readonly string[] = [],
  through: readonly string[] = [],
): Promise<Server> {
  const [execPath, ...execArgv] = [...through, process.execPath, '--expose-gc'] as const
  const child = fork(join(import.meta.dirname, file), args, { execPath, execArgv })
  const message = await waitForMessage(child)
  if (!('port' in message)) throw new Error('the server did not tell its port')
  return { child, port: message.port }
}

/** Asks a server how it fares. */
export async function requestUsage(
  { child }: Server,
  question: UsageRequest = {},
): Promise<{ cpu: number; rss: number }> {
  const answer = waitForMessage(child)
  child.send(question)
  const message = await answer
  if (!('cpu' in message)) throw new Error('the server did not tell how it fares')
  return message
}

function waitForMessage(child: ChildProcess): Promise<ServerMessage> {
  return new Promise((resolve, reject) => {
    const rejectOnExit = (code: number | null) => reject(new Error(`the server ended with ${code}`))
    child.once('exit', rejectOnExit)
    child.once('message', (message) => {
      child.off('exit', rejectOnExit)
      resolve(message as ServerMessage)
    })
  })
}
