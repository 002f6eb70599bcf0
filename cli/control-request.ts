import { callControl as ask, type ControlRequest, ServerNotFoundError } from '../client/control.ts'
import { UsageError } from './usage-error.ts'

export type { ControlRequest } from '../client/control.ts'
export { ControlApiError } from '../client/control.ts'

/** Where a running twin is controlled, and how to get in. */
export interface ControlOptions {
  readonly url: string
  readonly token?: string
}

/**
 * Asks the control API of a running twin.
 * @throws {UsageError} when no twin answers there
 * @throws {ControlRefusal} when it refuses
 */
export async function sendControlRequest({ url, token }: ControlOptions, request: ControlRequest): Promise<unknown> {
  const access = { origin: parseOrigin(url), send: fetch, ...(token === undefined ? {} : { token }) }
  try {
    return await callControl(access, request)
  } catch (error) {
    if (!(error instanceof ServerNotFoundError)) throw error
    throw new UsageError(`${error.message}, or say where it is with --url.`, { cause: error })
  }
}

function parseOrigin(url: string): string {
  if (URL.canParse(url)) return new URL(url).origin
  throw new UsageError(`--url "${url}" is no address; give one such as http://127.0.0.1:4010.`)
}
