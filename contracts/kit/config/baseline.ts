import { parseTimestamp } from '../oracles/instants.ts'
import type { JsonSchema } from '../spec/spec-document.ts'
import { ConfigError, findSchemaErrors } from './schema-errors.ts'

/** A known fault that is accepted for a limited time. */
export interface Waiver {
  /** Fingerprint of a finding, or the id of a check; `*` stands for anything. */
  readonly fingerprint: string
  readonly expect: 'fail' | 'warn' | 'inconclusive' | 'skip'
  readonly reason: string
  readonly ticket: string
  /** Days as `2026-05-04`; the day of expiry is the last one on which the waiver applies. */
  readonly expires: string
  readonly added: string
  readonly lastSeen?: string
  /** Pattern of base URLs; all targets when omitted. */
  readonly target?: string
}

/** Known faults of a target, in the order of the file. */
export interface Baseline {
  readonly version: 1
  readonly waivers: readonly Waiver[]
}

/**
 * State of a waiver after a run. `matched`: the expected outcome occurred. `unexpected-pass`: the check had evidence and did
 * not fail. `unobserved`: the check did not run or had no evidence. `other-target`: the pattern excludes the target.
 * `expired`: the last day has passed. `not-permitted`: it covers a security finding without --allow-security-waivers.
 */
export type WaiverState = 'matched' | 'unexpected-pass' | 'unobserved' | 'other-target' | 'expired' | 'not-permitted'

export interface WaiverResult extends Waiver {
  readonly state: WaiverState
}

/** Verdict of a run on a baseline. */
export interface BaselineResult {
  readonly waivers: readonly WaiverResult[]
  /** Number of waived findings. */
  readonly expected: number
  /** One sentence for each waiver that fails the run. */
  readonly problems: readonly string[]
}

/** Longest life of a waiver in days, so that accepted faults are reviewed. */
export const MAX_WAIVER_DAYS = 180

const DAY_MS = 86_400_000

const day = { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\d$` } as const
const text = { type: 'string', minLength: 1 } as const

/** JSON Schema of a baseline file, for editors. */
export const baselineSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Known faults of a target',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'waivers'],
  properties: {
    version: { const: 1 },
    waivers: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['fingerprint', 'expect', 'reason', 'ticket', 'expires', 'added'],
        properties: {
          fingerprint: { ...text, description: 'Fingerprint of a finding, or id of a check; * stands for anything.' },
          expect: { enum: ['fail', 'warn', 'inconclusive', 'skip'] },
          reason: { ...text, description: 'Why the fault is accepted for now.' },
          ticket: { ...text, description: 'Ticket of the fix.' },
          expires: { ...day, description: `Last day, at most ${MAX_WAIVER_DAYS} days after it was added.` },
          added: day,
          lastSeen: day,
          target: { ...text, description: 'Base URLs to which it applies; * stands for anything.' },
        },
      },
    },
  },
}

/**
 * Validates a parsed baseline file.
 * @throws {ConfigError} with everything that is wrong in the file
 */
export function readBaseline(parsed: unknown): Baseline {
  const schemaErrors = findSchemaErrors(baselineSchema, parsed)
  // The type is the one that the schema has validated.
  const baseline = parsed as Baseline
  const errors = schemaErrors.length > 0 ? schemaErrors : baseline.waivers.flatMap(findDateErrors)
  if (errors.length > 0) throw new ConfigError(errors.join('; '))
  return baseline
}

/** Returns the day that lies `days` after another; both as `2026-05-04`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

function findDateErrors({ fingerprint, added, expires }: Waiver): readonly string[] {
  if (![added, expires].every((text) => parseTimestamp(`${text}T00:00:00Z`) !== null))
    return [`the waiver of ${fingerprint} has a day that does not exist`]
  const days = (Date.parse(expires) - Date.parse(added)) / DAY_MS
  if (days < 0) return [`the waiver of ${fingerprint} expires before it was added`]
  return days > MAX_WAIVER_DAYS
    ? [`the waiver of ${fingerprint} lasts ${days} days; the maximum is ${MAX_WAIVER_DAYS}`]
    : []
}
