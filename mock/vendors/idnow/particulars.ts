import type { JsonObject, Run } from '../../world/run.ts'

/** What a client said when it created a session, besides the input. */
export interface SessionInput {
  readonly subjectId?: string
  readonly redirectUrl?: string
  readonly state?: string
  readonly metadata: JsonObject
}

/** As a run keeps them. */
export function serializeSessionInput({ metadata, ...rest }: SessionInput): JsonObject {
  return { ...rest, metadata }
}

/** The particulars of a session that was created through this API; undefined for any other run. */
export function readSessionInput({ input }: Run): SessionInput | undefined {
  // Only keptParticulars writes what this vendor reads; no other vendor keeps any for its runs.
  return input?.particulars as SessionInput | undefined
}
