import { FlowtwinError } from '../world/errors.ts'

/** The reason for an error response. Each vendor has its own response for each code. */
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

/** One violation in a request, with its place. */
export interface Issue {
  readonly in: 'path' | 'query' | 'header' | 'body'
  /** The parameter's name, or a JSON pointer into the body ("" for the whole body). */
  readonly at: string
  /** The schema keyword that failed, or the name of a rule that no schema expresses. */
  readonly rule: string
  /** The rule's parameters, such as the limit or the allowed values. */
  readonly expected?: unknown
  /** The rejected value, if it is a short text, a number, a boolean or null. */
  readonly given?: string | number | boolean | null | undefined
}

export interface ProblemDetails {
  /** The vendor's message for this occurrence; by default the vendor's message for the code. */
  readonly text?: string
  readonly issues?: readonly Issue[]
  /** Whole seconds of virtual time to wait. */
  readonly retryAfter?: number
  /** The exceeded rate limit, in requests. */
  readonly limit?: number
  /** The documented methods of the path. */
  readonly allow?: readonly string[]
  /** A status in place of the vendor's for the code: 413 for a body above the size limit, 503 when the store fails. */
  readonly status?: 413 | 503
  /** An explanation for the journal; clients do not get it. */
  readonly note?: string
}

/** The most places in a request that one problem lists. */
const MAX_ISSUE_PLACES = 10

/** Returns the issues of the first places: every one costs a sentence in the response. */
function limitIssues(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length <= MAX_ISSUE_PLACES) return issues
  const places = new Set<string>()
  return issues.filter(({ at }) => places.has(at) || (places.size < MAX_ISSUE_PLACES && places.add(at)))
}

/** A failure that the vendor's API reports to the client. Any other error except `HttpError` is a bug of Flowtwin. */
export class Problem extends FlowtwinError {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly details: ProblemDetails

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.text ?? code)
    this.code = code
    this.details = details.issues === undefined ? details : { ...details, issues: limitIssues(details.issues) }
  }
}

/** A request that Flowtwin itself rejects, in no vendor's format; the message states the reason and what to do. */
export class HttpError extends FlowtwinError {
  override readonly name: string = 'HttpError'
  readonly code: string = 'request-rejected'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(message: string, { status, headers = {} }: { readonly status: number; readonly headers?: object }) {
    super(message)
    this.status = status
    this.headers = { ...headers }
  }
}
