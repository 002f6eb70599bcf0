import { describe, expect, it } from 'vitest'
import { connect } from '../../client/index.ts'
import { pagingScenarios } from '../../mock/scenarios/catalogue.ts'
import { buildScenarioRules, listScenarioVendors } from '../../mock/scenarios/paging-scenario.ts'
import { sendRequest, createControlTwin } from './control-requests.ts'

const WORLDS = '/_twin/v1/worlds'
const DEFAULT = `${WORLDS}/default`

const getRuleIds = ({ json }: Awaited<ReturnType<typeof sendRequest>>) =>
  json.rules.map(({ id }: { readonly id: string }) => id)

describe('paging scenarios', () => {
  it('are listed as in the catalogue, with their rules', async () => {
    const { json } = await sendRequest(createControlTwin(), '/_twin/v1/scenarios')
    expect(json.scenarios.map(({ id }: { readonly id: string }) => id)).toEqual(pagingScenarios.map(({ id }) => id))
    for (const [index, scenario] of pagingScenarios.entries()) {
      const { id, title, description, mistake, symptom, remedy } = scenario
      const { vendors, ...serialized } = json.scenarios[index]
      expect(serialized).toMatchObject({ id, title, description, mistake, symptom, remedy })
      expect(vendors.flatMap(({ rules }: { readonly rules: unknown }) => rules)).toEqual(
        buildScenarioRules(scenario, listScenarioVendors(scenario)),
      )
    }
  })

  it('add their rules to the active ones, for one vendor or all, and are cleared separately', async () => {
    const twin = createControlTwin()
    const ownRule = { id: 'own', operation: 'qyvo.me', effect: 'status=500' }
    await sendRequest(twin, `${DEFAULT}/faults`, { method: 'PUT', body: { rules: [ownRule] } })
    const one = await sendRequest(twin, `${DEFAULT}/scenarios`, { body: { scenario: 'row-dropped', vendor: 'idnow' } })
    expect([one.status, getRuleIds(one)]).toEqual([200, ['own', 'row-dropped-idnow-1']])
    const two = await sendRequest(twin, `${DEFAULT}/scenarios`, { body: { scenario: 'unsorted-ties' } })
    const ties = ['recrubo-1', 'recrubo-2', 'idnow-1', 'idnow-2'].map((end) => `unsorted-ties-${end}`)
    expect(getRuleIds(two)).toEqual(['own', 'row-dropped-idnow-1', ...ties])
    const again = await sendRequest(twin, `${DEFAULT}/scenarios`, { body: { scenario: 'row-dropped' } })
    expect(getRuleIds(again)).toEqual(['own', ...ties, 'row-dropped-recrubo-1', 'row-dropped-idnow-1'])
    expect((await sendRequest(twin, `${DEFAULT}/scenarios`, { method: 'DELETE' })).status).toBe(204)
    expect(getRuleIds(await sendRequest(twin, `${DEFAULT}/faults`))).toEqual(['own'])
  })

  it('apply to worlds created for them, also after a reset, in a fork and from a snapshot', async () => {
    const twin = createControlTwin()
    const body = { name: 'shown', scenario: 'size-clamped', vendor: 'recrubo', seed: 5, runs: 70 }
    const created = await sendRequest(twin, WORLDS, { body })
    expect([created.status, created.json.runs, created.json.seed]).toEqual([201, 70, 5])
    await sendRequest(twin, `${WORLDS}/shown/faults`, { method: 'DELETE' })
    await sendRequest(twin, `${WORLDS}/shown/reset`, { body: {} })
    const { json: snapshot } = await sendRequest(twin, `${WORLDS}/shown/snapshot`)
    await sendRequest(twin, WORLDS, { body: { name: 'forked', from: 'shown' } })
    await sendRequest(twin, WORLDS, { body: { name: 'opened', snapshot } })
    const authorization = twin.vendors.find(({ name }) => name === 'recrubo')?.demo.authorization ?? ''
    for (const name of ['shown', 'forked', 'opened']) {
      const { headers, json } = await sendRequest(twin, `/w/${name}/public/v2/flow-runs`, {
        headers: { authorization },
      })
      expect([headers.get('x-flowtwin-fault'), json.data.length]).toEqual(['size-clamped-recrubo-1', 10])
    }
  })

  it('can be options of a test world', async () => {
    const shop = await connect(createControlTwin(), { world: { scenario: 'row-repeated', vendor: 'rapidpro' } })
    const headers = { authorization: shop.getAuthorization('rapidpro') }
    const first = await shop.fetch('/api/v2/runs.json', { headers })
    const { next } = (await first.json()) as { readonly next: string }
    const second = await shop.fetch(next, { headers })
    expect(second.headers.get('x-flowtwin-fault')).toBe('row-repeated-rapidpro-1')
    const { clients } = await shop.callControl('readDeliveryReport')
    expect(clients[0]?.duplicated.total).toBe(1)
  })

  it('set the parameters and quirks of a world, unless others are given', async () => {
    const twin = createControlTwin()
    const body = { scenario: 'last-page-full', vendor: 'idnow' }
    expect((await sendRequest(twin, WORLDS, { body: { name: 'full', ...body } })).json.runs).toBe(2000)
    const quirks = { 'idnow.beyond-the-last-page': 'empty' }
    await sendRequest(twin, WORLDS, { body: { name: 'turned', ...body, quirks } })
    const positions = ['full', 'turned'].map(async (name) => {
      const { json } = await sendRequest(twin, `${WORLDS}/${name}/quirks`)
      return json['idnow.beyond-the-last-page'] as string
    })
    expect(await Promise.all(positions)).toEqual(['not-found', 'empty'])
  })

  it.each([
    [`${DEFAULT}/scenarios`, { scenario: 'row-move' }, 'there is no scenario "row-move"; did you mean "row-moves"?'],
    [
      `${DEFAULT}/scenarios`,
      { scenario: 'row-moves', vendor: 'qyvo' },
      'row-moves does not apply to "qyvo"; give one of recrubo, rapidpro',
    ],
    [
      `${DEFAULT}/scenarios`,
      { scenario: 'row-moves' },
      'row-moves needs run -800, which this world lacks; create one with more runs',
    ],
    [
      `${DEFAULT}/scenarios`,
      { scenario: 'foreign-cursor' },
      'foreign-cursor needs no fault rule; create a world that shows it: POST /_twin/v1/worlds {"name": "new", "scenario": "foreign-cursor"}',
    ],
    [WORLDS, { name: 'one', vendor: 'qyvo' }, '`vendor` is allowed only with `scenario`'],
    [
      WORLDS,
      { name: 'one', scenario: 'row-moves', runs: 5 },
      'row-moves needs run -800, which this world lacks; create one with more runs',
    ],
  ])('return 400 at %s for %j, and nothing changes', async (path, body, error) => {
    const twin = createControlTwin()
    const { status, json } = await sendRequest(twin, path, { body })
    expect([status, json]).toEqual([400, { error }])
    expect(twin.world.revision).toBe(0)
    expect((await sendRequest(twin, WORLDS)).json.worlds).toHaveLength(1)
  })

  it('apply only to served vendors', async () => {
    const twin = createControlTwin({ only: ['idnow'] })
    const added = await sendRequest(twin, `${DEFAULT}/scenarios`, { body: { scenario: 'row-dropped' } })
    expect(getRuleIds(added)).toEqual(['row-dropped-idnow-1'])
    const { status, json } = await sendRequest(twin, `${DEFAULT}/scenarios`, { body: { scenario: 'next-repeats' } })
    expect([status, json.error]).toEqual([400, 'the server does not serve rapidpro; start it with this vendor'])
  })
})
