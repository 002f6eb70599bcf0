import { createHash } from 'node:crypto'
import type { Json } from './json.ts'
import { canonical } from './json.ts'
import type { Profile } from './profile.ts'
import type { SpecDocument } from './spec-document.ts'
import { SUITE_VERSION } from './suite-version.ts'
import { instantOf, writeInstant } from './oracles/instant.ts'
import type { Permits } from './writes.ts'

/** How much a run may do: only read, read what it was given the ids of, or create and clean up. */
export type Mode = 'observe' | 'seeded' | 'managed'

/** What tells one run from another, and two comparable ones from two that are not. */
export interface RunIdentity {
  readonly suite: string
  /** Hash of the document that was judged by, and of the reading of it that the profile gives. */
  readonly spec: string
  readonly profile: string
  readonly host: string
  /** RFC 3339, by the clock of whoever runs the suite. */
  readonly startedAt: string
  readonly mode: Mode
  /** Null: the suite draws nothing by chance, so the same target is asked the same. */
  readonly seed: string | null
}

export interface Identified {
  readonly document: SpecDocument
  readonly profile: Profile
  readonly baseUrl: string
  readonly startedAt: number
  readonly permits: Permits
  readonly given: Readonly<Record<string, string>>
}

const hashes = new WeakMap<SpecDocument, string>()

export function identityOf({ document, profile, baseUrl, startedAt, permits, given }: Identified): RunIdentity {
  const spec = hashes.get(document) ?? hashOf(document as unknown as Json)
  hashes.set(document, spec)
  return {
    suite: SUITE_VERSION,
    spec,
    profile: hashOf(profile as unknown as Json),
    host: new URL(baseUrl).host,
    startedAt: writeInstant(instantOf(startedAt)),
    mode: modeOf(permits, given),
    seed: null,
  }
}

export function modeOf({ writes }: Permits, given: Readonly<Record<string, string>>): Mode {
  if (writes) return 'managed'
  return Object.keys(given).length > 0 ? 'seeded' : 'observe'
}

/** The same for the same value whatever the order of its members; short enough to be read aloud. */
function hashOf(value: Json): string {
  return createHash('sha256').update(canonical(value)).digest('hex').slice(0, 16)
}
