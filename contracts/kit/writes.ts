import type { Json } from './json.ts'

/** What the person who started the run allows. */
export interface Permits {
  /** Create things, and change and delete what was created. */
  readonly writes: boolean
  /** Send methods that nobody documented, to see them refused; a broken target could obey. */
  readonly probeMethods: boolean
  /** Send many requests at once. */
  readonly load?: boolean
}

/** How a vendor lets clients create things. */
export interface Writes {
  /** The path that takes a POST; items live one step below it. */
  readonly collection: string
  /** The id of what an answer says was created. */
  readonly createdId: (body: Json | undefined) => string | undefined
}
