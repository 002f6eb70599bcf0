import { describe, expect, it } from 'vitest'
import { checks, type VendorName, vendors } from '../../contracts/index.ts'
import { mockMutants, own } from './index.ts'

const names = Object.keys(vendors) as readonly VendorName[]
const killedBy = (vendor: VendorName): ReadonlySet<string> => new Set(mockMutants[vendor].flatMap(({ kills }) => kills))

/** What is only measured fails nobody. */
const failing = checks.filter(({ check }) => check.level !== 'INFO')

describe('the mutants of the mock', () => {
  it('turn every check of the catalogue red', () => {
    const killed = new Set(names.flatMap((vendor) => [...killedBy(vendor)]))
    expect([...new Set(failing.map(({ check }) => check.id))].filter((id) => !killed.has(id))).toEqual([])
  })

  it.each(names)('turn every check red that %s alone has', (vendor) => {
    const others = new Set(failing.filter((one) => one.vendor !== vendor).map(({ check }) => check.id))
    const alone = failing.filter((one) => one.vendor === vendor).map(({ check }) => check.id)
    expect(alone.filter((id) => !others.has(id) && !killedBy(vendor).has(id))).toEqual([])
  })

  it('are mostly faults in its own code', () => {
    expect(names.flatMap((vendor) => own[vendor]).length).toBeGreaterThanOrEqual(100)
    expect(names.flatMap((vendor) => mockMutants[vendor]).length).toBeGreaterThanOrEqual(250)
  })

  it.each(names)('are told apart by their names: %s', (vendor) => {
    const all = mockMutants[vendor].map(({ name }) => name)
    expect(all).toEqual([...new Set(all)])
  })
})
