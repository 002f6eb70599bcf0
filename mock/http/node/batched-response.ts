import { type IncomingMessage, ServerResponse } from 'node:http'
import { releaseBuffer } from '../../wire/buffer-pool.ts'

type EndArguments = Parameters<ServerResponse['end']>

let pending: { readonly response: BatchedResponse; readonly ending: EndArguments }[] = []

/**
 * A response that goes out together with those of the other requests of the same turn of the event loop. Handing one
 * answer to the system wakes its client up, which takes longer than writing it; many at once are handed over in one go.
 */
export class BatchedResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  override end(...ending: readonly unknown[]): this {
    pending.push({ response: this, ending: ending as EndArguments })
    if (pending.length === 1) setImmediate(sendPending)
    return this
  }

  /** Ends it now; a body that the system has taken over whole is not needed any more. */
  endNow(ending: EndArguments): void {
    super.end(...ending)
    const [body] = ending as readonly unknown[]
    if (body instanceof Uint8Array && this.writableLength === 0) releaseBuffer(body)
  }
}

function sendPending(): void {
  const batch = pending
  pending = []
  for (const { response, ending } of batch) response.endNow(ending)
}
