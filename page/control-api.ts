import { signal } from '@preact/signals'

/** A request that the page makes, or shows as one that anybody could make. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** From the server's root on. */
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A request that was refused; the message is the server's own. */
export class ApiError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** The token that a server beyond this machine wants; it comes in the fragment, which no server ever sees. */
export const token = signal<string | null>(null)

/** The last call of the page that changed something, for whoever wants to see how it is done. */
export const lastRequest = signal<ApiRequest | null>(null)

/** Whether every control shows the call that it makes. */
export const isCurlShown = signal(false)

/** Below the control API of one world. */
export function buildWorldPath(world: string, rest = ''): string {
  return `/_twin/v1/worlds/${encodeURIComponent(world)}${rest}`
}

/** Asks, and gives the JSON of the answer. @throws {Refused} */
export async function requestJson<Answer>(call: ApiRequest): Promise<Answer> {
  const response = await sendRequest(call)
  const text = await response.text()
  if (!response.ok) throw new ApiError(response.status, readErrorMessage(text, response.status))
  // What the control API answers is what its document says.
  return (text === '' ? null : JSON.parse(text)) as Answer
}

/** Asks, and gives the answer as it came. */
export async function sendRequest(
  { method, path, body, headers = {} }: ApiRequest,
  abort?: AbortSignal,
): Promise<Response> {
  if (method !== 'GET') lastRequest.value = { method, path, ...(body === undefined ? {} : { body }) }
  return fetch(path, {
    method,
    headers: { ...buildHeaders(path, body), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(abort === undefined ? {} : { signal: abort }),
    cache: 'no-store',
    credentials: 'omit',
  })
}

/** The call as a line for a shell. */
export function formatCurl({ method, path, body, headers = {} }: ApiRequest): string {
  const all = Object.entries({ ...buildHeaders(path, body), ...headers }).map(
    ([name, value]) => ` -H ${quoteShell(`${name}: ${value}`)}`,
  )
  const how = method === 'GET' || (method === 'POST' && body !== undefined) ? '' : ` -X ${method}`
  const what = body === undefined ? '' : ` -d ${quoteShell(JSON.stringify(body))}`
  return `curl -gs${how}${all.join('')} ${quoteShell(`${location.origin}${path}`)}${what}`
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
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && 'error' in value) return String(value.error)
  } catch {
    // What is no JSON is told as it came.
  }
  return text === '' ? `the server answered with ${status}` : text.slice(0, 300)
}
