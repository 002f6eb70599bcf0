import { createVitestTest, test } from 'flowtwin/vitest'

test('an abandoned session expires', async ({ world, expect }) => {
  const headers = { authorization: world.getAuthorization('qyvo') }
  const statuses = async () => {
    const response = await world.fetch('/api/v1/triggers/new-flow-triggered', { headers })
    return ((await response.json()) as { status: string }[]).map(({ status }) => status)
  }
  expect((await statuses())[0]).toBe('running')
  await world.clock.advance('31m')
  expect(await statuses()).toContain('expired')
})

const small = createVitestTest({ seed: 7, runs: 3, quirks: { 'rapidpro.version': 'head' } })

small.concurrent('reads a list that fits on one page', async ({ world, expect }) => {
  const headers = { authorization: world.getAuthorization('rapidpro') }
  const response = await world.fetch(`${world.getUrl('rapidpro')}/runs.json`, { headers })
  expect(await response.json()).toMatchObject({ next: null, results: [{}, {}, {}] })
})
