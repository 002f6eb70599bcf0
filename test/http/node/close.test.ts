import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, it, vi } from 'vitest'
import { createTwin } from '../../../mock/twin.ts'

/** Sends a request over each of several connections, counts those that are sent, and posts the statuses. */
const CLIENT = `
const { connect } = require('node:net')
const { parentPort, workerData } = require('node:worker_threads')
const { port, count, sentCount } = workerData
for (let number = 0; number < count; number++) {
  const socket = connect(port, '127.0.0.1')
  socket.write('GET /_twin/v1/health HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n', () => {
    Atomics.add(sentCount, 0, 1)
    Atomics.notify(sentCount, 0)
  })
  socket.once('error', ({ code }) => parentPort.postMessage(code))
  socket.once('data', (bytes) => parentPort.postMessage(bytes.toString().slice(9, 12)))
}
`

it('answers the requests of connections that wait to be accepted when it closes', async () => {
  const server = await createTwin({ runs: 5 }).listen()
  const sentCount = new Int32Array(new SharedArrayBuffer(4))
  const count = 20
  const client = new Worker(CLIENT, { eval: true, workerData: { port: server.port, count, sentCount } })
  const outcomes: unknown[] = []
  const isOver = new Promise<void>((resolve) => {
    client.on('message', (outcome) => {
      outcomes.push(outcome)
      if (outcomes.length === count) resolve()
    })
  })
  await once(client, 'online')
  // The server accepts no connection while its thread waits.
  for (let sent = 0; sent < count; sent = Atomics.load(sentCount, 0)) Atomics.wait(sentCount, 0, sent)
  await server.close()
  await isOver
  expect(outcomes).toEqual(Array.from({ length: count }, () => '200'))
})

it('closes while a test has fake timers', async () => {
  const server = await createTwin({ runs: 5 }).listen()
  vi.useFakeTimers()
  try {
    await server.close()
  } finally {
    vi.useRealTimers()
  }
  await expect(fetch(server.url)).rejects.toThrow('fetch failed')
})
