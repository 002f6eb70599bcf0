import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import pc from 'picocolors'
import type { Clock, Send } from '../contracts/index.ts'
import { plainStyles, type TextStyles } from '../contracts/reports.ts'
import { UsageError } from './usage-error.ts'

/** File access of commands. */
export interface FileSystem {
  readonly read: (path: string) => string
  readonly write: (path: string, text: string) => void
  /** Appends synchronously, so that a crash loses nothing. */
  readonly append: (path: string, text: string) => void
  readonly remove: (path: string) => void
}

/** The file system of the machine; errors become usage errors. */
const nodeFileSystem: FileSystem = {
  read: (path) =>
    wrapFileErrors(`${path} cannot be read; give the path of an existing file.`, () => readFileSync(path, 'utf8')),
  write: (path, text) => writeWith(writeFileSync, path, text),
  append: (path, text) => writeWith(appendFileSync, path, text),
  remove: (path) => rmSync(path, { force: true }),
}

function writeWith(writeText: (path: string, text: string) => void, path: string, text: string): void {
  wrapFileErrors(`${path} cannot be written; give a writable path.`, () => {
    mkdirSync(dirname(path), { recursive: true })
    writeText(path, text)
  })
}

function wrapFileErrors<Value>(message: string, access: () => Value): Value {
  try {
    return access()
  } catch (error) {
    throw new UsageError(message, { cause: error })
  }
}

/** Input and output of a command that checks an API. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Prints the report, for scripts. */
  readonly print: (text: string) => void
  /** Prints progress, for people. */
  readonly log: (text: string) => void
  readonly hasColor: boolean
  readonly files?: FileSystem
  /** A server's own `fetch`, for a check in memory. */
  readonly fetch?: Send
  readonly clock?: Clock
  /** Ends a run early, with clean-up and reports. */
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

/** Adds a signal that aborts on Ctrl+C; a second Ctrl+C ends the process. */
export function createInterruptibleTerminal(io: Terminal): Terminal {
  const controller = new AbortController()
  process.once('SIGINT', () => {
    io.log('\nStopping: deleting created items and writing reports. Press Ctrl+C again to end at once.\n')
    controller.abort()
  })
  return { ...io, signal: controller.signal }
}
