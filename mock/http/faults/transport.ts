import type { Duration } from '../../world/instant.ts'
import { responseOf, type Sent } from '../sent.ts'
import type { Effect } from './effect.ts'

/** Lets so much of the process's own time pass. */
export type Wait = (duration: Duration) => Promise<void>

/** A connection that breaks before the answer is whole: only whoever holds the connection can do that. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut'
  readonly code = 'ECONNRESET'
  /** The answer of which the first bytes arrive; null when nothing does. */
  readonly partial: { readonly sent: Sent; readonly bytes: Uint8Array; readonly whole: number } | null

  constructor(partial: ConnectionCut['partial']) {
    super('the connection was cut by a fault rule')
    this.partial = partial
  }
}

/** How an answer is carried to the client. */
export interface Carriage {
  readonly request: Request
  readonly headOnly: boolean
  readonly wait: Wait
}

/**
 * Carries an answer as the effects say: late, never, cut off or piece by piece.
 * @throws {ConnectionCut} when the connection is to break
 */
export async function carried(sent: Sent, effects: readonly Effect[], of: Carriage): Promise<Response> {
  for (const effect of effects) if (effect.kind === 'delay') await of.wait(effect.by)
  if (effects.some(({ kind }) => kind === 'hang')) await forever(of.request.signal)
  if (effects.some(({ kind }) => kind === 'reset')) throw new ConnectionCut(null)
  const bytes = typeof sent.body === 'string' ? Buffer.from(sent.body) : sent.body
  const cut = effects.find((effect) => effect.kind === 'truncate')
  if (cut !== undefined && !of.headOnly) {
    const kept = 'bytes' in cut ? cut.bytes : Math.floor(bytes.length * cut.fraction)
    throw new ConnectionCut({ sent, bytes: bytes.subarray(0, kept), whole: bytes.length })
  }
  const drip = effects.find((effect) => effect.kind === 'drip')
  if (drip === undefined || of.headOnly || bytes.length === 0) return responseOf(sent, of.headOnly)
  const headers = { ...sent.headers, 'content-length': String(bytes.length) }
  return new Response(dripping(bytes, drip, of.wait), { status: sent.status, headers })
}

/** What a cut connection is for someone who asks in process: what fetch says of one. */
export function cutResponse({ partial }: ConnectionCut): Response {
  if (partial === null) throw new TypeError('fetch failed', { cause: new ConnectionCut(null) })
  const { sent, bytes, whole } = partial
  const steps = [bytes]
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const step = steps.pop()
      if (step === undefined) controller.error(new TypeError('terminated', { cause: new ConnectionCut(partial) }))
      else if (step.length > 0) controller.enqueue(step)
      else this.pull?.(controller)
    },
  })
  return new Response(body, { status: sent.status, headers: { ...sent.headers, 'content-length': String(whole) } })
}

function dripping(
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
function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = () => reject(signal.reason instanceof Error ? signal.reason : new ConnectionCut(null))
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp, { once: true })
  })
}
