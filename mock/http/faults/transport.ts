import type { Duration } from '../../world/time/instant.ts'
import { createResponse, type WireResponse } from '../response.ts'
import type { Effect } from './effect.ts'

/** Lets so much of the process's own time pass. */
export type Wait = (duration: Duration) => Promise<void>

/** A connection that breaks before the answer is whole: only whoever holds the connection can do that. */
export class ConnectionResetError extends Error {
  override readonly name = 'ConnectionCut'
  readonly code = 'ECONNRESET'
  /** The answer of which the first bytes arrive; null when nothing does. */
  readonly partial: { readonly response: WireResponse; readonly bytes: Uint8Array; readonly size: number } | null

  constructor(partial: ConnectionResetError['partial']) {
    super('the connection was cut by a fault rule')
    this.partial = partial
  }
}

/** How an answer is carried to the client. */
export interface TransportOptions {
  readonly request: Request
  readonly isHeadOnly: boolean
  readonly wait: Wait
}

/**
 * Carries an answer as the effects say: late, never, cut off or piece by piece.
 * @throws {ConnectionCut} when the connection is to break
 */
export async function applyTransportEffects(
  response: WireResponse,
  effects: readonly Effect[],
  options: TransportOptions,
): Promise<Response> {
  for (const effect of effects) if (effect.kind === 'delay') await options.wait(effect.by)
  if (effects.some(({ kind }) => kind === 'hang')) await waitForAbort(options.request.signal)
  if (effects.some(({ kind }) => kind === 'reset')) throw new ConnectionResetError(null)
  const bytes = typeof response.body === 'string' ? Buffer.from(response.body) : response.body
  const truncation = effects.find((effect) => effect.kind === 'truncate')
  if (truncation !== undefined && !options.isHeadOnly) {
    const kept = 'bytes' in truncation ? truncation.bytes : Math.floor(bytes.length * truncation.fraction)
    throw new ConnectionResetError({ response, bytes: bytes.subarray(0, kept), size: bytes.length })
  }
  const drip = effects.find((effect) => effect.kind === 'drip')
  if (drip === undefined || options.isHeadOnly || bytes.length === 0)
    return createResponse(response, options.isHeadOnly)
  const headers = { ...response.headers, 'content-length': String(bytes.length) }
  return new Response(createDripStream(bytes, drip, options.wait), { status: response.status, headers })
}

/** What a cut connection is for someone who asks in process: what fetch says of one. */
export function toTruncatedResponse({ partial }: ConnectionResetError): Response {
  if (partial === null) throw new TypeError('fetch failed', { cause: new ConnectionResetError(null) })
  const { response, bytes, size } = partial
  const steps = [bytes]
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const step = steps.pop()
      if (step === undefined)
        controller.error(new TypeError('terminated', { cause: new ConnectionResetError(partial) }))
      else if (step.length > 0) controller.enqueue(step)
      else this.pull?.(controller)
    },
  })
  return new Response(body, {
    status: response.status,
    headers: { ...response.headers, 'content-length': String(size) },
  })
}

function createDripStream(
  bytes: Uint8Array,
  { bytes: size, every }: Extract<Effect, { readonly kind: 'drip' }>,
  wait: Wait,
): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (at > 0) await wait(every)
      controller.enqueue(bytes.subarray(at, at + size))
      at += size
      if (at >= bytes.length) controller.close()
    },
  })
}

/** Waits until the client gives up. */
function waitForAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason instanceof Error ? signal.reason : new ConnectionResetError(null))
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}
