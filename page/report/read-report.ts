/** A finding of a check, as much of it as is shown. */
export interface Finding {
  readonly level: string
  readonly expected: string
  readonly observed: string
  readonly operation: string | null
  readonly pointer: string | null
  readonly examples: readonly string[]
  readonly count: number
  readonly curl: string | null
}

/** What became of one check. */
export interface ReportCheck {
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
export interface ReportWalk {
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
  readonly checks: readonly ReportCheck[]
  readonly walks: readonly ReportWalk[]
}

type Json = Readonly<Record<string, unknown>>

/** Reads the results in a file; one file may hold those of several vendors. @throws with a sentence for any other file */
export function parseReports(text: string): readonly Report[] {
  const value: unknown = JSON.parse(text)
  const all = Array.isArray(value) ? value : (toList(toObject(value)['results']) ?? [value])
  const reports = all.map((one) => parseReport(toObject(one)))
  if (reports.some(({ checks }) => checks.length === 0)) {
    throw new Error('The file holds no checks; give what "flowtwin verify --json" wrote.')
  }
  return reports
}

function parseReport(result: Json): Report {
  const { name, title } = toObject(result['vendor'])
  return {
    vendor: toText(title ?? result['vendor']),
    vendorName: toText(name ?? result['vendor']),
    target: toText(result['target']),
    checks: (toList(result['checks']) ?? []).map((one) => parseCheck(toObject(one))),
    walks: (toList(result['walks']) ?? []).map((one) => parseWalk(toObject(one))),
  }
}

function parseCheck(check: Json): ReportCheck {
  const outcome = toObject(check['outcome'])
  return {
    id: toText(check['id']),
    level: toText(check['level']),
    title: toText(check['title']),
    kind: toText(outcome['kind']),
    evidence: typeof outcome['evidence'] === 'number' ? outcome['evidence'] : null,
    reason: typeof outcome['reason'] === 'string' ? outcome['reason'] : null,
    findings: (toList(outcome['findings']) ?? []).map((one) => parseFinding(toObject(one))),
  }
}

function parseFinding(finding: Json): Finding {
  const curl = toObject(finding['request'])['curl']
  return {
    level: toText(finding['level']),
    expected: toText(finding['expected']),
    observed: toText(finding['observed']),
    operation: finding['operation'] === null ? null : toText(finding['operation']),
    pointer: finding['pointer'] === null ? null : toText(finding['pointer']),
    examples: (toList(finding['examples']) ?? []).map(toText),
    count: Number(finding['count'] ?? 1),
    curl: typeof curl === 'string' ? curl : null,
  }
}

function parseWalk(walk: Json): ReportWalk {
  const pages = (toList(walk['pages']) ?? []).map((page) => (toList(toObject(page)['timestamps']) ?? []).map(toText))
  return { operation: toText(walk['operation']), member: toText(walk['member']), pages }
}

/** How many checks of a level held, of those that were judged. */
export function computeScore({ checks }: Report, level: string): { readonly held: number; readonly of: number } {
  const judged = checks.filter(({ kind }) => !['not-selected', 'not-applicable'].includes(kind))
  const counted = judged.filter((check) => getEffectiveLevel(check) === level)
  return { held: counted.filter(({ kind }) => kind === 'pass').length, of: counted.length }
}

/** A check that failed counts where its worst finding stands. */
function getEffectiveLevel({ level, kind, findings }: ReportCheck): string {
  if (kind !== 'fail') return level
  return findings.some((finding) => finding.level === 'MUST') ? 'MUST' : 'SHOULD'
}

function toObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function toList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}

function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
