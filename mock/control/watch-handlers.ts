import type { operations as Operations } from '../../spec/generated/control.types.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { VendorDefinition } from '../http/vendor.ts'
import type { WorldRegistry } from '../http/worlds.ts'
import { EventStreams, type EventStreamOptions } from './streams.ts'

interface StreamDeps extends EventStreamOptions {
  readonly worlds: WorldRegistry
}

const NO_CACHE = { 'cache-control': 'no-cache' }

/** The handlers of what is watched while it happens. */
export function createStreamHandlers(
  deps: StreamDeps,
  findWorld: (path: { readonly world: string }) => ServedWorld,
): Pick<VendorDefinition<Operations>['handlers'], 'streamEvents'> {
  const streams = new EventStreams(deps)
  return {
    streamEvents({ path }, { request }) {
      const { name } = findWorld(path)
      const head = { status: 200, body: '', headers: NO_CACHE } as const
      // Of a stream that nobody reads nothing is made.
      if (request.method === 'HEAD') return head
      return { ...head, stream: streams.openStream(() => deps.worlds.getWorld(name)) }
    },
  }
}
