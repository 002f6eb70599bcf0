import { describe, expect, it } from 'vitest'
import { createTwin, type Twin } from '../../mock/twin.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { formatIsoMicroseconds } from '../../mock/wire/date-time.ts'
import { computeRun } from '../../mock/world/model/run.ts'
import { deriveKey, randomInt } from '../../mock/world/random.ts'
import { MINUTE } from '../../mock/world/time.ts'
import { BEARER, FEED, sendRequest } from '../control/control-requests.ts'
import { readResponse } from '../http/worlds/past-reads.ts'

interface RecordedRead {
  readonly at: string
  readonly target: string
  readonly response: string
}

/** One request to each vendor, chosen by the step. */
function listTargets(twin: Twin, step: number): readonly string[] {
  const { world } = twin
  const run = computeRun(world.dataset.getTimeline(-1 - (step % 10)), world.now)
  const [qyvo, recrubo, , idnow] = vendors
  if (recrubo?.runs === undefined || idnow === undefined) throw new Error('a vendor is missing')
  const sessions = idnow.demo.buildExamplePath(world).replace(/\?.*/, '')
  return [
    [FEED, qyvo?.demo.buildExamplePath(world) ?? FEED][step % 2] ?? FEED,
    ['/public/v2/flow-runs?sort=-updatedAt', `/public/v2/flow-runs/${recrubo.runs.formatId(run, world)}`][step % 2] ??
      '',
    ['/api/v2/runs.json', '/api/v2/contacts.json', '/api/v2/flows.json'][step % 3] ?? '',
    `${sessions}?page=${step % 3}&size=${5 + (step % 20)}&sortBy=${step % 2 === 0 ? 'status' : 'createdAt'}`,
  ]
}

/** Makes a random change, through a vendor, the control API or the world itself. */
async function write(twin: Twin, seed: number, step: number): Promise<void> {
  const pick = (field: number, below: number) => randomInt(deriveKey(seed, 'write'), step, field) % below
  const world = '/_twin/v1/worlds/default'
  const { runs } = twin.world.view().overlay
  const number = runs.item(pick(1, Math.max(1, runs.size)))?.timeline.number ?? -2
  const changes: readonly (() => unknown)[] = [
    async () =>
      sendRequest(twin, `${world}/runs`, { body: { flow: pick(2, 8), contact: { name: `Person ${pick(3, 9)}` } } }),
    async () => sendRequest(twin, `${world}/runs/${number}`, { body: { step: true } }),
    async () => sendRequest(twin, `${world}/runs/${number}`, { body: { end: 'failed' } }),
    async () => sendRequest(twin, `${world}/bursts`, { body: { count: 2, spread: `${pick(2, 9)}m` } }),
    async () => sendRequest(twin, `${world}/arrivals`, { method: 'PUT', body: { interval: `${120 + pick(2, 400)}s` } }),
    async () =>
      sendRequest(twin, `${world}/quirks`, {
        method: 'PATCH',
        body: { 'rapidpro.version': ['v9', 'head'][pick(2, 2)] },
      }),
    () => twin.world.applyOperation({ kind: 'delete', run: number }),
    async () =>
      sendRequest(twin, '/api/v1/actions/create-contact', {
        body: { phone: `+3161234${String(1000 + pick(2, 50))}` },
        headers: BEARER,
      }),
  ]
  try {
    await changes[pick(0, changes.length)]?.()
  } catch {
    // A rejected operation changes nothing.
  }
}

describe('a request for a past instant', () => {
  it.each(Array.from({ length: 10 }, (_, history) => history))(
    'gets the same bytes as at that instant, in each of a hundred steps (history %i)',
    async (history) => {
      const twin = createTwin({
        seed: `history ${history}`,
        runs: 40 + 30 * (history % 4),
        every: '40s',
        limits: false,
      })
      const recorded: RecordedRead[] = []
      for (let step = 0; step < 100; step++) {
        const at = formatIsoMicroseconds(twin.world.now)
        for (const target of listTargets(twin, step))
          recorded.push({ at, target, response: await readResponse(twin, target) })
        twin.clock.advance(1 + (randomInt(deriveKey(history, 'by'), step, 0) % (3 * MINUTE)))
        await write(twin, history, step)
        const latest = recorded.length - 4
        const earlier = 4 * (randomInt(deriveKey(history, 'back'), step, 0) % (latest / 4 + 1))
        const again = step % 3 === 0 ? earlier : Math.max(0, latest - 4 * (step % 3))
        for (const { at: then, target, response } of recorded.slice(again, again + 4)) {
          expect(await readResponse(twin, target, then)).toBe(response)
        }
      }
      expect(new Set(recorded.map(({ response }) => response)).size).toBeGreaterThan(200)
    },
  )
})
