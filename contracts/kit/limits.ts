/** How much a run may ask of a target. */
export interface Limits {
  readonly requests: number
  /** Seconds until an answer must be there. */
  readonly timeout: number
  /** How often a request without any answer is sent again; an answer is never asked for twice. */
  readonly retries: number
  /** Longest wait in seconds that a `Retry-After` may ask for. */
  readonly wait: number
  /** Pages of one walk; what lies beyond is not claimed to have been seen. */
  readonly pages: number
}

/** Enough for a few thousand items, and far below every documented quota of an hour. */
export const defaultLimits: Limits = { requests: 1500, timeout: 30, retries: 2, wait: 90, pages: 40 }
