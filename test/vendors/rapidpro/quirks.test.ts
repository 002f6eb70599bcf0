import { describe, expect, it } from 'vitest'
import { rapidpro } from '../../../mock/vendors/rapidpro/index.ts'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import {
  CONTACTS,
  readFirst,
  FLOWS,
  type Item,
  sendPost,
  findRegularFlow,
  RUNS,
  STARTS,
  readAllPages,
} from './requests.ts'

const V9_KEYS = 'id,uuid,flow,contact,start,responded,path,values,created_on,modified_on,exited_on,exit_type'
const HEAD_KEYS = 'uuid,flow,contact,start,responded,path,values,created_on,modified_on,exited_on,exit_type,id'
const UNDATED_CURSOR = `${RUNS}?cursor=${encodeURIComponent(btoa('p=notadate'))}`

const joinKeys = (item: Item): string => Object.keys(item).join()
const listResults = (runs: readonly Item[]): readonly (readonly [string, Item])[] =>
  runs.flatMap((run) => Object.entries<Item>(run['values']))

/** One test for each position of each quirk, by `<quirk>=<position>`. */
const quirkTests: Readonly<Record<string, (twin: Twin) => Promise<void>>> = {
  'rapidpro.version=v9': async (twin) => {
    const response = await sendRequest(twin, RUNS)
    expect([response.headers.get('x-temba-org'), response.headers.has('x-temba-workspace')]).toEqual(['1', false])
    const runs = response.json.results
    expect(new Set(runs.map(joinKeys))).toEqual(new Set([V9_KEYS]))
    const runResults = listResults(runs)
    expect(new Set(runResults.map(([, result]) => joinKeys(result)))).toEqual(
      new Set(['value,category,node,time,name,input']),
    )
    expect((await sendRequest(twin, `${RUNS}?flow=x`)).status).toBe(200)
  },
  'rapidpro.version=head': async (twin) => {
    const response = await sendRequest(twin, RUNS)
    expect([response.headers.has('x-temba-org'), response.headers.has('x-temba-workspace')]).toEqual([false, true])
    const runs = response.json.results
    expect(new Set(runs.map(joinKeys))).toEqual(new Set([HEAD_KEYS]))
    const runResults = listResults(runs)
    expect(new Set(runResults.map(([, result]) => joinKeys(result)))).toEqual(
      new Set(['value,category,node,time,name']),
    )
    expect((await sendRequest(twin, `${RUNS}?flow=x`)).status).toBe(400)
  },
  'rapidpro.workspace=open': async (twin) => {
    const { contact } = await readFirst(twin, RUNS)
    expect(joinKeys(contact)).toBe('uuid,name,urn,urn_display')
    expect(contact.urn).toBe(`tel:${contact.urn_display}`)
  },
  'rapidpro.workspace=anonymous': async (twin) => {
    const { contact } = await readFirst(twin, RUNS)
    expect(joinKeys(contact)).toBe('uuid,name,urn,urn_display,anon_display')
    expect([contact.urn, contact.urn_display]).toEqual(['tel:********', null])
    expect(contact.anon_display).toMatch(/^\d{10}$/)
    const newer = createTestTwin({ quirks: { 'rapidpro.workspace': 'anonymous', 'rapidpro.version': 'head' } })
    const { contact: other } = await readFirst(newer, RUNS)
    expect(joinKeys(other)).toBe('uuid,name,urn,urn_display,ref,anon_display')
    expect(other.ref).toBe(other.anon_display)
  },
  'rapidpro.rate=documented': async (twin) => {
    expect(await countAllowed(twin, 2501)).toBe(2500)
  },
  'rapidpro.rate=raised': async (twin) => {
    expect(await countAllowed(twin, 15_001)).toBe(15_000)
  },
  'rapidpro.rate=lowered': async (twin) => {
    expect(await countAllowed(twin, 4)).toBe(3)
  },
  'rapidpro.transport=any': async (twin) => {
    expect((await sendRequest(twin, RUNS)).status).toBe(200)
  },
  'rapidpro.transport=tls': async (twin) => {
    const rejected = await sendRequest(twin, RUNS)
    expect([rejected.status, rejected.json.detail]).toEqual([403, 'You do not have permission to perform this action.'])
    const anonymous = await sendRequest(twin, RUNS, { anonymous: true })
    expect(anonymous.json.detail).toBe('Authentication credentials were not provided.')
    // Any client can send this header; --trust-proxy decides whether it counts.
    expect((await sendRequest(twin, RUNS, { headers: { 'x-forwarded-proto': 'https' } })).status).toBe(403)
    const authorization = twin.vendors.find(({ name }) => name === 'rapidpro')?.demo.authorization ?? ''
    expect((await twin.fetch(new Request(`https://localhost${RUNS}`, { headers: { authorization } }))).status).toBe(200)
  },
  'rapidpro.undated-cursor=not-found': async (twin) => {
    expect((await sendRequest(twin, UNDATED_CURSOR)).status).toBe(404)
  },
  'rapidpro.undated-cursor=server-error': async (twin) => {
    expect((await sendRequest(twin, UNDATED_CURSOR)).status).toBe(500)
    expect((await sendRequest(twin, `${RUNS}?cursor=xxx`)).status).toBe(404)
  },
  'rapidpro.whole-seconds=bare': async (twin) => {
    expect((await readAllPages(twin, RUNS)).some((run) => /:\d\dZ$/.test(run['modified_on']))).toBe(true)
  },
  'rapidpro.whole-seconds=digits': async (twin) => {
    for (const path of [RUNS, FLOWS, CONTACTS, STARTS]) {
      for (const item of await readAllPages(twin, path)) {
        for (const text of Object.values<string>([item['created_on'], item['modified_on']])) {
          expect(text).toMatch(/\.\d{6}Z$/)
        }
      }
    }
  },
  'rapidpro.identifiers=both': async (twin) => {
    expect(await readFirst(twin, RUNS)).toMatchObject({ id: expect.any(Number), uuid: expect.any(String) })
  },
  'rapidpro.identifiers=uuid': async (twin) => {
    expect(joinKeys(await readFirst(twin, RUNS))).toBe(V9_KEYS.replace('id,', ''))
  },
  'rapidpro.identifiers=id': async (twin) => {
    expect(joinKeys(await readFirst(twin, RUNS))).toBe(V9_KEYS.replace('uuid,', ''))
  },
  'rapidpro.start=nullable': async (twin) => {
    expect((await readAllPages(twin, RUNS)).some(({ start }) => start === null)).toBe(true)
  },
  'rapidpro.start=omitted': async (twin) => {
    const starts = (await readAllPages(twin, RUNS)).map(({ start }) => typeof start)
    expect(new Set(starts)).toEqual(new Set(['undefined', 'object']))
    expect((await readAllPages(twin, RUNS)).some(({ start }) => start === null)).toBe(false)
  },
  'rapidpro.path=included': async (twin) => {
    expect(joinKeys(await readFirst(twin, RUNS))).toBe(V9_KEYS)
  },
  'rapidpro.path=omitted': async (twin) => {
    expect(joinKeys(await readFirst(twin, RUNS))).toBe(V9_KEYS.replace('path,', ''))
    expect(joinKeys(await readFirst(twin, `${RUNS}?paths=true`))).toBe(V9_KEYS)
    expect(await readFirst(twin, `${RUNS}?paths=false`)).toMatchObject({ path: null })
  },
  'rapidpro.result-name=display': async (twin) => {
    const runResults = listResults(await readAllPages(twin, RUNS))
    expect(runResults.every(([key, { name }]) => name.toLowerCase().replaceAll(' ', '_') === key && name !== key)).toBe(
      true,
    )
  },
  'rapidpro.result-name=key': async (twin) => {
    const runResults = listResults(await readAllPages(twin, RUNS))
    expect(runResults.length > 0 && runResults.every(([key, { name }]) => name === key)).toBe(true)
  },
  'rapidpro.failed-runs=failed': async (twin) => {
    expect(await readExitTypes(twin)).toContain('failed')
    expect((await readAllPages(twin, FLOWS)).some(({ runs }) => runs.failed > 0)).toBe(true)
  },
  'rapidpro.failed-runs=interrupted': async (twin) => {
    expect([...(await readExitTypes(twin))].toSorted()).toEqual(['completed', 'expired', 'interrupted', null])
    const counts = (await readAllPages(twin, FLOWS)).map(({ runs }) => runs)
    const interrupted = (await readAllPages(twin, RUNS)).filter((run) => run['exit_type'] === 'interrupted')
    expect(counts.every(({ failed }) => failed === 0)).toBe(true)
    expect(counts.reduce((sum, counted) => sum + counted.interrupted, 0)).toBe(interrupted.length)
  },
  'rapidpro.computed-starts=listed': async (twin) => {
    const named = (await readAllPages(twin, RUNS)).find(({ start }) => start !== null)!['start'].uuid
    expect(await readAllPages(twin, `${STARTS}?uuid=${named}`)).toHaveLength(1)
  },
  'rapidpro.computed-starts=hidden': async (twin) => {
    const named = (await readAllPages(twin, RUNS)).find(({ start }) => start !== null)!['start'].uuid
    expect(await readAllPages(twin, `${STARTS}?uuid=${named}`)).toEqual([])
    expect(await readAllPages(twin, STARTS)).toEqual([])
    const { uuid: flow } = await findRegularFlow(twin)
    const { json } = await sendPost(twin, STARTS, { flow, groups: ['Field staff'] })
    expect(await readAllPages(twin, STARTS)).toEqual([json])
  },
  'rapidpro.start-pace=steps': async (twin) => {
    expect(await readStartStatuses(twin)).toEqual(['pending', 'pending', 'starting', 'complete'])
  },
  'rapidpro.start-pace=at-once': async (twin) => {
    expect(await readStartStatuses(twin)).toEqual(['pending', 'complete', 'complete', 'complete'])
  },
}

