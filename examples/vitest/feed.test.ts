import { createVitestTest } from 'flowtwin/vitest'
import { FeedClient } from './feed.ts'

// Runs arrive every two minutes; nothing moves until a test says so.
const test = createVitestTest({ seed: 'harbour', runs: 40, every: '2m' })

test('tells of each session once', async ({ world, expect }) => {
  const client = new FeedClient(world.fetch, world.url('qyvo'), world.credential('qyvo'))
  const first = await client.poll()
  expect(first.length).toBeGreaterThan(0)
  expect(await client.poll()).toEqual([])

  await world.clock.advance('10m')
  const fresh = await client.poll()
  expect(fresh.length).toBeGreaterThan(0)
  const ids = [...first, ...fresh].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test.concurrent('says so when its token has expired', async ({ world, expect }) => {
  const client = new FeedClient(world.fetch, world.url('qyvo'), 'flowtwinexpired')
  await expect(client.poll()).rejects.toThrow('the feed answered 401')
})
