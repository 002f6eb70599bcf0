import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChildServer, startChild } from './child-server.ts'
import { type LoadBalancer, startLoadBalancer } from './load-balancer.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { createRequest } from './store-twin.ts'

let postgres: PostgresServer
let servers: ChildServer[]
let balancer: LoadBalancer
beforeAll(async () => {
  postgres = await startPostgres()
  servers = await Promise.all([0, 1, 2].map(() => startChild(postgres.url)))
  balancer = await startLoadBalancer(servers.map(({ url }) => url))
})
afterAll(async () => {
  balancer.close()
  for (const { kill } of servers) await kill()
  await postgres.remove()
})

async function send(method: string, path: string, body?: unknown) {
  const { headers, method: sentMethod, body: sentBody } = createRequest(method, path, body)
  const text = sentBody === null ? {} : { body: JSON.stringify(body) }
  const response = await fetch(balancer.url + path, { method: sentMethod, headers, ...text })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

async function readJson<Value>(path: string): Promise<Value> {
  const { status, text } = await send('GET', path)
  expect([status, text]).toEqual([200, text])
  return JSON.parse(text) as Value
}

describe('three servers behind a load balancer', () => {
  it('answer reads of a world whose owner was killed, within the lease and a second', async () => {
    await send('POST', '/w/orphan/api/v2/contacts.json', { name: 'Ann' })
    const ownerUrl = await postgres.findOwnerUrl('orphan')
    const owner = servers.find(({ url }) => url === ownerUrl)!
    balancer.remove(owner.url)
    const killedAt = performance.now()
    await owner.kill()
    const reads = await Promise.all(Array.from({ length: 8 }, () => send('GET', '/w/orphan/api/v2/contacts.json')))
    console.log(`answered ${Math.round(performance.now() - killedAt)} ms after the kill`)
    for (const { status, text } of reads) expect([status, text.includes('"Ann"')]).toEqual([200, true])
    const successor = await startChild(postgres.url)
    servers[servers.indexOf(owner)] = successor
    balancer.add(successor.url)
  })

  it('answer every request while each of them is restarted, and keep journal and used rate limits', async () => {
    await send('POST', '/_twin/v1/worlds', { name: 'rolling' })
    await send('PUT', '/_twin/v1/worlds/rolling/rate-limits', { rapidpro: { limit: 100_000, window: '60s' } })
    const progress = { isOver: false }
    let count = 0
    const failures: object[] = []
    const clients = Array.from({ length: 6 }, async (_, client) => {
      for (let turn = 0; !progress.isOver; turn++) {
        const write = (turn + client) % 2 === 0
        const path = '/w/rolling/api/v2/contacts.json'
        const sent = write ? send('POST', path, { name: `C ${client} ${turn}` }) : send('GET', path)
        const { status, headers } = await sent.catch((error: Error) => ({
          status: String(error.cause),
          headers: new Headers(),
        }))
        count++
        if (status !== 200 && status !== 201) failures.push({ write, status, hint: headers.get('x-flowtwin-hint') })
      }
    })
    for (const [place, server] of servers.entries()) {
      balancer.remove(server.url)
      expect(await server.stop()).toBe(0)
      servers[place] = await startChild(postgres.url)
      balancer.add(servers[place].url)
    }
    progress.isOver = true
    await Promise.all(clients)
    console.log(`${count} requests during three planned stops`)
    expect(failures).toEqual([])
    expect(await readJson('/_twin/v1/worlds/rolling/journal')).toMatchObject({ total: count })
    const { buckets } = await readJson<{ buckets: readonly object[] }>('/_twin/v1/worlds/rolling/rate-limits')
    expect(buckets).toMatchObject([{ vendor: 'rapidpro', used: count }])
  })
})
