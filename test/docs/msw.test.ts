import { connect, createTwin } from 'flowtwin'
import { createHandlers } from 'flowtwin/msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, it } from 'vitest'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

it('serves a client that only knows the real host', async () => {
  const world = await connect(createTwin(), { world: { runs: 5 } })
  server.use(...createHandlers(world, ['https://api.recrubo.example']))

  const headers = { authorization: 'Bearer client-token' }
  const response = await fetch('https://api.recrubo.example/public/v2/flow-runs', { headers })
  expect(await response.json()).toMatchObject({ meta: { total: 5 } })
})
