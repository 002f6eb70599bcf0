import type { components } from '../../spec/generated/control.types.ts'
import { hazards, rulesOf } from '../hazards/catalogue.ts'
import type { Face } from '../http/vendor.ts'

type Hazard = components['schemas']['Hazard']

/** The hazards of the vendors that are served. */
export function hazardsOf(faces: readonly Pick<Face, 'name'>[]): readonly Hazard[] {
  const served = new Set(faces.map(({ name }) => name))
  return hazards.flatMap((hazard) => {
    const { id, about, symptom, remedy } = hazard
    const vendors = hazard.vendors.filter((vendor) => served.has(vendor))
    // The catalogue's rules are written as the control API takes them.
    const rules = Object.fromEntries(vendors.map((vendor) => [vendor, rulesOf(hazard, vendor)])) as Hazard['rules']
    return vendors.length === 0 ? [] : [{ id, about, symptom, remedy, rules }]
  })
}
