import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { getContactMasks } from './ids.ts'
import { getServerVersion, isAnonymousWorkspace, quirks } from './quirks.ts'

type Run = components['schemas']['Run']
type Result = Run['values'][string]

/** A row of version 9 as a world with its quirks in other positions says it. */
export function applyRunQuirks(row: Run, contact: number, world: World): Run {
  if (world.sideState.renderSettings.settings.size === 0) return row
  return reorderKeys(applyFieldQuirks(maskAddresses(row, contact, world), world), world)
}

/** A text of the documentation's promise: six digits of a second, also when all are zero. */
export function padMicroseconds<Text extends string | null>(text: Text, world: World): Text {
  if (text === null || text.includes('.') || getQuirkPosition(world, quirks.wholeSeconds) === 'bare') return text
  return text.replace('Z', '.000000Z') as Text
}

/** What an anonymous workspace adds to a contact in this version. */
export function getAnonymousFields(
  contact: number,
  world: World,
): { readonly ref?: string; readonly anon_display: string } {
  const { digits, reference } = getContactMasks(contact, world)
  return getServerVersion(world) === 'v9' ? { anon_display: digits } : { ref: reference, anon_display: reference }
}

/** An address of which only the scheme is told. */
export function maskUrn(urn: string): string {
  return `${urn.slice(0, urn.indexOf(':'))}:********`
}

function maskAddresses(row: Run, contact: number, world: World): Run {
  if (!isAnonymousWorkspace(world)) return row
  const urn = row.contact.urn === null ? null : maskUrn(row.contact.urn)
  return { ...row, contact: { ...row.contact, urn, urn_display: null, ...getAnonymousFields(contact, world) } }
}

function applyFieldQuirks(row: Run, world: World): Run {
  const { id, uuid, start, ...rest } = row
  const identifiers = getQuirkPosition(world, quirks.identifiers)
  const isInterrupted = row.exit_type === 'failed' && getQuirkPosition(world, quirks.failedRuns) === 'interrupted'
  const variant = {
    ...(identifiers === 'uuid' ? {} : { id }),
    ...(identifiers === 'id' ? {} : { uuid }),
    flow: rest.flow,
    contact: rest.contact,
    ...(start === null && getQuirkPosition(world, quirks.start) === 'omitted' ? {} : { start }),
    responded: rest.responded,
    path: rest.path,
    values: applyResultQuirks(rest.values, world),
    created_on: padMicroseconds(rest.created_on, world),
    modified_on: padMicroseconds(rest.modified_on, world),
    exited_on: padMicroseconds(rest.exited_on, world),
    exit_type: isInterrupted ? 'interrupted' : rest.exit_type,
  }
  // In the other positions of these quirks the row is not what the document says.
  return variant as Run
}

function applyResultQuirks(values: Run['values'], world: World): Run['values'] {
  const usesDisplayNames = getQuirkPosition(world, quirks.resultName) === 'display'
  const entries = Object.entries(values).map(([key, result]) => {
    const { input, ...rest } = usesDisplayNames ? result : { ...result, name: key }
    return [key, getServerVersion(world) === 'v9' ? { ...rest, input } : rest] as const
  })
  return Object.fromEntries<Result>(entries as readonly (readonly [string, Result])[])
}

/** The newer line has the deprecated id behind everything else. */
function reorderKeys(row: Run, world: World): Run {
  if (getServerVersion(world) === 'v9' || row.id === undefined) return row
  const { id, ...rest } = row
  return { ...rest, id }
}
