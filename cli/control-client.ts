import { UsageError } from './usage-error.ts'

/** Where a running twin is controlled, and how to get in. */
export interface ControlOptions {
  readonly url: string
  readonly token?: string
}

/** A request of the control API. */
export interface ControlRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below /_twin/v1. */
  readonly path: string
  readonly body?: unknown
}

/** A request that the control API refused; the message is its own. */
export class ControlRefusal extends Error {
  override readonly name = 'ControlRefusal'
}

/**
 * Asks the control API of a running twin.
 * @throws {UsageError} when nothing answers there
 * @throws {ControlRefusal} when it refuses
 */
export async function control(options: ControlOptions, request: ControlRequest): Promise<unknown> {
  const response = await answerOf(options, request)
  const text = await response.text()
  const value: unknown = text === '' ? null : parsed(text, options)
  if (response.ok) return value
  const said = typeof value === 'object' && value !== null && 'error' in value ? String(value.error) : text
  throw new ControlRefusal(said)
}

async function answerOf({ url, token }: ControlOptions, { method, path, body }: ControlRequest): Promise<Response> {
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }
  try {
    return await fetch(new URL(`/_twin/v1${path}`, url), {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch (error) {
    throw new UsageError(`nothing answers at ${url}; start one with "flowtwin serve", or say where it is with --url.`, {
      cause: error,
    })
  }
}

function parsed(text: string, { url }: ControlOptions): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`what answers at ${url} is no Flowtwin; say where it is with --url.`, { cause: error })
  }
}
