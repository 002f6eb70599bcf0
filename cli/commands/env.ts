import { vendors } from '../../mock/vendors/index.ts'
import { UsageError } from '../usage-error.ts'

/** The options of `flowtwin env`. */
export interface EnvOptions {
  readonly url: string
  readonly world: string
  readonly format: string
  readonly unset?: boolean
}

type LineFormatter = (name: string, value: string) => string

const FORMATS: Readonly<Record<string, LineFormatter>> = {
  shell: (name, value) => `export ${name}=${quoteValue(value)}`,
  dotenv: (name, value) => `${name}=${quoteValue(value)}`,
  github: (name, value) => `${name}=${value}`,
}

/**
 * What a client of a vendor needs to talk to the twin instead, line by line.
 * @throws {UsageError} for an unknown vendor or format
 */
export function formatEnv(vendor: string, { url, world, format, unset = false }: EnvOptions): string {
  const found = vendors.find(({ name }) => name === vendor)
  if (found === undefined) {
    throw new UsageError(`there is no vendor "${vendor}"; give ${vendors.map(({ name }) => name).join(', ')}.`)
  }
  const upper = found.name.toUpperCase()
  const base = new URL(url).origin + (world === 'default' ? '' : `/w/${encodeURIComponent(world)}`)
  const values = {
    [`${upper}_URL`]: base + found.demo.basePath,
    [`${upper}_TOKEN`]: found.demo.credential,
  }
  if (unset)
    return Object.keys(values)
      .map((name) => `unset ${name}`)
      .join('\n')
  if (format === 'json') return JSON.stringify(values)
  const line = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined
  if (line === undefined) throw new UsageError(`--format "${format}" is unknown; give shell, dotenv, json or github.`)
  return Object.entries(values)
    .map(([name, value]) => line(name, value))
    .join('\n')
}

/** A value that no shell reads anything into. */
function quoteValue(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`
}
