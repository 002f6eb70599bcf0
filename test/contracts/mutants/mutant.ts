import type { Target } from '../../../contracts/index.ts'
import type { WireRequest, WireResponse } from '../../../contracts/kit/http/transport.ts'
import type { Twin } from '../twins/twin.ts'

type Send = (request: Request) => Promise<Response>

/** Puts something between the twin and the suite, or spoils the twin's rows; calls `hit` whenever that made a difference. */
export type Mutation<Row> = (twin: Twin<Row>, hit: () => void) => Send

/** One way in which a server can be wrong. */
export interface Mutant<Row> {
  /** What is wrong, as one would tell a colleague. */
  readonly name: string
  /** The checks that must turn red. */
  readonly killedBy: readonly string[]
  /** Further checks that see the same fault from their side; nothing else may turn red. */
  readonly alsoKilledBy?: readonly string[]
  readonly mutate: Mutation<Row>
  /** Whether few checks but the named ones are to judge it: for faults that many checks would see, and that cost many requests. */
  readonly isNarrow?: boolean
  /** What the run is given beyond the ordinary. */
  readonly setup?: MutantSetup
}

/** Further credentials, leave to send much at once, and what answers requests that no `Request` can be. */
export interface MutantSetup {
  readonly otherCredentials?: NonNullable<Target['otherCredentials']>
  readonly load?: boolean
  readonly respondRaw?: (wire: WireRequest, hit: () => void) => WireResponse | null
}

/** An answer in parts. */
export interface ResponseParts {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export interface RequestParts {
  readonly url: URL
  readonly method: string
  readonly authorization: string | null
  readonly status: number
}

/** Changes answers; null leaves one as it is. The length is kept true unless the change names another. */
export function changeResponses<Row>(
  change: (answer: ResponseParts, asked: RequestParts) => Partial<ResponseParts> | null,
): Mutation<Row> {
  return (twin, hit) => async (request) => {
    const asked = {
      url: new URL(request.url),
      method: request.method,
      authorization: request.headers.get('authorization'),
    }
    const response = await twin.fetch(request)
    const answer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
    }
    const changed = change(answer, { ...asked, status: response.status })
    if (changed === null) return toResponse(answer)
    hit()
    const text = changed.text ?? answer.text
    const length = String(new TextEncoder().encode(text).length)
    const headers = { ...answer.headers, 'content-length': length, ...changed.headers }
    return toResponse({ status: changed.status ?? answer.status, headers, text })
  }
}

/** Changes JSON bodies of successful answers, in place or by returning another body. */
export function changeBodies<Row>(change: (body: unknown, asked: RequestParts) => unknown): Mutation<Row> {
  return changeResponses((answer, asked) => {
    if (answer.status >= 300 || answer.text === '') return null
    const body: unknown = JSON.parse(answer.text)
    const text = JSON.stringify(change(body, asked) ?? body)
    return text === answer.text ? null : { text }
  })
}

/** Lets the twin see another request than the one that was sent; null passes it on as it is. */
export function changeRequests<Row>(
  change: (
    url: URL,
    request: Request,
  ) => { readonly headers?: Readonly<Record<string, string>>; readonly body?: string } | boolean,
): Mutation<Row> {
  return (twin, hit) => async (request) => {
    const url = new URL(request.url)
    const changed = change(url, request.clone())
    if (changed === false) return await twin.fetch(request)
    hit()
    const { headers = {}, body } = changed === true ? {} : changed
    const text = body ?? (request.body === null ? null : await request.text())
    const sent = { ...Object.fromEntries(request.headers), ...headers }
    return await twin.fetch(new Request(url, { method: request.method, headers: sent, body: text }))
  }
}

/** Spoils the data before anybody asks. */
export function changeRows<Row>(change: (rows: Row[]) => void): Mutation<Row> {
  return (twin, hit) => {
    change(twin.rows)
    hit()
    return twin.fetch
  }
}

/** Answers some requests without the twin; null passes the request on. */
export function respondInstead<Row>(
  answer: (asked: RequestParts, request: Request, twin: Twin<Row>) => Promise<Response | null> | Response | null,
): Mutation<Row> {
  return (twin, hit) => async (request) => {
    const asked = {
      url: new URL(request.url),
      method: request.method,
      authorization: request.headers.get('authorization'),
      status: 0,
    }
    const own = await answer(asked, request.clone(), twin)
    if (own === null) return await twin.fetch(request)
    hit()
    return own
  }
}

/** A header set to the empty text is left out. */
function toResponse({ status, headers, text }: ResponseParts): Response {
  const empty = text === '' || status === 204 || status === 304
  const kept = Object.entries(headers).filter(([, value]) => value !== '')
  return new Response(empty ? null : text, { status, headers: Object.fromEntries(kept) })
}

/** Takes a parameter out of a request; true, as the change that it is. */
export function deleteParameter(url: URL, name: string): true {
  url.searchParams.delete(name)
  return true
}

/** Gives a parameter another value; true, as the change that it is. */
export function setParameter(url: URL, name: string, value: string): true {
  url.searchParams.set(name, value)
  return true
}

/** Whether a parameter is there and not empty. */
export function hasText(url: URL, name: string): boolean {
  return (url.searchParams.get(name) ?? '') !== ''
}

/** Whether a parameter has a value that the suite made up. */
export function isInventedValue(url: URL, name: string): boolean {
  return url.searchParams.get(name)?.startsWith('flowtwin') === true
}
