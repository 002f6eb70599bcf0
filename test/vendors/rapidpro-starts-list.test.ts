import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../support/requests.ts'
import { first, HEAD, post, regularFlow, RUNS, STARTS, walk } from './rapidpro-asking.ts'

const UNKNOWN = '00000000-0000-4000-8000-000000000000'

describe('RapidPro E4: the list of starts', () => {
  it('E4.1 and E4.2: has the keys of its version, in its order', async () => {
    const body = { groups: ['Field staff'], params: { round: 7 }, restart_participants: false }
    const twin = createTestTwin()
    await post(twin, STARTS, { ...body, flow: (await regularFlow(twin))['uuid'] })
    const v9 = await first(twin, STARTS)
    expect(Object.keys(v9).join()).toBe(
      'id,uuid,flow,contacts,groups,restart_participants,exclude_active,status,extra,params,created_on,modified_on',
    )
    expect(v9['extra']).toEqual(v9['params'])
    const newer = createTestTwin({ quirks: HEAD })
    await post(newer, STARTS, { ...body, flow: (await regularFlow(newer))['uuid'] })
    const head = await first(newer, STARTS)
    expect(Object.keys(head).toSorted()).toEqual([...Object.keys(v9), 'progress'].toSorted())
    expect([head['status'], head['progress']]).toEqual(['pending', { total: -1, started: 0 }])
  })

  it('E4.3 and E4.6: finds one by uuid, and in version 9 by id', async () => {
    const twin = createTestTwin()
    const [one, other] = await walk(twin, STARTS)
    expect(await walk(twin, `${STARTS}?uuid=${one!['uuid']}`)).toEqual([one])
    expect(await walk(twin, `${STARTS}?id=${other!['id']}`)).toEqual([other])
    expect(await walk(twin, `${STARTS}?uuid=${UNKNOWN}`)).toEqual([])
  })

  it('E4.4 and E4.5: refuses what is no UUID in the words of its version', async () => {
    expect((await sendRequest(createTestTwin(), `${STARTS}?uuid=xyz`)).json).toEqual({
      detail: 'Value for uuid must be a valid UUID',
    })
    expect((await sendRequest(createTestTwin({ quirks: HEAD }), `${STARTS}?uuid=xyz`)).json).toEqual({
      detail: "Param 'uuid': xyz is not a valid UUID.",
    })
  })

  it('tells how starts go on as time passes, the last changed first', async () => {
    for (const [quirks, words] of [
      [{}, ['pending', 'starting', 'complete']],
      [HEAD, ['pending', 'started', 'completed']],
    ] as const) {
      const twin = createTestTwin({ quirks })
      const { uuid: flow } = await regularFlow(twin)
      const { json } = await post(twin, STARTS, { flow, groups: ['Field staff'] })
      const seen: unknown[] = []
      for (const step of ['999ms', '1ms', '1999ms', '1ms']) {
        seen.push((await first(twin, STARTS))['status'])
        twin.clock.advance(step)
      }
      expect(seen).toEqual([words[0], words[0], words[1], words[1]])
      const done = await first(twin, STARTS)
      expect(done).toMatchObject({ uuid: json.uuid, status: words[2], modified_on: '2026-01-15T09:00:03Z' })
      if (quirks === HEAD) expect(done['progress'].started).toBe(done['progress'].total)
    }
  })

  it('pages through thousands, in both directions, each once and in order', async () => {
    const twin = createTestTwin({ runs: 40_000, dataset: { block: 16 } })
    const { uuid: flow } = await regularFlow(twin)
    for (let turn = 0; turn < 3; turn++) {
      await post(twin, STARTS, { flow, groups: ['Field staff'] })
      twin.clock.advance('700ms')
    }
    const all = await walk(twin, STARTS)
    expect(all.length).toBeGreaterThan(700)
    expect(new Set(all.map(({ uuid }) => uuid)).size).toBe(all.length)
    const stamps = all.map(({ modified_on: at }) => String(at).replace(/:(\d\d)Z$/, ':$1.000000Z'))
    expect(stamps).toEqual(stamps.toSorted().toReversed())
    expect(await walk(twin, `${STARTS}?reverse=1`)).toEqual(all.toReversed())
    const middle = all[400]!['modified_on']
    const since = await walk(twin, `${STARTS}?after=${middle}`)
    expect(since).toEqual(all.slice(0, 401))
    expect(await walk(twin, `${STARTS}?before=${middle}`)).toEqual(all.slice(400))
    expect(await walk(twin, `${STARTS}?after=junk`)).toEqual([])
  })

  it('lists a start of the universe that all its runs name', async () => {
    const twin = createTestTwin({ runs: 1000 })
    const starts = new Set((await walk(twin, STARTS)).map(({ uuid }) => uuid))
    const named = new Set((await walk(twin, RUNS)).flatMap(({ start }) => start?.uuid ?? []))
    expect(starts).toEqual(named)
  })
})
