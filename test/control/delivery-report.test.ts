import { describe, expect, it } from 'vitest'
import { controlledTwin } from './control-requests.ts'
import { allIds, audited, idOf, PAGES, sync } from './sync-clients.ts'

describe.each(Object.keys(PAGES))('a client of %s', (vendor) => {
  const page = PAGES[vendor] ?? expect.fail()

  it.each([7, 42])('that reads everything is told so, with seed %i', async (seed) => {
    const twin = controlledTwin({ seed, runs: 83, limits: false })
    await sync(twin, page)
    const audit = await audited(twin, `?vendor=${vendor}`)
    const none = { total: 0, ids: [] }
    expect(audit).toMatchObject({
      complete: true,
      warning: null,
      clients: [
        { vendor, runs: 83, served: 83, percent: 100, missing: none, duplicated: none, stale: none, deleted: none },
      ],
    })
    const { pages } = audit.clients[0]
    const fresh = pages.reduce((sum: number, one: { newRows: number }) => sum + one.newRows, 0)
    expect(fresh).toBe(83)
  })

  it('that ignores updates has stale runs, precisely those that have changed', async () => {
    const twin = controlledTwin({ runs: 60, limits: false })
    await sync(twin, page)
    const before = twin.world.view()
    twin.world.advanceClock(1_800_000_000)
    const changed = []
    for (let index = -60; index < 0; index++) {
      const number = 2 * index
      const run = twin.world.findRun(number)
      if (run !== undefined && run.modifiedAt > before.datasetSnapshot.now) changed.push(idOf(twin, vendor, number))
    }
    expect(changed.length).toBeGreaterThan(0)
    const { complete, clients } = await audited(twin, `?vendor=${vendor}`)
    expect([complete, clients[0].stale]).toEqual([
      false,
      { total: changed.length, ids: expect.arrayContaining(changed) },
    ])
  })

  it('is told of a run that changed in the same instant, and of one that is gone', async () => {
    const twin = controlledTwin({ runs: 40, limits: false })
    const run = twin.world.applyOperation({ kind: 'create', flow: 0, contact: 1, environment: 'live', input: null })
    const other = twin.world.applyOperation({ kind: 'create', flow: 0, contact: 2, environment: 'live', input: null })
    const [id, gone] = [run, other].map((one) => idOf(twin, vendor, one?.number ?? 0))
    await sync(twin, page)
    twin.world.applyOperation({ kind: 'change', run: run?.number ?? 0, end: 'failed', variables: null })
    twin.world.applyOperation({ kind: 'delete', run: other?.number ?? 0 })
    const { clients } = await audited(twin, `?vendor=${vendor}`)
    expect(clients[0]).toMatchObject({ runs: 41, served: 41, stale: { ids: [id] }, deleted: { ids: [gone] } })
  })
})

describe.each(['recrubo', 'idnow'])('a client of %s that is killed', (vendor) => {
  it('lacks precisely the runs that it was not served', async () => {
    const twin = controlledTwin({ runs: 70, limits: false })
    const page = PAGES[vendor] ?? expect.fail()
    const left = await sync(twin, page, 3)
    expect(left).not.toBeNull()
    const before = (await audited(twin)).clients[0]
    const all = await allIds(twin, vendor)
    const bodies = twin.journal.listJournalEntries().map((entry) => entry.responseBody ?? '')
    const missing = all.filter((id) => !bodies.some((body) => body.includes(id)))
    expect(before.missing).toEqual({ total: missing.length, ids: missing })
    expect(before.served + missing.length).toBe(70)
    expect(before.percent).toBe(Math.floor((before.served / 70) * 10_000) / 100)
  })
})

describe('a client of rapidpro that is killed', () => {
  it('lacks precisely the runs that it was not served', async () => {
    const twin = controlledTwin({ runs: 700, limits: false })
    await sync(twin, PAGES['rapidpro'] ?? expect.fail(), 2)
    const all = await allIds(twin, 'rapidpro')
    const told = twin.journal
      .listJournalEntries()
      .map((entry) => entry.responseBody ?? '')
      .join('')
    const missing = all.filter((id) => !told.includes(id))
    const { clients } = await audited(twin)
    expect(clients[0]).toMatchObject({ served: 500, percent: 71.42, missing: { total: 200, ids: missing } })
    expect(clients[0].pages).toMatchObject([
      { sequence: 1, rows: 250, newRows: 250 },
      { sequence: 2, rows: 250 },
    ])
  })
})
