import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../../mock/world/time.ts'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { getListPath, LISTS, type VendorName } from './fault-requests.ts'

const VENDORS = Object.keys(LISTS) as readonly VendorName[]

/** A change of the world; a number selects the run. */
type Step = 'create' | 'end' | 'delete' | 'contact' | 'wait'

function applyStep(twin: Twin, step: Step, pick: number): void {
  const { world } = twin
  // A deleted or ended run is not changed.
  const number = 2 * -(1 + (pick % 8))
  const run = world.findRun(number)
  if (step === 'create')
    world.applyOperation({ kind: 'create', flow: 0, contact: pick % 4, environment: 'live', input: null })
  if (step === 'end' && run?.endedAt === null)
    world.applyOperation({ kind: 'change', run: number, end: 'failed', variables: null })
  if (step === 'delete' && run !== undefined) world.applyOperation({ kind: 'delete', run: number })
  if (step === 'contact')
    world.applyOperation({ kind: 'change-contact', contact: 1, person: world.getPerson(pick % 4) })
}

async function readLists(twin: Twin, headers: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const texts: string[] = []
  for (const vendor of VENDORS) texts.push((await sendRequest(twin, getListPath(twin, vendor), { headers })).text)
  return texts
}

describe('a stale read of any past instant', () => {
  it('returns the same bytes as a read at that time, whatever has changed since', async () => {
    const step = fc.tuple(
      fc.constantFrom<Step>('create', 'end', 'delete', 'contact', 'wait'),
      fc.nat(100),
      fc.integer({ min: 1, max: 40 * MINUTE }),
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.array(step, { minLength: 2, maxLength: 7 }), async (seed, steps) => {
        const twin = createTestTwin({ seed, runs: 40, every: '5m' })
        const snapshots = [{ at: twin.clock.now, lists: await readLists(twin) }]
        for (const [kind, pick, pause] of steps) {
          twin.clock.advance(pause)
          applyStep(twin, kind, pick)
          snapshots.push({ at: twin.clock.now, lists: await readLists(twin) })
        }
        twin.clock.advance(MINUTE)
        for (const { at, lists } of snapshots) {
          const stale = `stale=${(twin.clock.now - at) / 1000}ms`
          expect(await readLists(twin, { 'x-flowtwin-fault': stale })).toEqual(lists)
        }
      }),
      { numRuns: 15 },
    )
  })
})
