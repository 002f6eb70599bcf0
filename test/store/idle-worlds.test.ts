import { existsSync, readdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_WORLD } from '../../mock/http/worlds/world-registry.ts'
import { DAY, MINUTE } from '../../mock/world/time.ts'
import { createFolder } from './store-twin.ts'
import { openTimedWorlds, SUBSCRIPTIONS } from './timed-worlds.ts'

const time = { elapsed: 0 }
beforeEach(() => {
  time.elapsed = 0
})

const openWorlds = async (folder: string, forgetAfter?: number) => openTimedWorlds(folder, { time, forgetAfter })

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

  it('gets a checkpoint, which is no use of the world', async () => {
    const folder = createFolder()
    const { store, create, pass, use } = await openWorlds(folder, DAY)
    await create('idle')
    const { world } = await use('idle')
    for (let count = 0; count < 5000; count++) world.applyOperation({ kind: 'advance', by: 1 })
    await store.barrier()
    pass(MINUTE)
    const { mtimeMs } = statSync(join(folder, 'idle'))
    pass(11 * MINUTE)
    await store.close()
    expect(readdirSync(join(folder, 'idle'))).toContainEqual(expect.stringMatching(/\.5000\.checkpoint$/))
    expect(statSync(join(folder, 'idle')).mtimeMs).toBe(mtimeMs)
    const again = await openWorlds(folder)
    expect((await again.use('idle')).world.revision).toBe(5000)
    await again.store.close()
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
      await store.barrier()
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
    time.elapsed += 29 * DAY
    await first.use('used')
    first.pass(MINUTE)
    expect([...first.store.worlds].toSorted()).toEqual(['forgotten', 'used'])
    await first.store.close()
    time.elapsed += DAY
    const second = await openWorlds(folder, 30 * DAY)
    second.pass(MINUTE)
    expect([...second.store.worlds]).toEqual(['used'])
    expect(existsSync(join(folder, 'forgotten'))).toBe(false)
    await second.store.close()
    expect(second.messages).toEqual([expect.stringContaining('world "forgotten" was removed')])
  })

  it('is kept without that option', async () => {
    const { store, create, pass } = await openWorlds(createFolder())
    await create('kept')
    pass(15 * MINUTE)
    time.elapsed += 3650 * DAY
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
})
