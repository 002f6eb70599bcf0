import type { Capsule } from '../client/index.ts'

/** What happened in a world while somebody listened: where it began, and everything that was asked and answered. */
export interface Recording {
  /** The version of this form. */
  readonly recording: 1
  /** Whose it is: the full name of a test. */
  readonly of: string
  /** What its twin was made of, as far as answers depend on it. */
  readonly twin: { readonly limits?: boolean; readonly auth?: 'relaxed' | 'strict' }
  /** The name of the world; it stands in links. */
  readonly world: string
  /** The world as it was at the start. */
  readonly capsule: Capsule
  /** In the order in which they were answered. */
  readonly exchanges: readonly Exchange[]
}

/** A request and its answer. */
export interface Exchange {
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: Content
  }
  /** Null where no whole answer came: the connection broke. */
  readonly response: Answer | null
}

/** An answer as it can be compared: without what belongs to the connection. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Content
}

/** A body: as text, or as base64 where it is no UTF-8; null where there is none. */
export type Content = string | { readonly base64: string } | null

/** A recording that cannot be read; the message says why. */
export class UnusableRecording extends Error {
  override readonly name = 'UnusableRecording'
}

/** @throws {UnusableRecording} when the text is none */
export function parseRecording(text: string): Recording {
  const value = parsed(text)
  if (value?.recording !== 1 || value.capsule === undefined || !Array.isArray(value.exchanges)) {
    throw new UnusableRecording('it is no recording of this version of Flowtwin')
  }
  return value as Recording
}

function parsed(text: string): Partial<Recording> | null {
  try {
    return JSON.parse(text) as Partial<Recording> | null
  } catch (error) {
    throw new UnusableRecording('it is no JSON', { cause: error })
  }
}

/** Headers that the connection makes and not the twin. */
const OF_THE_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'content-length']

/** Headers of a request that the next connection makes again. */
const OF_THE_CLIENT = [...OF_THE_CONNECTION, 'host']

/** What a request says, with its body. */
export function saidBy(request: Request, body: Uint8Array): Exchange['request'] {
  const { method, url } = request
  return { method, url, headers: without(OF_THE_CLIENT, request.headers), body: contentOf(body) }
}

/** What is to be compared of a response; null when its body breaks off. */
export async function answerOf(response: Response): Promise<Answer | null> {
  const headers = without(OF_THE_CONNECTION, response.headers)
  try {
    return { status: response.status, headers, body: contentOf(new Uint8Array(await response.arrayBuffer())) }
  } catch {
    return null
  }
}

/** The bytes of a body. */
export function bytesOf(content: Content): Uint8Array {
  if (content === null) return new Uint8Array()
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content.base64, 'base64')
}

/** A body as text, whatever it is. */
export function textOf(content: Content): string {
  return Buffer.from(bytesOf(content)).toString()
}

function contentOf(bytes: Uint8Array): Content {
  if (bytes.length === 0) return null
  const text = Buffer.from(bytes).toString()
  return Buffer.from(text).equals(bytes) ? text : { base64: Buffer.from(bytes).toString('base64') }
}

function without(names: readonly string[], headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries([...headers].filter(([name]) => !names.includes(name)))
}
