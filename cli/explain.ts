import { readFileSync } from 'node:fs'
import {
  baselineSchema,
  type Check,
  checks,
  configSchema,
  explanationOf,
  nearest,
  resultSchema,
  type VendorName,
  vendors,
} from '../contracts/index.ts'
import { oneOf, vendorOf } from './asked.ts'
import { terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

interface Explained {
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
export function explain(id: string, { json = false }: { readonly json?: boolean }, io = terminal): number {
  const found = explained(id)
  io.print(json ? `${JSON.stringify(found, null, 2)}\n` : textOf(found))
  return 0
}

function explained(id: string): Explained {
  const own = checks.filter(({ check }) => check.id === id.toUpperCase())
  const [first] = own
  if (first === undefined) {
    const near = nearest(
      id.toUpperCase(),
      checks.map(({ check }) => check.id),
    )
    throw new UsageError(`no check is called ${id}; ${near === null ? 'see flowtwin checks' : `did you mean ${near}?`}`)
  }
  const { check } = first
  const { family, why, causes } = explanationOf(check.id)
  return {
    id: check.id,
    level: check.level,
    title: check.title,
    family,
    security: check.security ?? false,
    vendors: own.map(({ vendor, check: one }) => ({ vendor, source: sourceOf(vendor, one) })),
    judged: `by each ${check.unit}`,
    needs: check.needs ?? [],
    remedy: check.remedy,
    why,
    causes,
    kills: killsOf(check.id),
  }
}

function sourceOf(vendor: VendorName, { source }: Check): string {
  if (source.kind === 'standard') return source.reference
  if (source.kind === 'house') return 'an expectation of Flowtwin'
  const { title } = vendors[vendor].document.info
  return source.kind === 'document' ? `the document "${title}"` : `the document "${title}": ${source.statement}`
}

function textOf(found: Explained): string {
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

type Proofs = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

let proofs: Proofs | null = null

/** The broken servers of the tests that must turn a check red; the page shows the same, from the file beside it. */
function killsOf(id: string): readonly string[] {
  proofs ??= JSON.parse(readFileSync(new URL('../page/broken-servers.json', import.meta.url), 'utf8')) as Proofs
  return Object.entries(proofs[id] ?? {}).flatMap(([vendor, names]) => names.map((name) => `${vendor}: ${name}`))
}

/** Prints the catalogue. */
export function listChecks(
  { vendor, level, json = false }: { readonly vendor?: string; readonly level?: string; readonly json?: boolean },
  io = terminal,
): number {
  const [own, wanted] = [
    vendor === undefined ? null : vendorOf(vendor),
    level === undefined ? null : oneOf('--level', level.toUpperCase(), ['MUST', 'SHOULD', 'INFO']),
  ]
  const ids = [...new Set(checks.map(({ check }) => check.id))].toSorted()
  const listed = ids
    .map(explained)
    .filter(
      (one) =>
        (own === null || one.vendors.some((at) => at.vendor === own)) && (wanted === null || one.level === wanted),
    )
  io.print(json ? `${JSON.stringify(listed, null, 2)}\n` : listed.map(rowOf).join(''))
  return 0
}

function rowOf({ id, level, title, vendors: own, needs }: Explained): string {
  const wants = needs.length === 0 ? '' : `  [${needs.join(', ')}]`
  return `${id.padEnd(9)} ${level.padEnd(6)} ${title}  (${own.map(({ vendor }) => vendor).join(', ')})${wants}\n`
}

/** Prints the schema of a file that people or machines write. */
export function printSchema(name: string, io = terminal): number {
  const schemas = { result: resultSchema, config: configSchema, baseline: baselineSchema }
  io.print(`${JSON.stringify(schemas[oneOf('the schema', name, ['result', 'config', 'baseline'])], null, 2)}\n`)
  return 0
}
