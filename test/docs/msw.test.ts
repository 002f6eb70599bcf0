import { connect, createTwin } from 'flowtwin'
import { createHandlers } from 'flowtwin/msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, it } from 'vitest'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

it('answers a client that knows the real address only', async () => {
  const world = await connect(createTwin(), { world: { runs: 5 } })
  server.use(...createHandlers(world, ['https://api.recrubo.example']))

  const headers = { authorization: 'Bearer the-client-has-one' }
  const answer = await fetch('https://api.recrubo.example/public/v2/flow-runs', { headers })
  expect(await answer.json()).toMatchObject({ meta: { total: 5 } })
})
