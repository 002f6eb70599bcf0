import { ParameterError } from '../world/dataset/parameters.ts'
import type { SideState } from '../world/state/side-state.ts'

/** The evidence for a statement, as in the documents' `x-evidence`. */
type Evidence = 'documented' | 'source' | 'inferred' | 'decided'

/** A point that a vendor's documents leave open or contradict themselves on; a switch selects Flowtwin's behaviour. */
export interface Quirk<Position extends string = string> {
  /** The vendor's name, a dot, and a topic: "qyvo.malformed-flow-id". */
  readonly id: string
  /** The open question, with the statements of the documents about it. */
  readonly question: string
  /** The place of these statements in the documents. */
  readonly source: string
  /** The evidence for the default position. */
  readonly evidence: Evidence
  readonly defaultPosition: Position
  /** The behaviour in each position. */
  readonly positions: Readonly<Record<Position, string>>
}

/** Adds their ids to a vendor's quirks, checks them against their type and infers the positions of each. */
export function defineQuirks<const Quirks extends Readonly<Record<string, Omit<Quirk, 'id'>>>>(quirks: {
  readonly [Id in keyof Quirks]: Quirks[Id] & { readonly defaultPosition: keyof Quirks[Id]['positions'] }
}): { readonly [Id in keyof Quirks]: Quirk<keyof Quirks[Id]['positions'] & string> } {
  const entries = Object.entries(quirks).map(([id, quirk]) => [id, { id, ...quirk }])
  // The positions are inferred from the argument.
  return Object.fromEntries(entries) as { readonly [Id in keyof Quirks]: Quirk<keyof Quirks[Id]['positions'] & string> }
}

/** The position that a quirk has in a world. */
export function getQuirkPosition<Position extends string>(
  { sideState }: { readonly sideState: SideState },
  quirk: Quirk<Position>,
): Position {
  const { settings } = sideState.renderSettings
  if (settings.size === 0) return quirk.defaultPosition
  // `validateQuirkSettings` lets only positions of the quirk through.
  return (settings.get(quirk.id) as Position | undefined) ?? quirk.defaultPosition
}

/**
 * Returns the settings if every id and position exists.
 * @throws {ParameterError} before anything is set, for an id or a position that does not exist
 */
export function validateQuirkSettings(
  quirks: readonly Quirk[],
  settings: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  for (const [id, position] of Object.entries(settings)) {
    const quirk = quirks.find((one) => one.id === id)
    if (quirk === undefined) throw new ParameterError(`there is no quirk "${id}"; "flowtwin quirks" lists them`)
    if (Object.hasOwn(quirk.positions, position)) continue
    const positions = Object.keys(quirk.positions).join(', ')
    throw new ParameterError(`quirk "${id}" has no position "${position}"; give ${positions}`)
  }
  return settings
}
