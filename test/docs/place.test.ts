import { connect, createTwin } from 'flowtwin'
import { expect, it } from 'vitest'

/** A server such as http://127.0.0.1:4010, or a mock server in this process. */
const place = process.env['FLOWTWIN_URL'] ?? createTwin()

it('uses a world of its own', async () => {
  const world = await connect(place, { world: { seed: 7, runs: 20 } })
  const response = await world.fetch(`${world.getUrl('recrubo')}/flow-runs`, {
    headers: { authorization: world.getAuthorization('recrubo') },
  })
  expect(await response.json()).toMatchObject({ meta: { total: 20 } })
  await world.delete()
})
