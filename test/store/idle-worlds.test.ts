import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { IncomingRequest } from '../../mock/http/request.ts'
import { DEFAULT_WORLD, WorldRegistry } from '../../mock/http/worlds/world-registry.ts'
import { waitTurn } from '../../mock/real-clock.ts'
import { openStore } from '../../mock/store/open-store.ts'
import { WorldStore } from '../../mock/store/world-store.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { type ClockMode, DAY, MINUTE, type RealTime, toInstant } from '../../mock/world/time.ts'
import { createStoredWorlds, createWorldFactory } from '../../mock/world-factory.ts'
import { createFolder } from './store-twin.ts'

const SUBSCRIPTIONS = 'idnow-webhooks'
const START = 1_790_000_000_000_000
/** Microseconds since the start, of all clocks of this test. */
let elapsed = 0
beforeEach(() => {
  elapsed = 0
})

/** Worlds of a folder whose times are those of the test. */
async function openWorlds(folder: string, forgetAfter?: number) {
  const messages: string[] = []
  const realClock = () => elapsed as RealTime
  const store = new WorldStore({
    logs: await openStore(folder, forgetAfter === undefined ? {} : { forgetAfter }),
    realClock,
    calendarClock: () => toInstant(START + elapsed),
    waitTurn,
    startTimer: () => () => undefined,
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
      for (const end = elapsed + duration; elapsed < end;) {
        elapsed = Math.min(end, elapsed + MINUTE)
        worlds.onTick()
      }
    },
    create: async (name: string, clock: ClockMode = { kind: 'frozen' }) => {
      worlds.putWorld(factory.createWorldFrom(name, { ...options, clock }))
      await store.barrier()
    },
    use: async (name: string) =>
      (await worlds.selectWorld(new IncomingRequest(new Request(`http://localhost/w/${name}/x`)))).servedWorld,
  }
}

describe('a stored world without requests', () => {
  it('leaves the memory after ten minutes, and is the same when it is opened again', async () => {
    const { store, worlds, create, pass, use } = await openWorlds(createFolder())
    await create('idle')
    await create('used')
    const { world } = await use('idle')
    world.applyOperation({ kind: 'create-contact', person: world.getPerson(1) })
    await store.barrier()
    pass(9 * MINUTE)
    await use('used')
    expect(worlds.getWorld('idle')).toBeDefined()
    pass(2 * MINUTE)
    expect(worlds.getWorld('idle')).toBeUndefined()
    expect([worlds.getWorld('used'), worlds.getWorld(DEFAULT_WORLD)]).not.toContain(undefined)
    expect([worlds.unopened, store.status.loaded]).toEqual([['idle'], 1])
    expect(() => world.applyOperation({ kind: 'advance', by: 1 })).toThrow('world "idle" is served by')
    const again = await use('idle')
    expect([again.world.revision, again.world.now]).toEqual([1, world.now])
    expect(again.world.view()).not.toBe(world.view())
    await store.close()
  })

  it('stays in memory while it has webhooks to send', async () => {
    const { store, worlds, create, pass, use } = await openWorlds(createFolder())
    for (const [name, clock] of [
      ['live', { kind: 'live' }],
      ['frozen', { kind: 'frozen' }],
    ] as const) {
      await create(name, clock)
      const { world, webhookDispatcher } = await use(name)
      world.applyOperation({
        kind: 'create-record',
        resource: SUBSCRIPTIONS,
        value: { url: 'http://localhost/hook' },
      })
      await store.barrier()
      webhookDispatcher.dispatchDue()
    }
    pass(30 * MINUTE)
    expect(worlds.getWorld('live')).toBeDefined()
    expect(worlds.getWorld('frozen')).toBeUndefined()
    await store.close()
  })
})

describe('an unused world', () => {
  it('is removed after the time of --forget-after, in which the server may have been stopped', async () => {
    const folder = createFolder()
    const first = await openWorlds(folder, 30 * DAY)
    await first.create('used')
    await first.create('forgotten')
    first.pass(15 * MINUTE)
    elapsed += 29 * DAY
    await first.use('used')
    first.pass(MINUTE)
    expect([...first.store.worlds].toSorted()).toEqual(['forgotten', 'used'])
    await first.store.close()
    elapsed += DAY
    const second = await openWorlds(folder, 30 * DAY)
    second.pass(MINUTE)
    expect([...second.store.worlds]).toEqual(['used'])
    expect(existsSync(join(folder, 'forgotten'))).toBe(false)
    expect(second.messages).toEqual([expect.stringContaining('world "forgotten" was removed')])
    await second.store.close()
  })

  it('is kept without that option', async () => {
    const { store, create, pass } = await openWorlds(createFolder())
    await create('kept')
    pass(15 * MINUTE)
    elapsed += 3650 * DAY
    pass(MINUTE)
    expect([...store.worlds]).toEqual(['kept'])
    await store.close()
  })

  it('is not removed from memory', async () => {
    const { store, create, pass, use } = await openWorlds(createFolder(), 5 * MINUTE)
    await create('loaded')
    await use('loaded')
    pass(9 * MINUTE)
    expect([...store.worlds]).toEqual(['loaded'])
    await store.close()
  })

  it('may be moved away while the server runs', async () => {
    const folder = createFolder()
    const first = await openWorlds(folder, 30 * DAY)
    await first.create('moved')
    await first.store.close()
    const second = await openWorlds(folder, 30 * DAY)
    renameSync(join(folder, 'moved'), join(createFolder(), 'moved'))
    expect(() => second.pass(MINUTE)).not.toThrow()
    await second.store.close()
  })

  it('cannot be forgotten in a database', async () => {
    await expect(openStore('postgres://user@localhost/worlds', { forgetAfter: DAY })).rejects.toThrow(
      'only worlds in a folder can be forgotten',
    )
  })
})
