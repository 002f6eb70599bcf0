import { createVitestTest, test } from 'flowtwin/vitest'

test('a session that nobody goes on with expires', async ({ world, expect }) => {
  const headers = { authorization: world.getAuthorization('qyvo') }
  const statuses = async () => {
    const answer = await world.fetch('/api/v1/triggers/new-flow-triggered', { headers })
    return ((await answer.json()) as { status: string }[]).map(({ status }) => status)
  }
  expect((await statuses())[0]).toBe('running')
  await world.clock.advance('31m')
  expect(await statuses()).toContain('expired')
})

const small = createVitestTest({ seed: 7, runs: 3, quirks: { 'rapidpro.version': 'head' } })

small.concurrent('reads a list that fits on one page', async ({ world, expect }) => {
  const headers = { authorization: world.getAuthorization('rapidpro') }
  const answer = await world.fetch(`${world.getUrl('rapidpro')}/runs.json`, { headers })
  expect(await answer.json()).toMatchObject({ next: null, results: [{}, {}, {}] })
})
