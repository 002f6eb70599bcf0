import { createVitestTest } from 'flowtwin/vitest'
import { FeedClient } from './feed.ts'

// A run is created every two minutes of virtual time; the clock is frozen until a test advances it.
const test = createVitestTest({ seed: 'harbour', runs: 40, every: '2m' })

test('returns each session once', async ({ world, expect }) => {
  const client = new FeedClient(world.fetch, world.getUrl('qyvo'), world.getCredential('qyvo'))
  const first = await client.poll()
  expect(first.length).toBeGreaterThan(0)
  expect(await client.poll()).toEqual([])

  await world.clock.advance('10m')
  const newSessions = await client.poll()
  expect(newSessions.length).toBeGreaterThan(0)
  const ids = [...first, ...newSessions].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test.concurrent('throws for an expired token', async ({ world, expect }) => {
  const client = new FeedClient(world.fetch, world.getUrl('qyvo'), 'flowtwinexpired')
  await expect(client.poll()).rejects.toThrow('the feed returned 401')
})
