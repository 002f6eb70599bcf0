import { describe, expect, it } from 'vitest'
import { connect } from '../../client/index.ts'
import { pagingScenarios } from '../../mock/scenarios/catalogue.ts'
import { buildScenarioRules, listScenarioVendors } from '../../mock/scenarios/paging-scenario.ts'
import { ask, controlledTwin } from './control-requests.ts'

const WORLDS = '/_twin/v1/worlds'
const DEFAULT = `${WORLDS}/default`

const idsIn = ({ json }: Awaited<ReturnType<typeof ask>>) => json.rules.map(({ id }: { readonly id: string }) => id)

describe('hazards', () => {
  it('are listed as the catalogue has them, with the rules that are armed', async () => {
    const { json } = await ask(controlledTwin(), '/_twin/v1/scenarios')
    expect(json.scenarios.map(({ id }: { readonly id: string }) => id)).toEqual(pagingScenarios.map(({ id }) => id))
    for (const [place, hazard] of pagingScenarios.entries()) {
      const { id, title, description, mistake, symptom, remedy } = hazard
      const { vendors, ...told } = json.scenarios[place]
      expect(told).toMatchObject({ id, title, description, mistake, symptom, remedy })
      expect(vendors.flatMap(({ rules }: { readonly rules: unknown }) => rules)).toEqual(
        buildScenarioRules(hazard, listScenarioVendors(hazard)),
      )
    }
  })

  it('are armed beside what is armed, for one vendor or all, and cleared by themselves', async () => {
    const twin = controlledTwin()
    const own = { id: 'own', operation: 'qyvo.me', effect: 'status=500' }
    await ask(twin, `${DEFAULT}/faults`, { method: 'PUT', body: { rules: [own] } })
    const one = await ask(twin, `${DEFAULT}/scenarios`, { body: { scenario: 'row-dropped', vendor: 'idnow' } })
    expect([one.status, idsIn(one)]).toEqual([200, ['own', 'row-dropped-idnow-1']])
    const two = await ask(twin, `${DEFAULT}/scenarios`, { body: { scenario: 'unsorted-ties' } })
    const ties = ['recrubo-1', 'recrubo-2', 'idnow-1', 'idnow-2'].map((end) => `unsorted-ties-${end}`)
    expect(idsIn(two)).toEqual(['own', 'row-dropped-idnow-1', ...ties])
    const again = await ask(twin, `${DEFAULT}/scenarios`, { body: { scenario: 'row-dropped' } })
    expect(idsIn(again)).toEqual(['own', ...ties, 'row-dropped-recrubo-1', 'row-dropped-idnow-1'])
    expect((await ask(twin, `${DEFAULT}/scenarios`, { method: 'DELETE' })).status).toBe(204)
    expect(idsIn(await ask(twin, `${DEFAULT}/faults`))).toEqual(['own'])
  })

  it('show in worlds that are made for them, also after a reset, in a fork and out of a capsule', async () => {
    const twin = controlledTwin()
    const body = { name: 'shown', scenario: 'size-clamped', vendor: 'recrubo', seed: 5, runs: 70 }
    const made = await ask(twin, WORLDS, { body })
    expect([made.status, made.json.runs, made.json.seed]).toEqual([201, 70, 5])
    await ask(twin, `${WORLDS}/shown/faults`, { method: 'DELETE' })
    await ask(twin, `${WORLDS}/shown/reset`, { method: 'POST' })
    const { json: snapshot } = await ask(twin, `${WORLDS}/shown/snapshot`)
    await ask(twin, WORLDS, { body: { name: 'forked', from: 'shown' } })
    await ask(twin, WORLDS, { body: { name: 'opened', snapshot } })
    const authorization = twin.vendors.find(({ name }) => name === 'recrubo')?.demo.authorization ?? ''
    for (const name of ['shown', 'forked', 'opened']) {
      const { headers, json } = await ask(twin, `/w/${name}/public/v2/flow-runs`, {
        headers: { authorization },
      })
      expect([headers.get('x-flowtwin-fault'), json.data.length]).toEqual(['size-clamped-recrubo-1', 10])
    }
  })

  it('are given to a test with a world of its own', async () => {
    const shop = await connect(controlledTwin(), { world: { scenario: 'row-repeated', vendor: 'rapidpro' } })
    const headers = { authorization: shop.getAuthorization('rapidpro') }
    const first = await shop.fetch('/api/v2/runs.json', { headers })
    const { next } = (await first.json()) as { readonly next: string }
    const second = await shop.fetch(next, { headers })
    expect(second.headers.get('x-flowtwin-fault')).toBe('row-repeated-rapidpro-1')
    const { clients } = await shop.callControl('readDeliveryReport')
    expect(clients[0]?.duplicated.total).toBe(1)
  })

  it('bring the world and the quirks that they take, unless others are given', async () => {
    const twin = controlledTwin()
    const body = { scenario: 'last-page-full', vendor: 'idnow' }
    expect((await ask(twin, WORLDS, { body: { name: 'full', ...body } })).json.runs).toBe(2000)
    const quirks = { 'idnow.beyond-the-last-page': 'empty' }
    await ask(twin, WORLDS, { body: { name: 'turned', ...body, quirks } })
    const positions = ['full', 'turned'].map(async (name) => {
      const { json } = await ask(twin, `${WORLDS}/${name}/quirks`)
      return json['idnow.beyond-the-last-page'] as string
    })
    expect(await Promise.all(positions)).toEqual(['not-found', 'empty'])
  })

  it.each([
    [`${DEFAULT}/scenarios`, { scenario: 'row-move' }, 'there is no hazard "row-move"; did you mean "row-moves"?'],
    [
      `${DEFAULT}/scenarios`,
      { scenario: 'row-moves', vendor: 'qyvo' },
      'row-moves cannot happen with "qyvo"; it is real for recrubo, rapidpro',
    ],
    [
      `${DEFAULT}/scenarios`,
      { scenario: 'row-moves' },
      'row-moves needs run -800, and this world has none; make one that begins with more runs',
    ],
    [
      `${DEFAULT}/scenarios`,
      { scenario: 'foreign-cursor' },
      'foreign-cursor takes no rule; make a world that shows it: POST /_twin/v1/worlds {"name": "new", "hazard": "foreign-cursor"}',
    ],
    [WORLDS, { name: 'one', vendor: 'qyvo' }, '"vendor" narrows a hazard; give "hazard" as well, or leave it out'],
    [
      WORLDS,
      { name: 'one', scenario: 'row-moves', runs: 5 },
      'row-moves needs run -800, and this world has none; make one that begins with more runs',
    ],
  ])('are refused at %s for %j, and nothing has changed', async (path, body, error) => {
    const twin = controlledTwin()
    const { status, json } = await ask(twin, path, { body })
    expect([status, json]).toEqual([400, { error }])
    expect(twin.world.revision).toBe(0)
    expect((await ask(twin, WORLDS)).json.worlds).toHaveLength(1)
  })

  it('are those of the vendors that are served', async () => {
    const twin = controlledTwin({ only: ['idnow'] })
    const armed = await ask(twin, `${DEFAULT}/scenarios`, { body: { scenario: 'row-dropped' } })
    expect(idsIn(armed)).toEqual(['row-dropped-idnow-1'])
    const { status, json } = await ask(twin, `${DEFAULT}/scenarios`, { body: { scenario: 'next-repeats' } })
    expect([status, json.error]).toEqual([400, 'rapidpro is not served here; start the server with it'])
  })
})
