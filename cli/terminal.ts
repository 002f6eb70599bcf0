import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import pc from 'picocolors'
import { plainStyles, type Send, type TextStyles, type VerifyOptions } from '../contracts/index.ts'
import { UsageError } from './usage-error.ts'

/** Where verbs read and write files. */
export interface FileSystem {
  readonly read: (path: string) => string
  readonly write: (path: string, text: string) => void
  /** Has written when it returns, so that a crash leaves what was told before it. */
  readonly append: (path: string, text: string) => void
  readonly remove: (path: string) => void
}

/** The machine's own; what cannot be read or written is the user's to mend. */
export const nodeFileSystem: FileSystem = {
  read: (path) =>
    wrapFileErrors(`${path} cannot be read; give a file that is there.`, () => readFileSync(path, 'utf8')),
  write: (path, text) =>
    wrapFileErrors(`${path} cannot be written; give a place that is yours.`, () => {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    }),
  append: (path, text) =>
    wrapFileErrors(`${path} cannot be written; give a place that is yours.`, () => {
      mkdirSync(dirname(path), { recursive: true })
      appendFileSync(path, text)
    }),
  remove: (path) => rmSync(path, { force: true }),
}

function wrapFileErrors<Value>(message: string, act: () => Value): Value {
  try {
    return act()
  } catch (error) {
    throw new UsageError(message, { cause: error })
  }
}

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
