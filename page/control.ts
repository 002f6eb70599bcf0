import { signal } from '@preact/signals'

/** A request that the page makes, or shows as one that anybody could make. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** From the server's root on. */
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A request that was refused; the message is the server's own. */
export class Refused extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** The token that a server beyond this machine wants; it comes in the fragment, which no server ever sees. */
export const token = signal<string | null>(null)

/** The last call of the page that changed something, for whoever wants to see how it is done. */
export const lastCall = signal<Call | null>(null)

/** Whether every control shows the call that it makes. */
export const showsCalls = signal(false)

/** Below the control API of one world. */
export function worldPath(world: string, rest = ''): string {
  return `/_twin/v1/worlds/${encodeURIComponent(world)}${rest}`
}

/** Asks, and gives the JSON of the answer. @throws {Refused} */
export async function ask<Answer>(call: Call): Promise<Answer> {
  const response = await send(call)
  const text = await response.text()
  if (!response.ok) throw new Refused(response.status, messageOf(text, response.status))
  // What the control API answers is what its document says.
  return (text === '' ? null : JSON.parse(text)) as Answer
}

/** Asks, and gives the answer as it came. */
export async function send({ method, path, body, headers = {} }: Call, abort?: AbortSignal): Promise<Response> {
  if (method !== 'GET') lastCall.value = { method, path, ...(body === undefined ? {} : { body }) }
  return fetch(path, {
    method,
    headers: { ...dressOf(path, body), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(abort === undefined ? {} : { signal: abort }),
    cache: 'no-store',
    credentials: 'omit',
  })
}

/** The call as a line for a shell. */
export function curlOf({ method, path, body, headers = {} }: Call): string {
  const all = Object.entries({ ...dressOf(path, body), ...headers }).map(
    ([name, value]) => ` -H ${quoted(`${name}: ${value}`)}`,
  )
  const how = method === 'GET' || (method === 'POST' && body !== undefined) ? '' : ` -X ${method}`
  const what = body === undefined ? '' : ` -d ${quoted(JSON.stringify(body))}`
  return `curl -gs${how}${all.join('')} ${quoted(`${location.origin}${path}`)}${what}`
}

function dressOf(path: string, body: unknown): Readonly<Record<string, string>> {
  return {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token.value === null || !path.startsWith('/_twin/') ? {} : { authorization: `Bearer ${token.value}` }),
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function messageOf(text: string, status: number): string {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && 'error' in value) return String(value.error)
  } catch {
    // What is no JSON is told as it came.
  }
  return text === '' ? `the server answered with ${status}` : text.slice(0, 300)
}
