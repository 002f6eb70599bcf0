import { describe, expect, it } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { sendRequest, createControlTwin } from './control-requests.ts'
import { listRuns, readReport, FEED, readPage, createHeaders, WORLD } from './sync-clients.ts'

describe('the window of a feed', () => {
  /** Creates a run each second. */
  const createRunsInTurn = async (twin: Twin, count: number) => {
    const { now } = twin.clock
    const runs = Array.from({ length: count }, (_, index) => ({
      flow: index % 3,
      contact: index % 50,
      createdAt: new Date(now / 1000 + 1000 * (index + 1)).toISOString(),
    }))
    await sendRequest(twin, `${WORLD}/runs`, { body: runs })
    twin.clock.advance(`${count}s`)
    return (await listRuns(twin)).slice(-count).map(({ ids }) => ids['qyvo'])
  }

  it.each([
    [137, 37],
    [100, 0],
    [101, 1],
    [350, 250],
  ])('with %i new runs between two polls makes %i of them unreachable', async (newRunCount, lostCount) => {
    const twin = createControlTwin({ runs: 300, every: '1d', limits: false })
    await readPage(twin, FEED)
    const newIds = await createRunsInTurn(twin, newRunCount)
    await readPage(twin, FEED)
    const { complete, clients } = await readReport(twin)
    const [{ runs, missing, window, duplicated }] = clients
    expect(complete).toBe(lostCount === 0)
    expect(runs).toBe(100 + newRunCount)
    expect(missing).toEqual({ total: lostCount, ids: newIds.slice(0, lostCount) })
    expect(window).toMatchObject({ rows: 100, unreachable: missing })
    expect(duplicated.total).toBe(0)
  })

  it('has no unreachable runs before it is full', async () => {
    const twin = createControlTwin({ runs: 5, every: '1d', limits: false })
    await readPage(twin, FEED)
    await createRunsInTurn(twin, 60)
    const [client] = (await readReport(twin)).clients
    expect(client).toMatchObject({
      missing: { total: 60 },
      window: { unreachable: { total: 0 }, safePollSeconds: null },
    })
  })

  it('has a longest safe polling interval, which follows from the rate of new runs', async () => {
    const twin = createControlTwin({ runs: 0, every: '1d', limits: false })
    await readPage(twin, FEED)
    await createRunsInTurn(twin, 250)
    const [{ window }] = (await readReport(twin)).clients
    expect(window).toMatchObject({ safePollSeconds: 100, meanFillSeconds: 100 })
  })
})

describe('a delivery report', () => {
  it('has one score per client, and none for clients that read no runs', async () => {
    const twin = createControlTwin({ runs: 30, limits: false })
    for (const name of ['one', 'two']) {
      await sendRequest(twin, '/api/v2/runs.json', { headers: { authorization: `Token ${name}` } })
    }
    await sendRequest(twin, '/api/v2/flows.json', { headers: { authorization: 'Token three' } })
    await sendRequest(twin, '/api/v2/runs.json')
    const { clients } = await readReport(twin)
    expect(clients).toHaveLength(2)
    const [one] = clients
    expect((await readReport(twin, `?credential=${one.credential}`)).clients).toEqual([one])
    expect((await readReport(twin, '?vendor=qyvo')).clients).toEqual([])
  })

  it('counts only runs that match the query', async () => {
    const twin = createControlTwin({ runs: 50, limits: false })
    await readPage(twin, `/public/v2/flow-runs?page[size]=3`)
    const total = (await readReport(twin)).clients[0].runs
    const parts = await Promise.all(['live', 'staging'].map((name) => readReport(twin, `?environment=${name}`)))
    expect(parts[0].clients[0].runs + parts[1].clients[0].runs).toBe(total)
    expect((await readReport(twin, '?since=2026-01-15T09:00:00Z')).clients[0]).toMatchObject({ runs: 0, percent: 100 })
  })

  it('counts rows that are served twice unchanged, but not those of a HEAD request', async () => {
    const twin = createControlTwin({ runs: 20, limits: false })
    const path = '/public/v2/flow-runs?page[size]=5'
    await readPage(twin, path)
    await sendRequest(twin, path, { method: 'HEAD', headers: createHeaders(path) })
    expect((await readReport(twin)).clients[0]).toMatchObject({ served: 5, duplicated: { total: 0 } })
    await readPage(twin, path)
    expect((await readReport(twin)).clients[0]).toMatchObject({ served: 5, duplicated: { total: 5 } })
  })

  it('warns of dropped journal entries', async () => {
    const twin = createControlTwin({ runs: 20, limits: false })
    for (let call = 0; call < 1003; call++) await readPage(twin, `/public/v2/flow-runs?page[size]=1`)
    expect((await readReport(twin)).warning).toMatch(/has dropped 3 requests/)
  })

  it.each([
    ['?vendor=qivo', 'did you mean "qyvo"?'],
    ['?since=noon', '`since` must be an instant'],
  ])('returns 400 for %s', async (query, error) => {
    const { status, json } = await sendRequest(createControlTwin(), `${WORLD}/delivery-report${query}`)
    expect([status, json.error]).toEqual([400, expect.stringContaining(error)])
  })
})
