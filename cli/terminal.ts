import {
  accessSync,
  appendFileSync,
  closeSync,
  constants as fileModes,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { constants } from 'node:os'
import { dirname } from 'node:path'
import type { Clock, Send } from '../contracts/index.ts'
import { EXIT_CODES } from '../contracts/kit/run/exit-code.ts'
import { plainStyles, type TextStyles } from '../contracts/reports.ts'
import { UsageError } from './arguments.ts'
import { colors, hasColor } from './colors.ts'

/** File access of commands. */
export interface FileSystem {
  readonly read: (path: string) => string
  readonly write: (path: string, text: string) => void
  /** Appends synchronously, so that a crash loses nothing. */
  readonly append: (path: string, text: string) => void
  /** Checks that a file can be written, and creates its folder; returns true when the file has content, which stays. */
  readonly prepare: (path: string) => boolean
  readonly remove: (path: string) => void
}

/** The file system of the machine; errors become usage errors. */
const nodeFileSystem: FileSystem = {
  read: (path) =>
    wrapFileErrors(`${path} cannot be read`, 'give the path of an existing file', () => readFileSync(path, 'utf8')),
  write: (path, text) => writeWith(() => writeFileSync(path, text), path),
  append: (path, text) => writeWith(() => appendFileSync(path, text), path),
  prepare: (path) => writeWith(() => prepareFile(path), path),
  // A device such as /dev/null stays.
  remove: (path) => {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) rmSync(path, { force: true })
  },
}

function writeWith<Value>(access: () => Value, path: string): Value {
  return wrapFileErrors(`${path} cannot be written`, 'give a writable path', () => {
    mkdirSync(dirname(path), { recursive: true })
    return access()
  })
}

function prepareFile(path: string): boolean {
  const status = statSync(path, { throwIfNoEntry: false })
  if (status === undefined || status.isFile() || status.isDirectory()) closeSync(openSync(path, 'a'))
  else accessSync(path, fileModes.W_OK)
  if (status === undefined) rmSync(path)
  return status?.isFile() === true && status.size > 0
}

const FILE_ERRORS: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  EEXIST: 'a part of the path is no folder',
  ENOENT: 'it does not exist',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
}

function wrapFileErrors<Value>(problem: string, advice: string, access: () => Value): Value {
  try {
    return access()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UsageError(`${problem}: ${FILE_ERRORS[code] ?? code}; ${advice}.`, { cause: error })
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
  /** True when `log` writes to a terminal, which can show progress in place. */
  readonly hasProgress?: boolean
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
  hasColor,
  hasProgress: process.stderr.isTTY,
}

const ansiStyles: TextStyles = {
  bad: colors.red,
  good: colors.green,
  warning: colors.yellow,
  faint: colors.dim,
  strong: colors.bold,
}

export function getTextStyles({ hasColor }: Terminal): TextStyles {
  return hasColor ? ansiStyles : plainStyles
}

export function getFileSystem({ files }: Terminal): FileSystem {
  return files ?? nodeFileSystem
}

const CLEAR_LINE = '\r\u001B[K'

/** A line that is written again and again in place; nothing where the output is no terminal. */
export function createStatusLine({ log, hasProgress = false }: Terminal): {
  readonly show: (text: string) => void
  readonly clear: () => void
} {
  if (!hasProgress) return { show: () => {}, clear: () => {} }
  return { show: (text) => log(CLEAR_LINE + text), clear: () => log(CLEAR_LINE) }
}

const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs a command whose terminal has a signal that aborts on Ctrl+C, SIGTERM and SIGHUP, so that it ends early with clean-up
 * and reports; another of these ends the process at once. Returns the exit code of the command: for an interrupted one
 * 128 and the number of the signal, as shells do.
 */
export async function runInterruptible(io: Terminal, run: (io: Terminal) => Promise<number>): Promise<number> {
  const controller = new AbortController()
  let signalCode: number = EXIT_CODES.interrupted
  const stop = (signal: NodeJS.Signals): void => {
    const code = 128 + constants.signals[signal]
    if (controller.signal.aborted) process.exit(code)
    signalCode = code
    controller.abort()
    io.log(`\n${signal}: deleting created items and writing reports. Another signal, such as Ctrl+C, ends at once.\n`)
  }
  for (const signal of END_SIGNALS) process.on(signal, stop)
  try {
    const code = await run({ ...io, signal: controller.signal })
    return code === EXIT_CODES.interrupted ? signalCode : code
  } finally {
    for (const signal of END_SIGNALS) process.off(signal, stop)
  }
}
