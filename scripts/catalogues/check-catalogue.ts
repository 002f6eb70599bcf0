import { type Check, checks, type CheckNeed, type VendorName, vendors } from '../../contracts/index.ts'
import { parseContract } from '../../contracts/kit/spec/contract.ts'
import { untestedRules } from '../../contracts/catalogue.ts'
import { findEvidence } from '../../contracts/kit/spec/evidence.ts'
import { legalVariants } from '../../test/mutants/legal-variants.ts'
import { allMutants } from './mutants.ts'
import { idnowCousins } from '../../test/contracts/cousins/page-cousins.ts'
import { rapidproCousins, recruboCousins } from '../../test/contracts/cousins/vendor-cousins.ts'
import { wireCousins } from '../../test/contracts/cousins/wire-cousins.ts'

type Entry = (typeof checks)[number]

const INTRODUCTION = `<!-- Written by \`npm run docs\` from the suite; do not edit. -->

# The checks of \`flowtwin verify\`

An id is permanent. A broken MUST fails a run (exit code 1); a broken SHOULD is reported beside it. A MUST comes from a
vendor's document or from a standard, never from us.

**Needs** is empty for a check that only reads; "writes" wants \`--writes\`, "methods" wants \`--probe-methods\`, "load" wants
\`--load\`, "credentials" one of another tenant, an expired one or one that may only read, "control" wants \`--control\`, which
lets time pass and runs arrive. What is created at Qyvo, RapidPro and IDnow cannot be removed through their APIs: a run with
\`--writes\` leaves a made-up contact and its sessions. INFO is measured and fails nobody. A check marked
**security** finds a hole when it is broken. **Source** names the statement of the vendor's document in \`spec/\` and how that
statement is known, a standard, or "house": what we hold to be good practice. "The document" means all of it: a finding
then counts by the statement that it breaks. \`--only\` takes ids from here, and "CUR-*" for a family. **Killed** counts the broken
servers of the tests that must turn the check red.
`

const FAMILIES: Readonly<Record<string, string>> = {
  PRE: 'Before anything is judged',
  HTTP: 'Messages',
  SCH: 'Shapes',
  AUTH: 'Credentials',
  SEC: 'What must not leak',
  ERR: 'Errors',
  NEG: 'Input at the edge',
  TIME: 'Timestamps',
  ORD: 'Order',
  ENC: 'Encodings',
  CONS: 'Consistency',
  PERF: 'Speed and size',
  RATE: 'Quotas',
  POLL: 'A feed to poll',
  JAPI: 'JSON:API',
  CUR: 'Pages by cursor',
  PAGE: 'Numbered pages',
  LIFE: 'From beginning to end',
}

const NEEDS: Readonly<Record<CheckNeed, string>> = {
  writes: 'writes',
  'probe-methods': 'methods',
  control: 'control',
  'second-credential': 'credentials',
  load: 'load',
}

/** The page of all checks, from the suite itself. */
export function renderCheckCatalogue(): string {
  const families = Object.entries(FAMILIES).map(([family, title]) => {
    const entries = checks.filter(({ check }) => getFamily(check.id) === family)
    const ids = [...new Set(entries.map(({ check }) => check.id))].toSorted()
    const rows = ids.map((id) => renderCheckRow(entries.filter(({ check }) => check.id === id)))
    return `## ${family}: ${title}\n\n| id | level | what it says | vendors | needs | source | killed |\n|---|---|---|---|---|---|---|\n${rows.join('\n')}\n`
  })
  return [INTRODUCTION, renderFigures(), renderCounts(), ...families, renderUntested()].join('\n')
}

/** A check under a family without a title would be left out unseen. */
function getFamily(id: string): string {
  const family = id.replace(/-\d+$/, '')
  if (FAMILIES[family] === undefined)
    throw new Error(`${id} is of no known family; name it in scripts/check-catalogue.ts`)
  return family
}

function renderCounts(): string {
  const rows = Object.values(vendors).map(({ title, checks: own }: { title: string; checks: readonly Check[] }) => {
    const writing = own.filter(({ needs = [] }) => needs.length > 0)
    const must = own.filter(({ level }) => level === 'MUST')
    return `| ${title} | ${own.length} | ${must.length} | ${own.length - writing.length} |`
  })
  return `| vendor | checks | of them MUST | that only read |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

/** What is known not to be checked. */
function renderUntested(): string {
  const rows = untestedRules.map(
    ({ id, vendor, rule, reason }) => `| ${id} | ${vendors[vendor].title} | ${rule} | ${reason} |`,
  )
  return `## Not checked\n\n| id | vendor | the rule | why not |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

function renderCheckRow(entries: readonly Entry[]): string {
  const [first] = entries
  if (first === undefined) return ''
  const { id, level, title, needs = [], security } = first.check
  const names = entries.map(({ vendor }) => vendors[vendor].title)
  const who = names.length === Object.keys(vendors).length ? 'all' : names.join(', ')
  const wants = [...needs.map((need) => NEEDS[need]), ...(security === true ? ['**security**'] : [])]
  const cells = [id, level, title, who, wants.join(', '), listSources(entries), String(countKills(id))]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

/** How many broken servers a check turns red. */
function countKills(id: string): number {
  return allMutants.filter(({ kills }) => kills.includes(id)).length
}

/** What the suite holds, and what holds it to that. */
function renderFigures(): string {
  const ids = new Set(checks.map(({ check }) => check.id)).size
  const families = [wireCousins, recruboCousins, rapidproCousins, idnowCousins, ...Object.values(legalVariants)]
  const legal = families.reduce((sum, family) => sum + family.length, 0)
  return `${ids} ids. The tests hold ${allMutants.length} broken servers against them, each of which must turn its checks red, and ${legal} legal\ndifferences, which must turn none red.\n`
}

function listSources(entries: readonly Entry[]): string {
  return [...new Set(entries.map(({ vendor, check }) => describeSource(vendor, check)))].join('; ')
}

function describeSource(vendor: VendorName, { source }: Check): string {
  if (source.kind === 'house') return 'house'
  if (source.kind === 'document') return 'the document'
  if (source.kind === 'standard') return source.reference
  const { basis } = findEvidence(parseContract(vendors[vendor].document), source.statement)
  return `\`${source.statement}\` (${basis})`
}
