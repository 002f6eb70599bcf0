import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { prepareChild } from './child-server.ts'
import { createRandom } from './crash-clients.ts'
import { createRuns, checkMessages, createSend, startReceiver, subscribe } from './webhook-receiver.ts'

const folder = mkdtempSync(join(tmpdir(), 'flowtwin-webhooks-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const KILLS = 50
/** The runs of a world of `startChild` at its start. */
const FIRST_RUNS = 60
const MAX_MESSAGES = 6

it('webhooks are sent at least once, in order and with the same id, by a server that is killed while it sends, 50 times', async () => {
  const receiver = await startReceiver()
  const random = createRandom(7)
  let next = prepareChild(folder)
  for (let kill = 0; kill <= KILLS; kill++) {
    const server = await (await next).open()
    const send = createSend(server.url)
    if (kill === 0) await subscribe(send, receiver)
    if (kill === KILLS) {
      receiver.beforeResponse = () => true
      await checkMessages(send, receiver, { first: FIRST_RUNS })
      expect(await server.stop()).toBe(0)
      break
    }
    next = prepareChild(folder)
    let remaining = 1 + Math.floor(random() * MAX_MESSAGES)
    const isAnswered = kill % 2 === 1
    receiver.beforeResponse = (response) => {
      if (--remaining > 0) return true
      if (!isAnswered) return !server.child.kill('SIGKILL')
      // The server may record the attempt, or not.
      response.once('finish', () => server.child.kill('SIGKILL'))
      return true
    }
    const write = async () => {
      while (server.child.signalCode === null && !server.child.killed) {
        await createRuns(send, 1 + Math.floor(random() * 3))
        if (random() < 0.3) await send('POST', '/_twin/v1/worlds/default/clock', { advance: '2m' })
      }
    }
    // fetch fails when the server is killed.
    await write().catch((error: unknown) => {
      if (!(error instanceof TypeError)) throw error
    })
    await server.kill()
  }
  const runs = new Set(receiver.received.map(({ vendor, run }) => `${vendor} ${run}`)).size
  console.log(`${receiver.received.length} messages about ${runs} events of ${KILLS + 1} servers`)
  expect(receiver.received.length).toBeGreaterThan(runs)
  receiver.close()
})
