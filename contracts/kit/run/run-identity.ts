import { createHash } from 'node:crypto'
import type { Profile } from '../config/profile.ts'
import type { Permits } from '../http/guard.ts'
import { canonicalize, type Json } from '../json.ts'
import { formatInstant, toInstant } from '../oracles/instants.ts'
import type { SpecDocument } from '../spec/spec-document.ts'

/** Version of the suite, as in package.json. */
export const SUITE_VERSION = '0.1.0'

/** Identifies a run, and whether two runs are comparable. */
export interface RunIdentity {
  readonly suite: string
  /** Hash of the document. */
  readonly spec: string
  /** Hash of the profile. */
  readonly profile: string
  readonly host: string
  /** RFC 3339, by the local clock. */
  readonly startedAt: string
  /** `observe`: reads. `seeded`: reads with given ids. `managed`: creates and cleans up. */
  readonly mode: 'observe' | 'seeded' | 'managed'
}

interface RunFacts {
  readonly profile: Profile
  readonly permits: Permits
  readonly startedAt: number
  readonly baseUrl: string
  readonly knownIds: Readonly<Record<string, string>>
}

const specHashes = new WeakMap<SpecDocument, string>()

export function createRunIdentity(document: SpecDocument, run: RunFacts): RunIdentity {
  const spec = specHashes.get(document) ?? hashJson(document as unknown as Json)
  specHashes.set(document, spec)
  return {
    suite: SUITE_VERSION,
    spec,
    profile: hashJson(run.profile as unknown as Json),
    host: new URL(run.baseUrl).host,
    startedAt: formatInstant(toInstant(run.startedAt)),
    mode: getRunMode(run),
  }
}

function getRunMode({ permits, knownIds }: RunFacts): RunIdentity['mode'] {
  if (permits.writes) return 'managed'
  return Object.keys(knownIds).length > 0 ? 'seeded' : 'observe'
}

/** Returns a short hash of a value, independent of the order of members. */
function hashJson(value: Json): string {
  return createHash('sha256').update(canonicalize(value)).digest('hex').slice(0, 16)
}
