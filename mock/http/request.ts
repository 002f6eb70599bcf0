import { QueryString } from '../wire/query-string.ts'
import { HttpError } from './problem.ts'

/** A path that may begin with the name of a world. */
export interface WorldPath {
  /** "/w/<name>", or nothing. */
  readonly prefix: string
  /** Still encoded; null when the path names no world. */
  readonly name: string | null
  /** What follows, as the vendor knows it. */
  readonly path: string
}

/** Takes the world's prefix off a path. */
export function splitWorldPath(path: string): WorldPath {
  if (!path.startsWith('/w/')) return { prefix: '', name: null, path }
  const end = path.indexOf('/', 3)
  if (end === -1) return { prefix: path, name: path.slice(3), path: '/' }
  return { prefix: path.slice(0, end), name: path.slice(3, end), path: path.slice(end) }
}

/** A request as the steps of the pipeline see it; what costs something is worked out when it is first asked for. */
export class IncomingRequest {
  readonly raw: Request
  readonly method: string
  /** Scheme and authority, as the client wrote them. */
  readonly origin: string
  /** What names the world in front of the path: "/w/<name>", or nothing. */
  readonly worldPrefix: string
  /** The world that the path names; null when it names none. */
  readonly worldName: string | null
  /** Still encoded, without the query and without the world. */
  readonly path: string
  /** What follows the question mark, still encoded. */
  readonly search: string
  #query: QueryString | undefined
  #authorization: string | undefined

  constructor(request: Request) {
    const { url } = request
    const slash = url.indexOf('/', url.indexOf('://') + 3)
    const mark = url.indexOf('?', slash)
    this.raw = request
    this.method = request.method
    this.origin = url.slice(0, slash)
    const { prefix, name, path } = splitWorldPath(mark === -1 ? url.slice(slash) : url.slice(slash, mark))
    this.worldPrefix = prefix
    this.worldName = name
    this.path = path
    this.search = mark === -1 ? '' : url.slice(mark + 1)
  }

  /** Path and query as they were sent. */
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
   * The world whose name and a dot stand in front of the credential; from then on the credential reads without them.
   * @param exists whether there is a world of a name
   */
  extractCredentialWorld(exists: (name: string) => boolean): string | null {
    const [, scheme = '', name = '', rest = ''] =
      /^(\S+\s+)([a-z0-9-]+)\.(.+)$/.exec(this.getHeader('authorization') ?? '') ?? []
    if (name === '' || !exists(name)) return null
    this.#authorization = scheme + rest
    return name
  }
}

/** Bytes that a body may have: of a vendor's request, and of the control API's, which takes whole capsules. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024
export const MAX_CONTROL_BODY_BYTES = 32 * 1024 * 1024

/**
 * Reads the text of a body.
 * @throws {HttpError} 413 for a body of more than `maxBytes`, of which at most that much is read
 */
export async function readBodyText(request: IncomingRequest, maxBytes: number): Promise<string> {
  const length = request.getHeader('content-length')
  if (length !== null && Number(length) > maxBytes) throw createBodyTooLargeError(maxBytes)
  const { raw } = request
  // Over a socket a body without a length is chunked; a body in process is in memory already.
  if (request.getHeader('transfer-encoding') === null || raw.body === null) return raw.text()
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

/** Answers a request; `bindings` are the socket's side of one that came over the network. */
export type FetchHandler = (request: Request, bindings?: object) => Response | Promise<Response>
