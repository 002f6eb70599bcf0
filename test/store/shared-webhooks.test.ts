import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startChild } from './child-server.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { checkMessages, createRuns, createSend, startReceiver, subscribe } from './webhook-receiver.ts'

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.remove())

const FIRST_RUNS = 60

/** Starts two servers, of which the first one owns a world with webhooks. */
async function startServers(world: string) {
  const receiver = await startReceiver()
  const [owner, other] = await Promise.all([startChild(postgres.url), startChild(postgres.url)])
  onTestFinished(async () => {
    receiver.close()
    for (const { child, kill } of [owner, other]) if (child.exitCode === null && child.signalCode === null) await kill()
  })
  const send = createSend(owner.url)
  await send('POST', '/_twin/v1/worlds', { name: world, runs: FIRST_RUNS })
  await subscribe(send, receiver, world)
  return { receiver, owner, other, send, sendToOther: createSend(other.url) }
}

describe('webhooks of a shared world', () => {
  it('that its owner was sending when it was killed are sent by the next one, with the same ids', async () => {
    const world = 'killed'
    const { receiver, owner, send, sendToOther } = await startServers(world)
    let remaining = 3
    receiver.beforeResponse = () => (--remaining > 0 ? true : !owner.child.kill('SIGKILL'))
    // The response may come before the kill.
    await createRuns(send, 4, world).catch(() => undefined)
    await expect.poll(() => owner.child.signalCode, { timeout: 600_000 }).toBe('SIGKILL')
    receiver.beforeResponse = () => true
    await createRuns(sendToOther, 2, world)
    await checkMessages(sendToOther, receiver, { first: FIRST_RUNS, world })
    expect(receiver.received.length).toBeGreaterThan(2 * 6)
  })

  it('that its owner was sending at a planned stop are sent by the next one, with the same ids', async () => {
    const world = 'stopped'
    const { receiver, owner, send, sendToOther } = await startServers(world)
    let stopping: Promise<number | null> | undefined
    receiver.beforeResponse = () => {
      stopping ??= owner.stop()
      // Without a response the server has to cut the request off.
      return false
    }
    await createRuns(send, 4, world)
    await expect.poll(() => stopping, { timeout: 600_000 }).toBeDefined()
    expect(await stopping).toBe(0)
    receiver.beforeResponse = () => true
    await createRuns(sendToOther, 2, world)
    await checkMessages(sendToOther, receiver, { first: FIRST_RUNS, world })
  })
})
