import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../../mock/world/time/instant.ts'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { listOf, LISTS, type VendorName } from './fault-requests.ts'

const VENDORS = Object.keys(LISTS) as readonly VendorName[]

/** Something that happens in a world; the number picks the run. */
type Step = 'create' | 'end' | 'delete' | 'contact' | 'wait'

function happen(twin: Twin, step: Step, pick: number): void {
  const { world } = twin
  // Some runs are gone or have ended before: then nothing happens.
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

async function listsOf(twin: Twin, headers: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const found: string[] = []
  for (const vendor of VENDORS) found.push((await sendRequest(twin, listOf(twin, vendor), { headers })).text)
  return found
}

describe('any instant that is past', () => {
  it('can be read as it was, to the byte, whatever has happened since', async () => {
    const step = fc.tuple(
      fc.constantFrom<Step>('create', 'end', 'delete', 'contact', 'wait'),
      fc.nat(100),
      fc.integer({ min: 1, max: 40 * MINUTE }),
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.array(step, { minLength: 2, maxLength: 7 }), async (seed, steps) => {
        const twin = createTestTwin({ seed, runs: 40, every: '5m' })
        const seen = [{ at: twin.clock.now, lists: await listsOf(twin) }]
        for (const [what, pick, pause] of steps) {
          twin.clock.advance(pause)
          happen(twin, what, pick)
          seen.push({ at: twin.clock.now, lists: await listsOf(twin) })
        }
        twin.clock.advance(MINUTE)
        for (const { at, lists } of seen) {
          const stale = `stale=${(twin.clock.now - at) / 1000}ms`
          expect(await listsOf(twin, { 'x-flowtwin-fault': stale })).toEqual(lists)
        }
      }),
      { numRuns: 15 },
    )
  })
})
