import { parseTimestamp, toDayNumber } from '../oracles/instants.ts'
import type { JsonSchema } from '../spec/spec-document.ts'
import { ConfigError, findSchemaErrors } from './schema-errors.ts'

/** What somebody expects of a check, and why that is all right for a while. */
export interface Waiver {
  /** A fingerprint as findings have it, or the id of a check; `*` stands for anything. */
  readonly fingerprint: string
  readonly expect: 'fail' | 'warn' | 'inconclusive' | 'skip'
  readonly reason: string
  readonly ticket: string
  /** Days as `2026-05-04`; the waiver ends with the day that it expires. */
  readonly expires: string
  readonly added: string
  readonly lastSeen?: string
  /** Which targets it is for, by their base URL; all when left out. */
  readonly target?: string
}

/** Known faults of a target, in the order of the file. */
export interface Baseline {
  readonly version: 1
  readonly waivers: readonly Waiver[]
}

/**
 * What became of a waiver. `met`: it happened as expected. `unexpected-pass`: the check ran with evidence and did not break.
 * `unobserved`: the check did not run, or could not judge. `elsewhere`: it is for another target. `expired`: its day is over.
 * `refused`: it would hide a hole in security, and nobody gave leave for that.
 */
export type WaiverState = 'met' | 'unexpected-pass' | 'unobserved' | 'elsewhere' | 'expired' | 'refused'

export interface WaiverResult extends Waiver {
  readonly state: WaiverState
}

/** What a baseline made of a result. */
export interface BaselineResult {
  readonly waivers: readonly WaiverResult[]
  /** Findings that are waived. */
  readonly expected: number
  /** One sentence for each waiver that fails the run. */
  readonly problems: readonly string[]
}

/** Longest life of a waiver in days: a list of known faults must not become a graveyard. */
export const MAX_WAIVER_DAYS = 180

const day = { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\d$` } as const
const text = { type: 'string', minLength: 1 } as const

/** The schema of a baseline, for editors. */
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
          fingerprint: { ...text, description: 'As a finding has it, or the id of a check; * stands for anything.' },
          expect: { enum: ['fail', 'warn', 'inconclusive', 'skip'] },
          reason: { ...text, description: 'Why this is all right for a while.' },
          ticket: { ...text, description: 'Where it is being worked on.' },
          expires: { ...day, description: `The last day, at most ${MAX_WAIVER_DAYS} after it was added.` },
          added: day,
          lastSeen: day,
          target: { ...text, description: 'Base URLs that it is for; * stands for anything.' },
        },
      },
    },
  },
}

/**
 * The baseline that a parsed file holds.
 * @throws {SettingsError} saying everything that is wrong with it
 */
export function readBaseline(parsed: unknown): Baseline {
  const wrong = findSchemaErrors(baselineSchema, parsed)
  // What the schema let through has this shape.
  const dated = wrong.length > 0 ? wrong : (parsed as Baseline).waivers.flatMap(findDateErrors)
  if (dated.length > 0) throw new ConfigError(dated.join('; '))
  return parsed as Baseline
}

/** How many days lie between two days; null when one of them is none. */
export function countDays(from: string, to: string): number | null {
  const [start, end] = [parseDayNumber(from), parseDayNumber(to)]
  return start === null || end === null ? null : end - start
}

function findDateErrors({ fingerprint, added, expires }: Waiver): readonly string[] {
  const days = countDays(added, expires)
  if (days === null) return [`the waiver of ${fingerprint} has a day that does not exist`]
  if (days < 0) return [`the waiver of ${fingerprint} expires before it was added`]
  return days > MAX_WAIVER_DAYS
    ? [`the waiver of ${fingerprint} lasts ${days} days; ${MAX_WAIVER_DAYS} are the most`]
    : []
}

function parseDayNumber(text: string): number | null {
  if (parseTimestamp(`${text}T00:00:00Z`) === null) return null
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number)
  return toDayNumber(year, month, date)
}
