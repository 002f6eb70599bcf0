/** A finding of a check. */
export interface Finding {
  readonly level: string
  readonly expected: string
  readonly observed: string
  readonly operation: string | null
  readonly pointer: string | null
  readonly examples: readonly string[]
  readonly count: number
  readonly request: { readonly curl: string } | null
}

/** A check with its outcome. */
export interface ReportCheck {
  readonly id: string
  readonly level: string
  readonly title: string
  readonly outcome: {
    readonly kind: string
    /** Number of observations. */
    readonly evidence?: number
    /** Why the check has no verdict. */
    readonly reason?: string
    readonly findings?: readonly Finding[]
  }
}

/** The longest pagination walk of an operation. */
export interface ReportWalk {
  readonly operation: string
  readonly member: string
  readonly pages: readonly { readonly timestamps: readonly string[] }[]
}

/** The parts of a result of `flowtwin verify --json` that the page shows. */
export interface Report {
  readonly vendor: { readonly name: string; readonly title: string }
  readonly target: string
  readonly checks: readonly ReportCheck[]
  readonly walks: readonly ReportWalk[]
}

/**
 * Parses a file with the result of one vendor or of several.
 * @returns null for JSON that is not such a result
 * @throws {SyntaxError} for a text that is not JSON
 */
export function parseReports(text: string): readonly Report[] | null {
  const value: unknown = JSON.parse(text)
  const results: unknown = Array.isArray(value) ? value : (getField(value, 'results') ?? [value])
  return Array.isArray(results) && results.length > 0 && results.every(isReport) ? results : null
}

/** Counts the passed checks of a level, and the checks of that level that have a verdict or should have one. */
export function computeScore({ checks }: Report, level: string): { readonly passed: number; readonly total: number } {
  const kinds = checks.filter((check) => getEffectiveLevel(check) === level).map(({ outcome }) => outcome.kind)
  const counted = kinds.filter((kind) => kind !== 'not-selected' && kind !== 'not-applicable')
  return { passed: counted.filter((kind) => kind === 'pass').length, total: counted.length }
}

/** Returns the level of the worst finding for a failed check, otherwise the level of the check. */
function getEffectiveLevel({ level, outcome: { kind, findings = [] } }: ReportCheck): string {
  if (kind !== 'fail') return level
  return findings.some((finding) => finding.level === 'MUST') ? 'MUST' : 'SHOULD'
}

/** Checks the fields without which the report cannot be shown. */
function isReport(value: unknown): value is Report {
  const checks = getField(value, 'checks')
  const walks = getField(value, 'walks')
  return (
    typeof getField(getField(value, 'vendor'), 'name') === 'string' &&
    Array.isArray(checks) &&
    checks.length > 0 &&
    checks.every((check) => typeof getField(getField(check, 'outcome'), 'kind') === 'string') &&
    Array.isArray(walks) &&
    walks.every((walk) => Array.isArray(getField(walk, 'pages')))
  )
}

function getField(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined
}
