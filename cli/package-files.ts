import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Returns the version in the package.json beside the source or above dist. */
export function readVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    const text = readIfExists(path)
    if (text !== null) return (JSON.parse(text) as { readonly version: string }).version
  }
  throw new Error('package.json of flowtwin was not found')
}

/** Returns the path of the JSON Schema of own data. */
export function locateOwnDataSchema(): string {
  return fileURLToPath(new URL('../spec/own-data.schema.json', import.meta.url))
}

/** Names of broken servers by check and vendor. */
export type MutantsByCheck = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/** Reads the broken servers of the tests that must fail each check; the page shows the same file. */
export function readMutants(): MutantsByCheck {
  return JSON.parse(readIfExists('../page/mutants.json') ?? '{}') as MutantsByCheck
}

/** Reads a file relative to this folder, which is cli in the source and dist/cli in the package. */
function readIfExists(path: string): string | null {
  try {
    return readFileSync(new URL(path, import.meta.url), 'utf8')
  } catch {
    return null
  }
}
