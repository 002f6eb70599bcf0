import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { readRealClock, startRealTimer } from '../../mock/real-clock.ts'
import { DAY, MINUTE } from '../../mock/world/time.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { openTimedWorlds } from './timed-worlds.ts'

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.remove())

const lease = { realClock: readRealClock, startTimer: startRealTimer }

/** Opens the worlds of one of several servers, each with its own time. */
async function openServer(forgetAfter: number | null = 30 * DAY) {
  const server = await openTimedWorlds(postgres.url, {
    time: { elapsed: 0 },
    forgetAfter: forgetAfter ?? undefined,
    lease,
  })
  const isOpen = { value: true }
  const close = async () => {
    if (isOpen.value) await server.store.close()
    isOpen.value = false
  }
  onTestFinished(close)
  return { ...server, close }
}

/** Lets the last use of all worlds have been earlier. */
async function age(days: number): Promise<void> {
  await postgres.query(`update flowtwin.world set used = used - interval '${days} days'`)
}

async function listStored(): Promise<readonly unknown[]> {
  return (await postgres.query('select name from flowtwin.world where log is not null order by name')).map(
    ({ name }) => name,
  )
}

async function countLogs(): Promise<number> {
  return Number((await postgres.query('select count(*) from flowtwin.log'))[0]?.['count'])
}

describe('an unused world of a shared store', () => {
  it('is removed by one server after the time of --forget-after, in which its server may have been stopped', async () => {
    const first = await openServer(null)
    for (const name of ['used', 'forgotten']) {
      await first.create(name)
      const { world } = await first.use(name)
      world.applyOperation({ kind: 'create-contact', person: world.getPerson(1) })
      await first.store.barrier()
    }
    await first.close()
    await age(29)
    const servers = [await openServer(), await openServer()]
    const forget = async () => Promise.all(servers.map(({ store }) => store.forgetWorlds()))
    await forget()
    expect(await listStored()).toEqual(['forgotten', 'used'])
    await servers[0]!.use('used')
    await servers[0]!.close()
    await age(1)
    servers[0] = await openServer()
    await forget()
    expect(await listStored()).toEqual(['used'])
    expect(servers.flatMap(({ messages }) => messages)).toEqual([
      expect.stringContaining('world "forgotten" was removed'),
    ])
    expect([...servers[0].store.worlds]).toEqual(['used'])
    await age(30)
    await forget()
    expect([await listStored(), await countLogs()]).toEqual([[], 0])
  })

  it('is kept while it is in the memory of a server, whose requests count as uses', async () => {
    const [owner, other] = [await openServer(), await openServer()]
    await owner.create('loaded')
    await age(60)
    for (const { store } of [owner, other]) await store.forgetWorlds()
    expect(await listStored()).toEqual(['loaded'])
    await owner.use('loaded')
    owner.pass(2 * MINUTE)
    await owner.store.forgetWorlds()
    await owner.close()
    await age(29)
    await other.store.forgetWorlds()
    expect(await listStored()).toEqual(['loaded'])
    await age(1)
    await other.store.forgetWorlds()
    expect(await listStored()).toEqual([])
  })

  it('leaves the operations that a fork of it begins with', async () => {
    const first = await openServer()
    await first.create('parent')
    const { world } = await first.use('parent')
    world.applyOperation({ kind: 'create-contact', person: world.getPerson(1) })
    await first.store.barrier()
    await first.fork('child', 'parent')
    await first.close()
    await age(60)
    const second = await openServer()
    expect((await second.use('child')).world.revision).toBe(1)
    await second.store.forgetWorlds()
    expect([await listStored(), await countLogs()]).toEqual([['child'], 2])
    await second.close()
    const third = await openServer()
    expect((await third.use('child')).world.revision).toBe(1)
    await third.close()
    await age(60)
    const fourth = await openServer()
    await fourth.store.forgetWorlds()
    expect([await listStored(), await countLogs()]).toEqual([[], 0])
  })

  it('is kept without that option', async () => {
    const first = await openServer(null)
    await first.create('kept')
    await first.close()
    await age(3650)
    const second = await openTimedWorlds(postgres.url, { time: { elapsed: 0 }, lease })
    onTestFinished(() => second.store.close())
    await second.store.forgetWorlds()
    expect(await listStored()).toEqual(['kept'])
  })
})
