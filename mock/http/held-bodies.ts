import type { JsonSource } from '../wire/json.ts'
import type { RecordedBodies, RequestRecord } from './call.ts'

/** The bodies that a journal's calls hold: text as it is, pages as what says them once more, anything else as a copy. */
export class BodyStore {
  #bytes = 0
  /** The answers that share a page. */
  readonly #holderCounts = new Map<JsonSource, number>()

  /** Bytes of all of them as they were sent; a page that several answers share counts once. */
  get bytes(): number {
    return this.#bytes
  }

  storeBodies(call: RequestRecord, { requestBody, responseBody, bodySource }: RecordedBodies): void {
    call.requestBody = requestBody
    call.responseBody = typeof responseBody === 'string' ? responseBody : (bodySource ?? new Uint8Array(responseBody))
    this.#bytes += countOwnBytes(call)
    if (!isBodySource(call.responseBody)) return
    const holders = this.#holderCounts.get(call.responseBody) ?? 0
    this.#holderCounts.set(call.responseBody, holders + 1)
    if (holders === 0) this.#bytes += call.responseSize
  }

  /** Lets go of what a call holds, if it holds anything. */
  releaseBodies(call: RequestRecord): void {
    this.#bytes -= countOwnBytes(call)
    if (isBodySource(call.responseBody)) this.#releaseSharedBody(call.responseBody, call.responseSize)
    call.requestBody = null
    call.responseBody = null
  }

  #releaseSharedBody(page: JsonSource, size: number): void {
    const holders = (this.#holderCounts.get(page) ?? 0) - 1
    if (holders > 0) {
      this.#holderCounts.set(page, holders)
      return
    }
    this.#holderCounts.delete(page)
    this.#bytes -= size
  }
}

function isBodySource(body: RequestRecord['responseBody']): body is JsonSource {
  return Array.isArray(body)
}

/** Bytes of what is a call's own: of a page only what the request brought. */
function countOwnBytes({ requestBody, responseBody }: RequestRecord): number {
  return (requestBody?.length ?? 0) + (responseBody === null || isBodySource(responseBody) ? 0 : responseBody.length)
}
