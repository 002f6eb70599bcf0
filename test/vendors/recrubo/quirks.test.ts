import { describe, expect, it } from 'vitest'
import { recrubo } from '../../../mock/vendors/recrubo/index.ts'
import { createTestTwin } from '../../support/requests.ts'
import { queryQuirkTests } from './query-quirk-cases.ts'
import { updateQuirkTests } from './update-quirk-cases.ts'
import { writeQuirkTests } from './write-quirk-cases.ts'

const quirkTests = { ...queryQuirkTests, ...writeQuirkTests, ...updateQuirkTests }
const tested = Object.entries(quirkTests).flatMap(([id, tests]) =>
  Object.entries(tests).map(([position, run]) => ({ id, position, run })),
)

describe('Recrubo: quirks', () => {
  it.each(tested)('$id=$position takes effect', async ({ id, position, run }) => {
    await run(createTestTwin({ quirks: { [id]: position } }))
  })

  it.each(recrubo.quirks.map(({ id, defaultPosition }) => ({ id, initial: defaultPosition })))(
    '$id is in position $initial by default',
    async ({ id, initial }) => {
      await quirkTests[id]?.[initial]?.(createTestTwin())
    },
  )

  it('have a test for every position, and no other', () => {
    const declared = recrubo.quirks.flatMap((quirk) =>
      Object.keys(quirk.positions).map((name) => `${quirk.id} ${name}`),
    )
    expect(tested.map(({ id, position }) => `${id} ${position}`).toSorted()).toEqual(declared.toSorted())
  })

  it('have unique ids with the vendor’s name', () => {
    const ids = recrubo.quirks.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^recrubo\.[a-z-]+$/.test(id))).toEqual([])
  })
})
