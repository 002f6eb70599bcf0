import { describe, expect, it } from 'vitest'
import { recrubo } from '../../mock/vendors/recrubo/index.ts'
import { createTestTwin } from '../support/requests.ts'
import { askingPositions } from './recrubo-asking-positions.ts'
import { changingPositions } from './recrubo-changing-positions.ts'
import { writingPositions } from './recrubo-writing-positions.ts'

const positions = { ...askingPositions, ...writingPositions, ...changingPositions }
const tested = Object.entries(positions).flatMap(([id, tests]) =>
  Object.entries(tests).map(([position, holds]) => ({ id, position, holds })),
)

describe('the quirks of Recrubo', () => {
  it.each(tested)('$id in position $position does what it says', async ({ id, position, holds }) => {
    await holds(createTestTwin({ quirks: { [id]: position } }))
  })

  it.each(recrubo.quirks.map(({ id, defaultPosition }) => ({ id, initial: defaultPosition })))(
    '$id is in position $initial unless a world is told otherwise',
    async ({ id, initial }) => {
      await positions[id]?.[initial]?.(createTestTwin())
    },
  )

  it('are all tested in every position, and no other is', () => {
    const declared = recrubo.quirks.flatMap((quirk) =>
      Object.keys(quirk.positions).map((name) => `${quirk.id} ${name}`),
    )
    expect(tested.map(({ id, position }) => `${id} ${position}`).toSorted()).toEqual(declared.toSorted())
  })

  it('are told apart by their ids, which name the vendor', () => {
    const ids = recrubo.quirks.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^recrubo\.[a-z-]+$/.test(id))).toEqual([])
  })
})
