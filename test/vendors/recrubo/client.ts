/** A resource object as JSON:API defines it. */
export interface Resource {
  readonly type: string
  readonly id: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly relationships?: Readonly<Record<string, Relationship>>
}

interface Relationship {
  readonly links?: { readonly related?: string | null }
  readonly data?: { readonly type: string; readonly id: string }
}

/** A response document; finds included resources by relationship. */
export interface ResponseDocument<Data> {
  readonly data: Data
  readonly meta: Readonly<Record<string, number>>
  related(resource: Resource, name: string): Resource | undefined
}

interface ErrorObject {
  readonly status?: string
  readonly detail?: string
  readonly source?: { readonly pointer?: string; readonly parameter?: string; readonly header?: string }
}

/** An error response. */
export class JsonApiError extends Error {
  readonly status: number
  readonly errors: readonly ErrorObject[]

  constructor(status: number, errors: readonly ErrorObject[]) {
    super(errors.map(({ detail }) => detail).join('; '))
    this.status = status
    this.errors = errors
  }

  /** The error texts by attribute of the request document. */
  get byAttribute(): ReadonlyMap<string, string> {
    const pairs = this.errors.flatMap(({ source, detail }) => {
      const name = source?.pointer?.match(/^\/data\/attributes\/([^/]+)/)?.[1]
      return name === undefined ? [] : [[name, detail ?? ''] as const]
    })
    return new Map(pairs)
  }
}

const MEDIA_TYPE = 'application/vnd.api+json'

/** A JSON:API client, written from the JSON:API specification and the vendor's documentation only. */
export class JsonApiClient {
  readonly #send: (request: Request) => Promise<Response>
  readonly #base: string
  readonly #key: string

  constructor(send: (request: Request) => Promise<Response>, base: string, key: string) {
    this.#send = send
    this.#base = base
    this.#key = key
  }

  async get(path: string, query: Readonly<Record<string, string>> = {}): Promise<ResponseDocument<Resource>> {
    return parseDocument(await this.#request('GET', appendQuery(path, query)))
  }

  /** Iterates over all resources of a collection, page by page up to `meta.maxPage`. */
  async *all(path: string, query: Readonly<Record<string, string>> = {}): AsyncIterableIterator<Resource> {
    for (let number = 1; ; number++) {
      const page = await this.#request('GET', appendQuery(path, { ...query, 'page[number]': String(number) }))
      const { data, meta } = parseDocument<readonly Resource[]>(page)
      yield* data
      if (number >= (meta['maxPage'] ?? 0)) return
    }
  }

  async create(path: string, type: string, attributes: object): Promise<ResponseDocument<Resource>> {
    return parseDocument(await this.#request('POST', path, { data: { type, attributes } }))
  }

  async update(path: string, { type, id }: Resource, attributes: object): Promise<ResponseDocument<Resource>> {
    return parseDocument(await this.#request('PATCH', `${path}/${id}`, { data: { type, id, attributes } }))
  }

  async remove(path: string, id: string): Promise<void> {
    await this.#request('DELETE', `${path}/${id}`)
  }

  /** Follows a link; links are relative to the base URL. */
  async follow(link: string): Promise<ResponseDocument<Resource>> {
    return parseDocument(await this.#request('GET', new URL(link, this.#base).href))
  }

  async #request(method: string, path: string, body?: object): Promise<Document> {
    const headers = {
      authorization: `Bearer ${this.#key}`,
      accept: MEDIA_TYPE,
      ...(body === undefined ? {} : { 'content-type': MEDIA_TYPE }),
    }
    const url = path.startsWith('http') ? path : `${this.#base}${path}`
    const response = await this.#send(
      new Request(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    )
    const text = await response.text()
    const document = (text === '' ? {} : JSON.parse(text)) as Document
    if (!response.ok) throw new JsonApiError(response.status, document.errors ?? [])
    return document
  }
}

interface Document {
  readonly data?: unknown
  readonly meta?: Readonly<Record<string, number>>
  readonly included?: readonly Resource[]
  readonly errors?: readonly ErrorObject[]
}

function parseDocument<Data>({ data, meta = {}, included = [] }: Document): ResponseDocument<Data> {
  const resources = new Map(included.map((resource) => [`${resource.type} ${resource.id}`, resource]))
  return {
    data: data as Data,
    meta,
    related: ({ relationships }, name) => {
      const linkage = relationships?.[name]?.data
      return linkage === undefined ? undefined : resources.get(`${linkage.type} ${linkage.id}`)
    },
  }
}

function appendQuery(path: string, query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(query).toString()
  return search === '' ? path : `${path}?${search}`
}
