/** Why a request is not answered with success. Every vendor says each of them in its own dress. */
export type ProblemCode =
  | 'unknown-route'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'unsupported-media-type'
  | 'unauthenticated'
  | 'forbidden'
  | 'throttled'
  | 'malformed-body'
  | 'invalid'
  | 'not-found'
  | 'conflict'
  | 'refused'
  | 'internal'

/** One thing that is wrong with a request, and where. */
export interface Issue {
  readonly in: 'path' | 'query' | 'header' | 'body'
  /** The parameter's name, or a JSON pointer into the body ("" is all of it). */
  readonly at: string
  /** The schema keyword that failed, or the name of a rule that no schema can say. */
  readonly rule: string
  /** What the rule asks for, such as the limit or the allowed values. */
  readonly expected?: unknown
}

/** What a problem may carry besides its code. */
export interface ProblemDetails {
  /** The vendor's own words for this one occurrence; else the vendor's usual words for the code. */
  readonly text?: string
  readonly issues?: readonly Issue[]
  /** Whole seconds of virtual time to wait. */
  readonly retryAfter?: number
  /** The quota that is used up, in requests. */
  readonly limit?: number
  /** Methods that the path knows. */
  readonly allow?: readonly string[]
  /** What would have been right, for the journal only. */
  readonly note?: string
}

/** A refusal that the client is told about. Anything else that is thrown is our own bug. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly details: ProblemDetails

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.text ?? code)
    this.code = code
    this.details = details
  }
}

/** What the twin itself refuses, in no vendor's dress; the message says why and what to do. */
export class HttpError extends Error {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(message: string, { status, headers = {} }: { readonly status: number; readonly headers?: object }) {
    super(message)
    this.status = status
    this.headers = { ...headers }
  }
}
