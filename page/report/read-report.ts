/** A finding of a check. */
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

/** A check with its outcome. */
export interface ReportCheck {
  readonly id: string
  readonly level: string
  readonly title: string
  readonly kind: string
  /** Number of observations; null when the check has none. */
  readonly evidence: number | null
  /** Why the check has no verdict; null when it has one. */
  readonly reason: string | null
  readonly findings: readonly Finding[]
}

/** The longest pagination walk of an operation. */
export interface ReportWalk {
  readonly operation: string
  readonly member: string
  /** For each page the timestamps of its items. */
  readonly pages: readonly (readonly string[])[]
}

/** The parts of a result of `flowtwin verify --json` that the page shows. */
export interface Report {
  readonly vendorTitle: string
  readonly vendorName: string
  readonly target: string
  readonly checks: readonly ReportCheck[]
  readonly walks: readonly ReportWalk[]
}

type Json = Readonly<Record<string, unknown>>

/**
 * Parses a file with the result of one vendor or of several.
 * @returns null for JSON that is not such a result
 * @throws {SyntaxError} for a text that is not JSON
 */
export function parseReports(text: string): readonly Report[] | null {
  const value: unknown = JSON.parse(text)
  const results = toList(Array.isArray(value) ? value : (toObject(value)['results'] ?? [value]))
  const reports = results.map(parseReport)
  return reports.length === 0 || reports.some(({ checks }) => checks.length === 0) ? null : reports
}

function parseReport(value: unknown): Report {
  const { vendor, target, checks, walks } = toObject(value)
  const { name, title } = toObject(vendor)
  return {
    vendorTitle: toText(title ?? vendor),
    vendorName: toText(name ?? vendor),
    target: toText(target),
    checks: toList(checks).map(parseCheck),
    walks: toList(walks).map(parseWalk),
  }
}

function parseCheck(value: unknown): ReportCheck {
  const { id, level, title, outcome } = toObject(value)
  const { kind, evidence, reason, findings } = toObject(outcome)
  return {
    id: toText(id),
    level: toText(level),
    title: toText(title),
    kind: toText(kind),
    evidence: typeof evidence === 'number' ? evidence : null,
    reason: toTextOrNull(reason),
    findings: toList(findings).map(parseFinding),
  }
}

function parseFinding(value: unknown): Finding {
  const { level, expected, observed, operation, pointer, examples, count, request } = toObject(value)
  return {
    level: toText(level),
    expected: toText(expected),
    observed: toText(observed),
    operation: toTextOrNull(operation),
    pointer: toTextOrNull(pointer),
    examples: toList(examples).map(toText),
    count: Number(count ?? 1),
    curl: toTextOrNull(toObject(request)['curl']),
  }
}

function parseWalk(value: unknown): ReportWalk {
  const { operation, member, pages } = toObject(value)
  return {
    operation: toText(operation),
    member: toText(member),
    pages: toList(pages).map((page) => toList(toObject(page)['timestamps']).map(toText)),
  }
}

/** Counts the passed checks of a level, and the checks of that level that have a verdict or should have one. */
export function computeScore({ checks }: Report, level: string): { readonly passed: number; readonly total: number } {
  const counted = checks.filter(
    (check) => check.kind !== 'not-selected' && check.kind !== 'not-applicable' && getEffectiveLevel(check) === level,
  )
  return { passed: counted.filter(({ kind }) => kind === 'pass').length, total: counted.length }
}

/** Returns the level of the worst finding for a failed check, otherwise the level of the check. */
function getEffectiveLevel({ level, kind, findings }: ReportCheck): string {
  if (kind !== 'fail') return level
  return findings.some((finding) => finding.level === 'MUST') ? 'MUST' : 'SHOULD'
}

function toObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function toText(value: unknown): string {
  return toTextOrNull(value) ?? ''
}

function toTextOrNull(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}
