import pc from 'picocolors'
import { type Paint, plain, type Send, type VerifyOptions } from '../contracts/index.ts'
import { type Files, realFiles } from './files.ts'

/** Where a verb of the suite reads and writes. */
export interface VerifyTerminal {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Takes the report: what a script would read. */
  readonly print: (text: string) => void
  /** Takes what is said to people meanwhile. */
  readonly say: (text: string) => void
  readonly colour: boolean
  readonly files?: Files
  /** A server's own `fetch`, for a check in memory. */
  readonly send?: Send
  readonly clock?: NonNullable<VerifyOptions['clock']>
  /** Ends a run early, in good order. */
  readonly signal?: AbortSignal
}

export const terminal: VerifyTerminal = {
  env: process.env,
  print: (text) => process.stdout.write(text),
  say: (text) => process.stderr.write(text),
  colour: pc.isColorSupported && process.stdout.isTTY,
}

const painted: Paint = { bad: pc.red, good: pc.green, unsure: pc.yellow, faint: pc.dim, strong: pc.bold }

export function paintOf({ colour }: VerifyTerminal): Paint {
  return colour ? painted : plain
}

export function filesOf({ files }: VerifyTerminal): Files {
  return files ?? realFiles
}

/** The terminal with a signal that comes when somebody presses Ctrl+C; a second time ends the process at once. */
export function interruptible(io: VerifyTerminal): VerifyTerminal {
  const controller = new AbortController()
  process.once('SIGINT', () => {
    io.say(
      '\nEnding: no further checks, what was created is removed, reports are written. Ctrl+C again ends at once.\n',
    )
    controller.abort()
  })
  return { ...io, signal: controller.signal }
}
