import type { CredentialStatus } from '../wire/credentials.ts'
import type { JsonObject } from '../world/model/run.ts'
import type { View } from '../world/state/view.ts'
import type { World } from '../world/world.ts'
import type { IncomingRequest } from './request.ts'

/** Who sends a request, as far as its credential tells. */
export interface Caller {
  /** The credential itself; null for someone who sent none that will do. */
  readonly token: string | null
  readonly credentialStatus: CredentialStatus
  /** What the credential itself says of its bearer, where it is one that says something. */
  readonly claims?: JsonObject
  /** What was wrong with the credential, for the journal; the client hears only what the vendor says. */
  readonly note?: string
}

/** Everything that a handler works with besides what the client asked. */
export class HandlerContext {
  readonly world: World
  readonly request: IncomingRequest
  readonly caller: Caller
  /** What stands before the vendor's own paths in links: the world's prefix, or nothing. */
  readonly linkPrefix: string
  /** The body as it was sent; empty for an operation without one. */
  readonly bodyText: string
  /** Whether only credentials that Flowtwin issued will do. */
  readonly isAuthStrict: boolean
  #view: View | undefined

  constructor(parts: Omit<HandlerContext, 'view'>) {
    this.world = parts.world
    this.request = parts.request
    this.caller = parts.caller
    this.linkPrefix = parts.linkPrefix
    this.isAuthStrict = parts.isAuthStrict
    this.bodyText = parts.bodyText
  }

  /** The world as it was when the handler first looked, before anything that the handler does. */
  get view(): View {
    this.#view ??= this.world.view()
    return this.#view
  }
}
