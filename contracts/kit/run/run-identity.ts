import { createHash } from 'node:crypto'
import type { Profile } from '../config/profile.ts'
import type { Permits } from '../http/guard.ts'
import { canonicalize, type Json } from '../json.ts'
import { formatInstant, toInstant } from '../oracles/instants.ts'
import type { SpecDocument } from '../spec/spec-document.ts'

/** The version of the suite, as in package.json: a result says which catalogue it was judged by. */
export const SUITE_VERSION = '0.1.0'

/** How much a run may do: only read, read what it was given the ids of, or create and clean up. */
export type RunMode = 'observe' | 'seeded' | 'managed'

/** What tells one run from another, and two comparable ones from two that are not. */
export interface RunIdentity {
  readonly suite: string
  /** Hash of the document that was judged by, and of the reading of it that the profile gives. */
  readonly spec: string
  readonly profile: string
  readonly host: string
  /** RFC 3339, by the clock of whoever runs the suite. */
  readonly startedAt: string
  readonly mode: RunMode
  /** Null: the suite draws nothing by chance, so the same target is asked the same. */
  readonly seed: string | null
}

export interface RunIdentityInput {
  readonly document: SpecDocument
  readonly profile: Profile
  readonly baseUrl: string
  readonly startedAt: number
  readonly permits: Permits
  readonly knownIds: Readonly<Record<string, string>>
}

const specHashes = new WeakMap<SpecDocument, string>()

export function createRunIdentity({
  document,
  profile,
  baseUrl,
  startedAt,
  permits,
  knownIds,
}: RunIdentityInput): RunIdentity {
  const spec = specHashes.get(document) ?? hashJson(document as unknown as Json)
  specHashes.set(document, spec)
  return {
    suite: SUITE_VERSION,
    spec,
    profile: hashJson(profile as unknown as Json),
    host: new URL(baseUrl).host,
    startedAt: formatInstant(toInstant(startedAt)),
    mode: getRunMode(permits, knownIds),
    seed: null,
  }
}

export function getRunMode({ writes }: Permits, given: Readonly<Record<string, string>>): RunMode {
  if (writes) return 'managed'
  return Object.keys(given).length > 0 ? 'seeded' : 'observe'
}

/** The same for the same value whatever the order of its members; short enough to be read aloud. */
function hashJson(value: Json): string {
  return createHash('sha256').update(canonicalize(value)).digest('hex').slice(0, 16)
}
