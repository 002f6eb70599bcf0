import type { Command } from 'commander'
import { type Check, checks, type VendorName, vendors } from '../../contracts/index.ts'
import { baselineSchema } from '../../contracts/kit/config/baseline.ts'
import { configSchema } from '../../contracts/kit/config/config.ts'
import { findNearest } from '../../contracts/kit/config/schema-errors.ts'
import { type Explanation, getExplanation, getFamilyName } from '../../contracts/kit/explanations.ts'
import { resultSchema } from '../../contracts/reports.ts'
import { type MutantsByCheck, readMutants } from '../package-files.ts'
import { parseChoice, UsageError } from '../arguments.ts'
import { parseVendor } from '../target-options.ts'
import { terminal } from '../terminal.ts'

interface ListOptions {
  readonly vendor?: string
  readonly level?: string
  readonly json?: boolean
}

export function addExplainCommands(program: Command): void {
  program
    .command('checks')
    .description('List all checks.')
    .option('--vendor <name>', 'only checks of this vendor')
    .option('--level <level>', 'only checks of this level: MUST, SHOULD or INFO')
    .option('--json', 'print them as JSON')
    .action((options: ListOptions) => {
      process.exitCode = listChecks(options)
    })
  program
    .command('explain <id>')
    .description('Explain a check: its rule, source, evidence and usual causes of failure.')
    .option('--json', 'print it as JSON')
    .action((id: string, options: { readonly json?: boolean }) => {
      process.exitCode = runExplain(id, options)
    })
  program
    .command('schema <name>')
    .description('Print the JSON Schema of a result, a config or a baseline.')
    .option('--json', 'changes nothing: a schema is JSON')
    .action((name: string) => {
      process.exitCode = printSchema(name)
    })
}

interface CheckDescription extends Partial<Explanation>, Omit<Required<Check>, 'source' | 'isRecordCheck' | 'run'> {
  readonly family: string
  readonly vendors: readonly { readonly vendor: string; readonly source: string }[]
  /** Broken servers of the tests that fail the check. */
  readonly mutants: readonly string[]
}

/** Prints the description of a check. */
export function runExplain(id: string, { json = false }: { readonly json?: boolean }, io = terminal): number {
  const description = describeCheck(id)
  io.print(json ? `${JSON.stringify(description, null, 2)}\n` : formatDescription(description))
  return 0
}

function describeCheck(text: string): CheckDescription {
  const id = text.toUpperCase()
  const entries = checks.filter(({ check }) => check.id === id)
  const [first] = entries
  if (first === undefined) {
    const ids = checks.map(({ check }) => check.id)
    const nearest = findNearest(id, ids)
    const advice = nearest === null ? 'see flowtwin checks' : `did you mean ${nearest}?`
    throw new UsageError(`there is no check ${text}; ${advice}`)
  }
  const { level, title, security = false, unit, needs = [], hint } = first.check
  const sources = entries.map(({ vendor, check }) => ({ vendor, source: describeSource(vendor, check) }))
  const family = getFamilyName(id)
  return {
    id,
    level,
    title,
    family,
    ...getExplanation(id),
    security,
    vendors: sources,
    unit,
    needs,
    hint,
    mutants: listMutants(id),
  }
}

function describeSource(vendor: VendorName, { source }: Check): string {
  if (source.kind === 'standard') return source.reference
  if (source.kind === 'best-practice') return 'Flowtwin convention, not documented by the vendor'
  const { title } = vendors[vendor].document.info
  return source.kind === 'document' ? `the document "${title}"` : `the document "${title}": ${source.statement}`
}

function formatDescription(check: CheckDescription): string {
  const needs = check.needs.length === 0 ? '' : `; requires ${check.needs.join(', ')}`
  const lines = [
    `${check.id} ${check.level}${check.security ? ' (security)' : ''}  ${check.title}.`,
    ...check.vendors.map(({ vendor, source }) => `    ${vendor.padEnd(9)} ${source}`),
    `Evidence: each ${check.unit}${needs}.`,
    `To make it conclusive: ${check.hint}.`,
    ...(check.why === undefined ? [] : [`Why it matters: ${check.why}`]),
    ...(check.causes ?? []).map((cause) => `Usual cause: ${cause}.`),
    ...check.mutants.map((mutant) => `Detects (mutation test): ${mutant}.`),
  ]
  return `${lines.join('\n')}\n`
}

let mutantsByCheck: MutantsByCheck | null = null

/** Lists the broken servers that must fail a check. */
function listMutants(id: string): readonly string[] {
  mutantsByCheck ??= readMutants()
  return Object.entries(mutantsByCheck[id] ?? {}).flatMap(([vendor, names]) =>
    names.map((name) => `${vendor}: ${name}`),
  )
}

/** Prints the catalogue. */
export function listChecks({ vendor, level, json = false }: ListOptions, io = terminal): number {
  const vendorName = vendor === undefined ? null : parseVendor(vendor)
  const levelName = level === undefined ? null : parseChoice('--level', level.toUpperCase(), ['MUST', 'SHOULD', 'INFO'])
  const descriptions = [...new Set(checks.map(({ check }) => check.id))]
    .toSorted()
    .map(describeCheck)
    .filter((check) => vendorName === null || check.vendors.some((entry) => entry.vendor === vendorName))
    .filter((check) => levelName === null || check.level === levelName)
  io.print(json ? `${JSON.stringify(descriptions, null, 2)}\n` : descriptions.map(formatRow).join(''))
  return 0
}

function formatRow({ id, level, title, vendors: entries, needs }: CheckDescription): string {
  const requirements = needs.length === 0 ? '' : `  [${needs.join(', ')}]`
  const names = entries.map(({ vendor }) => vendor).join(', ')
  return `${id.padEnd(9)} ${level.padEnd(6)} ${title}  (${names})${requirements}\n`
}

/** Prints the JSON Schema of a file format. */
export function printSchema(name: string, io = terminal): number {
  const schemas = { result: resultSchema, config: configSchema, baseline: baselineSchema }
  io.print(`${JSON.stringify(schemas[parseChoice('the schema', name, ['result', 'config', 'baseline'])], null, 2)}\n`)
  return 0
}
