import { FlowtwinError } from '../world/errors.ts'

/** Another server owns a world, and handles its requests. */
export class WorldElsewhereError extends FlowtwinError {
  override readonly name = 'WorldElsewhereError'
  override readonly code = 'world-elsewhere'
  readonly world: string
  /** The server's base URL. */
  readonly url: string
  /** The body of the request, if it was read already. Requests that wait together get the same error, without it. */
  readonly body: Uint8Array | undefined

  constructor(world: string, url: string, body?: Uint8Array) {
    super(`world "${world}" is served by ${url}`)
    this.body = body
    this.world = world
    this.url = url
  }
}

/** An option that a store does not have, or a value that it cannot use. */
export class StoreOptionError extends FlowtwinError {
  override readonly name = 'StoreOptionError'
  override readonly code = 'store-option'
}

/** The store cannot be used now: operations were undone, or a world cannot be read. */
export class StoreFailedError extends FlowtwinError {
  override readonly name = 'StoreFailedError'
  override readonly code = 'store-failed'
}
