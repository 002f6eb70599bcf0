import { describe, expect, it } from 'vitest'
import { sendRequest, BEARER, createControlTwin, FEED } from './control-requests.ts'

describe('worlds', () => {
  it('are created on demand by path, and are isolated', async () => {
    const twin = createControlTwin()
    const before = await sendRequest(twin, `/w/one${FEED}`, { headers: BEARER })
    expect(before.json).toHaveLength(60)
    expect(before.headers.get('x-flowtwin-world')).toBe('one')
    await sendRequest(twin, '/_twin/v1/worlds/one/clock', { body: { advance: '31m' } })
    const after = await sendRequest(twin, `/w/one${FEED}`, { headers: BEARER })
    expect(after.text).not.toBe(before.text)
    const other = await sendRequest(twin, `/w/two${FEED}`, { headers: BEARER })
    expect(other.text).toBe(before.text)
    const worlds = await sendRequest(twin, '/_twin/v1/worlds')
    expect(worlds.json.worlds.map((world: { name: string }) => world.name)).toEqual(['default', 'one', 'two'])
  })

  it('are selected by header, and by a credential that begins with a world name', async () => {
    const twin = createControlTwin()
    const selectWorld = async (headers: Record<string, string>) =>
      (await sendRequest(twin, FEED, { headers })).headers.get('x-flowtwin-world')
    expect(await selectWorld({ ...BEARER, 'x-flowtwin-world': 'by-header' })).toBe('by-header')
    expect(await selectWorld({ authorization: 'Bearer by-header.mine' })).toBe('by-header')
    expect(await selectWorld({ authorization: 'Bearer nobody.mine' })).toBe('default')
  })

  it('have their prefix in links', async () => {
    const twin = createControlTwin({ runs: 600 })
    const { json } = await sendRequest(twin, '/w/linked/api/v2/runs.json', { headers: { authorization: 'Token mine' } })
    expect(json.next).toMatch(/^http:\/\/localhost\/w\/linked\/api\/v2\/runs\.json\?cursor=/)
    const flowRuns = await sendRequest(twin, '/w/linked/public/v2/flow-runs?page[size]=1', { headers: BEARER })
    expect(flowRuns.json.data[0].relationships.flow.links.related).toMatch(/^\/w\/linked\/public\/v2\/flows\//)
  })

  it('return 404 in strict mode until they are created, with a hint', async () => {
    const twin = createControlTwin({ strictWorlds: true })
    const rejected = await sendRequest(twin, `/w/one${FEED}`, { headers: BEARER })
    expect([rejected.status, rejected.json.error]).toEqual([404, expect.stringContaining('POST {"name":"one"}')])
    expect((await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'one' } })).status).toBe(201)
    expect((await sendRequest(twin, `/w/one${FEED}`, { headers: BEARER })).status).toBe(200)
  })

  it('can be created from parameters, forked, reset and deleted', async () => {
    const twin = createControlTwin()
    const created = await sendRequest(twin, '/_twin/v1/worlds', {
      body: { name: 'small', seed: 'x', runs: 3, now: '2026-02-01T00:00:00Z' },
    })
    expect([created.status, created.json]).toMatchObject([
      201,
      { seed: 'x', runs: 3, now: '2026-02-01T00:00:00.000000Z', path: '/w/small' },
    ])
    await sendRequest(twin, '/_twin/v1/worlds/small/clock', { body: { advance: '10m' } })
    const fork = await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'fork', from: 'small' } })
    expect(fork.json).toMatchObject({ operationCount: 1, now: '2026-02-01T00:10:00.000000Z' })
    const rows = async (world: string) => (await sendRequest(twin, `/w/${world}${FEED}`, { headers: BEARER })).text
    expect(await rows('fork')).toBe(await rows('small'))
    expect((await sendRequest(twin, '/_twin/v1/worlds/small/reset', { body: {} })).json).toMatchObject({
      operationCount: 0,
    })
    expect(await rows('fork')).not.toBe(await rows('small'))
    expect((await sendRequest(twin, '/_twin/v1/worlds/fork', { method: 'DELETE' })).status).toBe(204)
    expect((await sendRequest(twin, '/_twin/v1/worlds/fork')).status).toBe(404)
    expect((await sendRequest(twin, '/_twin/v1/worlds/default', { method: 'DELETE' })).status).toBe(409)
  })

  it('are reset to their initial state and quirks, also the default world', async () => {
    const twin = createControlTwin({ quirks: { 'rapidpro.version': 'head' } })
    const rows = async (world: string) => (await sendRequest(twin, `${world}${FEED}`, { headers: BEARER })).text
    const initialRows = await rows('')
    await sendRequest(twin, '/_twin/v1/worlds/default/clock', { body: { advance: '20m' } })
    await sendRequest(twin, '/_twin/v1/worlds/default/quirks', { method: 'PATCH', body: { 'rapidpro.version': 'v9' } })
    await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'fork', from: 'default' } })
    const forked = await rows('/w/fork')
    expect(forked).not.toBe(initialRows)
    await sendRequest(twin, '/_twin/v1/worlds/default/reset', { body: {} })
    expect(await rows('')).toBe(initialRows)
    expect((await sendRequest(twin, '/_twin/v1/worlds/default/quirks')).json['rapidpro.version']).toBe('head')
    await sendRequest(twin, '/_twin/v1/worlds/fork/clock', { body: { advance: '20m' } })
    await sendRequest(twin, '/_twin/v1/worlds/fork/reset', { body: {} })
    expect(await rows('/w/fork')).toBe(forked)
  })

  it('are limited in number', async () => {
    const twin = createControlTwin({ maxWorlds: 3 })
    await sendRequest(twin, `/w/one${FEED}`, { headers: BEARER })
    await sendRequest(twin, `/w/two${FEED}`, { headers: BEARER })
    expect(await sendRequest(twin, `/w/three${FEED}`, { headers: BEARER })).toMatchObject({ status: 404 })
    expect(await sendRequest(twin, '/_twin/v1/worlds', { body: { name: 'three' } })).toMatchObject({ status: 400 })
  })
})
