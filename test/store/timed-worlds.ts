import { IncomingRequest } from '../../mock/http/request.ts'
import { WorldRegistry } from '../../mock/http/worlds/world-registry.ts'
import { waitTurn } from '../../mock/real-clock.ts'
import { openStore } from '../../mock/store/open-store.ts'
import { WorldStore, type WorldStoreOptions } from '../../mock/store/world-store.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { type ClockMode, MINUTE, type RealTime, toInstant } from '../../mock/world/time.ts'
import { createStoredWorlds, createWorldFactory } from '../../mock/world-factory.ts'

export const SUBSCRIPTIONS = 'idnow-webhooks'
const START = 1_790_000_000_000_000

/** Microseconds since the start, of all clocks of a test. */
export interface TestTime {
  elapsed: number
}

interface TimedOptions {
  readonly time: TestTime
  readonly forgetAfter?: number | undefined
  /** The clock and the timer of leases; by default the clock of the test, and no timer. */
  readonly lease?: Pick<WorldStoreOptions, 'realClock' | 'startTimer'>
}

/** Opens worlds of a store whose times are those of the test. */
export async function openTimedWorlds(place: string, { time, forgetAfter, lease }: TimedOptions) {
  const messages: string[] = []
  const realClock = () => time.elapsed as RealTime
  const store = new WorldStore({
    logs: await openStore(place, forgetAfter === undefined ? {} : { forgetAfter }),
    calendarClock: () => toInstant(START + time.elapsed),
    waitTurn,
    ...(lease ?? { realClock, startTimer: () => () => undefined }),
    wait: waitTurn,
    report: (message) => messages.push(message),
  })
  const options = { parameters: { runs: 20 }, clock: { kind: 'frozen' }, settings: {} } as const
  const factory = createWorldFactory(
    {
      vendors,
      senders: [{ vendor: 'idnow', subscriptionCollection: SUBSCRIPTIONS, webhooks: undefined }],
      postWebhook: async () => new Response(),
      reportError: (error) => {
        throw error
      },
      insertOwnRuns: () => undefined,
      isStopping: () => false,
      store,
    },
    options,
  )
  const worlds = new WorldRegistry({
    stored: createStoredWorlds(store, factory),
    createWorld: factory.createWorld,
    isStrict: false,
    maxWorlds: 100,
    realClock,
    onEvicted: (message) => messages.push(message),
  })
  await worlds.openDefaultWorld()
  return {
    store,
    worlds,
    messages,
    /** Lets time pass, a minute at a time as the ticks of a server. */
    pass: (duration: number) => {
      for (const end = time.elapsed + duration; time.elapsed < end;) {
        time.elapsed = Math.min(end, time.elapsed + MINUTE)
        worlds.onTick()
      }
    },
    create: async (name: string, clock: ClockMode = { kind: 'frozen' }) => {
      await worlds.openWorld(name)
      worlds.putWorld(factory.createWorldFrom(name, { ...options, clock }))
      await store.barrier()
    },
    fork: async (name: string, from: string) => {
      const source = worlds.getWorld(from)
      if (source === undefined) throw new Error(`world "${from}" is not in memory`)
      await worlds.openWorld(name)
      worlds.putWorld(factory.forkWorld(name, source))
      await store.barrier()
    },
    use: async (name: string) =>
      (await worlds.selectWorld(new IncomingRequest(new Request(`http://localhost/w/${name}/x`)))).servedWorld,
  }
}
