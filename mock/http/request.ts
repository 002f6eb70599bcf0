import type { CredentialStatus } from '../wire/credentials.ts'
import { parseMediaType } from '../wire/media-type.ts'
import { QueryString } from '../wire/query-string.ts'
import type { JsonObject } from '../world/model/json.ts'
import { HttpError, Problem } from './problem.ts'

/** Headers as node parses them, or of a request in process. */
export type ReceivedHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/** A request as node received it over a socket. */
export interface ReceivedRequest {
  readonly headers: ReceivedHeaders
}

/** The server's view of a request that came over a socket. */
export interface RequestBindings {
  /** The request as node received it. */
  readonly incoming?: ReceivedRequest
  /** The path below which a proxy publishes the server. */
  readonly publicPrefix?: string
  /** The reason why no server can handle the request, which gets 503. */
  readonly storeFailure?: string
  /** With a store: the stamp is set when the request has been handled. */
  readonly outgoing?: object
}

/** The state of the store when a request was handled: batches of operations that had been undone until then. */
export interface StoreStamp {
  undoCount: number
}

/** Returns the stamp of a response that waits for the store. */
export function findStoreStamp({ outgoing }: RequestBindings): StoreStamp | undefined {
  return outgoing === undefined ? undefined : (outgoing as { readonly stamp?: StoreStamp }).stamp
}

const NO_BINDINGS: RequestBindings = {}

/** Handles a request. */
export type FetchHandler = (request: Request, bindings?: RequestBindings) => Response | Promise<Response>

/** True for a request that a browser sends for a web page of another site. */
export function isCrossSite({ headers }: Pick<Request, 'headers'>): boolean {
  return headers.get('sec-fetch-site') === 'cross-site'
}

/** True for a path of the control API or of the page. */
export function isControlPath(fullPath: string): boolean {
  const { path } = splitWorldPath(fullPath)
  return path === '/_twin' || path.startsWith('/_twin/')
}

/** The parts of an absolute URL, still encoded; `search` is without the question mark. */
export interface UrlParts {
  readonly origin: string
  readonly path: string
  readonly search: string
}

let lastUrl = ''
let lastParts: UrlParts = { origin: '', path: '', search: '' }

/** Splits an absolute URL, faster than `new URL`. The parts of the last one are kept, because a request needs them thrice. */
export function splitUrl(url: string): UrlParts {
  if (url === lastUrl) return lastParts
  const slash = url.indexOf('/', url.indexOf('://') + 3)
  const mark = url.indexOf('?', slash)
  lastUrl = url
  lastParts =
    mark === -1
      ? { origin: url.slice(0, slash), path: url.slice(slash), search: '' }
      : { origin: url.slice(0, slash), path: url.slice(slash, mark), search: url.slice(mark + 1) }
  return lastParts
}

