/** How much a run may ask of a target. */
export interface Limits {
  readonly requests: number
  /** Requests per second at most; 0 for as fast as the answers come, one after another. */
  readonly rps: number
  /** Seconds that the whole run may take, cleaning up aside. */
  readonly time: number
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
export const defaultLimits: Limits = {
  requests: 1500,
  rps: 0,
  time: 14_400,
  timeout: 30,
  retries: 2,
  wait: 90,
  pages: 40,
}
