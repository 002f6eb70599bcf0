import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createTwin } from '../../mock/twin.ts'
import { sendRequest, BEARER, createControlTwin, FEED } from '../control/control-requests.ts'
import { playScript } from './script.ts'

const CLIENTS = 4
const WORLDS = 40
const ORIGIN = 'http://localhost'

const execute = promisify(execFile)

/** Plays worlds in a client process against a server. */
async function runClient(origin: string, worlds: readonly string[]): Promise<Record<string, string>> {
  const script = join(import.meta.dirname, 'client.ts')
  const { stdout } = await execute(process.execPath, ['--import', 'tsx', script, origin, ...worlds])
  return JSON.parse(stdout) as Record<string, string>
}

describe('worlds of one server', () => {
  it('answer four processes that use forty of them at once as they answer each world alone', async () => {
    const names = Array.from({ length: WORLDS }, (_, at) => `world-${at}`)
    const server = await createTwin({ runs: 5, limits: false }).listen()
    const shares = Array.from({ length: CLIENTS }, (_, at) => names.filter((__, place) => place % CLIENTS === at))
    const digests = await Promise.all(shares.map(async (share) => runClient(server.url, share)))
    await server.close()
    const concurrent: Record<string, string> = Object.assign({}, ...digests)
    expect(Object.keys(concurrent)).toHaveLength(WORLDS)
    for (const name of names) {
      const alone = createTwin({ runs: 5, limits: false })
      const target = {
        origin: ORIGIN,
        fetch: async (url: string, init: RequestInit) => alone.fetch(new Request(url, init)),
      }
      expect([name, concurrent[name]]).toEqual([name, await playScript(name, target)])
    }
    expect(new Set(Object.values(concurrent)).size).toBe(WORLDS)
  })

  it('do not change with any change of another world', async () => {
    const twin = createControlTwin({ runs: 30 })
    const others = ['default', 'second', 'third', 'fork']
    for (const name of others.slice(1, 3))
      await sendRequest(twin, '/_twin/v1/worlds', { body: { name, seed: name, runs: 30 } })
    await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'fork', from: 'second' } })
    const readAll = async () =>
      Promise.all(
        others.map(async (name) => [
          (await sendRequest(twin, `/_twin/v1/worlds/${name}/snapshot`)).text,
          (await sendRequest(twin, `/w/${name}${FEED}`, { headers: BEARER })).text,
          (await sendRequest(twin, `/w/${name}/api/v2/runs.json`, { headers: { authorization: 'Token mine' } })).text,
        ]),
      )
    const before = await readAll()
    await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'busy', from: 'second' } })
    const busy = '/_twin/v1/worlds/busy'
    const changes: readonly [string, string, object?][] = [
      ['POST', '/runs', { flow: 0, contact: { name: 'New' } }],
      ['POST', '/clock', { advance: '31m' }],
      ['PATCH', '/quirks', { 'rapidpro.version': 'head' }],
      ['PUT', '/arrivals', { interval: '1s' }],
      ['POST', '/bursts', { count: 500 }],
      ['POST', '/clock', { clock: '60x' }],
      ['POST', '/reset'],
    ]
    for (const [method, path, body] of changes) {
      expect((await sendRequest(twin, busy + path, { method, body })).status).toBeLessThan(300)
      expect(await readAll()).toEqual(before)
    }
    await sendRequest(twin, busy, { method: 'DELETE' })
    expect(await readAll()).toEqual(before)
  })
})
