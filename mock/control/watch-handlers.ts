import type { operations as Operations } from '../../spec/generated/control.types.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { Dialect } from '../http/vendor.ts'
import type { Worlds } from '../http/worlds.ts'
import { Streams, type StreamsOptions } from './streams.ts'

interface WatchDesk extends StreamsOptions {
  readonly worlds: Worlds
}

const UNCACHED = { 'cache-control': 'no-cache' }

/** The handlers of what is watched while it happens. */
export function watchHandlers(
  desk: WatchDesk,
  worldOf: (path: { readonly world: string }) => ServedWorld,
): Pick<Dialect<Operations>['handlers'], 'streamEvents'> {
  const streams = new Streams(desk)
  return {
    streamEvents({ path }, { incoming }) {
      const { name } = worldOf(path)
      const head = { status: 200, body: '', headers: UNCACHED } as const
      // Of a stream that nobody reads nothing is made.
      if (incoming.method === 'HEAD') return head
      return { ...head, stream: streams.open(() => desk.worlds.get(name)) }
    },
  }
}
