import type { CredentialStatus } from '../wire/credentials.ts'
import { QueryString } from '../wire/query-string.ts'
import type { JsonObject } from '../world/model/run.ts'
import { HttpError } from './problem.ts'

/** Handles a request; `bindings` is node-server's view of one that came over a socket. */
export type FetchHandler = (request: Request, bindings?: object) => Response | Promise<Response>

/** Splits an absolute URL; `search` is without the question mark, all parts still encoded. Faster than `new URL`. */
export function splitUrl(url: string): { readonly origin: string; readonly path: string; readonly search: string } {
  const slash = url.indexOf('/', url.indexOf('://') + 3)
  const mark = url.indexOf('?', slash)
  return mark === -1
    ? { origin: url.slice(0, slash), path: url.slice(slash), search: '' }
    : { origin: url.slice(0, slash), path: url.slice(slash, mark), search: url.slice(mark + 1) }
}

/** A path, split into the world that it names and the vendor's own path. */
export interface WorldPath {
  /** "/w/<name>", or empty. */
  readonly prefix: string
  /** Still encoded; null when the path names no world. */
  readonly name: string | null
  /** The vendor's own path. */
  readonly path: string
}

export function splitWorldPath(path: string): WorldPath {
  if (!path.startsWith('/w/')) return { prefix: '', name: null, path }
  const end = path.indexOf('/', 3)
  if (end === -1) return { prefix: path, name: path.slice(3), path: '/' }
  return { prefix: path.slice(0, end), name: path.slice(3, end), path: path.slice(end) }
}

/** A request as the pipeline reads it; derived values are computed at their first use. */
export class IncomingRequest {
  readonly raw: Request
  readonly method: string
  /** Scheme and authority, as the client wrote them. */
  readonly origin: string
  /** "/w/<name>" where the path names a world, else empty. */
  readonly worldPrefix: string
  /** The world that the path names, or null. */
  readonly worldName: string | null
  /** Still encoded, without the query and the world prefix. */
  readonly path: string
  /** The query without the question mark, still encoded. */
  readonly search: string
  #query: QueryString | undefined
  #authorization: string | undefined

  constructor(request: Request) {
    const { origin, path: fullPath, search } = splitUrl(request.url)
    const { prefix, name, path } = splitWorldPath(fullPath)
    this.raw = request
    this.method = request.method
    this.origin = origin
    this.worldPrefix = prefix
    this.worldName = name
    this.path = path
    this.search = search
  }

  /** Path and query. */
  get target(): string {
    return this.search === '' ? this.path : `${this.path}?${this.search}`
  }

  get query(): QueryString {
    this.#query ??= new QueryString(this.search)
    return this.#query
  }

  getHeader(name: string): string | null {
    if (this.#authorization !== undefined && name === 'authorization') return this.#authorization
    return this.raw.headers.get(name)
  }

  /**
   * The world whose name and a dot precede the credential, or null; afterwards the credential reads without them.
   * @param hasWorld true for the name of an existing world
   */
  extractCredentialWorld(hasWorld: (name: string) => boolean): string | null {
    const [, scheme = '', name = '', rest = ''] =
      /^(\S+\s+)([a-z0-9-]+)\.(.+)$/.exec(this.getHeader('authorization') ?? '') ?? []
    if (name === '' || !hasWorld(name)) return null
    this.#authorization = scheme + rest
    return name
  }
}

/** The sender of a request, as the credential identifies it. */
export interface Caller {
  /** The credential; null for a missing or rejected one. */
  readonly token: string | null
  readonly credentialStatus: CredentialStatus
  /** The claims of a signed token. */
  readonly claims?: JsonObject
  /** The reason for a rejected credential; for the journal only. */
  readonly note?: string
}

/** The maximum size of a request body: of vendors' requests, and of the control API's, which imports snapshots. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024
export const MAX_CONTROL_BODY_BYTES = 32 * 1024 * 1024

/**
 * Reads the text of a body.
 * @throws {HttpError} 413 for a body of more than `maxBytes`, of which at most that much is read; 400 for one that the
 *   client broke off
 */
export async function readBodyText(request: IncomingRequest, maxBytes: number): Promise<string> {
  const length = request.getHeader('content-length')
  if (length !== null && Number(length) > maxBytes) throw createBodyTooLargeError(maxBytes)
  try {
    return await readBoundedText(request, maxBytes)
  } catch (error) {
    if (error instanceof HttpError) throw error
    throw new HttpError('the connection closed before the whole body had arrived', { status: 400 })
  }
}

async function readBoundedText({ raw }: IncomingRequest, maxBytes: number): Promise<string> {
  // Over a socket a body without a length is chunked; a body in process is in memory already.
  if (raw.headers.get('transfer-encoding') === null || raw.body === null) return raw.text()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  // The DOM library's types lack the async iterator of node's streams.
  for await (const chunk of raw.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw createBodyTooLargeError(maxBytes)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function createBodyTooLargeError(maxBytes: number): HttpError {
  return new HttpError(`the body is larger than ${maxBytes / 1024 / 1024} MiB; send less`, {
    status: 413,
    headers: { 'x-flowtwin-refused': 'body', connection: 'close' },
  })
}
