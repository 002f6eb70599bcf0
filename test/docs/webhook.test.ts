import { createTwin } from 'flowtwin'
import { expect, it } from 'vitest'

it('sends a webhook for a completed session', async () => {
  const received: string[] = []
  const postWebhook = async (request: Request) => {
    received.push(`${request.url} ${request.headers.get('content-type')}`)
    return new Response(null, { status: 204 })
  }
  const twin = createTwin({ postWebhook }) // without `postWebhook` it is sent to this machine, or to hosts of `webhookHosts`
  twin.world.applyOperation({
    kind: 'create-record',
    resource: 'idnow/webhooks',
    value: { url: 'http://localhost:3000/hook', environment: 'live', events: ['session.completed'] },
  })
  await twin.waitForDeliveries() // the subscription is active from here on
  twin.clock.advance('2h')
  await twin.waitForDeliveries()
  expect(new Set(received)).toEqual(new Set(['http://localhost:3000/hook application/jwt']))
})
