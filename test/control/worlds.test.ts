import { describe, expect, it } from 'vitest'
import { ask, BEARER, controlledTwin, FEED } from './control-requests.ts'

describe('worlds', () => {
  it('are made on demand by path, and do not see each other', async () => {
    const twin = controlledTwin()
    const before = await ask(twin, `/w/one${FEED}`, { headers: BEARER })
    expect(before.json).toHaveLength(60)
    expect(before.headers.get('x-flowtwin-world')).toBe('one')
    await ask(twin, '/_twin/v1/worlds/one/clock', { body: { advance: '31m' } })
    const after = await ask(twin, `/w/one${FEED}`, { headers: BEARER })
    expect(after.text).not.toBe(before.text)
    const other = await ask(twin, `/w/two${FEED}`, { headers: BEARER })
    expect(other.text).toBe(before.text)
    const worlds = await ask(twin, '/_twin/v1/worlds')
    expect(worlds.json.worlds.map((world: { name: string }) => world.name)).toEqual(['default', 'one', 'two'])
  })

  it('are selected by header, and by a credential that begins with the name of one', async () => {
    const twin = controlledTwin()
    const worldOf = async (headers: Record<string, string>) =>
      (await ask(twin, FEED, { headers })).headers.get('x-flowtwin-world')
    expect(await worldOf({ ...BEARER, 'x-flowtwin-world': 'by-header' })).toBe('by-header')
    expect(await worldOf({ authorization: 'Bearer by-header.mine' })).toBe('by-header')
    expect(await worldOf({ authorization: 'Bearer nobody.mine' })).toBe('default')
  })

  it('keep their prefix in the links that they send', async () => {
    const twin = controlledTwin({ runs: 600 })
    const { json } = await ask(twin, '/w/linked/api/v2/runs.json', { headers: { authorization: 'Token mine' } })
    expect(json.next).toMatch(/^http:\/\/localhost\/w\/linked\/api\/v2\/runs\.json\?cursor=/)
    const flowRuns = await ask(twin, '/w/linked/public/v2/flow-runs?page[size]=1', { headers: BEARER })
    expect(flowRuns.json.data[0].relationships.flow.links.related).toMatch(/^\/w\/linked\/public\/v2\/flows\//)
  })

  it('are refused when they were not made and only such are served, saying how to make one', async () => {
    const twin = controlledTwin({ strictWorlds: true })
    const refused = await ask(twin, `/w/one${FEED}`, { headers: BEARER })
    expect([refused.status, refused.json.error]).toEqual([404, expect.stringContaining('POST {"name":"one"}')])
    expect((await ask(twin, '/_twin/v1/worlds', { body: { name: 'one' } })).status).toBe(201)
    expect((await ask(twin, `/w/one${FEED}`, { headers: BEARER })).status).toBe(200)
  })

  it('are made from parameters, forked, reset and deleted', async () => {
    const twin = controlledTwin()
    const made = await ask(twin, '/_twin/v1/worlds', {
      body: { name: 'small', seed: 'x', runs: 3, now: '2026-02-01T00:00:00Z' },
    })
    expect([made.status, made.json]).toMatchObject([
      201,
      { seed: 'x', runs: 3, now: '2026-02-01T00:00:00.000000Z', path: '/w/small' },
    ])
    await ask(twin, '/_twin/v1/worlds/small/clock', { body: { advance: '10m' } })
    const fork = await ask(twin, '/_twin/v1/worlds', { body: { name: 'fork', from: 'small' } })
    expect(fork.json).toMatchObject({ operationCount: 1, now: '2026-02-01T00:10:00.000000Z' })
    const rows = async (world: string) => (await ask(twin, `/w/${world}${FEED}`, { headers: BEARER })).text
    expect(await rows('fork')).toBe(await rows('small'))
    expect((await ask(twin, '/_twin/v1/worlds/small/reset', { method: 'POST' })).json).toMatchObject({
      operationCount: 0,
    })
    expect(await rows('fork')).not.toBe(await rows('small'))
    expect((await ask(twin, '/_twin/v1/worlds/fork', { method: 'DELETE' })).status).toBe(204)
    expect((await ask(twin, '/_twin/v1/worlds/fork')).status).toBe(404)
    expect((await ask(twin, '/_twin/v1/worlds/default', { method: 'DELETE' })).status).toBe(409)
  })

  it('begin again as they began, the default one as well, with their first quirks', async () => {
    const twin = controlledTwin({ quirks: { 'rapidpro.version': 'head' } })
    const rows = async (world: string) => (await ask(twin, `${world}${FEED}`, { headers: BEARER })).text
    const began = await rows('')
    await ask(twin, '/_twin/v1/worlds/default/clock', { body: { advance: '20m' } })
    await ask(twin, '/_twin/v1/worlds/default/quirks', { method: 'PATCH', body: { 'rapidpro.version': 'v9' } })
    await ask(twin, '/_twin/v1/worlds', { body: { name: 'fork', from: 'default' } })
    const forked = await rows('/w/fork')
    expect(forked).not.toBe(began)
    await ask(twin, '/_twin/v1/worlds/default/reset', { method: 'POST' })
    expect(await rows('')).toBe(began)
    expect((await ask(twin, '/_twin/v1/worlds/default/quirks')).json['rapidpro.version']).toBe('head')
    await ask(twin, '/_twin/v1/worlds/fork/clock', { body: { advance: '20m' } })
    await ask(twin, '/_twin/v1/worlds/fork/reset', { method: 'POST' })
    expect(await rows('/w/fork')).toBe(forked)
  })

  it('are no more than there may be', async () => {
    const twin = controlledTwin({ maxWorlds: 3 })
    await ask(twin, `/w/one${FEED}`, { headers: BEARER })
    await ask(twin, `/w/two${FEED}`, { headers: BEARER })
    expect(await ask(twin, `/w/three${FEED}`, { headers: BEARER })).toMatchObject({ status: 404 })
    expect(await ask(twin, '/_twin/v1/worlds', { body: { name: 'three' } })).toMatchObject({ status: 400 })
  })
})
