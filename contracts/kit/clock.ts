/** The only source of time and of waiting; both in milliseconds. */
export interface Clock {
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
}
