import { describe, expect, it } from 'vitest'
import type { OwnDataInput } from '../../mock/own-data/input.ts'
import { createTwin, type Twin } from '../../mock/twin.ts'
import { sendRequest } from '../support/requests.ts'
import { createIds, shop } from './shop.ts'

const TEN_MILLION = 10_000_000
const data: OwnDataInput = {
  ...shop,
  contacts: Array.from({ length: 500 }, (_, index) => ({ name: `Contact ${index}` })),
}

/** Counts the runs that are computed while an action runs: the cost of a page that does not depend on the machine. */
async function countTimelines(twin: Twin, action: () => Promise<unknown>): Promise<number> {
  const { dataset } = twin.world
  const original = { ...dataset }
  let count = 0
  Object.assign(dataset, {
    getTimeline: (index: number) => {
      count++
      return original.getTimeline(index)
    },
  })
  await action()
  Object.assign(dataset, original)
  return count
}

describe('ten million generated runs beside own data', () => {
  const twin = createTwin({ data, runs: TEN_MILLION, limits: false })
  const flow = createIds(1, 0)

  it('are counted, and every page is reached', async () => {
    const all = await sendRequest(twin, '/public/v2/flow-runs?page[size]=5')
    expect(all.json.meta.total).toBe(TEN_MILLION)
    const path = `/api/v1/flows/${flow.idnow}/live/sessions?size=5`
    const { totalElements, totalPages } = (await sendRequest(twin, path)).json.page
    const share = totalElements / TEN_MILLION
    expect(share).toBeGreaterThan(0.3)
    expect(share).toBeLessThan(0.5)
    for (const page of [1, Math.floor(totalPages / 2), totalPages]) {
      const { json } = await sendRequest(twin, `${path}&page=${page}`)
      expect(json.content.length).toBeGreaterThan(0)
      for (const { flowId } of json.content) expect(flowId).toBe(flow.idnow)
    }
  })

  it('compute no more runs for a page than a small world', async () => {
    const small = createTwin({ data, runs: 10_000, limits: false })
    const paths = [
      '/api/v2/runs.json',
      `/api/v2/runs.json?flow=${flow.rapidpro}`,
      `/public/v2/flow-runs?filter[flowId]=${flow.recrubo}&page[size]=20`,
      '/api/v1/triggers/new-flow-triggered',
    ]
    for (const path of paths) {
      const read = (one: Twin) => countTimelines(one, () => sendRequest(one, path))
      expect(await read(twin), path).toBeLessThanOrEqual((await read(small)) + 64)
    }
  })

  it('find an own contact and its runs by id', async () => {
    const { world } = twin
    const { name } = world.getPerson(0)
    expect(name).toBe('Contact 0')
    const { phone } = world.getPerson(7)
    expect(world.findContactByPhone(phone)).toBe(7)
    const { json } = await sendRequest(twin, '/_twin/v1/worlds/default/runs?contact=Contact%207&limit=3')
    expect(json.total).toBeGreaterThan(0)
    for (const run of json.runs) expect(run.contact).toBe(7)
  })
})
