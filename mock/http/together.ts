import { type IncomingMessage, ServerResponse } from 'node:http'
import { letGo } from '../wire/sheets.ts'

type Ending = Parameters<ServerResponse['end']>

let waiting: { readonly response: Together; readonly ending: Ending }[] = []

/**
 * A response that goes out together with those of the other requests of the same turn of the event loop. Handing one
 * answer to the system wakes its client up, which takes longer than writing it; many at once are handed over in one go.
 */
export class Together<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  override end(...ending: readonly unknown[]): this {
    waiting.push({ response: this, ending: ending as Ending })
    if (waiting.length === 1) setImmediate(sendAll)
    return this
  }

  /** Ends it now; a body that the system has taken over whole is not needed any more. */
  send(ending: Ending): void {
    super.end(...ending)
    const [body] = ending as readonly unknown[]
    if (body instanceof Uint8Array && this.writableLength === 0) letGo(body)
  }
}

function sendAll(): void {
  const all = waiting
  waiting = []
  for (const { response, ending } of all) response.send(ending)
}
