import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { sendRequest, createControlTwin } from '../control/control-requests.ts'
import { digestOf } from './capsule-digest.ts'

const running = promisify(execFile)
const RUNS = '/_twin/v1/worlds/default/runs'

describe('a world of ten million runs', () => {
  it('with fifty writes is a capsule of less than eight kilobytes, the same in another process and time zone', async () => {
    const twin = createControlTwin({ runs: 10_000_000, seed: 'large' })
    for (let at = 0; at < 50; at++) {
      const write =
        at % 2 === 0
          ? await sendRequest(twin, RUNS, { body: { flow: at % 8, contact: at } })
          : await sendRequest(twin, `${RUNS}/${-2 * (1 + at)}`, { body: { end: 'failed' } })
      // Some had ended already: a refusal leaves nothing in the capsule.
      if (write.status === 409) await sendRequest(twin, RUNS, { body: { flow: at % 8, contact: at } })
    }
    expect(twin.world.revision).toBe(50)
    const capsule = (await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')).text
    expect(Buffer.byteLength(capsule)).toBeLessThan(8 * 1024)
    const script = join(import.meta.dirname, 'capsule-digest.ts')
    const env = { ...process.env, TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }
    const child = running(process.execPath, ['--import', 'tsx', script, capsule], { env })
    expect((await child).stdout.trim()).toBe(await digestOf(capsule))
  })

  it('is shared by a thousand forks: each has the very same view until it goes its own way', async () => {
    const { world } = createControlTwin({ runs: 10_000_000 })
    world.applyOperation({ kind: 'create', flow: 0, contact: 1, environment: 'live', input: null })
    const forks = Array.from({ length: 1000 }, () => world.fork())
    for (const fork of forks) {
      expect(fork.view()).toBe(world.view())
      expect(fork.dataset).toBe(world.dataset)
    }
    const [first, second] = forks
    first?.applyOperation({ kind: 'create', flow: 0, contact: 2, environment: 'live', input: null })
    expect([world, first, second].map((one) => one?.view().overlay.runs.size)).toEqual([1, 2, 1])
    const [row] = world.view().overlay.runs
    expect([...(first?.view().overlay.runs ?? [])][0]).toBe(row)
  })
})
