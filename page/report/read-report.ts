/** A finding of a check, as much of it as is shown. */
export interface Finding {
  readonly level: string
  readonly expected: string
  readonly observed: string
  readonly operation: string | null
  readonly pointer: string | null
  readonly witnesses: readonly string[]
  readonly count: number
  readonly curl: string | null
}

/** What became of one check. */
export interface ShownCheck {
  readonly id: string
  readonly level: string
  readonly title: string
  readonly kind: string
  readonly evidence: number | null
  /** Why it could not be judged. */
  readonly reason: string | null
  readonly findings: readonly Finding[]
}

/** The longest walk through a list: for each page the instants of its items. */
export interface ShownWalk {
  readonly operation: string
  readonly member: string
  readonly pages: readonly (readonly string[])[]
}

/** A result of `flowtwin verify --json`, as much of it as is shown. */
export interface Report {
  /** Its title. */
  readonly vendor: string
  readonly vendorName: string
  readonly target: string
  readonly checks: readonly ShownCheck[]
  readonly walks: readonly ShownWalk[]
}

type Json = Readonly<Record<string, unknown>>

/** Reads the results in a file; one file may hold those of several vendors. @throws with a sentence for any other file */
export function readReports(text: string): readonly Report[] {
  const value: unknown = JSON.parse(text)
  const all = Array.isArray(value) ? value : (listOf(objectOf(value)['results']) ?? [value])
  const reports = all.map((one) => reportOf(objectOf(one)))
  if (reports.some(({ checks }) => checks.length === 0)) {
    throw new Error('The file holds no checks; give what "flowtwin verify --json" wrote.')
  }
  return reports
}

function reportOf(result: Json): Report {
  const { name, title } = objectOf(result['vendor'])
  return {
    vendor: textOf(title ?? result['vendor']),
    vendorName: textOf(name ?? result['vendor']),
    target: textOf(result['target']),
    checks: (listOf(result['checks']) ?? []).map((one) => checkOf(objectOf(one))),
    walks: (listOf(result['walks']) ?? []).map((one) => walkOf(objectOf(one))),
  }
}

function checkOf(check: Json): ShownCheck {
  const outcome = objectOf(check['outcome'])
  return {
    id: textOf(check['id']),
    level: textOf(check['level']),
    title: textOf(check['title']),
    kind: textOf(outcome['kind']),
    evidence: typeof outcome['evidence'] === 'number' ? outcome['evidence'] : null,
    reason: typeof outcome['reason'] === 'string' ? outcome['reason'] : null,
    findings: (listOf(outcome['findings']) ?? []).map((one) => findingOf(objectOf(one))),
  }
}

function findingOf(finding: Json): Finding {
  const curl = objectOf(finding['request'])['curl']
  return {
    level: textOf(finding['level']),
    expected: textOf(finding['expected']),
    observed: textOf(finding['observed']),
    operation: finding['operation'] === null ? null : textOf(finding['operation']),
    pointer: finding['pointer'] === null ? null : textOf(finding['pointer']),
    witnesses: (listOf(finding['witnesses']) ?? []).map(textOf),
    count: Number(finding['count'] ?? 1),
    curl: typeof curl === 'string' ? curl : null,
  }
}

function walkOf(walk: Json): ShownWalk {
  const pages = (listOf(walk['pages']) ?? []).map((page) => (listOf(objectOf(page)['stamps']) ?? []).map(textOf))
  return { operation: textOf(walk['operation']), member: textOf(walk['member']), pages }
}

/** How many checks of a level held, of those that were judged. */
export function scoreOf({ checks }: Report, level: string): { readonly held: number; readonly of: number } {
  const judged = checks.filter(({ kind }) => !['not-selected', 'not-applicable'].includes(kind))
  const counted = judged.filter((check) => levelOf(check) === level)
  return { held: counted.filter(({ kind }) => kind === 'pass').length, of: counted.length }
}

/** A check that failed counts where its worst finding stands. */
function levelOf({ level, kind, findings }: ShownCheck): string {
  if (kind !== 'fail') return level
  return findings.some((finding) => finding.level === 'MUST') ? 'MUST' : 'SHOULD'
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
