import { type IncomingMessage, ServerResponse } from 'node:http'

type EndArguments = Parameters<ServerResponse['end']>

let pending: { readonly response: BatchedResponse; readonly ending: EndArguments }[] = []

/**
 * A response that is sent together with the others of the same turn of the event loop. Each write to a socket wakes a
 * waiting client up, which takes the kernel longer than the write itself; writes in one go are cheaper.
 *
 * Measured with 32 connections, requests per CPU second against a bare server, with and without (docs/decisions/033):
 * read one 0.73 and 0.61, create 0.53 and 0.44, an unchanged list of 25 0.73 and 0.68. A single client waits for nothing.
 */
export class BatchedResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  override end(...ending: readonly unknown[]): this {
    pending.push({ response: this, ending: ending as EndArguments })
    if (pending.length === 1) setImmediate(sendPending)
    return this
  }

  /** Ends the response now. */
  endNow(ending: EndArguments): void {
    super.end(...ending)
  }
}

function sendPending(): void {
  const batch = pending
  pending = []
  for (const { response, ending } of batch) response.endNow(ending)
}
