import type { JsonObject, Run } from '../../world/run.ts'

/** What a client said when it created a session, besides the input. */
export interface Particulars {
  readonly subjectId?: string
  readonly redirectUrl?: string
  readonly state?: string
  readonly metadata: JsonObject
}

/** As a run keeps them. */
export function keptParticulars({ metadata, ...rest }: Particulars): JsonObject {
  return { ...rest, metadata }
}

/** The particulars of a session that was created through this API; undefined for any other run. */
export function particularsOf({ given }: Run): Particulars | undefined {
  // Only keptParticulars writes what this vendor reads; no other vendor keeps any for its runs.
  return given?.particulars as Particulars | undefined
}
