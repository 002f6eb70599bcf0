import { connect, createTwin } from 'flowtwin'
import { expect, it } from 'vitest'

/** A server such as http://127.0.0.1:4010, or a twin in this process. */
const place = process.env['FLOWTWIN_URL'] ?? createTwin()

it('has a world of its own there', async () => {
  const world = await connect(place, { world: { seed: 7, runs: 20 } })
  const answer = await world.fetch(`${world.getUrl('recrubo')}/flow-runs`, {
    headers: { authorization: world.getAuthorization('recrubo') },
  })
  expect(await answer.json()).toMatchObject({ meta: { total: 20 } })
  await world.delete()
})
