import type { Command } from 'commander'
import { colors } from '../colors.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { addServerOptions, DEFAULT_SERVER_URL, parseServerUrl } from '../control-request.ts'
import { parseChoice } from '../parse-value.ts'
import { UsageError } from '../usage-error.ts'

interface EnvOptions {
  readonly url: string
  readonly world: string
  readonly format: string
  readonly unset?: boolean
  readonly json?: boolean
}

export function addEnvCommand(program: Command): void {
  const command = program
    .command('env <vendor>')
    .description('Print variables that point a client to the mock server: eval "$(flowtwin env qyvo)".')
  addServerOptions(command, DEFAULT_SERVER_URL)
    .option('--format <format>', 'shell, dotenv, json or github', 'shell')
    .option('--json', 'the same as --format json')
    .option('--unset', 'print the commands that remove the variables')
    .action((vendor: string, { json = false, ...options }: EnvOptions) =>
      console.log(formatEnv(vendor, { ...options, ...(json ? { format: 'json' } : {}) })),
    )
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
  const base = parseServerUrl(url) + (world === 'default' ? '' : `/w/${encodeURIComponent(world)}`)
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

export function addQuirksCommand(program: Command): void {
  program
    .command('quirks')
    .description('List the behaviour switches: questions that the documents leave open, with their positions.')
    .option('--json', 'print them as JSON')
    .action(listQuirks)
}

function listQuirks({ json = false }: { readonly json?: boolean }): void {
  const quirks = vendors.flatMap((vendor) => vendor.quirks)
  if (json) {
    console.log(JSON.stringify(quirks, null, 2))
    return
  }
  for (const { id, question, positions, defaultPosition, evidence, source } of quirks) {
    console.log(`${colors.bold(id)}  ${colors.dim(`${evidence}; ${source}`)}\n  ${question}`)
    for (const [position, meaning] of Object.entries(positions)) {
      console.log(`  ${position === defaultPosition ? '*' : ' '} ${position}: ${meaning}`)
    }
    console.log()
  }
  console.log(`* default; change it with: flowtwin serve --quirk ${quirks[0]?.id ?? 'id'}=position`)
}