/** Counts the requests before the first error, up to a maximum. */
async function countAllowed(twin: Twin, maximum: number): Promise<number> {
  const path = `${RUNS}?uuid=00000000-0000-4000-8000-000000000000`
  for (let turn = 0; turn < maximum; turn++) if ((await sendRequest(twin, path)).status !== 200) return turn
  return maximum
}

async function readExitTypes(twin: Twin): Promise<ReadonlySet<unknown>> {
  return new Set((await readAllPages(twin, RUNS)).map((run) => run['exit_type']))
}

/** Returns the status of a start in the response to POST, then at once, after one second and after three. */
async function readStartStatuses(twin: Twin): Promise<readonly unknown[]> {
  const { uuid: flow } = await findRegularFlow(twin)
  const { json } = await sendPost(twin, STARTS, { flow, groups: ['Field staff'] })
  const statuses = [json.status]
  for (const duration of ['0s', '1s', '2s']) {
    twin.clock.advance(duration)
    statuses.push((await readFirst(twin, STARTS))['status'])
  }
  return statuses
}

describe('RapidPro: quirks', () => {
  it.each(Object.keys(quirkTests))('applies %s', async (setting) => {
    const [id = '', position = ''] = setting.split('=')
    await quirkTests[setting]!(createTestTwin({ runs: 2000, quirks: { [id]: position } }))
  })

  it('has a test for every position of every quirk, and no other', () => {
    const all = rapidpro.quirks.flatMap(({ id, positions }) =>
      Object.keys(positions).map((position) => `${id}=${position}`),
    )
    expect(Object.keys(quirkTests).toSorted()).toEqual(all.toSorted())
    expect(rapidpro.quirks.length).toBeGreaterThanOrEqual(12)
  })

  it('behaves by default as in the default position', async () => {
    for (const { id, defaultPosition } of rapidpro.quirks) {
      if (id !== 'rapidpro.rate') await quirkTests[`${id}=${defaultPosition}`]!(createTestTwin({ runs: 2000 }))
    }
  })
})
