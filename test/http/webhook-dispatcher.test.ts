import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Webhooks } from '../../mock/http/webhook-dispatcher.ts'
import { createTwin } from '../../mock/twin.ts'
import { recrubo } from '../../mock/vendors/recrubo/index.ts'
import { toDatasetIndex } from '../../mock/world/dataset/dataset.ts'
import * as events from '../../mock/world/query/events.ts'
import { HOUR, MINUTE } from '../../mock/world/time.ts'

/** A twin that sends one message per event to a subscriber. @param respond the status of each attempt; null fails */
function createWebhookTwin(respond: (attempt: number) => number | null) {
  const bodies: string[] = []
  const webhooks: Webhooks = {
    retryDelays: [MINUTE, HOUR],
    // Only for runs that operations created.
    buildMessages: (_, events) =>
      events
        .filter(({ run }) => toDatasetIndex(run.number) === undefined)
        .map(({ kind, run, at }) => ({
          subscription: 'one',
          event: kind,
          at,
          url: 'http://receiver.test/hook',
          headers: { 'x-secret': 's' },
          content: [kind, run.number],
        })),
    buildBody: (_, { content }, { attempt }) => `${(content as readonly unknown[]).join(' ')} attempt ${attempt}`,
  }
  const twin = createTwin({
    runs: 20,
    dataset: { arrivals: false },
    vendors: [{ ...recrubo, subscriptionCollection: 'test/hooks', webhooks }],
    async postWebhook(request) {
      bodies.push(await request.text())
      const status = respond(bodies.length)
      if (status === null) throw new Error('no response')
      return new Response(null, { status })
    },
  })
  const create = () =>
    twin.world.applyOperation({ kind: 'create', flow: 8 + 3, contact: 1, environment: 'live', input: null })
  return { twin, bodies, create }
}

const subscribe = { kind: 'create-record', resource: 'test/hooks', value: {} } as const

describe('a webhook dispatcher', () => {
  it('sends no event from before the subscription, even at the same instant', async () => {
    const { twin, bodies, create } = createWebhookTwin(() => 200)
    create()
    await twin.waitForDeliveries()
    twin.world.applyOperation(subscribe)
    await twin.waitForDeliveries()
    expect(bodies).toEqual([])
    const run = create()
    await twin.waitForDeliveries()
    await twin.waitForDeliveries()
    expect(bodies).toEqual([`created ${run?.number} attempt 1`])
    expect(twin.deliveries).toMatchObject([{ vendor: 'recrubo', state: 'delivered', attempts: [{ status: 200 }] }])
  })

  it('collects events only after something in the world has changed', async () => {
    const { twin, bodies, create } = createWebhookTwin(() => 200)
    twin.world.applyOperation(subscribe)
    await twin.waitForDeliveries()
    const collect = vi.spyOn(events, 'listRunEvents')
    onTestFinished(() => collect.mockRestore())
    for (let round = 0; round < 3; round++) await twin.waitForDeliveries()
    expect(collect).not.toHaveBeenCalled()
    create()
    await twin.waitForDeliveries()
    expect(collect).toHaveBeenCalledTimes(1)
    expect(bodies).toHaveLength(1)
  })

  it('retries after each delay in virtual time, then fails', async () => {
    const { twin, bodies, create } = createWebhookTwin((attempt) => (attempt === 1 ? 500 : null))
    twin.world.applyOperation(subscribe)
    await twin.waitForDeliveries()
    create()
    await twin.waitForDeliveries()
    expect(bodies).toHaveLength(1)
    twin.clock.advance('59s')
    await twin.waitForDeliveries()
    expect(bodies).toHaveLength(1)
    twin.clock.advance('1s')
    await twin.waitForDeliveries()
    expect(bodies).toHaveLength(2)
    expect(twin.deliveries).toMatchObject([{ state: 'pending' }])
    twin.clock.advance('61m')
    await twin.waitForDeliveries()
    expect(bodies.map((body) => body.slice(-1))).toEqual(['1', '2', '3'])
    expect(twin.deliveries).toMatchObject([
      { state: 'failed', attempts: [{ status: 500 }, { status: null }, { status: null }] },
    ])
  })

  it('makes all retries of a day when the clock advances by a day', async () => {
    const { twin, bodies, create } = createWebhookTwin((attempt) => (attempt < 3 ? 503 : 204))
    twin.world.applyOperation(subscribe)
    await twin.waitForDeliveries()
    create()
    twin.clock.advance('24h')
    await twin.waitForDeliveries()
    expect(bodies).toHaveLength(3)
    expect(twin.deliveries.map(({ state }) => state)).toEqual(['delivered'])
  })

  it('lets other work run between the attempts that one advance makes due', async () => {
    const { twin, bodies, create } = createWebhookTwin(() => null)
    twin.world.applyOperation(subscribe)
    await twin.waitForDeliveries()
    create()
    twin.clock.advance('1d')
    const attemptsAtTurns = new Set<number>()
    const deliveries = twin.waitForDeliveries()
    while (bodies.length < 3) {
      await new Promise(setImmediate)
      attemptsAtTurns.add(bodies.length)
    }
    await deliveries
    expect([...attemptsAtTurns]).toEqual(expect.arrayContaining([1, 2]))
  })

  it('sends nothing after its server has closed, until another one listens', async () => {
    const { twin, bodies, create } = createWebhookTwin(() => 200)
    const server = await twin.listen()
    twin.world.applyOperation(subscribe)
    await twin.waitForDeliveries()
    create()
    await server.close()
    await twin.waitForDeliveries()
    expect(bodies).toEqual([])
    expect(twin.deliveries).toMatchObject([{ state: 'pending', attempts: [] }])
    const next = await twin.listen()
    await twin.waitForDeliveries()
    expect(bodies).toHaveLength(1)
    await next.close()
  })

  it('sends the events that an advance of the clock causes, in order', async () => {
    const { twin, bodies } = createWebhookTwin(() => 200)
    twin.world.applyOperation(subscribe)
    await twin.waitForDeliveries()
    twin.world.applyOperation({ kind: 'create', flow: 0, contact: 1, environment: 'live', input: null })
    twin.clock.advance('2h')
    await twin.waitForDeliveries()
    const [first, ...rest] = bodies.map((body) => body.split(' ')[0])
    expect(first).toBe('created')
    expect(new Set(rest)).toEqual(new Set(['changed']))
  })
})
