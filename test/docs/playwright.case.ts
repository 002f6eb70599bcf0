import { expect } from '@playwright/test'
import { test } from 'flowtwin/playwright'

test.use({ worldOptions: { runs: 5 } })

test('lists the runs of its own world', async ({ world, request }) => {
  // With a browser: tell the page under test world.getUrl('recrubo') as the base URL of the API.
  const headers = { authorization: world.getAuthorization('recrubo') }
  const answer = await request.get(`${world.getUrl('recrubo')}/flow-runs`, { headers })
  expect((await answer.json()).meta.total).toBe(5)
})
