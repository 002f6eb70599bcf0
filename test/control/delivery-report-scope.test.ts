import { describe, expect, it } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { ask, controlledTwin } from './control-requests.ts'
import { audited, FEED, idOf, read, scheme, WORLD } from './sync-clients.ts'

describe('the window of a feed', () => {
  const arrive = (twin: Twin, count: number) =>
    Array.from({ length: count }, (_, at) => {
      twin.world.advanceClock(1_000_000)
      const made = twin.world.applyOperation({
        kind: 'create',
        flow: at % 3,
        contact: at % 50,
        environment: 'live',
        input: null,
      })
      return idOf(twin, 'qyvo', made?.number ?? 0)
    })

  it.each([
    [137, 37],
    [100, 0],
    [101, 1],
    [350, 250],
  ])('through which %i runs go between two polls loses %i for good', async (arriving, lost) => {
    const twin = controlledTwin({ runs: 300, every: '1d', limits: false })
    await read(twin, FEED)
    const came = arrive(twin, arriving)
    await read(twin, FEED)
    const { complete, clients } = await audited(twin)
    const [{ runs, missing, window, duplicated }] = clients
    expect(complete).toBe(lost === 0)
    expect(runs).toBe(100 + arriving)
    expect(missing).toEqual({ total: lost, ids: came.slice(0, lost) })
    expect(window).toMatchObject({ rows: 100, unreachable: missing })
    expect(duplicated.total).toBe(0)
  })

  it('can still show what has not been polled yet', async () => {
    const twin = controlledTwin({ runs: 5, every: '1d', limits: false })
    await read(twin, FEED)
    arrive(twin, 60)
    const [client] = (await audited(twin)).clients
    expect(client).toMatchObject({
      missing: { total: 60 },
      window: { unreachable: { total: 0 }, safePollSeconds: null },
    })
  })

  it('has a longest interval at which nothing is lost, by the rate of arrival', async () => {
    const twin = controlledTwin({ runs: 0, every: '1d', limits: false })
    await read(twin, FEED)
    arrive(twin, 250)
    const [{ window }] = (await audited(twin)).clients
    expect(window).toMatchObject({ safePollSeconds: 100, meanFillSeconds: 100 })
  })
})

describe('an audit', () => {
  it('tells clients apart, and says nothing of who asked for no runs', async () => {
    const twin = controlledTwin({ runs: 30, limits: false })
    for (const name of ['one', 'two']) {
      await ask(twin, '/api/v2/runs.json', { headers: { authorization: `Token ${name}` } })
    }
    await ask(twin, '/api/v2/flows.json', { headers: { authorization: 'Token three' } })
    await ask(twin, '/api/v2/runs.json')
    const { clients } = await audited(twin)
    expect(clients).toHaveLength(2)
    const [one] = clients
    expect((await audited(twin, `?credential=${one.credential}`)).clients).toEqual([one])
    expect((await audited(twin, '?vendor=qyvo')).clients).toEqual([])
  })

  it('is about the runs that are asked for', async () => {
    const twin = controlledTwin({ runs: 50, limits: false })
    await read(twin, `/public/v2/flow-runs?page[size]=3`)
    const whole = (await audited(twin)).clients[0].runs
    const parts = await Promise.all(['live', 'staging'].map((one) => audited(twin, `?environment=${one}`)))
    expect(parts[0].clients[0].runs + parts[1].clients[0].runs).toBe(whole)
    expect((await audited(twin, '?since=2026-01-15T09:00:00Z')).clients[0]).toMatchObject({ runs: 0, percent: 100 })
  })

  it('counts a row that comes twice unchanged, and not what was only asked for', async () => {
    const twin = controlledTwin({ runs: 20, limits: false })
    const path = '/public/v2/flow-runs?page[size]=5'
    await read(twin, path)
    await ask(twin, path, { method: 'HEAD', headers: scheme(path) })
    expect((await audited(twin)).clients[0]).toMatchObject({ served: 5, duplicated: { total: 0 } })
    await read(twin, path)
    expect((await audited(twin)).clients[0]).toMatchObject({ served: 5, duplicated: { total: 5 } })
  })

  it('says what the journal holds no longer', async () => {
    const twin = controlledTwin({ runs: 20, limits: false })
    for (let at = 0; at < 1003; at++) await read(twin, `/public/v2/flow-runs?page[size]=1`)
    expect((await audited(twin)).warning).toMatch(/no longer holds 3 older requests/)
  })

  it.each([
    ['?vendor=qivo', 'did you mean "qyvo"?'],
    ['?since=noon', 'is no instant'],
  ])('for %s is refused', async (query, error) => {
    const { status, json } = await ask(controlledTwin(), `${WORLD}/delivery-report${query}`)
    expect([status, json.error]).toEqual([400, expect.stringContaining(error)])
  })
})
