import { parse, stringify } from 'yaml'
import {
  type Baseline,
  type Config,
  type Json,
  readBaseline,
  readConfig,
  type Result,
  SettingsError,
} from '../contracts/index.ts'
import type { Files } from './files.ts'
import { UsageError } from './usage-error.ts'

/** The configuration in a file, YAML or JSON. */
export function configFile(path: string, files: Files, env: Readonly<Record<string, string | undefined>>): Config {
  return understood(path, () => readConfig(parsed(path, files), env))
}

/** The baseline in a file, YAML or JSON. */
export function baselineFile(path: string, files: Files): Baseline {
  return understood(path, () => readBaseline(parsed(path, files)))
}

/** A baseline as its file holds it: JSON where the name says so, else YAML. */
export function baselineText(path: string, baseline: Baseline): string {
  return path.endsWith('.json') ? `${JSON.stringify(baseline, null, 2)}\n` : stringify(baseline)
}

/** The result of an earlier run, as `verify --report json=…` wrote it. */
export function resultFile(path: string, files: Files): Result {
  const value = jsonFile(path, files)
  const isResult = typeof value === 'object' && value !== null && 'format' in value && 'checks' in value
  if (!isResult) throw new UsageError(`${path} is no result; write one with "flowtwin verify … --report json=${path}".`)
  return value as unknown as Result
}

export function jsonFile(path: string, files: Files): Json {
  const text = files.read(path)
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw new UsageError(`${path} is no JSON.`, { cause: error })
  }
}

function parsed(path: string, files: Files): unknown {
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

function understood<Value>(path: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(`${path}: ${error.message}`, { cause: error })
    throw error
  }
}