/** Returns the host and port of an origin. */
export function getAuthority(origin: string): string {
  return origin.slice(origin.indexOf('://') + 3)
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

/** Decodes percent-encoded unreserved characters, which are equivalent to the plain ones (RFC 3986 section 6.2.2.2). */
export function normalizePath(path: string): string {
  if (!path.includes('%')) return path
  return path.replaceAll(/%[2-7][\da-f]/gi, (escape) => {
    const sign = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
    return /[\w.~-]/.test(sign) ? sign : escape
  })
}

/** A request as the pipeline reads it; derived values are computed at their first use. */
export class IncomingRequest {
  readonly raw: Request
  readonly method: string
  /** Scheme and authority, as the client wrote them. */
  readonly origin: string
  /** The path below which a proxy publishes the server, else empty. */
  readonly publicPrefix: string
  readonly bindings: RequestBindings
  /** The public path of the server, which a proxy removes, and "/w/<name>" where the path names a world; else empty. */
  readonly linkPrefix: string
  /** The world that the path names, or null. */
  readonly worldName: string | null
  /** Without the query and the world prefix; reserved characters are still encoded. */
  readonly path: string
  /** The query without the question mark, still encoded. */
  readonly search: string
  /** The headers as node parsed them; null in process. */
  readonly #received: ReceivedHeaders | null
  #query: QueryString | undefined
  #authorization: string | undefined

  /** @param bindings the server's view of a request that came over a socket */
  constructor(request: Request, bindings: RequestBindings = NO_BINDINGS) {
    const { incoming, publicPrefix = '' } = bindings
    const { origin, path: fullPath, search } = splitUrl(request.url)
    const { prefix, name, path } = splitWorldPath(fullPath)
    this.raw = request
    this.method = request.method
    this.origin = origin
    this.publicPrefix = publicPrefix
    this.linkPrefix = publicPrefix + prefix
    this.worldName = name
    this.path = normalizePath(path)
    this.search = search
    this.bindings = bindings
    this.#received = incoming?.headers ?? null
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
    // Most headers that are looked for are absent, and a lookup in the converted headers costs ten times as much.
    return this.#received !== null && !(name in this.#received) ? null : this.raw.headers.get(name)
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

/** The bounds of a request body. They hold before it is parsed, so a hostile body costs one pass over its text. */
export interface BodyLimits {
  readonly maxBytes: number
  /** Objects and arrays inside each other. */
  readonly maxDepth: number
  /** Members of all objects and items of all arrays, or fields of a form. */
  readonly maxMembers: number
}

export const MIB = 1024 * 1024

/** The limits of every operation without limits of its own. */
export const DEFAULT_BODY_LIMITS: BodyLimits = { maxBytes: MIB, maxDepth: 100, maxMembers: 20_000 }

/**
 * Reads the bytes of a body.
 * @throws {Problem} "malformed-body" with status 413 for a body of more than `maxBytes`, of which at most that much is read
 * @throws {HttpError} 400 for a body that the client broke off
 */
export async function readBodyBytes(request: IncomingRequest, { maxBytes }: BodyLimits): Promise<Uint8Array> {
  const length = request.getHeader('content-length')
  if (length !== null && Number(length) > maxBytes) throw createTooLargeProblem(maxBytes)
  const { raw } = request
  try {
    // Over a socket a body without a length is chunked; a body in process is in memory already.
    const isChunked = request.getHeader('transfer-encoding') !== null && raw.body !== null
    const bytes = isChunked ? await readChunks(raw.body, maxBytes) : new Uint8Array(await raw.arrayBuffer())
    if (bytes.length > maxBytes) throw createTooLargeProblem(maxBytes)
    return bytes
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new HttpError('the connection closed before the whole body had arrived', { status: 400 })
  }
}

async function readChunks(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of stream) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw createTooLargeProblem(maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function createTooLargeProblem(maxBytes: number): Problem {
  return new Problem('malformed-body', {
    text: `the body is larger than ${maxBytes / MIB} MiB; send less`,
    status: 413,
  })
}

const QUOTE = 0x22
const AMPERSAND = 0x26
const COMMA = 0x2c
const OPENING_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSING_BRACKET = 0x5d
const OPENING_BRACE = 0x7b
const CLOSING_BRACE = 0x7d

/**
 * Counts depth and members in the text of a body, without parsing it. Commas separate the members of JSON, ampersands the
 * fields of a form.
 * @throws {Problem} "malformed-body" for a body beyond the limits
 */
export function assertWithinLimits(
  text: string,
  contentType: string | null,
  { maxDepth, maxMembers }: BodyLimits,
): void {
  // A shorter text cannot reach a limit.
  if (text.length <= maxDepth) return
  const type = contentType === null ? '' : parseMediaType(contentType).type
  if (type.startsWith('multipart/')) return
  const isForm = !type.endsWith('json')
  let depth = 0
  let separators = 0
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === AMPERSAND && isForm) separators++
    if (isInString) {
      if (code === BACKSLASH) at++
      else if (code === QUOTE) isInString = false
    } else if (code === QUOTE) isInString = true
    else if (code === COMMA) separators++
    else if (code === OPENING_BRACE || code === OPENING_BRACKET) depth++
    else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) depth--
    if (depth > maxDepth) throw createLimitProblem(`is nested deeper than ${maxDepth} levels`)
    if (separators >= maxMembers) throw createLimitProblem(`has more than ${maxMembers} members and items`)
  }
}

function createLimitProblem(text: string): Problem {
  return new Problem('malformed-body', { text: `the body ${text}; send less` })
}
