import { describe, expect, it } from 'vitest'
import { sendRequest, BEARER, createControlTwin, FEED } from '../control/control-requests.ts'
import { playWorlds } from './play-worlds.ts'

describe('worlds of one server', () => {
  it('answer four processes that use forty of them at once as they answer each world alone', async () => {
    const { concurrent, alone } = await playWorlds({ clients: 4, worlds: 40, steps: 30 })
    expect(concurrent).toEqual(alone)
    expect(new Set(Object.values(concurrent)).size).toBe(40)
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
      ['POST', '/reset', {}],
    ]
    for (const [method, path, body] of changes) {
      expect((await sendRequest(twin, busy + path, { method, body })).status).toBeLessThan(300)
      expect(await readAll()).toEqual(before)
    }
    await sendRequest(twin, busy, { method: 'DELETE' })
    expect(await readAll()).toEqual(before)
  })
})
