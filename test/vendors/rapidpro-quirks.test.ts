import { describe, expect, it } from 'vitest'
import { rapidpro } from '../../mock/vendors/rapidpro/index.ts'
import type { Twin } from '../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../support/requests.ts'
import { CONTACTS, first, FLOWS, type Item, post, regularFlow, RUNS, STARTS, walk } from './rapidpro-asking.ts'

const NINE = 'id,uuid,flow,contact,start,responded,path,values,created_on,modified_on,exited_on,exit_type'
const NEWER = 'uuid,flow,contact,start,responded,path,values,created_on,modified_on,exited_on,exit_type,id'
const UNDATED = `${RUNS}?cursor=${encodeURIComponent(btoa('p=notadate'))}`

const keys = (item: Item): string => Object.keys(item).join()
const results = (runs: readonly Item[]): readonly (readonly [string, Item])[] =>
  runs.flatMap((run) => Object.entries<Item>(run['values']))

/** One test for each position of each quirk, by what it sets. */
const POSITIONS: Readonly<Record<string, (twin: Twin) => Promise<void>>> = {
  'rapidpro.version=v9': async (twin) => {
    const answer = await sendRequest(twin, RUNS)
    expect([answer.headers.get('x-temba-org'), answer.headers.has('x-temba-workspace')]).toEqual(['1', false])
    const runs = answer.json.results
    expect(new Set(runs.map(keys))).toEqual(new Set([NINE]))
    const own = results(runs)
    expect(new Set(own.map(([, result]) => keys(result)))).toEqual(new Set(['value,category,node,time,name,input']))
    expect((await sendRequest(twin, `${RUNS}?flow=x`)).status).toBe(200)
  },
  'rapidpro.version=head': async (twin) => {
    const answer = await sendRequest(twin, RUNS)
    expect([answer.headers.has('x-temba-org'), answer.headers.has('x-temba-workspace')]).toEqual([false, true])
    const runs = answer.json.results
    expect(new Set(runs.map(keys))).toEqual(new Set([NEWER]))
    const own = results(runs)
    expect(new Set(own.map(([, result]) => keys(result)))).toEqual(new Set(['value,category,node,time,name']))
    expect((await sendRequest(twin, `${RUNS}?flow=x`)).status).toBe(400)
  },
  'rapidpro.workspace=open': async (twin) => {
    const { contact } = await first(twin, RUNS)
    expect(keys(contact)).toBe('uuid,name,urn,urn_display')
    expect(contact.urn).toBe(`tel:${contact.urn_display}`)
  },
  'rapidpro.workspace=anonymous': async (twin) => {
    const { contact } = await first(twin, RUNS)
    expect(keys(contact)).toBe('uuid,name,urn,urn_display,anon_display')
    expect([contact.urn, contact.urn_display]).toEqual(['tel:********', null])
    expect(contact.anon_display).toMatch(/^\d{10}$/)
    const newer = createTestTwin({ quirks: { 'rapidpro.workspace': 'anonymous', 'rapidpro.version': 'head' } })
    const { contact: other } = await first(newer, RUNS)
    expect(keys(other)).toBe('uuid,name,urn,urn_display,ref,anon_display')
    expect(other.ref).toBe(other.anon_display)
  },
  'rapidpro.rate=documented': async (twin) => {
    expect(await allowed(twin, 2501)).toBe(2500)
  },
  'rapidpro.rate=raised': async (twin) => {
    expect(await allowed(twin, 15_001)).toBe(15_000)
  },
  'rapidpro.rate=lowered': async (twin) => {
    expect(await allowed(twin, 4)).toBe(3)
  },
  'rapidpro.transport=any': async (twin) => {
    expect((await sendRequest(twin, RUNS)).status).toBe(200)
  },
  'rapidpro.transport=tls': async (twin) => {
    const refused = await sendRequest(twin, RUNS)
    expect([refused.status, refused.json.detail]).toEqual([403, 'You do not have permission to perform this action.'])
    const anonymous = await sendRequest(twin, RUNS, { anonymous: true })
    expect(anonymous.json.detail).toBe('Authentication credentials were not provided.')
    expect((await sendRequest(twin, RUNS, { headers: { 'x-forwarded-proto': 'https' } })).status).toBe(200)
  },
  'rapidpro.undated-cursor=not-found': async (twin) => {
    expect((await sendRequest(twin, UNDATED)).status).toBe(404)
  },
  'rapidpro.undated-cursor=server-error': async (twin) => {
    expect((await sendRequest(twin, UNDATED)).status).toBe(500)
    expect((await sendRequest(twin, `${RUNS}?cursor=xxx`)).status).toBe(404)
  },
  'rapidpro.whole-seconds=bare': async (twin) => {
    expect((await walk(twin, RUNS)).some((run) => /:\d\dZ$/.test(run['modified_on']))).toBe(true)
  },
  'rapidpro.whole-seconds=digits': async (twin) => {
    for (const path of [RUNS, FLOWS, CONTACTS, STARTS]) {
      for (const item of await walk(twin, path)) {
        for (const text of Object.values<string>([item['created_on'], item['modified_on']])) {
          expect(text).toMatch(/\.\d{6}Z$/)
        }
      }
    }
  },
  'rapidpro.identifiers=both': async (twin) => {
    expect(await first(twin, RUNS)).toMatchObject({ id: expect.any(Number), uuid: expect.any(String) })
  },
  'rapidpro.identifiers=uuid': async (twin) => {
    expect(keys(await first(twin, RUNS))).toBe(NINE.replace('id,', ''))
  },
  'rapidpro.identifiers=id': async (twin) => {
    expect(keys(await first(twin, RUNS))).toBe(NINE.replace('uuid,', ''))
  },
  'rapidpro.start=nullable': async (twin) => {
    expect((await walk(twin, RUNS)).some(({ start }) => start === null)).toBe(true)
  },
  'rapidpro.start=omitted': async (twin) => {
    const starts = (await walk(twin, RUNS)).map(({ start }) => typeof start)
    expect(new Set(starts)).toEqual(new Set(['undefined', 'object']))
    expect((await walk(twin, RUNS)).some(({ start }) => start === null)).toBe(false)
  },
  'rapidpro.path=included': async (twin) => {
    expect(keys(await first(twin, RUNS))).toBe(NINE)
  },
  'rapidpro.path=omitted': async (twin) => {
    expect(keys(await first(twin, RUNS))).toBe(NINE.replace('path,', ''))
    expect(keys(await first(twin, `${RUNS}?paths=true`))).toBe(NINE)
    expect(await first(twin, `${RUNS}?paths=false`)).toMatchObject({ path: null })
  },
  'rapidpro.result-name=display': async (twin) => {
    const own = results(await walk(twin, RUNS))
    expect(own.every(([key, { name }]) => name.toLowerCase().replaceAll(' ', '_') === key && name !== key)).toBe(true)
  },
  'rapidpro.result-name=key': async (twin) => {
    const own = results(await walk(twin, RUNS))
    expect(own.length > 0 && own.every(([key, { name }]) => name === key)).toBe(true)
  },
  'rapidpro.failed-runs=failed': async (twin) => {
    expect(await exitsOf(twin)).toContain('failed')
    expect((await walk(twin, FLOWS)).some(({ runs }) => runs.failed > 0)).toBe(true)
  },
  'rapidpro.failed-runs=interrupted': async (twin) => {
    expect([...(await exitsOf(twin))].toSorted()).toEqual(['completed', 'expired', 'interrupted', null])
    const counts = (await walk(twin, FLOWS)).map(({ runs }) => runs)
    const interrupted = (await walk(twin, RUNS)).filter((run) => run['exit_type'] === 'interrupted')
    expect(counts.every(({ failed }) => failed === 0)).toBe(true)
    expect(counts.reduce((sum, counted) => sum + counted.interrupted, 0)).toBe(interrupted.length)
  },
  'rapidpro.computed-starts=listed': async (twin) => {
    const named = (await walk(twin, RUNS)).find(({ start }) => start !== null)!['start'].uuid
    expect(await walk(twin, `${STARTS}?uuid=${named}`)).toHaveLength(1)
  },
  'rapidpro.computed-starts=hidden': async (twin) => {
    const named = (await walk(twin, RUNS)).find(({ start }) => start !== null)!['start'].uuid
    expect(await walk(twin, `${STARTS}?uuid=${named}`)).toEqual([])
    expect(await walk(twin, STARTS)).toEqual([])
    const { uuid: flow } = await regularFlow(twin)
    const { json } = await post(twin, STARTS, { flow, groups: ['Field staff'] })
    expect(await walk(twin, STARTS)).toEqual([json])
  },
  'rapidpro.start-pace=steps': async (twin) => {
    expect(await paceOf(twin)).toEqual(['pending', 'pending', 'starting', 'complete'])
  },
  'rapidpro.start-pace=at-once': async (twin) => {
    expect(await paceOf(twin)).toEqual(['pending', 'complete', 'complete', 'complete'])
  },
}

