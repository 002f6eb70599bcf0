import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { readFirst, HEAD, sendPost, findRegularFlow, RUNS, STARTS, readAllPages } from './requests.ts'

const UNKNOWN = '00000000-0000-4000-8000-000000000000'

describe('RapidPro E4: flow_starts.json', () => {
  it('E4.1 and E4.2: rows have the keys of the server version, in order', async () => {
    const body = { groups: ['Field staff'], params: { round: 7 }, restart_participants: false }
    const twin = createTestTwin()
    await sendPost(twin, STARTS, { ...body, flow: (await findRegularFlow(twin))['uuid'] })
    const v9 = await readFirst(twin, STARTS)
    expect(Object.keys(v9).join()).toBe(
      'id,uuid,flow,status,groups,contacts,params,created_on,modified_on,extra,restart_participants,exclude_active',
    )
    expect(v9['extra']).toEqual(v9['params'])
    const newer = createTestTwin({ quirks: HEAD })
    await sendPost(newer, STARTS, { ...body, flow: (await findRegularFlow(newer))['uuid'] })
    const head = await readFirst(newer, STARTS)
    expect(Object.keys(head).toSorted()).toEqual([...Object.keys(v9), 'progress'].toSorted())
    expect([head['status'], head['progress']]).toEqual(['pending', { total: -1, started: 0 }])
  })

  it('E4.3 and E4.6: filters by uuid, and in version 9 by id', async () => {
    const twin = createTestTwin()
    const [one, other] = await readAllPages(twin, STARTS)
    expect(await readAllPages(twin, `${STARTS}?uuid=${one!['uuid']}`)).toEqual([one])
    expect(await readAllPages(twin, `${STARTS}?id=${other!['id']}`)).toEqual([other])
    expect(await readAllPages(twin, `${STARTS}?uuid=${UNKNOWN}`)).toEqual([])
  })

  it('E4.4 and E4.5: rejects an invalid UUID with the text of the server version', async () => {
    expect((await sendRequest(createTestTwin(), `${STARTS}?uuid=xyz`)).json).toEqual({
      detail: 'Value for uuid must be a valid UUID',
    })
    expect((await sendRequest(createTestTwin({ quirks: HEAD }), `${STARTS}?uuid=xyz`)).json).toEqual({
      detail: "Param 'uuid': xyz is not a valid UUID.",
    })
  })

  it('shows the stages of a start as time passes, the last changed start first', async () => {
    for (const [quirks, statuses] of [
      [{}, ['pending', 'starting', 'complete']],
      [HEAD, ['pending', 'started', 'completed']],
    ] as const) {
      const twin = createTestTwin({ quirks })
      const { uuid: flow } = await findRegularFlow(twin)
      const { json } = await sendPost(twin, STARTS, { flow, groups: ['Field staff'] })
      const shown: unknown[] = []
      for (const step of ['999ms', '1ms', '1999ms', '1ms']) {
        shown.push((await readFirst(twin, STARTS))['status'])
        twin.clock.advance(step)
      }
      expect(shown).toEqual([statuses[0], statuses[0], statuses[1], statuses[1]])
      const done = await readFirst(twin, STARTS)
      expect(done).toMatchObject({ uuid: json.uuid, status: statuses[2], modified_on: '2026-01-15T09:00:03Z' })
      if (quirks === HEAD) expect(done['progress'].started).toBe(done['progress'].total)
    }
  })

  it('pages through hundreds of starts in both directions, each once and in order', async () => {
    const twin = createTestTwin({ runs: 40_000, dataset: { block: 16 } })
    const { uuid: flow } = await findRegularFlow(twin)
    for (let turn = 0; turn < 3; turn++) {
      await sendPost(twin, STARTS, { flow, groups: ['Field staff'] })
      twin.clock.advance('700ms')
    }
    const all = await readAllPages(twin, STARTS)
    expect(all.length).toBeGreaterThan(700)
    expect(new Set(all.map(({ uuid }) => uuid)).size).toBe(all.length)
    const times = all.map(({ modified_on: at }) => String(at).replace(/:(\d\d)Z$/, ':$1.000000Z'))
    expect(times).toEqual(times.toSorted().toReversed())
    expect(await readAllPages(twin, `${STARTS}?reverse=1`)).toEqual(all.toReversed())
    const middle = all[400]!['modified_on']
    const since = await readAllPages(twin, `${STARTS}?after=${middle}`)
    expect(since).toEqual(all.slice(0, 401))
    expect(await readAllPages(twin, `${STARTS}?before=${middle}`)).toEqual(all.slice(400))
    expect(await readAllPages(twin, `${STARTS}?after=junk`)).toEqual([])
  })

  it('lists exactly the starts that runs name', async () => {
    const twin = createTestTwin({ runs: 1000 })
    const starts = new Set((await readAllPages(twin, STARTS)).map(({ uuid }) => uuid))
    const named = new Set((await readAllPages(twin, RUNS)).flatMap(({ start }) => start?.uuid ?? []))
    expect(starts).toEqual(named)
  })
})
