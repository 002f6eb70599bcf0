import { readFileSync } from 'node:fs'
import {
  baselineSchema,
  type Check,
  checks,
  configSchema,
  getExplanation,
  findNearest,
  resultSchema,
  type VendorName,
  vendors,
} from '../../contracts/index.ts'
import { parseChoice, parseVendor } from '../target-options.ts'
import { terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

interface CheckDescription {
  readonly id: string
  readonly level: Check['level']
  readonly title: string
  readonly family: string
  readonly security: boolean
  readonly vendors: readonly { readonly vendor: string; readonly source: string }[]
  readonly judged: string
  readonly needs: readonly string[]
  readonly remedy: string
  readonly why: string
  readonly causes: readonly string[]
  readonly kills: readonly string[]
}

/** Prints all that is known of a check. */
export function runExplain(id: string, { json = false }: { readonly json?: boolean }, io = terminal): number {
  const found = describeCheck(id)
  io.print(json ? `${JSON.stringify(found, null, 2)}\n` : formatDescription(found))
  return 0
}

function describeCheck(id: string): CheckDescription {
  const own = checks.filter(({ check }) => check.id === id.toUpperCase())
  const [first] = own
  if (first === undefined) {
    const near = findNearest(
      id.toUpperCase(),
      checks.map(({ check }) => check.id),
    )
    throw new UsageError(`no check is called ${id}; ${near === null ? 'see flowtwin checks' : `did you mean ${near}?`}`)
  }
  const { check } = first
  const { family, why, causes } = getExplanation(check.id)
  return {
    id: check.id,
    level: check.level,
    title: check.title,
    family,
    security: check.security ?? false,
    vendors: own.map(({ vendor, check: one }) => ({ vendor, source: describeSource(vendor, one) })),
    judged: `by each ${check.unit}`,
    needs: check.needs ?? [],
    remedy: check.remedy,
    why,
    causes,
    kills: listMutants(check.id),
  }
}

function describeSource(vendor: VendorName, { source }: Check): string {
  if (source.kind === 'standard') return source.reference
  if (source.kind === 'house') return 'an expectation of Flowtwin'
  const { title } = vendors[vendor].document.info
  return source.kind === 'document' ? `the document "${title}"` : `the document "${title}": ${source.statement}`
}

function formatDescription(found: CheckDescription): string {
  const lines = [
    `${found.id} ${found.level}${found.security ? ' (security)' : ''}  ${found.title}.`,
    ...found.vendors.map(({ vendor, source }) => `    ${vendor.padEnd(9)} ${source}`),
    `Judged ${found.judged}${found.needs.length === 0 ? '' : `; needs ${found.needs.join(', ')}`}.`,
    `Without evidence it wants ${found.remedy}.`,
    `Why it matters: ${found.why}`,
    ...found.causes.map((cause) => `Perhaps: ${cause}.`),
    ...found.kills.map((mutant) => `Proven by a broken server, ${mutant}.`),
  ]
  return `${lines.join('\n')}\n`
}

type MutantsByCheck = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

let mutantsByCheck: MutantsByCheck | null = null

/** The broken servers of the tests that must turn a check red; the page shows the same, from the file beside it. */
function listMutants(id: string): readonly string[] {
  mutantsByCheck ??= JSON.parse(
    readFileSync(new URL('../../page/broken-servers.json', import.meta.url), 'utf8'),
  ) as MutantsByCheck
  return Object.entries(mutantsByCheck[id] ?? {}).flatMap(([vendor, names]) =>
    names.map((name) => `${vendor}: ${name}`),
  )
}

/** Prints the catalogue. */
export function listChecks(
  { vendor, level, json = false }: { readonly vendor?: string; readonly level?: string; readonly json?: boolean },
  io = terminal,
): number {
  const [own, wanted] = [
    vendor === undefined ? null : parseVendor(vendor),
    level === undefined ? null : parseChoice('--level', level.toUpperCase(), ['MUST', 'SHOULD', 'INFO']),
  ]
  const ids = [...new Set(checks.map(({ check }) => check.id))].toSorted()
  const listed = ids
    .map(describeCheck)
    .filter(
      (one) =>
        (own === null || one.vendors.some((at) => at.vendor === own)) && (wanted === null || one.level === wanted),
    )
  io.print(json ? `${JSON.stringify(listed, null, 2)}\n` : listed.map(formatRow).join(''))
  return 0
}

function formatRow({ id, level, title, vendors: own, needs }: CheckDescription): string {
  const wants = needs.length === 0 ? '' : `  [${needs.join(', ')}]`
  return `${id.padEnd(9)} ${level.padEnd(6)} ${title}  (${own.map(({ vendor }) => vendor).join(', ')})${wants}\n`
}

/** Prints the schema of a file that people or machines write. */
export function printSchema(name: string, io = terminal): number {
  const schemas = { result: resultSchema, config: configSchema, baseline: baselineSchema }
  io.print(`${JSON.stringify(schemas[parseChoice('the schema', name, ['result', 'config', 'baseline'])], null, 2)}\n`)
  return 0
}
