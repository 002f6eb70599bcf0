import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createTestTwin, sendRequest } from '../../support/requests.ts'

describe('the journal of list requests', () => {
  it('keeps neither past views nor past settings in memory', async () => {
    const twin = createTestTwin({ runs: 300, clock: 'frozen', limits: false })
    const target = '/public/v2/flow-runs?page[size]=1'
    await sendRequest(twin, target)
    const past: WeakRef<object>[] = []
    for (const contact of [1, 2, 3, 4]) {
      twin.world.applyOperation({
        kind: 'change-contact',
        contact,
        person: { ...twin.world.getPerson(contact), name: 'Else' },
      })
      twin.clock.advance('5m')
      await sendRequest(twin, target)
      past.push(new WeakRef(twin.world.view().datasetSnapshot), new WeakRef(twin.world.sideState.renderSettings))
    }
    past.splice(-2)
    // The target of a new WeakRef is held until the current job ends.
    await new Promise((resolve) => void setImmediate(resolve))
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    collectGarbage()
    expect(past.map((reference) => reference.deref())).toEqual(past.map(() => undefined))
    expect(twin.journal.listJournalEntries()).toHaveLength(5)
  })
})
