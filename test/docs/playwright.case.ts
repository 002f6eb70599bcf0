import { expect } from '@playwright/test'
import { test } from 'flowtwin/playwright'

test.use({ worldOptions: { runs: 5 } })

test('lists the runs of its own world', async ({ world, request }) => {
  // With a browser: pass world.getUrl('recrubo') to the page under test as the base URL of the API.
  const headers = { authorization: world.getAuthorization('recrubo') }
  const response = await request.get(`${world.getUrl('recrubo')}/flow-runs`, { headers })
  expect((await response.json()).meta.total).toBe(5)
})
