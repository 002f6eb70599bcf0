import { parse, stringify } from 'yaml'
import {
  type Baseline,
  type Config,
  ConfigError,
  type Json,
  readBaseline,
  readConfig,
  type Result,
} from '../contracts/index.ts'
import { parseJson } from './parse-value.ts'
import type { FileSystem } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Reads a configuration file, YAML or JSON. @throws {UsageError} */
export function readConfigFile(
  path: string,
  files: FileSystem,
  env: Readonly<Record<string, string | undefined>>,
): Config {
  return wrapConfigError(path, () => readConfig(parseFile(path, files), env))
}

/** Reads a baseline file, YAML or JSON. @throws {UsageError} */
export function readBaselineFile(path: string, files: FileSystem): Baseline {
  return wrapConfigError(path, () => readBaseline(parseFile(path, files)))
}

/** Serializes a baseline: JSON for a `.json` file, else YAML. */
export function serializeBaseline(path: string, baseline: Baseline): string {
  return path.endsWith('.json') ? `${JSON.stringify(baseline, null, 2)}\n` : stringify(baseline)
}

/** Reads a result that `verify --report json=…` wrote. @throws {UsageError} */
export function readResultFile(path: string, files: FileSystem): Result {
  const value = readJsonFile(path, files)
  const isResult = typeof value === 'object' && value !== null && 'checks' in value && 'format' in value
  if (!isResult) throw new UsageError(`${path} is no result; write one with "flowtwin verify … --report json=${path}".`)
  if (value['format'] !== 2)
    throw new UsageError(`${path} has format ${JSON.stringify(value['format'])}; this version reads format 2.`)
  return value as unknown as Result
}

export function readJsonFile(path: string, files: FileSystem): Json {
  return parseJson(files.read(path), path) as Json
}

function parseFile(path: string, files: FileSystem): unknown {
  const text = files.read(path)
  try {
    // JSON is a subset of YAML.
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
