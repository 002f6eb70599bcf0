import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Message, Question } from './message.ts'

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
  const message = await answerOf(child)
  if (!('port' in message)) throw new Error('the server did not tell its port')
  return { child, port: message.port }
}

/** Asks a server how it fares. */
export async function fareOf({ child }: Server, question: Question = {}): Promise<{ cpu: number; rss: number }> {
  const answer = answerOf(child)
  child.send(question)
  const message = await answer
  if (!('cpu' in message)) throw new Error('the server did not tell how it fares')
  return message
}

function answerOf(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the server ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as Message)
    })
  })
}
