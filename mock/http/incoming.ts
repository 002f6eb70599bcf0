import { QueryString } from '../wire/query-string.ts'
import { splitWorldPath } from './world-path.ts'

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
