import { type IncomingMessage, ServerResponse } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { forwardRequest, HOP_HEADER, serializeCutResponse, toHopTarget } from '../../store/forward.ts'
import { ConnectionResetError } from '../faults/transport.ts'
import { WorldElsewhereError } from '../../store/store-errors.ts'
import type { SharedStore } from '../../store/log-store.ts'
import type { FetchHandler, StoreStamp } from '../request.ts'

/** The part of a store that responses wait for. */
export interface ResponseStore {
  /** Returns null when everything that happened so far is stored, else a promise, which rejects when it was undone. */
  barrier(): Promise<void> | null
  /** Batches of operations that were undone. */
  readonly undoCount: number
  /** Present in a store that several servers share. */
  readonly shared: SharedStore | undefined
  /** Resolves after the time between two attempts to reach the owner of a world. */
  pause(): Promise<void>
}

/** A response whose bytes wait until the operations that it may show are stored. */
export interface Held {
  /** The request, for handling it again after its operations were undone. */
  parts: StoreRequest | undefined
  /** Set when the request has been handled. */
  readonly stamp: StoreStamp
}

/**
 * Creates the class of the responses of a server with a store. As in `BatchedResponse`, those of one turn of the event
 * loop are sent together; the store writes the operations of all of them at once before.
 */
export function createHeldResponse(store: ResponseStore): typeof ServerResponse {
  let pending: HeldResponse[] = []

  function sendPending(): void {
    const batch = pending
    pending = []
    const stored = store.barrier()
    if (stored === null) return sendBatch(batch)
    const send = () => sendBatch(batch)
    stored.then(send, send)
  }

  function sendBatch(batch: readonly HeldResponse[]): void {
    for (const response of batch)
      if (response.stamp.undoCount < store.undoCount) void response.replace()
      else response.release()
  }

  class HeldResponse<Request extends IncomingMessage = IncomingMessage>
    extends ServerResponse<Request>
    implements Held
  {
    parts: StoreRequest | undefined
    readonly stamp = { undoCount: Infinity }
    /** Nothing is sent before the next call, which sends the head as well. */
    #head: Parameters<ServerResponse['writeHead']> | null = null
    #ending: Parameters<ServerResponse['end']> | null = null
    /** Calls before the end, of a response that is sent in parts. */
    #calls: (() => void)[] | null = null
    #isPending = false

    override writeHead(...parts: readonly unknown[]): this {
      this.#head = parts as Parameters<ServerResponse['writeHead']>
      return this
    }

    override flushHeaders(): void {
      this.#addCall(() => super.flushHeaders())
    }

    override write(...parts: readonly unknown[]): boolean {
      this.#addCall(() => void super.write(...(parts as Parameters<ServerResponse['write']>)))
      return !this.writableNeedDrain
    }

    override end(...parts: readonly unknown[]): this {
      this.#ending = parts as Parameters<ServerResponse['end']>
      this.#hold()
      return this
    }

    /** Makes the calls that waited. */
    release(): void {
      this.#isPending = false
      const [head, calls, ending] = [this.#head, this.#calls, this.#ending]
      this.#clear()
      if (head !== null) super.writeHead(...head)
      if (calls !== null) for (const call of calls) call()
      if (ending !== null) super.end(...ending)
    }

    /** Sends the response to the same request after its operations were undone. */
    async replace(): Promise<void> {
      this.#clear()
      this.#isPending = false
      this.stamp.undoCount = Infinity
      if (this.headersSent || this.parts === undefined) {
        this.socket?.destroy()
        return
      }
      try {
        const response = await repeatAtOwner(this.parts)
        const bytes = new Uint8Array(await response.arrayBuffer())
        super.writeHead(response.status, {
          ...Object.fromEntries(response.headers),
          'content-length': String(bytes.length),
        })
        super.end(bytes)
      } catch {
        this.socket?.destroy()
      }
    }

    #addCall(call: () => void): void {
      this.#calls ??= []
      this.#calls.push(call)
      this.#hold()
    }

    #hold(): void {
      if (this.#isPending) return
      this.#isPending = true
      pending.push(this)
      if (pending.length === 1) setImmediate(sendPending)
    }

    #clear(): void {
      this.#head = null
      this.#calls = null
      this.#ending = null
    }
  }

  return HeldResponse
}

/** A request to a server with a store. */
export interface StoreRequest {
  readonly handler: FetchHandler
  readonly request: Request
  readonly bindings: HttpBindings
  readonly store: ResponseStore
}

/** Attempts to reach the owner of a world, some seconds more than a lease lasts. */
const MAX_ATTEMPTS = 60
const NO_RESPONSE = new Promise<Response>(() => undefined)

/** Handles a request again whose response was undone. A write is not repeated: another server may have its operations. */
async function repeatAtOwner(parts: StoreRequest): Promise<Response> {
  const { method } = parts.request
  if (parts.store.shared === undefined) return parts.handler(parts.request, parts.bindings)
  if (method === 'GET' || method === 'HEAD') return handleAtOwner(parts)
  return rejectForStore(parts, 'the server has lost its lease on the world; the request may have been carried out')
}

/** Handles a request here, or forwards it to the server that owns its world. */
export async function handleAtOwner(parts: StoreRequest): Promise<Response> {
  const { handler, bindings, store } = parts
  const { incoming, outgoing } = bindings
  let { request } = parts
  let body: Uint8Array | undefined
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    try {
      return await handler(request, bindings)
    } catch (error) {
      if (store.shared !== undefined && error instanceof ConnectionResetError && isForwarded(incoming, store.shared))
        return serializeCutResponse(error.partial)
      if (!(error instanceof WorldElsewhereError) || store.shared === undefined) throw error
      if (isForwarded(incoming, store.shared)) return new Response(error.message, { status: 421 })
      const isRead = request.method === 'GET' || request.method === 'HEAD'
      body ??= isRead ? undefined : (error.body ?? new Uint8Array(await request.arrayBuffer()))
      const result = await forwardRequest(error.url, incoming, { body, outgoing, store: store.shared })
      if (result === 'answered') return NO_RESPONSE
      if (typeof result === 'object') throw new ConnectionResetError(result.cut)
      if (result === 'broken' && !isRead)
        return rejectForStore(parts, `the connection to ${error.url} broke; the request may have been carried out`)
      if (body !== undefined)
        request = new Request(request.url, {
          method: request.method,
          headers: request.headers,
          body: Buffer.from(body),
        })
      await store.pause()
    }
  }
  return rejectForStore(parts, 'no server owns the world of this request; try again later')
}

function isForwarded(incoming: IncomingMessage, store: SharedStore): boolean {
  const signature = incoming.headers[HOP_HEADER]
  return typeof signature === 'string' && store.isHop(toHopTarget(incoming), signature)
}

/** Returns 503; in the vendor's error format for a path of a vendor. */
async function rejectForStore({ handler, request, bindings }: StoreRequest, reason: string): Promise<Response> {
  try {
    return await handler(request, { ...bindings, storeFailure: reason })
  } catch (error) {
    if (!(error instanceof WorldElsewhereError)) throw error
    const headers = { 'content-type': 'application/json', 'retry-after': '1', 'x-flowtwin-refused': 'store' }
    return new Response(JSON.stringify({ error: reason }), { status: 503, headers })
  }
}
