import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
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
