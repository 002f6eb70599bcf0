import { describe, expect, it } from 'vitest'
import { createTwin } from '../../mock/twin.ts'
import { createTestTwin, sendRequest } from '../support/requests.ts'
import { createIds, shop } from './shop.ts'

const PUBLISHED = ['Cart rescue', 'Win-back', 'Returns', 'Delivery feedback', 'Club']

describe('own flows', () => {
  const twin = createTestTwin({ data: shop, limits: false })

  it('are the choices of Qyvo, with names and ids', async () => {
    const { json } = await sendRequest(twin, '/api/v1/dropdowns/flows')
    const ids = [0, 1, 3, 4, 5].map((index) => createIds(1, index).qyvo)
    expect(json.map(({ id }: { id: string }) => id)).toEqual(ids)
    expect(json[1].label).toBe('Win-back, ninety days')
  })

  it('are the flows of Recrubo, drafts included', async () => {
    const { json } = await sendRequest(twin, '/public/v2/flows?sort=name')
    const names = json.data.map(({ attributes }: { attributes: { name: string } }) => attributes.name)
    expect(names).toEqual(['Cart rescue', 'Club', 'Delivery feedback', 'Returns', 'Size help', 'Win-back intake'])
    const one = await sendRequest(twin, `/public/v2/flows/${createIds(1, 1).recrubo}`)
    expect(one.json.data.attributes).toMatchObject({ name: 'Win-back intake', sessionTimeout: 1440 })
  })

  it('are the flows of RapidPro, with results and expiry', async () => {
    const { json } = await sendRequest(twin, `/api/v2/flows.json?uuid=${createIds(1, 0).rapidpro}`)
    const [flow] = json.results
    expect(flow).toMatchObject({ uuid: createIds(1, 0).rapidpro, name: 'Cart rescue', expires: 30, archived: false })
    expect(flow.results).toMatchObject([
      { key: 'wants_coupon', name: 'Wants coupon', categories: ['Yes', 'No'] },
      { key: 'reason', name: 'What kept you from buying' },
    ])
    const all = await sendRequest(twin, '/api/v2/flows.json')
    expect(all.json.results).toHaveLength(6)
  })

  it('are the flows of IDnow, by environment', async () => {
    const list = async (environment: string) => {
      const { json } = await sendRequest(twin, `/api/v1/flows/${environment}`)
      return json.content.map(({ name }: { name: string }) => name)
    }
    expect(await list('staging')).toEqual(PUBLISHED.map((name) => (name === 'Win-back' ? 'Win-back check' : name)))
    expect(await list('live')).not.toContain('Returns')
  })

  it('have the generated runs, in their shares and environments', async () => {
    const { json } = await sendRequest(twin, '/api/v2/flows.json')
    const counts = new Map<string, number>(
      json.results.map(({ name, runs }: { name: string; runs: Record<string, number> }) => [
        name,
        Object.values(runs).reduce((left, right) => left + right, 0),
      ]),
    )
    expect([...counts.values()].reduce((left, right) => left + right, 0)).toBe(1000)
    expect(counts.get('Cart rescue')).toBeGreaterThan(2 * (counts.get('Win-back poll') ?? 0))
    expect(counts.get('Size help')).toBe(0)
    expect(counts.get('Club')).toBe(0)
    const live = await sendRequest(twin, `/api/v1/flows/${createIds(1, 3).idnow}/live/sessions`)
    expect(live.status === 404 || live.json.page.totalElements === 0).toBe(true)
    const staging = await sendRequest(twin, `/api/v1/flows/${createIds(1, 3).idnow}/staging/sessions`)
    expect(staging.json.page.totalElements).toBe(counts.get('Returns'))
  })

  it('answer their questions in the shares of the answers', async () => {
    const path = `/api/v2/runs.json?flow=${createIds(1, 0).rapidpro}`
    const categories: string[] = []
    let next: string | null = path
    while (next !== null) {
      const { json } = await sendRequest(twin, next)
      for (const { values } of json.results) if (values.wants_coupon) categories.push(values.wants_coupon.category)
      next = json.next === null ? null : new URL(json.next).pathname + new URL(json.next).search
    }
    const yes = categories.filter((category) => category === 'Yes').length
    expect(new Set(categories)).toEqual(new Set(['Yes', 'No']))
    expect(yes / categories.length).toBeGreaterThan(0.8)
  })

  it('leave out the special flows and contacts unless the data asks for them', () => {
    expect(twin.world.dataset.flows).toHaveLength(6)
    const others = createTwin({ data: { ...shop, specials: true } }).world
    expect(others.dataset.flows).toHaveLength(10)
    expect(others.contactCount).toBe(others.dataset.parameters.contacts + 4)
  })

  it('have another tenant without own data', async () => {
    const headers = { authorization: 'Token neighbour' }
    const { json } = await sendRequest(twin, '/api/v2/flows.json', { headers })
    expect(json.results.length).toBeGreaterThan(0)
  })

  it('give the same bytes for the same seed', async () => {
    const read = async () => (await sendRequest(createTestTwin({ data: shop }), '/api/v2/runs.json')).text
    expect(await read()).toBe(await read())
  })
})
