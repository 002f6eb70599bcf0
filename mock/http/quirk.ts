import { ParameterError } from '../world/dataset/parameters.ts'
import type { World } from '../world/world.ts'

/** How sure a statement is, as in the documents' `x-evidence`. */
export type Evidence = 'documented' | 'source' | 'inferred' | 'decided'

/** A place where a vendor's documents contradict themselves or say nothing: what Flowtwin does there is a switch. */
export interface Quirk<Position extends string = string> {
  /** The vendor's name, a dot, and what it is about: "qyvo.malformed-flow-id". */
  readonly id: string
  /** What is open, and what the documents say about it. */
  readonly question: string
  /** Where that stands. */
  readonly source: string
  /** How sure the position is that holds unless a world is told otherwise. */
  readonly evidence: Evidence
  readonly defaultPosition: Position
  /** What happens in each position. */
  readonly positions: Readonly<Record<Position, string>>
}

/** Checks a vendor's quirks against their type; each knows its own positions. */
export function defineQuirks<const Quirks extends Readonly<Record<string, Quirk>>>(quirks: {
  readonly [Name in keyof Quirks]: Quirks[Name] & { readonly defaultPosition: keyof Quirks[Name]['positions'] }
}): { readonly [Name in keyof Quirks]: Quirk<keyof Quirks[Name]['positions'] & string> } {
  return quirks
}

/** The position that a quirk has in a world. */
export function getQuirkPosition<Position extends string>(world: World, quirk: Quirk<Position>): Position {
  const { settings } = world.sideState.renderSettings
  if (settings.size === 0) return quirk.defaultPosition
  // Only positions that the quirk knows are ever set: see settingsFor.
  return (settings.get(quirk.id) as Position | undefined) ?? quirk.defaultPosition
}

/**
 * The settings that put quirks into positions.
 * @throws {ParameterError} before anything is set, for an id or a position that does not exist
 */
export function validateQuirkSettings(
  quirks: readonly Quirk[],
  wanted: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  for (const [id, position] of Object.entries(wanted)) {
    const quirk = quirks.find((one) => one.id === id)
    if (quirk === undefined) throw new ParameterError(`there is no quirk "${id}"; "flowtwin quirks" lists them`)
    if (Object.hasOwn(quirk.positions, position)) continue
    const known = Object.keys(quirk.positions).join(', ')
    throw new ParameterError(`quirk "${id}" has no position "${position}"; give ${known}`)
  }
  return wanted
}
