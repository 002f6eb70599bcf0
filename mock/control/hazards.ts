import type { components } from '../../spec/generated/control.types.ts'
import { hazards } from '../hazards/catalogue.ts'
import { type Hazard, isOf, rulesOf, vendorsOf } from '../hazards/hazard.ts'
import { writtenRule } from '../http/faults/armed.ts'
import { hintAt } from '../http/faults/hint.ts'
import type { FaultRule } from '../http/faults/rule.ts'
import { Problem } from '../http/problem.ts'
import type { ServedWorld } from '../http/served-world.ts'
import type { Vendor, VendorName } from '../http/vendor.ts'
import { SECOND } from '../world/instant.ts'
import type { World } from '../world/world.ts'
import { arm } from './faults.ts'

type Wanted = components['schemas']['HazardWanted']

/** A hazard, and those of its vendors that are meant. */
export interface Met {
  readonly hazard: Hazard
  readonly vendors: readonly VendorName[]
}

/** The catalogue, each hazard with its rules as they would be armed. */
export function sayHazards(): components['schemas']['Hazards'] {
  return {
    hazards: hazards.map((hazard) => {
      const { id, title, about, mistake, symptom, remedy, parameters } = hazard
      const { every, ...counts } = parameters
      return {
        id,
        title,
        about,
        mistake,
        symptom,
        remedy,
        parameters: { ...counts, ...(every === undefined ? {} : { every: `${every / SECOND}s` }) },
        vendors: vendorsOf(hazard).map((vendor) => ({
          vendor,
          why: hazard.vendors[vendor]?.why ?? '',
          quirks: hazard.vendors[vendor]?.quirks ?? {},
          rules: rulesOf(hazard, [vendor]) as components['schemas']['FaultRule'][],
        })),
      }
    }),
  }
}

/** @throws {Problem} "invalid" for a hazard that there is not, or one that is not real for the vendor */
export function metBy({ hazard: id, vendor }: Wanted): Met {
  const hazard = hazards.find((one) => one.id === id)
  if (hazard === undefined) {
    const known = hazards.map((one) => one.id)
    throw refused(`there is no hazard "${id.slice(0, 80)}"; ${hintAt(id.slice(0, 80), known)}`)
  }
  const all = vendorsOf(hazard)
  const vendors = vendor === undefined ? all : all.filter((name) => name === vendor)
  if (vendors.length > 0) return { hazard, vendors }
  throw refused(`${id} cannot happen with "${String(vendor).slice(0, 80)}"; it is real for ${all.join(', ')}`)
}

/**
 * Arms the rules of a hazard beside those that are armed, in the place of its own.
 * @throws {Problem} "invalid" before anything has changed, where that would not bring it about
 */
export function armHazard(vendors: readonly Vendor[], served: ServedWorld, met: Met): void {
  const { id } = met.hazard
  const rules = taken(vendors, met)
  if (rules.length === 0) {
    throw refused(
      `${id} takes no rule; make a world that shows it: POST /_twin/v1/worlds {"name": "new", "hazard": "${id}"}`,
    )
  }
  refuseTooFew(served.world, rules, id)
  const others = armedIn(served.world).filter((rule) => !rules.some((one) => one.id === rule.id))
  arm(vendors, served, [...others, ...rules] as components['schemas']['FaultRule'][])
}

/** Arms what a hazard takes in a world that was made for it. */
export function beset(vendors: readonly Vendor[], served: ServedWorld, met: Met): void {
  if (taken(vendors, met).length > 0) armHazard(vendors, served, met)
}

/** Disarms the rules of all hazards, or of one, and no others. */
export function clearHazards({ world }: ServedWorld): void {
  const rules = armedIn(world).filter((rule) => !hazards.some((hazard) => isOf(hazard, rule)))
  if (rules.length < armedIn(world).length) world.apply({ kind: 'arm', rules })
}

/** The rules that it takes, with the vendors that are served here. */
function taken(vendors: readonly Vendor[], met: Met): readonly FaultRule[] {
  const here = met.vendors.filter((name) => vendors.some((vendor) => vendor.name === name))
  if (here.length > 0) return rulesOf(met.hazard, here)
  throw refused(`${met.vendors.join(', ')} is not served here; start the server with it`)
}

/** A rule about a run that is not there does nothing. */
function refuseTooFew(world: World, rules: readonly FaultRule[], id: string): void {
  for (const { after = [] } of rules) {
    for (const one of after) {
      if (!('run' in one) || typeof one.run !== 'number' || world.run(one.run) !== undefined) continue
      throw refused(`${id} needs run ${one.run}, and this world has none; make one that begins with more runs`)
    }
  }
}

function armedIn(world: World): readonly FaultRule[] {
  return world.annex.armed.map(writtenRule)
}

function refused(text: string): Problem {
  return new Problem('invalid', { text })
}
