import type { Sayable } from '../wire/json.ts'
import type { Bodies, Call } from './call.ts'

/** The bodies that a journal's calls hold: text as it is, pages as what says them once more, anything else as a copy. */
export class HeldBodies {
  #bytes = 0
  /** The answers that share a page. */
  readonly #holders = new Map<Sayable, number>()

  /** Bytes of all of them as they were sent; a page that several answers share counts once. */
  get bytes(): number {
    return this.#bytes
  }

  hold(call: Call, { text, body, sayable }: Bodies): void {
    call.text = text
    call.body = typeof body === 'string' ? body : (sayable ?? new Uint8Array(body))
    this.#bytes += bytesOf(call)
    if (!isPage(call.body)) return
    const holders = this.#holders.get(call.body) ?? 0
    this.#holders.set(call.body, holders + 1)
    if (holders === 0) this.#bytes += call.size
  }

  /** Lets go of what a call holds, if it holds anything. */
  release(call: Call): void {
    this.#bytes -= bytesOf(call)
    if (isPage(call.body)) this.#letGo(call.body, call.size)
    call.text = null
    call.body = null
  }

  #letGo(page: Sayable, size: number): void {
    const holders = (this.#holders.get(page) ?? 0) - 1
    if (holders > 0) {
      this.#holders.set(page, holders)
      return
    }
    this.#holders.delete(page)
    this.#bytes -= size
  }
}

function isPage(body: Call['body']): body is Sayable {
  return Array.isArray(body)
}

/** Bytes of what is a call's own: of a page only what the request brought. */
function bytesOf({ text, body }: Call): number {
  return (text?.length ?? 0) + (body === null || isPage(body) ? 0 : body.length)
}
