import pc from 'picocolors'
import { type TextStyles, plainStyles, type Send, type VerifyOptions } from '../contracts/index.ts'
import { type FileSystem, nodeFileSystem } from './files.ts'

/** Where a verb of the suite reads and writes. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Takes the report: what a script would read. */
  readonly print: (text: string) => void
  /** Takes what is said to people meanwhile. */
  readonly log: (text: string) => void
  readonly hasColor: boolean
  readonly files?: FileSystem
  /** A server's own `fetch`, for a check in memory. */
  readonly send?: Send
  readonly clock?: NonNullable<VerifyOptions['clock']>
  /** Ends a run early, in good order. */
  readonly signal?: AbortSignal
}

export const terminal: Terminal = {
  env: process.env,
  print: (text) => process.stdout.write(text),
  log: (text) => process.stderr.write(text),
  hasColor: pc.isColorSupported && process.stdout.isTTY,
}

const ansiStyles: TextStyles = { bad: pc.red, good: pc.green, warning: pc.yellow, faint: pc.dim, strong: pc.bold }

export function getTextStyles({ hasColor }: Terminal): TextStyles {
  return hasColor ? ansiStyles : plainStyles
}

export function getFileSystem({ files }: Terminal): FileSystem {
  return files ?? nodeFileSystem
}

/** The terminal with a signal that comes when somebody presses Ctrl+C; a second time ends the process at once. */
export function createInterruptibleTerminal(io: Terminal): Terminal {
  const controller = new AbortController()
  process.once('SIGINT', () => {
    io.log(
      '\nEnding: no further checks, what was created is removed, reports are written. Ctrl+C again ends at once.\n',
    )
    controller.abort()
  })
  return { ...io, signal: controller.signal }
}