/** How many requests in a row are answered. */
async function allowed(twin: Twin, most: number): Promise<number> {
  const path = `${RUNS}?uuid=00000000-0000-4000-8000-000000000000`
  for (let turn = 0; turn < most; turn++) if ((await sendRequest(twin, path)).status !== 200) return turn
  return most
}

async function exitsOf(twin: Twin): Promise<ReadonlySet<unknown>> {
  return new Set((await walk(twin, RUNS)).map((run) => run['exit_type']))
}

/** The status of a start: in the answer to its creation, at once, after a second and after three. */
async function paceOf(twin: Twin): Promise<readonly unknown[]> {
  const { uuid: flow } = await regularFlow(twin)
  const { json } = await post(twin, STARTS, { flow, groups: ['Field staff'] })
  const seen = [json.status]
  for (const pause of ['0s', '1s', '2s']) {
    twin.clock.advance(pause)
    seen.push((await first(twin, STARTS))['status'])
  }
  return seen
}

describe('the quirks of RapidPro', () => {
  it.each(Object.keys(POSITIONS))('%s', async (setting) => {
    const [id = '', position = ''] = setting.split('=')
    await POSITIONS[setting]!(createTestTwin({ runs: 2000, quirks: { [id]: position } }))
  })

  it('have a test for each position, and each test a position', () => {
    const all = rapidpro.quirks.flatMap(({ id, positions }) => Object.keys(positions).map((one) => `${id}=${one}`))
    expect(Object.keys(POSITIONS).toSorted()).toEqual(all.toSorted())
    expect(rapidpro.quirks.length).toBeGreaterThanOrEqual(12)
  })

  it('hold by default in the position that says so', async () => {
    for (const { id, defaultPosition } of rapidpro.quirks) {
      if (id !== 'rapidpro.rate') await POSITIONS[`${id}=${defaultPosition}`]!(createTestTwin({ runs: 2000 }))
    }
  })
})
