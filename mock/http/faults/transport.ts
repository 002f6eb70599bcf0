import { FlowtwinError } from '../../world/errors.ts'
import type { Duration } from '../../world/time.ts'
import { createResponse, type WireResponse } from '../response.ts'
import type { Effect } from './effect.ts'

/** Waits for a duration of real time. */
export type Wait = (duration: Duration) => Promise<void>

/** Asks the owner of the connection to close it before the response is complete. */
export class ConnectionResetError extends FlowtwinError {
  override readonly name = 'ConnectionResetError'
  readonly code = 'ECONNRESET'
  /** The first bytes of the response, and the size of its whole body; null when nothing is sent. */
  readonly partial: {
    readonly response: Pick<WireResponse, 'status' | 'headers'>
    readonly bytes: Uint8Array
    readonly size: number
  } | null

  constructor(partial: ConnectionResetError['partial']) {
    super('a fault rule closed the connection')
    this.partial = partial
  }
}

export interface TransportOptions {
  readonly request: Request
  readonly isHeadOnly: boolean
  readonly wait: Wait
}

/**
 * Sends a response late, never, truncated or in small pieces.
 * @throws {ConnectionResetError} when the connection must be closed
 */
export async function applyTransportEffects(
  response: WireResponse,
  effects: readonly Effect[],
  { request, isHeadOnly, wait }: TransportOptions,
): Promise<Response> {
  for (const effect of effects) if (effect.kind === 'delay') await wait(effect.by)
  if (effects.some(({ kind }) => kind === 'hang')) await waitForAbort(request.signal)
  if (effects.some(({ kind }) => kind === 'reset')) throw new ConnectionResetError(null)
  const bytes = typeof response.body === 'string' ? Buffer.from(response.body) : response.body
  const truncation = effects.find((effect) => effect.kind === 'truncate')
  if (truncation !== undefined && !isHeadOnly) {
    const count = 'bytes' in truncation ? truncation.bytes : Math.floor(bytes.length * truncation.fraction)
    throw new ConnectionResetError({ response, bytes: bytes.subarray(0, count), size: bytes.length })
  }
  const drip = effects.find((effect) => effect.kind === 'drip')
  if (drip === undefined || isHeadOnly || bytes.length === 0) return createResponse(response, isHeadOnly)
  const headers = { ...response.headers, 'content-length': String(bytes.length) }
  return new Response(createDripStream(bytes, drip, wait), { status: response.status, headers })
}

/** Returns or throws for an in-process client what `fetch` does when a connection is closed early. */
export function toTruncatedResponse({ partial }: ConnectionResetError): Response {
  if (partial === null) throw new TypeError('fetch failed', { cause: new ConnectionResetError(null) })
  const { response, bytes, size } = partial
  const chunks = bytes.length === 0 ? [] : [bytes]
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks.pop()
      if (chunk !== undefined) controller.enqueue(chunk)
      else controller.error(new TypeError('terminated', { cause: new ConnectionResetError(partial) }))
    },
  })
  return new Response(body, {
    status: response.status,
    headers: { ...response.headers, 'content-length': String(size) },
  })
}

function createDripStream(
  bytes: Uint8Array,
  { bytes: chunkSize, every }: Extract<Effect, { readonly kind: 'drip' }>,
  wait: Wait,
): ReadableStream<Uint8Array> {
  let position = 0
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (position > 0) await wait(every)
      controller.enqueue(bytes.subarray(position, position + chunkSize))
      position += chunkSize
      if (position >= bytes.length) controller.close()
    },
  })
}

/** Rejects when the client aborts the request. */
function waitForAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason instanceof Error ? signal.reason : new ConnectionResetError(null))
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}
