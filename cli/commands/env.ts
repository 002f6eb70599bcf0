import type { Command } from 'commander'
import { vendors } from '../../mock/vendors/index.ts'
import { parseChoice } from '../parse-value.ts'
import { UsageError } from '../usage-error.ts'

interface EnvOptions {
  readonly url: string
  readonly world: string
  readonly format: string
  readonly unset?: boolean
}

export function addEnvCommand(program: Command): void {
  program
    .command('env <vendor>')
    .description('Print variables that point a client to the mock server: eval "$(flowtwin env qyvo)".')
    .option('--url <url>', 'URL of the server', 'http://127.0.0.1:4010')
    .option('--world <name>', 'world of the server', 'default')
    .option('--format <format>', 'shell, dotenv, json or github', 'shell')
    .option('--unset', 'print the commands that remove the variables')
    .action((vendor: string, options: EnvOptions) => console.log(formatEnv(vendor, options)))
}

const LINE_FORMATS = {
  shell: (name: string, value: string) => `export ${name}=${quoteValue(value)}`,
  dotenv: (name: string, value: string) => `${name}=${quoteValue(value)}`,
  github: (name: string, value: string) => `${name}=${value}`,
}

/** Formats the base URL and the credential of a vendor. @throws {UsageError} for an unknown vendor or format */
function formatEnv(name: string, { url, world, format, unset = false }: EnvOptions): string {
  const vendor = vendors.find((candidate) => candidate.name === name)
  if (vendor === undefined)
    throw new UsageError(`there is no vendor "${name}"; give ${vendors.map((known) => known.name).join(', ')}.`)
  const prefix = vendor.name.toUpperCase()
  const base = new URL(url).origin + (world === 'default' ? '' : `/w/${encodeURIComponent(world)}`)
  const variables = { [`${prefix}_URL`]: base + vendor.demo.basePath, [`${prefix}_TOKEN`]: vendor.demo.credential }
  const names = Object.keys(variables)
  if (unset) return names.map((variable) => `unset ${variable}`).join('\n')
  const choice = parseChoice('--format', format, ['shell', 'dotenv', 'json', 'github'])
  if (choice === 'json') return JSON.stringify(variables)
  return Object.entries(variables)
    .map(([variable, value]) => LINE_FORMATS[choice](variable, value))
    .join('\n')
}

/** Quotes a value as one word of a POSIX shell. */
function quoteValue(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`
}
