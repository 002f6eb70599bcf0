import { describe, expect, it } from 'vitest'
import { checks, type VendorName, vendors } from '../../contracts/index.ts'
import { codeMutants, mockMutants } from './index.ts'

const names = Object.keys(vendors) as readonly VendorName[]

function listKilling(vendor: VendorName): ReadonlySet<string> {
  return new Set(mockMutants[vendor].flatMap(({ killedBy }) => killedBy))
}

/** INFO checks never fail a run. */
const failing = checks.filter(({ check }) => check.level !== 'INFO')

describe('the mutants of the mock', () => {
  it('are killed by every check of the catalogue', () => {
    const killing = new Set(names.flatMap((vendor) => [...listKilling(vendor)]))
    expect([...new Set(failing.map(({ check }) => check.id))].filter((id) => !killing.has(id))).toEqual([])
  })

  it.each(names)('are killed by every check that only %s has', (vendor) => {
    const others = new Set(failing.filter((entry) => entry.vendor !== vendor).map(({ check }) => check.id))
    const ids = failing.filter((entry) => entry.vendor === vendor).map(({ check }) => check.id)
    const killing = listKilling(vendor)
    expect(ids.filter((id) => !others.has(id) && !killing.has(id))).toEqual([])
  })

  it('number at least 250, 100 of them in the code of the mock', () => {
    expect(names.flatMap((vendor) => codeMutants[vendor]).length).toBeGreaterThanOrEqual(100)
    expect(names.flatMap((vendor) => mockMutants[vendor]).length).toBeGreaterThanOrEqual(250)
  })

  it.each(names)('have unique names: %s', (vendor) => {
    const all = mockMutants[vendor].map(({ name }) => name)
    expect(all).toEqual([...new Set(all)])
  })
})
