import type { OperationFacts } from '../../spec/operation-facts.ts'
import { type Sayable, saidAgain } from '../wire/json.ts'
import type { RealTime } from '../world/clock.ts'
import type { Instant } from '../world/instant.ts'
import { Incoming } from './incoming.ts'
import type { Caller } from './scene.ts'
import type { Vendor } from './vendor.ts'

/** Headers as node reads them, or as a request in process has them. */
export type ReceivedHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/** What node has read of a request that came over a socket: plain data, on which nothing else hangs. */
export interface Received {
  readonly headers: ReceivedHeaders
  /** The whole body, where it was read before the request was handed on. */
  readonly rawBody?: Buffer
}

/** A request as node gives it, before anything has been made of it. */
export interface Unread {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** What a request brings, as the journal keeps it: the request itself, with all that hangs on it, is let go. */
export interface CallParts {
  readonly method: string
  readonly url: string
  /** Null once they have been let go. */
  headers: ReceivedHeaders | null
  /** The vendor whose path it is; none for a path of nobody. */
  readonly vendor: Vendor | undefined
  readonly operation: OperationFacts | undefined
}

/** What became of a request. */
export interface Outcome {
  /** Virtual time of the answer, and the number of the last operation before it. */
  readonly at: Instant
  readonly revision: number
  readonly caller: Caller | null
  readonly note: string | null
  /** The fault that was put into the answer on purpose. */
  readonly fault: string | null
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

/** What a request and its answer carried. */
export interface Bodies {
  /** The request's body as it was sent; null where none was read. */
  readonly text: string | null
  /** The answer's; bytes may be written over once it has gone out. */
  readonly body: string | Uint8Array
  /** How bytes are said once more, where anybody knows. */
  readonly sayable?: Sayable | null | undefined
}

/** One request on its way through a world: references only, nothing is read or copied before somebody looks. */
export interface Call extends CallParts {
  readonly sequence: number
  /** Virtual time of the receipt. */
  readonly at: Instant
  readonly began: RealTime
  /** Null while the request is under way. */
  outcome: Outcome | null
  /** The request's body; null where none was read, or once it has been let go. */
  text: string | null
  /** The answer's body, or how it is said once more; null until there is one, and once it has been let go. */
  body: string | Uint8Array | Sayable | null
  ended: RealTime
  /** Length of the answer's body, which may be held no longer. */
  size: number
  /** Whether its bodies had to make room for newer ones. */
  forgotten: boolean
}

/** The request taken apart again. */
export function receivedOf({ method, url }: Call): Incoming {
  // Of a request that is over nothing else can be asked.
  return new Incoming({ method, url } as Request)
}

export function headerPairs(headers: ReceivedHeaders | null): readonly (readonly [string, string])[] {
  if (headers === null) return []
  if (headers instanceof Headers) return [...headers]
  return Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one] as const))
}

/**
 * The answer's body as text; bytes that are no text stand as one character each. Null where there is none.
 * @param most so many characters will do, from the beginning
 */
export function bodyOf(call: Call, most = Infinity): string | null {
  const { body } = call
  if (body === null || body.length === 0) return null
  if (typeof body === 'string') return body
  if (body instanceof Uint8Array)
    return Buffer.from(body.buffer, body.byteOffset, body.length).toString(isText(call) ? 'utf8' : 'latin1')
  const said = saidAgain(body, most)
  return isText(call) ? said : Buffer.from(said).toString('latin1')
}

/** Whether the answer's body is text. */
export function isText({ outcome }: Call): boolean {
  const type = outcome?.headers['content-type'] ?? ''
  return type === '' || /^text\/|json|xml|urlencoded/.test(type)
}
