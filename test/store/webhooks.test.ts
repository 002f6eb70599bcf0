import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyJwt } from '../../mock/wire/jwt.ts'
import type { TwinOptions } from '../../mock/twin.ts'
import { createFolder, openTwin, send } from './store-twin.ts'

interface Sent {
  readonly event: unknown
  readonly delivery: unknown
}

/** Opens a twin that notes the webhooks which it sends. @param respond the status of each attempt; null for none, ever */
async function openSender(folder: string, respond: (attempt: number) => number | null) {
  const sent: Sent[] = []
  const options: TwinOptions = {
    runs: 0,
    dataset: { arrivals: false },
    async postWebhook(request) {
      const data = verifyJwt(await request.text())?.['data'] as Record<string, unknown>
      sent.push({ event: data['eventId'], delivery: data['eventDeliverId'] })
      const status = respond(sent.length)
      return status === null ? new Promise<Response>(() => undefined) : new Response(null, { status })
    },
  }
  const twin = await openTwin(folder, options, { checkpointAfter: 1 })
  const createRun = async () =>
    send(twin, 'POST', '/_twin/v1/worlds/default/runs', { flow: 0, contact: 1, end: 'never' })
  const subscribe = async () =>
    send(twin, 'POST', '/_twin/v1/worlds/default/webhooks', { url: 'http://localhost:3000/hook' })
  return { twin, sent, createRun, subscribe }
}

/** Copies a folder as it is when its process is killed. */
function crash(folder: string): string {
  const copy = createFolder()
  cpSync(folder, copy, { recursive: true, filter: (path) => !path.endsWith('.lock') })
  return copy
}

describe('webhooks of a world that is opened after a crash', () => {
  it('are sent once more when their attempt was not stored, and not when it was', async () => {
    const folder = createFolder()
    const first = await openSender(folder, (attempt) => (attempt === 1 ? 204 : null))
    await first.subscribe()
    for (let run = 0; run < 3; run++) await first.createRun()
    await expect.poll(() => first.sent.length).toBe(2)
    const second = await openSender(crash(folder), () => 204)
    await second.twin.waitForDeliveries()
    expect(second.sent[0]).toEqual(first.sent[1])
    expect(new Set([...first.sent, ...second.sent].map(({ event }) => event)).size).toBe(3)
    expect(second.sent).toHaveLength(2)
    await second.createRun()
    await second.twin.waitForDeliveries()
    expect(second.sent).toHaveLength(3)
    await second.twin.close()
  })

  it('are retried when they are due, with the id of that attempt', async () => {
    const folder = createFolder()
    const [one, two] = [await openSender(folder, () => 500), await openSender(createFolder(), () => 500)]
    for (const { subscribe, createRun, twin } of [one, two]) {
      await subscribe()
      await createRun()
      await twin.waitForDeliveries()
    }
    const opened = await openSender(crash(folder), () => 500)
    await opened.twin.waitForDeliveries()
    expect(opened.sent).toEqual([])
    for (const { twin } of [opened, two]) {
      twin.clock.advance('1d')
      await twin.waitForDeliveries()
    }
    expect(opened.sent).toEqual(two.sent.slice(1))
    expect(opened.twin.deliveries).toMatchObject([{ state: 'failed', attempts: [{ status: 500 }, {}, {}] }])
  })

  it('are retried after a planned stop, at which a checkpoint is written', async () => {
    const folder = createFolder()
    const first = await openSender(folder, () => 500)
    await first.subscribe()
    await first.createRun()
    await first.twin.waitForDeliveries()
    await first.twin.close()
    expect(readdirSync(join(folder, 'default')).some((name) => name.includes('checkpoint'))).toBe(true)
    const second = await openSender(folder, () => 204)
    second.twin.clock.advance('1m')
    await second.twin.waitForDeliveries()
    expect([second.sent.map(({ event }) => event), second.twin.deliveries]).toMatchObject([
      [first.sent[0]?.event],
      [{ state: 'delivered', attempts: [{ status: 500 }, { status: 204 }] }],
    ])
    await second.twin.close()
  })

  it('are not sent by a fork, and not after a reset', async () => {
    const folder = createFolder()
    const first = await openSender(folder, () => null)
    await first.subscribe()
    await first.createRun()
    await send(first.twin, 'POST', '/_twin/v1/worlds', { name: 'forked', from: 'default' })
    await send(first.twin, 'POST', '/_twin/v1/worlds/default/reset', {})
    const second = await openSender(crash(folder), () => 204)
    await send(second.twin, 'GET', '/_twin/v1/worlds/forked')
    await second.twin.waitForDeliveries()
    expect(second.sent).toEqual([])
  })
})
