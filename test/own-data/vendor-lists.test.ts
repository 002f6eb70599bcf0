import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { components } from '../../spec/generated/control.types.ts'
import type { OwnDataInput } from '../../mock/own-data/input.ts'
import { createTwin, type Twin } from '../../mock/twin.ts'
import { sendRequest } from '../control/control-requests.ts'

type Run = components['schemas']['Run']

const BEARER = { authorization: 'Bearer demo' }
const TOKEN = { authorization: 'Token demo' }

const ownData: fc.Arbitrary<OwnDataInput> = fc.record({
  flows: fc.array(
    fc.record(
      {
        name: fc.stringMatching(/^[A-Z][a-z]{3,9}$/),
        ids: fc.record({ qyvo: fc.uuid(), recrubo: fc.uuid(), rapidpro: fc.uuid(), idnow: fc.uuid() }),
        environment: fc.constantFrom('live' as const, 'staging' as const),
        ttl: fc.constantFrom('5m', '30m', '6h'),
      },
      { requiredKeys: ['name'] },
    ),
    { minLength: 1, maxLength: 4 },
  ),
  generate: fc.record({
    runs: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 250, max: 400 })),
    every: fc.constant('2m'),
  }),
})

async function readJson(twin: Twin, path: string, headers: Record<string, string>) {
  return (await sendRequest(twin, path, { headers })).json
}

function toPath(link: string | null): string | null {
  if (link === null) return null
  const { pathname, search } = new URL(link)
  return pathname + search
}

/** Follows the links of one direction. Returns the ids of the rows in order, and the path of the last page. */
async function walkRapidPro(twin: Twin, first: string, direction: 'next' | 'previous') {
  const pages: string[][] = []
  let last = first
  for (let path: string | null = first; path !== null;) {
    last = path
    const json: { results: { uuid: string }[]; next: string | null; previous: string | null } = await readJson(
      twin,
      path,
      TOKEN,
    )
    pages.push(json.results.map(({ uuid }) => uuid))
    path = toPath(json[direction])
  }
  return { ids: (direction === 'next' ? pages : pages.toReversed()).flat(), last }
}

async function walkPages(read: (page: number) => Promise<{ ids: readonly string[]; total: number }>) {
  const ids: string[] = []
  for (let page = 1; ; page++) {
    const { ids: more, total } = await read(page)
    ids.push(...more)
    if (more.length === 0) return { ids, total }
  }
}

it('every list, filter, total, cursor and id of the four vendors agrees with the list of all runs', async () => {
  await fc.assert(
    fc.asyncProperty(ownData, fc.boolean(), async (data, isExtended) => {
      const twin = createTwin({ data, clock: 'frozen', limits: false })
      const world = '/_twin/v1/worlds/default'
      if (isExtended) {
        const { json } = await sendRequest(twin, `${world}/flows`, { body: { name: 'Added', ttl: '6h' } })
        await sendRequest(twin, `${world}/bursts`, { body: { count: 9, flow: json.index, duration: '20m' } })
      }
      twin.clock.advance('1h')
      const { runs }: { runs: readonly Run[] } = (await sendRequest(twin, `${world}/runs?limit=1000`)).json
      const { flows } = (await sendRequest(twin, `${world}/flows`)).json
      for (const { index, vendors } of flows) {
        const own = runs.filter(({ flow }) => flow === index)
        const listIds = (vendor: string) => own.map(({ ids }) => ids[vendor] ?? '').toSorted()
        const feed = await readJson(twin, `/api/v1/triggers/new-flow-triggered?flow_id=${vendors.qyvo.id}`, BEARER)
        // The feed has the newest 100 sessions.
        const fed: readonly string[] = feed.map(({ id }: { id: string }) => id)
        expect(new Set(fed).size).toBe(Math.min(100, own.length))
        expect(fed.filter((id) => !listIds('qyvo').includes(id))).toEqual([])
        const recrubo = (sort: string) =>
          walkPages(async (page) => {
            const query = `filter[flowId]=${vendors.recrubo.id}&sort=${sort}&page[size]=25&page[number]=${page}`
            const { data: rows, meta } = await readJson(twin, `/public/v2/flow-runs?${query}`, BEARER)
            return { ids: rows.map(({ id }: { id: string }) => id), total: meta.total }
          })
        const [ascending, descending] = [await recrubo('createdAt'), await recrubo('-createdAt')]
        expect(ascending.ids.toSorted()).toEqual(listIds('recrubo'))
        expect(descending.ids.toSorted()).toEqual(listIds('recrubo'))
        expect([ascending.total, descending.total]).toEqual([own.length, own.length])
        const first = `/api/v2/runs.json?flow=${vendors.rapidpro.id}`
        const forward = await walkRapidPro(twin, first, 'next')
        const backward = await walkRapidPro(twin, forward.last, 'previous')
        expect(forward.ids.toSorted()).toEqual(listIds('rapidpro'))
        expect(backward.ids).toEqual(forward.ids)
        for (const environment of ['live', 'staging']) {
          const sessions = own.filter((run) => run.environment === environment)
          const path = `/api/v1/flows/${vendors.idnow.id}/${environment}/sessions`
          const probe = await sendRequest(twin, path, { headers: BEARER })
          if (probe.status === 404) {
            expect(sessions).toEqual([])
            continue
          }
          const walked = await walkPages(async (page) => {
            const { content, page: info } = await readJson(twin, `${path}?size=20&page=${page}`, BEARER)
            return {
              ids: content.map(({ sessionId }: { sessionId: string }) => sessionId),
              total: info.totalElements,
            }
          })
          expect(walked.ids.toSorted()).toEqual(sessions.map(({ ids }) => ids['idnow'] ?? '').toSorted())
          expect(walked.total).toBe(sessions.length)
        }
        for (const { ids, environment } of own.slice(0, 3)) {
          const one = await readJson(twin, `/public/v2/flow-runs/${ids['recrubo']}`, BEARER)
          expect([one.data.id, one.data.attributes.flowId]).toEqual([ids['recrubo'], vendors.recrubo.id])
          const { results } = await readJson(twin, `/api/v2/runs.json?uuid=${ids['rapidpro']}`, TOKEN)
          expect(results).toMatchObject([{ uuid: ids['rapidpro'], flow: { uuid: vendors.rapidpro.id } }])
          const session = await readJson(twin, `/api/v1/${environment}/sessions/${ids['idnow']}`, BEARER)
          expect([session.sessionId, session.flowId]).toEqual([ids['idnow'], vendors.idnow.id])
        }
        const flow = await sendRequest(twin, '/api/v1/actions/get-flow', {
          headers: BEARER,
          body: { flow_id: vendors.qyvo.id },
        })
        expect(flow.json).toMatchObject({ id: vendors.qyvo.id, name: vendors.qyvo.name, sessions_count: own.length })
      }
    }),
    { numRuns: 8 },
  )
})
