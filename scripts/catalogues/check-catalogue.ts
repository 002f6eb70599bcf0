import { type Check, checks, type CheckNeed, type VendorName, vendors } from '../../contracts/index.ts'
import { parseContract } from '../../contracts/kit/spec/contract.ts'
import { untestedRules } from '../../contracts/catalogue.ts'
import { familyNames, getFamily, getFamilyName } from '../../contracts/kit/explanations.ts'
import { findEvidence } from '../../contracts/kit/spec/evidence.ts'
import { legalVariants } from '../../test/mutants/legal-variants.ts'
import { allMutants } from './mutants.ts'
import { idnowVariants } from '../../test/contracts/legal-variants/idnow-variants.ts'
import { rapidproVariants, recruboVariants } from '../../test/contracts/legal-variants/vendor-variants.ts'
import { wireVariants } from '../../test/contracts/legal-variants/wire-variants.ts'

type Entry = (typeof checks)[number]

const INTRODUCTION = `<!-- Written by \`npm run docs\` from the suite; do not edit. -->

# The checks of \`flowtwin verify\`

A check id is permanent. A failed MUST fails the run (exit code 1); a failed SHOULD is reported beside it. The source of a MUST is a
vendor's document or a standard. INFO is a measurement and never fails.

**Needs**: empty for a check that only reads; "writes" requires \`--writes\`, "methods" \`--probe-methods\`, "load" \`--load\`, "credentials"
a credential of another tenant, an expired or a read-only one, "control" \`--control\`, which moves the target's clock and inserts runs.
The APIs of Qyvo, RapidPro and IDnow cannot delete what a run creates there: with \`--writes\`, a test contact and its sessions remain.
A failed check marked **security** is a vulnerability. **Source** names a statement of the vendor's document in \`spec/\` with its
evidence, a standard, or "best practice"; "the document" stands for all statements, and a finding has the level of the statement
that it violates. \`--only\` takes ids from here, or "CUR-*" for a family. **Mutants** counts the servers with a planted fault that the
check must detect in the tests.
`

const NEEDS: Readonly<Record<CheckNeed, string>> = {
  writes: 'writes',
  'probe-methods': 'methods',
  control: 'control',
  'second-credential': 'credentials',
  load: 'load',
}

/** Renders docs/checks.md. */
export function renderCheckCatalogue(): string {
  const prefixes = new Set([...Object.keys(familyNames), ...checks.map(({ check }) => getFamily(check.id))])
  const families = [...prefixes].map((family) => {
    const entries = checks.filter(({ check }) => getFamily(check.id) === family)
    const ids = [...new Set(entries.map(({ check }) => check.id))].toSorted()
    const rows = ids.map((id) => renderCheckRow(entries.filter(({ check }) => check.id === id)))
    return `## ${family}: ${getFamilyName(family)}\n\n| id | level | check | vendors | needs | source | mutants |\n|---|---|---|---|---|---|---|\n${rows.join('\n')}\n`
  })
  return [INTRODUCTION, renderFigures(), renderCounts(), ...families, renderUntested()].join('\n')
}

function renderCounts(): string {
  const rows = Object.values(vendors).map(({ title, checks: own }: { title: string; checks: readonly Check[] }) => {
    const restricted = own.filter(({ needs = [] }) => needs.length > 0)
    const must = own.filter(({ level }) => level === 'MUST')
    return `| ${title} | ${own.length} | ${must.length} | ${own.length - restricted.length} |`
  })
  return `| vendor | checks | MUST | read-only |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

function renderUntested(): string {
  const rows = untestedRules.map(
    ({ id, vendor, rule, reason }) => `| ${id} | ${vendors[vendor].title} | ${rule} | ${reason} |`,
  )
  return `## Not checked\n\n| id | vendor | rule | reason |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

function renderCheckRow(entries: readonly Entry[]): string {
  const [first] = entries
  if (first === undefined) return ''
  const { id, level, title, needs = [], security } = first.check
  const names = entries.map(({ vendor }) => vendors[vendor].title)
  const vendorNames = names.length === Object.keys(vendors).length ? 'all' : names.join(', ')
  const requirements = [...needs.map((need) => NEEDS[need]), ...(security === true ? ['**security**'] : [])]
  const cells = [id, level, title, vendorNames, requirements.join(', '), listSources(entries), String(countMutants(id))]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function countMutants(id: string): number {
  return allMutants.filter(({ killedBy }) => killedBy.includes(id)).length
}

function renderFigures(): string {
  const ids = new Set(checks.map(({ check }) => check.id)).size
  const families = [wireVariants, recruboVariants, rapidproVariants, idnowVariants, ...Object.values(legalVariants)]
  const legal = families.reduce((sum, family) => sum + family.length, 0)
  return `${ids} check ids. The tests run the suite against ${allMutants.length} mutants, each of which its checks must detect, and ${legal} legal variants,\nwhich must not fail any check.\n`
}

function listSources(entries: readonly Entry[]): string {
  return [...new Set(entries.map(({ vendor, check }) => describeSource(vendor, check)))].join('; ')
}

function describeSource(vendor: VendorName, { source }: Check): string {
  if (source.kind === 'best-practice') return 'best-practice'
  if (source.kind === 'document') return 'the document'
  if (source.kind === 'standard') return source.reference
  const { basis } = findEvidence(parseContract(vendors[vendor].document), source.statement)
  return `\`${source.statement}\` (${basis})`
}
