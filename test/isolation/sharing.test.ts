import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { sendRequest, createControlTwin } from '../control/control-requests.ts'
import { digestSnapshot } from './snapshot-digest.ts'

const execute = promisify(execFile)
const RUNS = '/_twin/v1/worlds/default/runs'

describe('a world of ten million runs', () => {
  it('exports a snapshot below eight kilobytes after fifty writes, equal in another process and time zone', async () => {
    const twin = createControlTwin({ runs: 10_000_000, seed: 'large' })
    for (let at = 0; at < 50; at++) {
      const write =
        at % 2 === 0
          ? await sendRequest(twin, RUNS, { body: { flow: at % 8, contact: at } })
          : await sendRequest(twin, `${RUNS}/${-2 * (1 + at)}`, { body: { end: 'failed' } })
      // Some runs had ended: a rejected operation leaves nothing in the snapshot.
      if (write.status === 409) await sendRequest(twin, RUNS, { body: { flow: at % 8, contact: at } })
    }
    expect(twin.world.revision).toBe(50)
    const snapshot = (await sendRequest(twin, '/_twin/v1/worlds/default/snapshot')).text
    expect(Buffer.byteLength(snapshot)).toBeLessThan(8 * 1024)
    const script = join(import.meta.dirname, 'snapshot-digest.ts')
    const env = { ...process.env, TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }
    const child = execute(process.execPath, ['--import', 'tsx', script, snapshot], { env })
    expect((await child).stdout.trim()).toBe(await digestSnapshot(snapshot))
  })

  it('is shared by a thousand forks, each with the same view until it changes', async () => {
    const { world } = createControlTwin({ runs: 10_000_000 })
    world.applyOperation({ kind: 'create', flow: 0, contact: 1, environment: 'live', input: null })
    const forks = Array.from({ length: 1000 }, () => world.fork())
    for (const fork of forks) {
      expect(fork.view()).toBe(world.view())
      expect(fork.dataset).toBe(world.dataset)
    }
    const [first, second] = forks
    first?.applyOperation({ kind: 'create', flow: 0, contact: 2, environment: 'live', input: null })
    expect([world, first, second].map((fork) => fork?.view().overlay.runs.size)).toEqual([1, 2, 1])
    const [run] = world.view().overlay.runs
    expect([...(first?.view().overlay.runs ?? [])][0]).toBe(run)
  })
})
