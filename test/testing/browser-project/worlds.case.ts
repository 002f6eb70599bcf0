import { expect } from '@playwright/test'
import { createPlaywrightTest } from 'flowtwin/playwright'

const FEED = '/triggers/new-flow-triggered'
const test = createPlaywrightTest({ runs: 20 })

for (const time of ['31m', '1h', '2h']) {
  test(`is alone in its world for ${time}`, async ({ world, request }) => {
    expect(await world.clock.readNow()).toBe('2026-01-15T09:00:00.000000Z')
    await world.clock.advance(time)
    const headers = { authorization: world.getAuthorization('qyvo') }
    const answer = await request.get(world.getUrl('qyvo') + FEED, { headers })
    expect(answer.headers()['x-flowtwin-world']).toBe(world.name)
    expect((await world.readJournal()).total).toBe(1)
  })
}

test.describe('with other options', () => {
  test.use({ worldOptions: { runs: 2 } })
  test('has another world', async ({ world, request }) => {
    const answer = await request.get(world.getUrl('qyvo') + FEED, { headers: { authorization: 'Bearer mine' } })
    expect(await answer.json()).toHaveLength(2)
  })
})

test('fails on purpose', async ({ world, request }) => {
  const headers = { authorization: 'Bearer mine', 'content-type': 'application/vnd.api+json' }
  await request.post(`${world.getUrl('recrubo')}/flow-runs`, { headers, data: '{"data":{"type":"flowRuns"}}' })
  await world.clock.advance('5m')
  const answer = await request.get(`${world.getUrl('rapidpro')}/runs.json`, {
    headers: { authorization: 'Token mine' },
  })
  expect(answer.status()).toBe(500)
})
