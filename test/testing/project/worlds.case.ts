import { createVitestTest } from 'flowtwin/vitest'

const FEED = '/api/v1/triggers/new-flow-triggered'

/** Adds a byte to the third feed response of each world: a bug that is not in the recording. */
const feedCounts = new Map<string, number>()
const brokenTest = createVitestTest({
  runs: 20,
  twin: {
    mutateResponse(response, { operation }) {
      const world = response.headers['x-flowtwin-world'] ?? ''
      if (operation !== 'newFlowTriggered' || !world.includes('-')) return response
      const count = (feedCounts.get(world) ?? 0) + 1
      feedCounts.set(world, count)
      return count === 3 ? { ...response, body: String(response.body).replace('"status":"', '"status": "') } : response
    },
  },
})

brokenTest('gets a broken response', async ({ world, expect }) => {
  const headers = { authorization: world.getAuthorization('qyvo') }
  await world.fetch(FEED, { headers })
  await world.clock.advance('5m')
  await world.fetch(FEED, { headers })
  await world.clock.advanceToNext()
  const text = await (await world.fetch(FEED, { headers })).text()
  await world.fetch(FEED, { headers })
  expect(text).not.toContain('": "')
})

const test = createVitestTest({ seed: 'other', runs: 30 })

test('fails on purpose', async ({ world, expect }) => {
  const headers = { authorization: world.getAuthorization('recrubo'), 'content-type': 'application/vnd.api+json' }
  await world.fetch('/public/v2/flow-runs', { headers, method: 'POST', body: '{"data":{"type":"flowRuns"}}' })
  const fork = await world.fork()
  await fork.clock.advance('1h')
  await fork.fetch('https://recrubo.example/public/v2/flow-runs?page[size]=2', { headers })
  await world.setQuirks({ 'rapidpro.version': 'head' })
  const runs = await world.fetch('/api/v2/runs.json', { headers: { authorization: 'Token mine' } })
  expect(runs.status).toBe(500)
})

test('passes', async ({ world, expect }) => {
  const answer = await world.fetch(FEED, { headers: { authorization: 'Bearer mine' } })
  expect(await answer.json()).toHaveLength(30)
})

test.fails('is meant to fail', ({ world, expect }) => {
  expect(world.name).toBe('')
})
