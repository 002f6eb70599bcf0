import { createTwin } from 'flowtwin'
import { expect, it } from 'vitest'

it('sends a webhook for a completed session', async () => {
  const received: string[] = []
  const post = async (request: Request) => {
    received.push(`${request.url} ${request.headers.get('content-type')}`)
    return new Response(null, { status: 204 })
  }
  const twin = createTwin({ postWebhook: post }) // without `post` it is sent over the network
  twin.world.applyOperation({
    kind: 'create-record',
    resource: 'idnow/webhooks',
    value: { url: 'http://localhost:3000/hook', environment: 'live', events: ['session.completed'] },
  })
  await twin.waitForDeliveries() // the courier knows of it from here on
  twin.clock.advance('2h')
  await twin.waitForDeliveries()
  expect(new Set(received)).toEqual(new Set(['http://localhost:3000/hook application/jwt']))
})
