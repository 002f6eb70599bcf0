import { parse, stringify } from 'yaml'
import {
  type Baseline,
  type Config,
  type Json,
  readBaseline,
  readConfig,
  type Result,
  ConfigError,
} from '../contracts/index.ts'
import type { FileSystem } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** The configuration in a file, YAML or JSON. */
export function readConfigFile(
  path: string,
  files: FileSystem,
  env: Readonly<Record<string, string | undefined>>,
): Config {
  return wrapConfigError(path, () => readConfig(parseFile(path, files), env))
}

/** The baseline in a file, YAML or JSON. */
export function readBaselineFile(path: string, files: FileSystem): Baseline {
  return wrapConfigError(path, () => readBaseline(parseFile(path, files)))
}

/** A baseline as its file holds it: JSON where the name says so, else YAML. */
export function serializeBaseline(path: string, baseline: Baseline): string {
  return path.endsWith('.json') ? `${JSON.stringify(baseline, null, 2)}\n` : stringify(baseline)
}

/** The result of an earlier run, as `verify --report json=…` wrote it. */
export function readResultFile(path: string, files: FileSystem): Result {
  const value = readJsonFile(path, files)
  const isResult = typeof value === 'object' && value !== null && 'format' in value && 'checks' in value
  if (!isResult) throw new UsageError(`${path} is no result; write one with "flowtwin verify … --report json=${path}".`)
  return value as unknown as Result
}

export function readJsonFile(path: string, files: FileSystem): Json {
  const text = files.read(path)
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw new UsageError(`${path} is no JSON.`, { cause: error })
  }
}

function parseFile(path: string, files: FileSystem): unknown {
  const text = files.read(path)
  try {
    // JSON is YAML, too.
    return parse(text)
  } catch (error) {
    throw new UsageError(`${path} is neither YAML nor JSON: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    })
  }
}

function wrapConfigError<Value>(path: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(`${path}: ${error.message}`, { cause: error })
    throw error
  }
}
