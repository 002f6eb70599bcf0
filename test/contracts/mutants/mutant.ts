import type { Target } from '../../../contracts/index.ts'
import type { WireRequest, WireResponse } from '../../../contracts/kit/http/transport.ts'
import type { Twin } from '../twins/twin.ts'

type Send = (request: Request) => Promise<Response>

/** Changes the requests, responses or rows of a twin. Calls `recordHit` for each change. */
export type Mutation<Row> = (twin: Twin<Row>, recordHit: () => void) => Send

/** A server with one fault. */
export interface Mutant<Row> {
  /** The fault as a fact about the server. */
  readonly name: string
  /** The checks that must fail. */
  readonly killedBy: readonly string[]
  /** Further checks that fail for the same fault; all others must pass. */
  readonly alsoKilledBy?: readonly string[]
  readonly mutate: Mutation<Row>
  /** Runs only a few checks besides those that must fail: for faults that many checks notice, at the cost of many requests. */
  readonly isNarrow?: boolean
  /** Options of the run. */
  readonly setup?: MutantSetup
}

/** Other credentials, the permit for load, and responses to requests that a standard `Request` does not support. */
export interface MutantSetup {
  readonly otherCredentials?: NonNullable<Target['otherCredentials']>
  readonly load?: boolean
  readonly respondRaw?: (wire: WireRequest, recordHit: () => void) => WireResponse | null
}

/** A response with its text read. */
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

/** Changes responses; null keeps one. Content-Length is adjusted unless the change sets it. */
export function changeResponses<Row>(
  change: (response: ResponseParts, requestParts: RequestParts) => Partial<ResponseParts> | null,
): Mutation<Row> {
  return (twin, recordHit) => async (request) => {
    const requestParts = {
      url: new URL(request.url),
      method: request.method,
      authorization: request.headers.get('authorization'),
    }
    const original = await twin.fetch(request)
    const response = {
      status: original.status,
      headers: Object.fromEntries(original.headers),
      text: await original.text(),
    }
    const changed = change(response, { ...requestParts, status: response.status })
    if (changed === null) return toResponse(response)
    recordHit()
    const text = changed.text ?? response.text
    const length = String(new TextEncoder().encode(text).length)
    const headers = { ...response.headers, 'content-length': length, ...changed.headers }
    return toResponse({ status: changed.status ?? response.status, headers, text })
  }
}

/** Changes JSON bodies of successful responses, in place or by returning another body. */
export function changeBodies<Row>(change: (body: unknown, requestParts: RequestParts) => unknown): Mutation<Row> {
  return changeResponses((response, requestParts) => {
    if (response.status >= 300 || response.text === '') return null
    const body: unknown = JSON.parse(response.text)
    const text = JSON.stringify(change(body, requestParts) ?? body)
    return text === response.text ? null : { text }
  })
}

/** Changes requests: the URL in place, headers and body by returning them; false keeps a request. */
export function changeRequests<Row>(
  change: (
    url: URL,
    request: Request,
  ) => { readonly headers?: Readonly<Record<string, string>>; readonly body?: string } | boolean,
): Mutation<Row> {
  return (twin, recordHit) => async (request) => {
    const url = new URL(request.url)
    const changed = change(url, request.clone())
    if (changed === false) return await twin.fetch(request)
    recordHit()
    const { headers = {}, body } = changed === true ? {} : changed
    const text = body ?? (request.body === null ? null : await request.text())
    const headersToSend = { ...Object.fromEntries(request.headers), ...headers }
    return await twin.fetch(new Request(url, { method: request.method, headers: headersToSend, body: text }))
  }
}

/** Changes the rows before the first request. */
export function changeRows<Row>(change: (rows: Row[]) => void): Mutation<Row> {
  return (twin, recordHit) => {
    change(twin.rows)
    recordHit()
    return twin.fetch
  }
}

/** Responds to requests without the twin; null passes a request on. */
export function respondInstead<Row>(
  respond: (
    requestParts: RequestParts,
    request: Request,
    twin: Twin<Row>,
  ) => Promise<Response | null> | Response | null,
): Mutation<Row> {
  return (twin, recordHit) => async (request) => {
    const requestParts = {
      url: new URL(request.url),
      method: request.method,
      authorization: request.headers.get('authorization'),
      status: 0,
    }
    const response = await respond(requestParts, request.clone(), twin)
    if (response === null) return await twin.fetch(request)
    recordHit()
    return response
  }
}

/** Creates a response; headers with an empty value are omitted. */
function toResponse({ status, headers, text }: ResponseParts): Response {
  const isEmpty = text === '' || status === 204 || status === 304
  const present = Object.entries(headers).filter(([, value]) => value !== '')
  return new Response(isEmpty ? null : text, { status, headers: Object.fromEntries(present) })
}

/** Deletes a query parameter; returns true, which `changeRequests` reads as a change. */
export function deleteParameter(url: URL, name: string): true {
  url.searchParams.delete(name)
  return true
}

/** Sets a query parameter; returns true, which `changeRequests` reads as a change. */
export function setParameter(url: URL, name: string, value: string): true {
  url.searchParams.set(name, value)
  return true
}

/** True when a parameter has a non-empty value. */
export function hasText(url: URL, name: string): boolean {
  return (url.searchParams.get(name) ?? '') !== ''
}

/** True when the suite invented the value of a parameter. */
export function isInventedValue(url: URL, name: string): boolean {
  return url.searchParams.get(name)?.startsWith('flowtwin') === true
}
