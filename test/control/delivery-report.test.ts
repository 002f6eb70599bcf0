import { describe, expect, it } from 'vitest'
import { createControlTwin, sendRequest } from './control-requests.ts'
import { createRuns, listRuns, readBodies, readReport, PAGE_READERS, readAllPages, WORLD } from './sync-clients.ts'

describe.each(Object.keys(PAGE_READERS))('a client of %s', (vendor) => {
  const page = PAGE_READERS[vendor] ?? expect.fail()

  it.each([7, 42])('that reads all pages has a complete report, with seed %i', async (seed) => {
    const twin = createControlTwin({ seed, runs: 83, limits: false })
    await readAllPages(twin, page)
    const report = await readReport(twin, `?vendor=${vendor}`)
    const noRuns = { total: 0, ids: [] }
    expect(report).toMatchObject({
      complete: true,
      warning: null,
      clients: [
        {
          vendor,
          runs: 83,
          served: 83,
          percent: 100,
          missing: noRuns,
          duplicated: noRuns,
          stale: noRuns,
          deleted: noRuns,
        },
      ],
    })
    const { pages } = report.clients[0]
    const newRows = pages.reduce((sum: number, page: { newRows: number }) => sum + page.newRows, 0)
    expect(newRows).toBe(83)
  })

  it('that ignores updates has exactly the changed runs as stale', async () => {
    const twin = createControlTwin({ runs: 60, limits: false })
    await readAllPages(twin, page)
    const runs = await listRuns(twin)
    const { json } = await sendRequest(twin, `${WORLD}/clock`, { body: { advance: '30m' } })
    const changed = new Set(json.events.map(({ run }: { run: number }) => run))
    const changedIds = runs.filter(({ number }) => changed.has(number)).map(({ ids }) => ids[vendor])
    expect(changedIds.length).toBeGreaterThan(0)
    const { complete, clients } = await readReport(twin, `?vendor=${vendor}`)
    expect([complete, clients[0].stale]).toEqual([
      false,
      { total: changedIds.length, ids: expect.arrayContaining(changedIds) },
    ])
  })

  it('has a stale run that changed in the same instant, and a deleted one', async () => {
    const twin = createControlTwin({ runs: 40, limits: false })
    const [stale, deleted] = await createRuns(twin, [1, 2])
    await readAllPages(twin, page)
    await sendRequest(twin, `${WORLD}/runs/${stale?.number}`, { body: { end: 'failed' } })
    const headers = { authorization: 'Bearer other' }
    await sendRequest(twin, `/public/v2/flow-runs/${deleted?.ids['recrubo']}`, { method: 'DELETE', headers })
    const [staleId, deletedId] = [stale?.ids[vendor], deleted?.ids[vendor]]
    const { clients } = await readReport(twin, `?vendor=${vendor}`)
    expect(clients[0]).toMatchObject({ runs: 41, served: 41, stale: { ids: [staleId] }, deleted: { ids: [deletedId] } })
  })
})

describe.each(['recrubo', 'idnow'])('a client of %s that stops early', (vendor) => {
  it('misses exactly the runs that it was not served', async () => {
    const twin = createControlTwin({ runs: 70, limits: false })
    const page = PAGE_READERS[vendor] ?? expect.fail()
    const nextPage = await readAllPages(twin, page, 3)
    expect(nextPage).not.toBeNull()
    const before = (await readReport(twin)).clients[0]
    const all = (await listRuns(twin)).map(({ ids }) => ids[vendor] ?? '')
    const bodies = await readBodies(twin)
    const missing = all.filter((id) => !bodies.some((body) => body.includes(id)))
    expect(before.missing).toEqual({ total: missing.length, ids: missing })
    expect(before.served + missing.length).toBe(70)
    expect(before.percent).toBe(Math.floor((before.served / 70) * 10_000) / 100)
  })
})

describe('a client of rapidpro that stops early', () => {
  it('misses exactly the runs that it was not served', async () => {
    const twin = createControlTwin({ runs: 700, limits: false })
    await readAllPages(twin, PAGE_READERS['rapidpro'] ?? expect.fail(), 2)
    const all = (await listRuns(twin)).map(({ ids }) => ids['rapidpro'] ?? '')
    const bodies = (await readBodies(twin)).join('')
    const missing = all.filter((id) => !bodies.includes(id))
    const { clients } = await readReport(twin)
    expect(clients[0]).toMatchObject({ served: 500, percent: 71.42, missing: { total: 200, ids: missing } })
    expect(clients[0].pages).toMatchObject([
      { sequence: 1, rows: 250, newRows: 250 },
      { sequence: 2, rows: 250 },
    ])
  })
})
