import { signal } from '@preact/signals'

/** A request that the page sends, or shows as a curl command. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path from the server's root. */
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** An error response of the server, with the server's own message. */
export class ApiError extends Error {}

/** Token of the control API, required by a server on a network address. It comes in the URL fragment, which browsers do not send. */
export const token = signal<string | null>(null)

/** Returns the path below which a proxy publishes the server; empty for none. */
export function getBasePath(): string {
  return location.pathname.replace(/(\/w\/[a-z0-9-]+)?\/_twin\/.*$/, '')
}

/** Builds a path below the control API of one world. */
export function buildWorldPath(world: string, rest = ''): string {
  return `/_twin/v1/worlds/${encodeURIComponent(world)}${rest}`
}

/** Sends a request and parses the JSON body of the response. @throws {ApiError} for an error status */
export async function requestJson<Body>(request: ApiRequest): Promise<Body> {
  const response = await sendRequest(request)
  const text = await response.text()
  if (!response.ok) throw new ApiError(readErrorMessage(text, response.status))
  // The control API answers as its OpenAPI document describes.
  return (text === '' ? null : JSON.parse(text)) as Body
}

/** Sends a GET request and parses the JSON body of the response. @throws {ApiError} for an error status */
export function getJson<Body>(path: string): Promise<Body> {
  return requestJson({ method: 'GET', path })
}

/** Sends a request and returns the response, whatever its status. */
export async function sendRequest({ method, path, body, headers }: ApiRequest, abort?: AbortSignal): Promise<Response> {
  return fetch(getBasePath() + path, {
    method,
    headers: { ...buildHeaders(path, body), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(abort === undefined ? {} : { signal: abort }),
    cache: 'no-store',
    credentials: 'omit',
  })
}

/** Returns the message to show for a failed request. */
export function toErrorMessage(error: unknown): string {
  return error instanceof ApiError ? error.message : 'The server is not reachable.'
}

/** Formats a request as a curl command. */
export function formatCurl({ method, path, body, headers }: ApiRequest): string {
  const headerOptions = Object.entries({ ...buildHeaders(path, body), ...headers }).map(
    ([name, value]) => ` -H ${quoteShell(`${name}: ${value}`)}`,
  )
  const methodOption = method === 'GET' || (method === 'POST' && body !== undefined) ? '' : ` -X ${method}`
  const bodyOption = body === undefined ? '' : ` -d ${quoteShell(JSON.stringify(body))}`
  return `curl -gs${methodOption}${headerOptions.join('')} ${quoteShell(`${location.origin}${getBasePath()}${path}`)}${bodyOption}`
}

function buildHeaders(path: string, body: unknown): Readonly<Record<string, string>> {
  return {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token.value === null || !path.startsWith('/_twin/') ? {} : { authorization: `Bearer ${token.value}` }),
  }
}

function quoteShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function readErrorMessage(text: string, status: number): string {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && 'error' in body) return String(body.error)
  } catch {
    // A body that is not JSON is shown as it is.
  }
  return text === '' ? `The server returned status ${status} without a message.` : text.slice(0, 300)
}
