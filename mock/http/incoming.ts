import { QueryString } from '../wire/query-string.ts'

/** A request as the steps of the pipeline see it; what costs something is worked out when it is first asked for. */
export class Incoming {
  readonly request: Request
  readonly method: string
  /** Scheme and authority, as the client wrote them. */
  readonly origin: string
  /** Still encoded, without the query. */
  readonly path: string
  /** What follows the question mark, still encoded. */
  readonly search: string
  #query: QueryString | undefined

  constructor(request: Request) {
    const { url } = request
    const slash = url.indexOf('/', url.indexOf('://') + 3)
    const mark = url.indexOf('?', slash)
    this.request = request
    this.method = request.method
    this.origin = url.slice(0, slash)
    this.path = mark === -1 ? url.slice(slash) : url.slice(slash, mark)
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

  header(name: string): string | null {
    return this.request.headers.get(name)
  }
}
