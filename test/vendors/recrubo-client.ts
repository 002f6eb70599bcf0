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

/** A document that was answered, with what came along findable by type and id. */
export interface Found<Data> {
  readonly data: Data
  readonly meta: Readonly<Record<string, number>>
  related(resource: Resource, name: string): Resource | undefined
}

interface ErrorObject {
  readonly status?: string
  readonly detail?: string
  readonly source?: { readonly pointer?: string; readonly parameter?: string; readonly header?: string }
}

/** A refusal with its errors. */
export class JsonApiError extends Error {
  readonly status: number
  readonly errors: readonly ErrorObject[]

  constructor(status: number, errors: readonly ErrorObject[]) {
    super(errors.map(({ detail }) => detail).join('; '))
    this.status = status
    this.errors = errors
  }

  /** What is wrong with each member of the document that was sent, by the name of the attribute. */
  get byAttribute(): ReadonlyMap<string, string> {
    const pairs = this.errors.flatMap(({ source, detail }) => {
      const name = source?.pointer?.match(/^\/data\/attributes\/([^/]+)/)?.[1]
      return name === undefined ? [] : [[name, detail ?? ''] as const]
    })
    return new Map(pairs)
  }
}

const MEDIA_TYPE = 'application/vnd.api+json'

/** A client of any JSON:API, as somebody would write it who has read JSON:API and the vendor's pages, and nothing else. */
export class JsonApiClient {
  readonly #send: (request: Request) => Promise<Response>
  readonly #base: string
  readonly #key: string

  constructor(send: (request: Request) => Promise<Response>, base: string, key: string) {
    this.#send = send
    this.#base = base
    this.#key = key
  }

  async get(path: string, query: Readonly<Record<string, string>> = {}): Promise<Found<Resource>> {
    return found(await this.#ask('GET', withQuery(path, query)))
  }

  /** Every resource of a collection, page by page as `meta` says. */
  async *all(path: string, query: Readonly<Record<string, string>> = {}): AsyncIterableIterator<Resource> {
    for (let number = 1; ; number++) {
      const page = await this.#ask('GET', withQuery(path, { ...query, 'page[number]': String(number) }))
      const { data, meta } = found<readonly Resource[]>(page)
      yield* data
      if (number >= (meta['maxPage'] ?? 0)) return
    }
  }

  async create(path: string, type: string, attributes: object): Promise<Found<Resource>> {
    return found(await this.#ask('POST', path, { data: { type, attributes } }))
  }

  async update(path: string, { type, id }: Resource, attributes: object): Promise<Found<Resource>> {
    return found(await this.#ask('PATCH', `${path}/${id}`, { data: { type, id, attributes } }))
  }

  async remove(path: string, id: string): Promise<void> {
    await this.#ask('DELETE', `${path}/${id}`)
  }

  /** Follows a link, which is a reference relative to the address of the document that holds it. */
  async follow(link: string): Promise<Found<Resource>> {
    return found(await this.#ask('GET', new URL(link, this.#base).href))
  }

  async #ask(method: string, path: string, document?: object): Promise<Document> {
    const headers = {
      authorization: `Bearer ${this.#key}`,
      accept: MEDIA_TYPE,
      ...(document === undefined ? {} : { 'content-type': MEDIA_TYPE }),
    }
    const url = path.startsWith('http') ? path : `${this.#base}${path}`
    const body = document === undefined ? {} : { body: JSON.stringify(document) }
    const response = await this.#send(new Request(url, { method, headers, ...body }))
    const text = await response.text()
    const answer = (text === '' ? {} : JSON.parse(text)) as Document
    if (!response.ok) throw new JsonApiError(response.status, answer.errors ?? [])
    return answer
  }
}

interface Document {
  readonly data?: unknown
  readonly meta?: Readonly<Record<string, number>>
  readonly included?: readonly Resource[]
  readonly errors?: readonly ErrorObject[]
}

function found<Data>({ data, meta = {}, included = [] }: Document): Found<Data> {
  const known = new Map(included.map((resource) => [`${resource.type} ${resource.id}`, resource]))
  return {
    data: data as Data,
    meta,
    related: ({ relationships }, name) => {
      const linkage = relationships?.[name]?.data
      return linkage === undefined ? undefined : known.get(`${linkage.type} ${linkage.id}`)
    },
  }
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(query).toString()
  return search === '' ? path : `${path}?${search}`
}
